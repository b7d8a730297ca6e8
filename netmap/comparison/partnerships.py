"""Two partnerships side by side: what can be compared, and what that comparison cannot carry."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from netmap.comparison.numbers import number
from netmap.coverage.view import BothHad, Coverage, View
from netmap.gaps.catalogue import RULES
from netmap.gaps.report import find_gaps
from netmap.graph import collaboration
from netmap.metrics.report import whole_metrics
from netmap.model import Snapshot
from netmap.roles import Level, Role, cast, roles


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: how large it is and how much of it is documented."""

    partnership: str
    actors: int
    members: int
    active: int  # members of which any collaboration is documented


@dataclass(frozen=True, slots=True)
class Pair:
    """One metric, or the number of gaps of one rule, on both sides."""

    key: str
    one: float | None
    other: float | None


@dataclass(frozen=True, slots=True)
class SharedOrganisation:
    """An organisation that both have to do with, and its roles in each."""

    organisation: str
    one: tuple[Role, ...]
    other: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Everything that is compared between two partnerships."""

    level: Level
    one: Side
    other: Side
    whole: tuple[Pair, ...]
    functions: tuple[BothHad, ...]
    shared: tuple[SharedOrganisation, ...]
    gaps: tuple[Pair, ...]


def side_by_side(
    one: Snapshot,
    other: Snapshot,
    partnership: str,
    other_partnership: str,
    *,
    level: Level = "organisation",
) -> SideBySide:
    """Two partnerships, each in its own snapshot. Raises UnknownPartnership."""
    values = [
        whole_metrics(snapshot, key, level=level)["value"]
        for snapshot, key in ((one, partnership), (other, other_partnership))
    ]
    covers, others = (
        View(snapshot, key).had("function")
        for snapshot, key in ((one, partnership), (other, other_partnership))
    )
    counts = _gap_counts(one, partnership), _gap_counts(other, other_partnership)
    return SideBySide(
        level=level,
        one=_side(one, partnership),
        other=_side(other, other_partnership),
        whole=tuple(
            Pair(str(key), number(values[0][key]), number(values[1][key]))
            for key in values[0].index
        ),
        functions=tuple(
            BothHad(
                key,
                "function",
                covers.get(key, Coverage.NOBODY),
                others.get(key, Coverage.NOBODY),
            )
            for key in sorted(covers.keys() | others.keys())
        ),
        shared=_shared(one, other, partnership, other_partnership),
        gaps=tuple(
            Pair(rule.key, counts[0][rule.key], counts[1][rule.key])
            for rule in RULES
            if counts[0][rule.key] or counts[1][rule.key]
        ),
    )


def _side(snapshot: Snapshot, partnership: str) -> Side:
    graph = collaboration(snapshot, partnership)
    members = cast(snapshot, partnership).members
    active = [key for key in members if graph[key]]
    return Side(partnership, actors=len(graph), members=len(members), active=len(active))


def _gap_counts(snapshot: Snapshot, partnership: str) -> Counter[str]:
    return Counter(gap.rule for gap in find_gaps(snapshot, partnership))


def _shared(
    one: Snapshot, other: Snapshot, partnership: str, other_partnership: str
) -> tuple[SharedOrganisation, ...]:
    here, there = roles(one, partnership), roles(other, other_partnership)
    return tuple(
        SharedOrganisation(key, tuple(sorted(here[key])), tuple(sorted(there[key])))
        for key in sorted(here.keys() & there.keys())
        if one.entities[key].kind == "organisation"
    )
