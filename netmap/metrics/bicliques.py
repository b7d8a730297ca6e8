"""Groups of actors that are all affiliated with the same ateliers, functions, ...

References
----------
Borgatti, S. P., & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks,
19(3), 243–269. Found by Kuznetsov's Close-by-One: Kuznetsov, S. O. (1993). A fast algorithm
for computing all intersections of objects in a finite semi-lattice. Automatic Documentation
and Mathematical Linguistics, 27(5), 11–21.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from netmap.graph import Graph
from netmap.metrics.two_mode import Sides

LIMIT = 20_000  # groups looked at; there can be exponentially many


@dataclass(frozen=True, slots=True)
class Biclique:
    """Actors that share all of ``others``; nobody and nothing can be added."""

    actors: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bicliques:
    """Maximal bicliques, the largest first; ``complete`` when the limit was not reached."""

    items: tuple[Biclique, ...]
    complete: bool


def bicliques(graph: Graph, *, actors: int = 2, others: int = 2, limit: int = LIMIT) -> Bicliques:
    """The maximal bicliques with at least so many on each side.

    The search stops after looking at ``limit`` groups, and says so.
    """
    sides = Sides(graph)
    row = {key: number for number, key in enumerate(sides.actors)}
    extents = [sum(1 << row[key] for key in graph[other]) for other in sides.others]
    found: list[Biclique] = []
    complete = True
    for looked_at, (group, shared) in enumerate(_closed(extents, len(row), max(actors, 1))):
        if looked_at >= limit:
            complete = False
            break
        if group.bit_count() >= actors and shared.bit_count() >= max(others, 1):
            found.append(Biclique(_members(sides.actors, group), _members(sides.others, shared)))
    found.sort(key=lambda b: (-len(b.actors) * len(b.others), b.actors, b.others))
    return Bicliques(tuple(found), complete)


def _closed(extents: list[int], count: int, least: int) -> Iterator[tuple[int, int]]:
    """Every closed pair of a group and what it shares, as bits; groups of ``least`` or more."""

    def shared_by(group: int) -> int:
        return sum(1 << place for place, extent in enumerate(extents) if group & extent == group)

    everyone = (1 << count) - 1
    stack = [(everyone, shared_by(everyone), 0)]
    while stack:
        group, shared, start = stack.pop()
        yield group, shared
        for place in range(start, len(extents)):
            if shared >> place & 1:
                continue
            smaller = group & extents[place]
            if smaller.bit_count() < least:
                continue
            more = shared_by(smaller)
            before = (1 << place) - 1
            if more & before == shared & before:  # else it is found from another group
                stack.append((smaller, more, place + 1))


def _members(keys: list[str], bits: int) -> tuple[str, ...]:
    return tuple(sorted(key for place, key in enumerate(keys) if bits >> place & 1))
