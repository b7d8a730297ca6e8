"""A meeting, what it can choose, and a decision with everything that it ever was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, TypeAlias, get_args

from netmap.model import PartialDate
from netmap.text import cards
from netmap.vocabulary import Label

Status: TypeAlias = Literal["open", "closed"]
Choice: TypeAlias = Literal["invite", "investigate", "accept", "not-ours", "done"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
OPEN_CHOICES: frozenset[Choice] = frozenset({"invite", "investigate"})  # somebody has to act


def choice_label(choice: str) -> Label:
    """What a choice is called; a decision that was withdrawn has none."""
    words = cards.read("netmap.services.meetings", "choices")
    return cards.label(words.get(choice, words["none"])["name"])


def choice_about(choice: Choice) -> Label:
    """What a choice means, in a sentence."""
    return cards.label(cards.read("netmap.services.meetings", "choices")[choice]["about"])


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of one partnership that goes through its gaps.

    Attributes
    ----------
    key
        Unique within the partnership, part of the address.
    chair
        Who leads it: a role ("voorzitter"), not a name.
    opened, closed
        The revision of the graph when it was opened and when it was closed; 0 is not closed.
    opened_at, closed_at, opened_by, closed_by
        When and by which account.
    version
        Goes up with every change; to hand back when changing it.
    """

    partnership: str
    key: str
    title: str
    date: PartialDate
    chair: str
    note: str
    status: Status
    opened: int
    opened_at: datetime
    opened_by: str
    closed: int = 0
    closed_at: datetime | None = None
    closed_by: str = ""
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.status == "open"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided about a gap at one moment.

    Attributes
    ----------
    choice
        One of CHOICES; empty when a decision was withdrawn.
    owner
        Who will see to it: a role, not a name.
    meeting
        The key of the meeting at which it was decided; empty when it was between meetings.
    by, at, revision
        Which account wrote it down, when, and what was known then.
    severity
        How grave the gap was then; empty when no rule found it any more.
    undoes
        Whether it puts an earlier decision back.
    """

    choice: str
    owner: str
    due: PartialDate | None
    note: str
    meeting: str
    by: str
    at: datetime
    revision: int
    severity: str
    undoes: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.choice in OPEN_CHOICES

    def overdue(self, today: date) -> bool:
        """Whether somebody should have acted by now."""
        return self.is_open and self.due is not None and self.due.after <= today


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one gap, the latest last.

    ``titles`` is what the gap was called then, by language, so that a decision stays
    readable after the gap is gone. ``version`` is to hand back when changing it.
    """

    partnership: str
    gap: str
    titles: Mapping[str, str]
    severity: str
    family: str
    rule: str
    history: tuple[Resolution, ...]
    version: int = 0

    @property
    def now(self) -> Resolution | None:
        """What holds; None when nothing was decided, or it was withdrawn."""
        last = self.history[-1] if self.history else None
        return last if last and last.choice else None

    def until(self, moment: datetime | None) -> Decision:
        """The decision as it stood at a moment; None is now."""
        if moment is None:
            return self
        return replace(self, history=tuple(r for r in self.history if r.at <= moment))
