"""Which part of a map the settings leave: the same answer as `static/select.js` gives.

A filter never moves anything. What an entity needs to stay:

- its kind, its sector (if it can have one) and the ateliers that were chosen let it;
- one of its ties passes the filters on ties, or it has no ties at all, or it is a partnership;
  when sectors were chosen, what has no sector (an atelier, a goal) needs a tie to something,
  other than a partnership, that they let stay;
- with a focus and a depth: it is near enough, along ties that show.

A tie stays when it passes and both its ends stay. At the level of organisations a unit
gives its ties to the organisation that it is part of; what is left inside one is no tie.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from netmap.maps.drawing import MapData, bent
from netmap.maps.schemes import Scheme
from netmap.maps.settings import NO_SECTOR, MapSettings
from netmap.model import PartialDate


@dataclass(frozen=True, slots=True)
class Shown:
    """Ids of the entities that show, and of the ties with the ends that they are drawn at."""

    nodes: frozenset[str]
    ties: Mapping[str, tuple[str, str]]


def shown(data: MapData, settings: MapSettings) -> Shown:
    """What the settings leave of the map. Ids that the map does not have say nothing."""
    nodes = {node["id"]: node for node in data.nodes}
    home = {key: _home(node, settings) for key, node in nodes.items()}
    dated = [
        (edge, home[edge["from"]], home[edge["to"]])
        for edge in data.edges
        if _holds(edge, settings.as_of) and _in(edge["certainty"], settings.certainty)
    ]
    dated = [
        (e, one, other)
        for e, one, other in dated
        if one != other or e["from"] == e["to"]  # inside one organisation
    ]
    passing = [
        (edge, one, other)
        for edge, one, other in dated
        if edge["layer"] in settings.shown_layers and _in(edge["kind"], settings.relations)
    ]
    beside = _beside(((one, other) for _, one, other in dated), settings.ateliers)
    tied = {end for edge in data.edges for end in (home[edge["from"]], home[edge["to"]])}
    alive = {
        a
        for _, one, other in passing
        for a, b in ((one, other), (other, one))
        if settings.sectors is None
        or "sector" in nodes[a]
        or (nodes[b]["kind"] != "partnership" and _of_sector(nodes[b], settings))
    }
    focus = home.get(settings.focus, "") if settings.depth else ""
    kept = {
        key
        for key, node in nodes.items()
        if home[key] == key
        and (
            key == focus
            or (
                _admits(node, settings, beside)
                and (node["kind"] == "partnership" or key in alive or key not in tied)
            )
        )
    }
    ties = {e["id"]: (one, other) for e, one, other in passing if one in kept and other in kept}
    if focus:
        hubs = {key for key in kept if nodes[key]["kind"] == "partnership"} - {focus}
        kept = near(focus, ties.values(), settings.depth, hubs)
        ties = {key: ends for key, ends in ties.items() if kept.issuperset(ends)}
    return Shown(frozenset(kept), ties)


def select(data: MapData, settings: MapSettings) -> MapData:
    """The map with nothing in it but what shows: what is left out cannot be found in it."""
    left = shown(data, settings)
    degree: dict[str, int] = defaultdict(int)
    for ends in left.ties.values():
        for end in set(ends):
            degree[end] += 1
    nodes = tuple(
        {
            **node,
            "degree": degree[node["id"]],
            "home": node["home"] if node["home"] in left.nodes else node["id"],
        }
        for node in data.nodes
        if node["id"] in left.nodes
    )
    numbers: Counter[tuple[str, str]] = Counter()
    edges = []
    for edge in data.edges:
        if edge["id"] in left.ties:
            one, other = left.ties[edge["id"]]
            pair = (min(one, other), max(one, other))
            smooth = bent(numbers[pair], forward=one == pair[0])
            numbers[pair] += 1
            edges.append({**edge, "from": one, "to": other, "smooth": smooth})
    ties = {
        key: {**data.ties[key], "from": one, "to": other} for key, (one, other) in left.ties.items()
    }
    return replace(
        data,
        nodes=nodes,
        edges=tuple(edges),
        ties=ties,
        legend=_counted(data.legend, nodes, edges),
        facets={},
        moments=(),
        schemes={key: _narrowed(scheme, left.nodes) for key, scheme in data.schemes.items()},
    )


def near(
    start: str, ties: Iterable[tuple[str, str]], depth: int, hubs: Iterable[str] = ()
) -> set[str]:
    """What is at most ``depth`` ties from ``start``; no way leads through a hub."""
    closed = set(hubs)
    around: dict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        around[one].add(other)
        around[other].add(one)
    found, edge = {start}, {start}
    for _ in range(depth):
        edge = {key for at in edge - closed for key in around[at]} - found
        found |= edge
    return found


def _home(node: Mapping[str, Any], settings: MapSettings) -> str:
    return str(node["home"] if settings.level == "organisation" else node["id"])


def _in(value: str, wanted: frozenset[str] | None) -> bool:
    return wanted is None or value in wanted


def _of_sector(node: Mapping[str, Any], settings: MapSettings) -> bool:
    return "sector" not in node or _in(node["sector"] or NO_SECTOR, settings.sectors)


def _holds(edge: Mapping[str, Any], moment: PartialDate | None) -> bool:
    """As `Tie.holds_at`, on the days that an edge carries."""
    if moment is None:
        return True
    begun = not edge["since"] or edge["since"] < moment.after.isoformat()
    ended = bool(edge["until"]) and edge["until"] <= moment.first_day.isoformat()
    return begun and not ended


def _beside(
    pairs: Iterable[tuple[str, str]], ateliers: frozenset[str] | None
) -> frozenset[str] | None:
    """The chosen ateliers and what is tied to them; None when none is chosen."""
    if ateliers is None:
        return None
    found = set(ateliers)
    for one, other in pairs:
        if one in ateliers:
            found.add(other)
        if other in ateliers:
            found.add(one)
    return frozenset(found)


def _admits(node: Mapping[str, Any], settings: MapSettings, beside: frozenset[str] | None) -> bool:
    return (
        _in(node["kind"], settings.kinds)
        and _of_sector(node, settings)
        and (node["kind"] == "partnership" or _in(node["id"], beside))
    )


def _counted(
    legend: Mapping[str, tuple[dict[str, Any], ...]],
    nodes: Iterable[Mapping[str, Any]],
    edges: Iterable[Mapping[str, Any]],
) -> dict[str, tuple[dict[str, Any], ...]]:
    """The legend with the counts of what is left, without what is not."""
    nodes, edges = list(nodes), list(edges)
    values = {
        "kinds": [node["kind"] for node in nodes],
        "roles": [node["role"] for node in nodes if node["shows_role"]],
        "layers": [edge["layer"] for edge in edges],
        "certainties": [edge["certainty"] for edge in edges],
    }
    return {
        part: tuple(
            {**entry, "count": values[part].count(entry["key"])}
            for entry in entries
            if entry["key"] in values[part]
        )
        for part, entries in legend.items()
    }


def _narrowed(scheme: Scheme, kept: frozenset[str]) -> Scheme:
    of = {key: value for key, value in scheme.of.items() if key in kept}
    found = list(of.values())
    return replace(
        scheme,
        of=of,
        values={key: value for key, value in scheme.values.items() if key in kept},
        places={key: value for key, value in scheme.places.items() if key in kept},
        categories=tuple(
            {**each, "count": found.count(each["key"])}
            for each in scheme.categories
            if each["key"] in found
        ),
        areas=tuple(
            area
            for area in scheme.areas
            if any(_inside(area, scheme.places[key]) for key in kept if key in scheme.places)
        ),
    )


def _inside(area: Mapping[str, Any], place: tuple[float, float]) -> bool:
    return bool(
        area["x"] <= place[0] <= area["x"] + area["width"]
        and area["y"] <= place[1] <= area["y"] + area["height"]
    )
