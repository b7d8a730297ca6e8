"""Where everything stands when the map is grouped: a labelled box for each group.

Boxes fill rows from the left, within a box entities stand in rows by name. What the
attribute says nothing about stands below, by kind.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeAlias

from netmap.model import Entity, Snapshot
from netmap.text.names import name_in
from netmap.vocabulary import Language, vocabulary

CELL = (122.0, 84.0)  # room for a shape with its label
HEAD = 46.0  # room for the name of a group
_PAD = 26.0
_GAP = 44.0
_WIDER = 1.8  # a box is so much wider than high, and
_WIDEST = 7.0  # the rows of boxes: they stand in two parts under each other

Places: TypeAlias = dict[str, tuple[float, float]]


def grouped(
    snapshot: Snapshot,
    of: Mapping[str, str],
    groups: Mapping[str, tuple[str, str]],
    language: Language,
) -> tuple[Places, tuple[dict[str, Any], ...]]:
    """The place of every entity, and the boxes: ``groups`` gives the label and letter of each.

    The groups come in their own order, then the kinds of the entities that are in none.
    """
    members: dict[str, list[Entity]] = {key: [] for key in groups}
    kinds = vocabulary().entities
    rest: dict[str, list[Entity]] = {key: [] for key in kinds}
    for entity in snapshot.entities.values():
        group = of.get(entity.id)
        (members[group] if group is not None else rest[entity.kind]).append(entity)
    boxes = [(key, *groups[key], members[key]) for key in groups]
    other = [(f"~{k}", kinds[k].label.in_(language), "", e) for k, e in rest.items() if e]
    places: Places = {}
    areas: list[dict[str, Any]] = []
    top = 0.0
    for part in (boxes, other):
        top = _rows(part, top, places, areas)
    middle = (max((a["x"] + a["width"] for a in areas), default=0.0) / 2, top / 2)
    return (
        {k: (round(x - middle[0], 1), round(y - middle[1], 1)) for k, (x, y) in places.items()},
        tuple(
            {**a, "x": round(a["x"] - middle[0], 1), "y": round(a["y"] - middle[1], 1)}
            for a in areas
        ),
    )


def _rows(
    boxes: list[tuple[str, str, str, list[Entity]]],
    top: float,
    places: Places,
    areas: list[dict[str, Any]],
) -> float:
    """Put boxes in rows below ``top``; the bottom of the last row."""
    room = sum(_size(len(entities))[0] * _size(len(entities))[1] for *_, entities in boxes)
    widest = max(math.sqrt(room * _WIDEST), 4 * CELL[0])
    left, lowest = 0.0, top
    for key, label, letter, entities in boxes:
        width, height = _size(len(entities))
        if left and left + width > widest:
            left, top = 0.0, lowest
        columns = _columns(len(entities))
        for n, entity in enumerate(sorted(entities, key=lambda e: (name_in(e, "nl"), e.id))):
            x = left + _PAD + CELL[0] * (n % columns + 0.5)
            places[entity.id] = (x, top + HEAD + CELL[1] * (n // columns + 0.35))
        area = {"key": key, "label": label, "letter": letter, "x": left, "y": top}
        areas.append({**area, "width": width, "height": height})
        left += width + _GAP
        lowest = max(lowest, top + height + _GAP)
    return lowest


def _columns(count: int) -> int:
    return max(2, math.ceil(math.sqrt(count * _WIDER * CELL[1] / CELL[0])))


def _size(count: int) -> tuple[float, float]:
    columns = _columns(count)
    rows = max(1, math.ceil(count / columns))
    return columns * CELL[0] + 2 * _PAD, HEAD + rows * CELL[1] + _PAD
