"""How things stand: every gap with what was decided, and what changed since the last meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from netmap.model import Entity, Scope
from netmap.services.changes import ChangeView
from netmap.services.comparison import comparison_report
from netmap.services.context import Context
from netmap.services.meetings.deciding import decisions
from netmap.services.meetings.holding import meeting as one_meeting
from netmap.services.meetings.holding import meetings
from netmap.services.meetings.items import (
    Beside,
    GoneItem,
    StandingItem,
    found_items,
    gone_items,
)
from netmap.services.meetings.model import Meeting
from netmap.services.reports import GapReport, gap_report
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Standing:
    """What a meeting, a report and the API show.

    Attributes
    ----------
    meeting, previous
        The meeting that this is of, and the last closed one before it; None for none.
    since
        The revision that ``change`` and the items are compared with; None for nothing.
    items, gone
        The gaps that are there in order of weight, and those that are not any more.
    change
        What changed since, in words and tables; None without a previous meeting.
    discussed, undecided, overdue, new
        How many items: that this meeting decided about; without any decision; with one
        that is overdue; not there at the previous meeting.
    choices
        How many items and gone items have each choice, by its code.
    """

    revision: int
    partnership: Entity
    fictional: bool
    today: date
    meeting: Meeting | None
    previous: Meeting | None
    since: int | None
    items: tuple[StandingItem, ...]
    gone: tuple[GoneItem, ...]
    change: ChangeView | None
    discussed: int
    undecided: int
    overdue: int
    new: int
    choices: Mapping[str, int]


@needs(Right.READ)
def standing(
    ctx: Context, scope: Scope, language: Language = "nl", meeting: str | None = None
) -> Standing:
    """The gaps of a partnership with their decisions, as of now or as a meeting left them.

    A meeting that is closed is shown as it was when it closed: its revision and what was
    decided until then. Raises UnknownPartnership, UnknownRevision, UnknownDocument.
    """
    report = gap_report(ctx, scope, language)  # refuses what is not one partnership
    key = report.partnership.id
    held = one_meeting(ctx, key, meeting) if meeting else None
    if held and not held.is_open and scope.revision is None:
        scope = replace(scope, revision=held.closed)
        report = gap_report(ctx, scope, language)
    until = held.closed_at if held else None
    previous = _previous(meetings(ctx, key), held)
    beside = Beside(
        decisions={d.gap: d.until(until) for d in decisions(ctx, key)},
        before=_gaps_then(ctx, scope, previous, language),
        meeting=held,
        today=(until or ctx.clock()).date(),
    )
    items = tuple(found_items(report, beside))
    gone = tuple(gone_items(ctx, scope, report, beside, language))
    return Standing(
        revision=report.revision,
        partnership=report.partnership,
        fictional=report.fictional,
        today=beside.today,
        meeting=held,
        previous=previous,
        since=previous.closed if previous else None,
        items=items,
        gone=gone,
        change=_change(ctx, replace(scope, revision=report.revision), previous, language),
        discussed=sum(item.discussed for item in items),
        undecided=sum(item.now is None for item in items),
        overdue=sum(item.overdue for item in items),
        new=sum(item.since == "new" for item in items),
        choices=_choices(items, gone),
    )


def _previous(known: tuple[Meeting, ...], held: Meeting | None) -> Meeting | None:
    """The last meeting that was closed before this one was opened."""
    found = [
        (meeting.closed_at, meeting.key, meeting)
        for meeting in known
        if meeting.closed_at is not None
        and (held is None or (meeting.key != held.key and meeting.closed_at <= held.opened_at))
    ]
    return max(found)[2] if found else None


def _gaps_then(
    ctx: Context, scope: Scope, previous: Meeting | None, language: Language
) -> GapReport | None:
    if previous is None:
        return None
    return gap_report(ctx, replace(scope, revision=previous.closed), language)


def _change(
    ctx: Context, scope: Scope, previous: Meeting | None, language: Language
) -> ChangeView | None:
    if previous is None:
        return None
    then = replace(scope, revision=previous.closed)
    return ctx.answer(
        "change_since",
        scope,
        lambda at: comparison_report(ctx, then, at, language).change,
        previous.closed,
        language,
    )


def _choices(items: Iterable[StandingItem], gone: Iterable[GoneItem]) -> dict[str, int]:
    counts = Counter(item.now.choice for item in items if item.now)
    counts.update(item.now.choice for item in gone if item.now)
    return dict(counts)
