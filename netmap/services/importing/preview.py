"""What an import would do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from netmap.errors import Problem
from netmap.model import Change, Entity, Put, RecordType, Source, Tie

Fate: TypeAlias = Literal["error", "choose", "new", "changed", "same", "left"]
FATES: tuple[Fate, ...] = ("error", "choose", "new", "changed", "same", "left")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell of a row. The code decides on the sentence.

    ``allowed`` are the words that would be right, where these can be listed.
    """

    code: str
    column: str  # the header, as it stands in the file
    value: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What happens to one field of a record; ``before`` is empty for what is new."""

    record: RecordType
    id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowFate:
    """What happens to one row. ``names`` are the names in it that wait for an answer."""

    table: int  # which of the tables, from 0
    number: int  # as Excel shows it
    title: str
    fate: Fate
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()  # what is not taken over, and needs no mending
    differences: tuple[Difference, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean. ``how``: name, alias, form (legal form), spelling, part."""

    id: str
    name: str
    kind: str
    how: str
    here: bool  # it is known in this partnership
    in_file: bool  # it is new itself, from an earlier row


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A name that is not surely one entity. ``chosen`` as in `Choices.names`, empty: not yet."""

    key: str
    text: str
    rows: tuple[tuple[int, int], ...]  # (table, number) of the rows that it stands in
    candidates: tuple[Candidate, ...]
    kinds: tuple[str, ...]  # what it may become when it is new
    chosen: str


@dataclass(frozen=True)
class Preview:
    """The fate of every row at one revision, and the changes of the rows that are fine."""

    revision: int
    source: Source | None
    problems: tuple[Problem, ...]  # with the source or the tables as a whole
    rows: tuple[RowFate, ...]
    names: tuple[NameQuestion, ...]
    changes: tuple[Change, ...]

    @cached_property
    def counts(self) -> dict[Fate, int]:
        """How many rows have each fate."""
        found = Counter(row.fate for row in self.rows)
        return {fate: found[fate] for fate in FATES}

    @cached_property
    def loose(self) -> tuple[Entity, ...]:
        """What is new and gets no tie: no map shows it."""
        put = [change.record for change in self.changes if isinstance(change, Put)]
        tied = {end for tie in put if isinstance(tie, Tie) for end in (tie.source, tie.target)}
        differences = (d for row in self.rows if row.fate == "new" for d in row.differences)
        new = {d.id for d in differences if d.record == "entity"}
        return tuple(e for e in put if isinstance(e, Entity) and e.id in new - tied)

    @property
    def complete(self) -> bool:
        """Whether every row can be imported, or is left out on purpose."""
        return not (self.problems or self.counts["error"] or self.counts["choose"])
