"""Which part of a map the settings leave: the same answer as `browser/select.js` gives.

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

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from netmap.maps.drawing import MapData, bent
from netmap.maps.layout import Point
from netmap.maps.schemes import Scheme, label_of
from netmap.maps.settings import NO_SECTOR, MapSettings
from netmap.model import PartialDate
from netmap.text.dates import date_text
from netmap.vocabulary import Label, vocabulary


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


def filters_told(data: MapData, settings: MapSettings) -> tuple[str, ...]:
    """A phrase for each filter and for each choice of looks, in the map's language."""
    t, words, language = data.texts, vocabulary(), data.language
    names = {node["id"]: node["name"] for node in data.nodes}
    kinds = {key: kind.label for key, kind in words.entities.items()}
    relations = {key: kind.label for key, kind in words.ties.items()}
    sectors = {
        **words.attributes["sector"].choices,
        NO_SECTOR: Label(nl=t["missing"], en=t["missing"]),
    }
    found = []

    def listed(name: str, chosen: frozenset[str] | None, labels: Mapping[str, Label]) -> None:
        if chosen is not None:
            texts = [label.in_(language) for key, label in labels.items() if key in chosen]
            found.append(f"{t[name]}: {', '.join(texts)}")

    listed("filter_kinds", settings.kinds, kinds)
    listed("filter_sectors", settings.sectors, sectors)
    if settings.ateliers is not None:
        ateliers = sorted(names.get(key, key) for key in settings.ateliers)
        found.append(f"{t['filter_ateliers']}: {', '.join(ateliers)}")
    listed("filter_certainty", settings.certainty, words.certainties)
    listed("filter_relations", settings.relations, relations)
    if settings.as_of is not None:
        found.append(t["told_as_of"].format(moment=date_text(settings.as_of, language)))
    if settings.depth and settings.focus in names:
        way = "told_focus_one" if settings.depth == 1 else "told_focus"
        found.append(t[way].format(name=names[settings.focus], depth=settings.depth))
    if settings.level == "organisation":
        found.append(t["told_level"])
    for name, key in (("legend_colour", settings.colour_by), ("told_group", settings.group_by)):
        if key:
            scheme = data.schemes.get(key)
            label = scheme.label if scheme else label_of(key, language)
            found.append(t[name].format(label=label))
    return tuple(found)


MOST_AROUND = 16  # neighbours; more would not be read
_AROUND = (330.0, 165.0)
_BETWEEN = (120.0, 62.0)


def excerpt(data: MapData, ids: Iterable[str]) -> tuple[MapData, dict[str, Point], int]:
    """The part around ``ids``, where it stands, and how many neighbours were left out.

    The entities stand in the middle, their neighbours around them in the direction in which
    they stand on the map; those with most ties to the middle come first. Ids that the map
    does not have are left out.
    """
    nodes = {node["id"]: node for node in data.nodes}
    wanted = [key for key in dict.fromkeys(ids) if key in nodes]
    inside = set(wanted)
    counts: Counter[str] = Counter()
    for edge in data.edges:
        for one, other in ((edge["from"], edge["to"]), (edge["to"], edge["from"])):
            if one in inside and other not in inside:
                counts[other] += 1
    order = sorted(counts, key=lambda key: (-counts[key], key))
    around = order[:MOST_AROUND]
    kept = inside | set(around)
    part = replace(
        data,
        nodes=tuple(node for node in data.nodes if node["id"] in kept),
        edges=tuple(
            edge
            for edge in data.edges
            if kept.issuperset((edge["from"], edge["to"]))
            and not inside.isdisjoint((edge["from"], edge["to"]))
        ),
    )
    middle = _middle([(nodes[key]["x"], nodes[key]["y"]) for key in wanted])

    def direction(key: str) -> float:
        return math.atan2(nodes[key]["y"] - middle[1], (nodes[key]["x"] - middle[0]) / 1.9)

    places = _ring(sorted(wanted, key=direction), *_inner(len(wanted)))
    grow = max(1.0, len(around) / 10)
    places |= _ring(sorted(around, key=direction), _AROUND[0] * grow, _AROUND[1] * grow)
    return part, places, len(order) - len(around)


def _inner(count: int) -> Point:
    return (0.0, 0.0) if count == 1 else (_BETWEEN[0] + 8 * count, _BETWEEN[1] + 4 * count)


def _middle(points: list[Point]) -> Point:
    count = max(1, len(points))
    return sum(x for x, _ in points) / count, sum(y for _, y in points) / count


def _ring(keys: list[str], wide: float, high: float) -> dict[str, Point]:
    """Evenly around an ellipse; every second one a little further out, to make room."""
    found = {}
    for n, key in enumerate(keys):
        angle = 2 * math.pi * (n + 0.5) / len(keys) - math.pi
        far = 1.22 if n % 2 and len(keys) > 8 else 1.0
        found[key] = (wide * far * math.cos(angle), high * far * math.sin(angle))
    return found
