"""Who stands for an atelier, a function or a life domain, and whether it can be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from netmap.graph import Graph, affiliation, collaboration
from netmap.model import Snapshot
from netmap.roles import cast
from netmap.vocabulary import entities_as


class Coverage(StrEnum):
    """How a partnership has something: the first that applies.

    inside
        A member, a body of the partnership, or the partnership as a whole stands for it.
    partner
        Only others do, and the collaboration has a path to them from those inside.
    out_of_reach
        Only others do, and no path leads to them.
    nobody
        Nobody does, as far as is documented.
    """

    INSIDE = "inside"
    PARTNER = "partner"
    OUT_OF_REACH = "out_of_reach"
    NOBODY = "nobody"


_ORDER = tuple(Coverage)


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """Something that is had in another way than before."""

    id: str
    kind: str
    before: Coverage
    after: Coverage

    @property
    def worse(self) -> bool:
        return _ORDER.index(self.after) > _ORDER.index(self.before)


def coverage(snapshot: Snapshot, partnership: str, kind: str) -> Mapping[str, Coverage]:
    """For each entity of a kind: how the partnership has it. Raises UnknownPartnership."""
    return _coverage(snapshot, partnership, kind, within_reach(snapshot, partnership))


def compare_coverage(
    before: Snapshot, after: Snapshot, partnership: str
) -> tuple[CoverageChange, ...]:
    """What is had in another way; what itself came or went is left out."""
    reach_before = within_reach(before, partnership)
    reach_after = within_reach(after, partnership)
    found = []
    for kind in entities_as("compared"):
        old = _coverage(before, partnership, kind, reach_before)
        new = _coverage(after, partnership, kind, reach_after)
        for key in sorted(old.keys() | new.keys()):
            if key in before.entities and key in after.entities:
                one, other = (had.get(key, Coverage.NOBODY) for had in (old, new))
                if one is not other:
                    found.append(CoverageChange(key, kind, one, other))
    return tuple(found)


def _coverage(
    snapshot: Snapshot, partnership: str, kind: str, within_reach: set[str]
) -> dict[str, Coverage]:
    graph = affiliation(snapshot, partnership, kind)
    inside = cast(snapshot, partnership).insiders
    return {
        key: _grade(graph, key, inside, within_reach)
        for key, values in graph.nodes(data=True)
        if values["mode"] == kind
    }


def _grade(graph: Graph, key: str, inside: frozenset[str], within_reach: set[str]) -> Coverage:
    actors = set(graph[key])
    if graph.nodes[key]["own"] or actors & inside:
        return Coverage.INSIDE
    if actors:
        return Coverage.PARTNER if actors & within_reach else Coverage.OUT_OF_REACH
    return Coverage.NOBODY


def within_reach(snapshot: Snapshot, partnership: str) -> set[str]:
    """Everybody in the same pieces of the collaboration as those inside."""
    graph = collaboration(snapshot, partnership)
    inside = cast(snapshot, partnership).insiders
    return {key for piece in nx.connected_components(graph) if piece & inside for key in piece}
