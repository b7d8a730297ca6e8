"""What follows from a change: one partnership before and after, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import networkx as nx

from netmap.comparison.numbers import ActorShift, Shift, actor_shifts, whole_shifts
from netmap.coverage.view import BothHad, Coverage, View
from netmap.gaps.card import Gap
from netmap.gaps.report import find_gaps
from netmap.graph import Graph, collaboration
from netmap.metrics.report import Report
from netmap.model import Entity, Snapshot, Tie
from netmap.roles import Level, cast
from netmap.scenario import Assumption, EntityLeaves
from netmap.vocabulary import entities_as


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that differs. ``level`` is that of the metrics and of reach.

    Pairs of members, coverage and gaps are always those of organisations: a unit that
    stops is felt there through the ties that its organisation loses.
    """

    partnership: str
    level: Level
    records: RecordChanges
    whole: tuple[Shift, ...]
    actors: tuple[ActorShift, ...]
    members: PairChanges
    reach: ReachChanges
    coverage: tuple[BothHad, ...]
    gaps: GapChanges


def effects(
    before: Snapshot, after: Snapshot, partnership: str, *, level: Level = "organisation"
) -> Effects:
    """What differs between two states of one partnership. Raises UnknownPartnership."""
    old, new = (Report(snapshot, partnership, level=level) for snapshot in (before, after))
    members = cast(before, partnership).members & cast(after, partnership).members
    return Effects(
        partnership=partnership,
        level=level,
        records=compare_records(before, after),
        whole=whole_shifts(old, new),
        actors=actor_shifts(old, new),
        members=compare_pairs(
            collaboration(before, partnership), collaboration(after, partnership), members
        ),
        reach=compare_reach(
            collaboration(before, partnership, level=level),
            collaboration(after, partnership, level=level),
        ),
        coverage=compare_coverage(before, after, partnership),
        gaps=compare_gaps(
            find_gaps(before, partnership), find_gaps(after, partnership), before, after
        ),
    )


def fitting_level(snapshot: Snapshot, partnership: str, assumptions: Iterable[Assumption]) -> Level:
    """The level at which assumptions show: units, when a unit inside an organisation stops."""
    home = cast(snapshot, partnership).home
    leaving = [a.id for a in assumptions if isinstance(a, EntityLeaves)]
    return "unit" if any(home.get(key, key) != key for key in leaving) else "organisation"


R = TypeVar("R", Entity, Tie)


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids, in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """What differs between two snapshots, as their scopes show them."""

    entities: Changes
    ties: Changes


def compare_records(before: Snapshot, after: Snapshot) -> RecordChanges:
    """The changes from one snapshot to another."""
    return RecordChanges(
        entities=_changes(before.entities, after.entities),
        ties=_changes(before.ties, after.ties),
    )


def _changes(before: Mapping[str, R], after: Mapping[str, R]) -> Changes:
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(k for k in before.keys() & after.keys() if before[k] != after[k])),
    )


def compare_coverage(before: Snapshot, after: Snapshot, partnership: str) -> tuple[BothHad, ...]:
    """What is had in another way; what itself came or went is left out."""
    views = View(before, partnership), View(after, partnership)
    found = []
    for kind in entities_as("compared"):
        old, new = (view.had(kind) for view in views)
        for key in sorted(old.keys() | new.keys()):
            if key in before.entities and key in after.entities:
                one, other = (had.get(key, Coverage.NOBODY) for had in (old, new))
                if one is not other:
                    found.append(BothHad(key, kind, one, other))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class GapChanges:
    """What happened to the gaps.

    Attributes
    ----------
    opened
        Gaps that only the later state has.
    closed
        Gaps that the later state no longer has because something came.
    lapsed
        Gaps that are gone because something went: their subject, or a tie that was their
        evidence, or anything at all when nothing new came. Nobody closed them: there is
        nothing left for the rule to look at.
    changed
        Gaps of both states whose severity differs, as (before, after).
    kept
        How many gaps both states have, changed ones included.
    only_loss
        Whether nothing came or changed, so that no change here is an improvement.
    """

    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    lapsed: tuple[Gap, ...]
    changed: tuple[tuple[Gap, Gap], ...]
    kept: int
    only_loss: bool


