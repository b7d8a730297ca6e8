"""The nouns: Entity, Tie and Source, and what surrounds them.

A tie is a sourced claim that links two entities inside one partnership, valid in
a period, with a certainty, by one or more citations. Everything here is frozen
and uses the standard library only; what is *allowed* is said in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal, TypeAlias

Attribute: TypeAlias = str | int | bool | tuple[str, ...]
Certainty: TypeAlias = Literal["reported", "inferred", "assumed"]
RecordType: TypeAlias = Literal["entity", "tie", "source"]

CERTAINTIES: tuple[Certainty, ...] = ("reported", "inferred", "assumed")
SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NOTHING: Mapping[str, Attribute] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day, as precise as the source is.

    >>> PartialDate.parse("2019").first_day, PartialDate.parse("2019-03").after
    (datetime.date(2019, 1, 1), datetime.date(2019, 4, 1))
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2019``, ``2019-03`` or ``2019-03-31``; ValueError on anything else."""
        match = _DATE.fullmatch(text)
        if not match:
            raise ValueError(f"'{text}' is not a date; write 2019, 2019-03 or 2019-03-31")
        year = int(match[1])
        month, day = (int(part) if part else None for part in match.groups()[1:])
        if year == date.max.year:  # ``after`` would not fit in a calendar
            raise ValueError(f"'{text}' is too late to be a date")
        try:
            date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError as error:  # names the impossible part
            raise ValueError(f"'{text}' does not exist: {error}") from error
        return cls(year, month, day)

    @property
    def first_day(self) -> date:
        """The first day that the date covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def after(self) -> date:
        """The first day that the date no longer covers."""
        if self.month is None:
            return date(self.year + 1, 1, 1)
        if self.day is None:
            return date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return self.first_day + timedelta(days=1)

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p is not None))
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim stands: the source, the place in it, and what it says in our words."""

    source: str
    locator: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document, meeting or conversation that claims rest on.

    ``sections`` lists the headings that a locator may name; an empty tuple means
    that the source has no headings and any locator will do.
    """

    id: str
    title: str
    kind: str = "document"
    author: str = ""
    date: PartialDate | None = None
    language: str = "nl"
    sections: tuple[str, ...] = ()
    note: str = ""
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, unit, atelier, theme, law ...: anything a tie can link.

    ``collective`` marks an entity that stands for a group which the sources do
    not split (the GPs, the primary schools). ``citations`` say where a source
    mentions the entity itself; what it *does* is said by ties.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    collective: bool = False
    fictional: bool = False
    citations: tuple[Citation, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        object.__setattr__(self, "attributes", MappingProxyType(dict(self.attributes)))


@dataclass(frozen=True, slots=True)
class Tie:
    """A sourced claim that links two entities inside one partnership.

    The period is closed-open: ``valid_to`` is the first moment at which the tie
    no longer holds. A missing start is unknown, a missing end is open.
    """

    id: str
    partnership: str
    kind: str
    source: str
    target: str
    certainty: Certainty = "reported"
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    citations: tuple[Citation, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        object.__setattr__(self, "attributes", MappingProxyType(dict(self.attributes)))

    def holds_at(self, moment: PartialDate) -> bool:
        """Whether the tie holds at some day that ``moment`` covers."""
        started = self.valid_from is None or self.valid_from.first_day < moment.after
        ended = self.valid_to is not None and self.valid_to.first_day <= moment.first_day
        return started and not ended


Record: TypeAlias = Entity | Tie | Source


def record_type(record: Record) -> RecordType:
    """Which of the three nouns a record is."""
    if isinstance(record, Entity):
        return "entity"
    return "tie" if isinstance(record, Tie) else "source"


@dataclass(frozen=True, slots=True)
class Put:
    """Add a record, or replace the one with the same type and id."""

    record: Record


@dataclass(frozen=True, slots=True)
class Remove:
    """Retract a record from now on; earlier revisions keep it."""

    type: RecordType
    id: str


Change: TypeAlias = Put | Remove


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """What one revision did to one record; None stands for 'not there'."""

    type: RecordType
    id: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A numbered, atomic change of the store: who, when, why, and what.

    ``changes`` is empty when the caller asked for the headings only.
    """

    number: int
    at: datetime  # always in UTC
    author: str
    message: str
    changes: tuple[RecordedChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of what is known: every filter that a question can have.

    None means 'no restriction'; ``revision=None`` is the latest.
    """

    partnerships: tuple[str, ...] | None = None
    as_of: PartialDate | None = None
    revision: int | None = None
    kinds: frozenset[str] | None = None
    certainty: frozenset[Certainty] | None = None

    def admits(self, tie: Tie) -> bool:
        """Whether a tie falls inside the scope (the revision is the store's business)."""
        return (
            (self.partnerships is None or tie.partnership in self.partnerships)
            and (self.kinds is None or tie.kind in self.kinds)
            and (self.certainty is None or tie.certainty in self.certainty)
            and (self.as_of is None or tie.holds_at(self.as_of))
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was known at one revision, within one scope. Keys are ids, in sorted order.

    ``reserved`` are the ids of entities and sources that do not show to who asks: a new one
    can have none of them.
    """

    revision: int
    scope: Scope
    entities: Mapping[str, Entity]
    ties: Mapping[str, Tie]
    sources: Mapping[str, Source]
    reserved: frozenset[str] = frozenset()

    def taken(self, kind: RecordType) -> frozenset[str]:
        """The ids that a new record of a type cannot have."""
        records = {"entity": self.entities, "tie": self.ties, "source": self.sources}[kind]
        return self.reserved.union(records)

    @property
    def moment(self) -> PartialDate | None:
        """The moment that was asked for, or else the last date that the snapshot knows of."""
        if self.scope.as_of is not None:
            return self.scope.as_of
        dates = [source.date for source in self.sources.values()]
        dates += [tie.valid_from for tie in self.ties.values()]
        known = (date for date in dates if date is not None)
        return max(known, key=lambda date: (date.first_day, date.after), default=None)
