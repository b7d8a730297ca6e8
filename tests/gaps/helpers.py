"""What the tests of the rules share."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from netmap.gaps.card import Gap, GapText
from netmap.gaps.report import describe, find_gaps
from netmap.model import Citation, PartialDate, Snapshot, Source, Tie
from tests.builders import PARTNERSHIP


def found(rule: str, facts: Snapshot, as_of: str = "") -> list[Gap]:
    """The findings of one rule."""
    moment = PartialDate.parse(as_of) if as_of else None
    return [gap for gap in find_gaps(facts, PARTNERSHIP, as_of=moment) if gap.rule == rule]


def only(rule: str, facts: Snapshot, as_of: str = "") -> Gap:
    """The one finding of a rule."""
    (gap,) = found(rule, facts, as_of)
    return gap


def told(gap: Gap, facts: Snapshot) -> GapText:
    return describe(gap, facts, "nl")


def cited(tie: Tie, *sources: str) -> Tie:
    """The tie as these sources tell it."""
    return replace(tie, citations=tuple(Citation(key, "1", "It says so.") for key in sources))


def with_sources(facts: Snapshot, **dates: str) -> Snapshot:
    """The snapshot with sources of these dates; an empty date is none."""
    sources = {
        key: Source(key, f"Source {key}", date=PartialDate.parse(day) if day else None)
        for key, day in dates.items()
    }
    return replace(facts, sources=MappingProxyType(sources))