def compare_gaps(
    before: Iterable[Gap], after: Iterable[Gap], earlier: Snapshot, later: Snapshot
) -> GapChanges:
    """The changes from the gaps that were found in one snapshot to those of another.

    Within each group the order of the lists is kept: the most severe first.
    """
    only_loss = _only_loss(earlier, later)
    old, new = ({gap.key: gap for gap in gaps} for gaps in (before, after))
    gone = [gap for key, gap in old.items() if key not in new]
    lapsed = tuple(gap for gap in gone if only_loss or not _still_stands(gap, later))
    kept = [(old[key], new[key]) for key in old if key in new]
    return GapChanges(
        opened=tuple(gap for key, gap in new.items() if key not in old),
        closed=tuple(gap for gap in gone if gap not in lapsed),
        lapsed=lapsed,
        changed=tuple((one, other) for one, other in kept if one.severity != other.severity),
        kept=len(kept),
        only_loss=only_loss,
    )


def _only_loss(earlier: Snapshot, later: Snapshot) -> bool:
    return (
        later.entities.items() <= earlier.entities.items()
        and later.ties.items() <= earlier.ties.items()
    )


def _still_stands(gap: Gap, later: Snapshot) -> bool:
    """Whether all that a gap is about and rests on is in the later state as well."""
    return all(key in later.entities for key in gap.subjects) and all(
        key in later.ties for key in gap.evidence
    )


Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairChanges:
    """Pairs that lose, or gain, every path of at most two steps."""

    lost: tuple[Pair, ...]
    gained: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class ReachChanges:
    """Paths between actors.

    Attributes
    ----------
    pairs_before, pairs_after
        How many pairs are at most two steps apart, of those who are there in both states.
    isolated
        Actors that work with somebody before and with nobody after.
    components_before, components_after
        Separate pieces of the network, all actors counted: sizes, the largest first.
    cut_off
        Actors that stand in the largest piece before and outside it after.
    """

    pairs_before: int
    pairs_after: int
    isolated: tuple[str, ...]
    components_before: tuple[int, ...]
    components_after: tuple[int, ...]
    cut_off: tuple[str, ...]


def compare_pairs(before: Graph, after: Graph, keys: Iterable[str]) -> PairChanges:
    """The changes for ``keys``, as far as they are in both graphs; any actor may stand between."""
    both = set(keys) & set(before) & set(after)
    old, new = _close_pairs(before, both), _close_pairs(after, both)
    return PairChanges(lost=tuple(sorted(old - new)), gained=tuple(sorted(new - old)))


def compare_reach(before: Graph, after: Graph) -> ReachChanges:
    """The changes from one collaboration graph to another."""
    both = set(before) & set(after)
    pieces_before, pieces_after = _pieces(before), _pieces(after)
    largest_before = pieces_before[0] if pieces_before else set()
    return ReachChanges(
        pairs_before=_count_close(before, both),
        pairs_after=_count_close(after, both),
        isolated=tuple(sorted(key for key in both if before[key] and not after[key])),
        components_before=tuple(map(len, pieces_before)),
        components_after=tuple(map(len, pieces_after)),
        cut_off=tuple(sorted((largest_before & both) - _heir(largest_before, pieces_after))),
    )


def _near(graph: Graph, key: str) -> set[str]:
    """Who is one or two steps away."""
    return set(graph[key]).union(*(graph[other] for other in graph[key])) - {key}


def _close_pairs(graph: Graph, keys: set[str]) -> set[Pair]:
    return {(one, other) for one in keys for other in _near(graph, one) & keys if one < other}


def _count_close(graph: Graph, keys: set[str]) -> int:
    """How many pairs there are; the pairs themselves could be very many."""
    return sum(len(_near(graph, key) & keys) for key in keys) // 2


def _pieces(graph: Graph) -> list[set[str]]:
    """The components, the largest first; of equal ones that with the first id."""
    return sorted(nx.connected_components(graph), key=lambda piece: (-len(piece), min(piece)))


def _heir(largest: set[str], pieces: list[set[str]]) -> set[str]:
    """The piece that holds most of what was the largest piece."""
    return max(pieces, key=lambda piece: len(piece & largest), default=set())
