"""A small part of the map: some entities with what they are directly tied to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from netmap.maps.drawing import MapData
from netmap.maps.overlap import Point

MOST = 16  # neighbours; more would not be read
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
    around = order[:MOST]
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
