"""Which single addition closes most gaps: every candidate tried, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from netmap.comparison.candidates import Candidate, candidates
from netmap.comparison.effects import compare_gaps
from netmap.gaps.card import SEVERITIES, Gap
from netmap.gaps.report import find_gaps
from netmap.model import Snapshot
from netmap.scenario import overlay

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Addition:
    """A candidate with the gaps that it would close and open."""

    candidate: Candidate
    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]

    @property
    def net(self) -> int:
        """How many gaps fewer there would be."""
        return len(self.closed) - len(self.opened)


@dataclass(frozen=True, slots=True)
class BestAdditions:
    """The additions that leave fewer gaps, the best first, and how many were tried."""

    tried: int
    gaps: int  # how many there are now
    additions: tuple[Addition, ...]


def best_additions(
    snapshot: Snapshot,
    partnership: str,
    *,
    elsewhere: Snapshot | None = None,
    most: int = 10,
    progress: Progress | None = None,
) -> BestAdditions:
    """At most ``most`` additions, by how many gaps fewer there would be.

    Of equal ones, first those that close the graver gaps, then in the order of the
    candidates. Every candidate is tried (see `candidates`); a gap that opens about
    the one who joins does not count, for nobody knows what else it would do, and to have
    something by one organisation only is better than not to have it.

    Raises UnknownPartnership; what ``progress`` raises ends the work.
    """
    now = find_gaps(snapshot, partnership)
    tries = candidates(snapshot, partnership, now, elsewhere)
    found = []
    for done, candidate in enumerate(tries, start=1):
        later = overlay(snapshot, [candidate.assumption])
        changes = compare_gaps(now, find_gaps(later, partnership), snapshot, later)
        opened = tuple(g for g in changes.opened if candidate.newcomer not in g.subjects)
        found.append(Addition(candidate, changes.closed, opened))
        if progress:
            progress(done, len(tries))
    better = [addition for addition in found if addition.net > 0]
    better.sort(key=lambda addition: (-addition.net, -_gravity(addition)))
    return BestAdditions(tried=len(tries), gaps=len(now), additions=tuple(better[:most]))


def _gravity(addition: Addition) -> int:
    """What is closed minus what is opened, graver gaps counting more."""
    weigh = {severity: len(SEVERITIES) - place for place, severity in enumerate(SEVERITIES)}
    closed = sum(weigh[gap.severity] for gap in addition.closed)
    return closed - sum(weigh[gap.severity] for gap in addition.opened)
