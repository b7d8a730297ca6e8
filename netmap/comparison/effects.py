"""What follows from a change: one partnership before and after, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from netmap.comparison.coverage import CoverageChange, compare_coverage
from netmap.comparison.gaps import GapChanges, compare_gaps
from netmap.comparison.numbers import ActorShift, Shift, actor_shifts, whole_shifts
from netmap.comparison.reach import PairChanges, ReachChanges, compare_pairs, compare_reach
from netmap.comparison.records import RecordChanges, compare_records
from netmap.gaps import find_gaps
from netmap.graph import collaboration
from netmap.metrics import Report
from netmap.model import Snapshot
from netmap.roles import Level, cast
from netmap.scenario import Assumption, EntityLeaves


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
    coverage: tuple[CoverageChange, ...]
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
