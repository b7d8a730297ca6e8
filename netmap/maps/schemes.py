"""Schemes: what colour, letter, size and group say when an attribute or a metric chooses them.

A colour never says it alone: each category has a letter, each class of a metric a number,
which stands in the shape on the map and in the legend.

When a scheme groups the map, boxes fill rows from the left and entities stand in rows by
name within them. What the scheme says nothing about stands below, by kind.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from netmap.maps.labels import texts
from netmap.maps.legend import ROLES
from netmap.model import Entity, Snapshot
from netmap.text.names import name_in
from netmap.text.numbers import number_text
from netmap.vocabulary import Language, actor_kinds, vocabulary

CELL = (122.0, 84.0)  # room for a shape with its label
HEAD = 46.0  # room for the name of a group
_PAD = 26.0
_GAP = 44.0
_WIDER = 1.8  # a box is so much wider than high, and
_WIDEST = 7.0  # the rows of boxes: they stand in two parts under each other

Places: TypeAlias = dict[str, tuple[float, float]]

ATTRIBUTES = ("kind", "role", "sector", "line", "place")
"""What colour and group can show besides metrics."""

MOST = 8  # categories; what is left over folds into one
OTHER, MISSING = "~other", "~missing"  # no slug begins with a tilde

# Okabe and Ito's colours, then a grey for what is left over.
_FILLS = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#b9a5e2",
)  # fmt: skip
_OTHER_FILL, _OPEN = "#a9b1b8", "#ffffff"
_SEQUENCE = ("#eaf3fa", "#b9d6ea", "#79b4d9", "#3784bf", "#0a4a8f")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One attribute or metric, over the entities of a map.

    ``of`` gives the category of each entity that the scheme is about; `MISSING` where
    nothing is known. ``values`` are the numbers of a metric. ``places`` is where everything
    stands when the scheme groups the map, ``areas`` the boxes around the groups.
    """

    key: str
    label: str
    metric: bool
    categories: tuple[dict[str, Any], ...]
    of: Mapping[str, str]
    values: Mapping[str, float]
    places: Mapping[str, tuple[float, float]]
    areas: tuple[dict[str, Any], ...]


def label_of(key: str, language: Language) -> str:
    """What an attribute is called."""
    definition = vocabulary().attributes.get(key)
    own = {"kind": "attribute_kind", "role": "column_role"}
    return definition.label.in_(language) if definition else texts(language)[own[key]]


def by_attribute(
    snapshot: Snapshot, key: str, roles: Mapping[str, str], language: Language
) -> Scheme:
    """The scheme of one of `ATTRIBUTES`; ``roles`` gives the role of each actor."""
    values = _values(snapshot, key, roles)
    names = _names(key, set(values.values()), language)
    counts = Counter(value for value in values.values() if value)
    order = [name for name in names if counts[name]]
    kept = order
    if len(order) > MOST:
        ranked = [name for name, _ in counts.most_common() if name not in {"", "other"}]
        common = set(ranked[: MOST - 1])
        kept = [name for name in order if name in common]
    of = {k: (v if v in kept else OTHER) if v else MISSING for k, v in values.items()}
    labels = {**{name: names[name] for name in kept}, OTHER: texts(language)["other"]}
    letters = _letters([labels[name] for name in kept])
    categories = [
        category(name, labels[name], letters[at], _FILLS[at]) for at, name in enumerate(kept)
    ]
    categories.append(category(OTHER, labels[OTHER], "+", _OTHER_FILL))
    return _scheme(
        snapshot, key, label_of(key, language), categories, of=of, values={}, language=language
    )


def by_metric(
    snapshot: Snapshot, key: str, label: str, values: Mapping[str, float], language: Language
) -> Scheme:
    """The scheme of a metric: five classes with about as many entities each.

    Entities without a value are left out of ``values``; actors among them are `MISSING`.
    """
    known = {k: v for k, v in values.items() if k in snapshot.entities and math.isfinite(v)}
    classes = _classes(sorted(known.values()))
    of: dict[str, str] = {}
    for entity in snapshot.entities.values():
        if entity.id in known:
            value = known[entity.id]
            of[entity.id] = str(next(n for n, c in enumerate(classes, 1) if value <= c[1]))
        elif vocabulary().entities[entity.kind].actor:
            of[entity.id] = MISSING
    step = (len(_SEQUENCE) - 1) / max(1, len(classes) - 1)
    categories = []
    for n, (low, high) in enumerate(classes):
        ends = [number_text(value, language) for value in (low, high)]
        text = ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"
        categories.append(category(str(n + 1), text, str(n + 1), _SEQUENCE[round(n * step)]))
    return _scheme(snapshot, key, label, categories, of=of, values=known, language=language)


def category(key: str, label: str, letter: str, fill: str) -> dict[str, Any]:
    """One entry of a legend."""
    text = "#ffffff" if _luminance(fill) < 0.3 else "#1d2730"
    return {"key": key, "label": label, "letter": letter, "fill": fill, "text": text}


def _scheme(
    snapshot: Snapshot,
    key: str,
    label: str,
    categories: list[dict[str, Any]],
    *,
    of: Mapping[str, str],
    values: Mapping[str, float],
    language: Language,
) -> Scheme:
    counts = Counter(of.values())
    categories.append(category(MISSING, texts(language)["missing"], "?", _OPEN))
    shown = tuple(
        {**each, "count": counts[each["key"]]} for each in categories if counts[each["key"]]
    )
    groups = {each["key"]: (each["label"], each["letter"]) for each in shown}
    places, areas = grouped(snapshot, of, groups, language)
    return Scheme(key, label, bool(values), shown, of, values, places, areas)


def _values(snapshot: Snapshot, key: str, roles: Mapping[str, str]) -> dict[str, str]:
    """The value of every entity that the attribute can say something about."""
    if key == "role":
        return dict(roles)
    if key == "kind":
        return {k: entity.kind for k, entity in snapshot.entities.items()}
    acting = actor_kinds()
    carriers = vocabulary().attributes[key].kinds & acting
    return {
        k: str(entity.attributes.get(key, ""))
        for k, entity in snapshot.entities.items()
        if entity.kind in carriers
    }


def _names(key: str, found: set[str], language: Language) -> dict[str, str]:
    """The values with what they are called, in the order of the vocabulary or alphabet."""
    words = vocabulary()
    if key == "kind":
        return {k: kind.label.in_(language) for k, kind in words.entities.items()}
    if key == "role":
        own = texts(language)
        return {name: own[f"role_{name}"] for name in ROLES}
    choices = words.attributes[key].choices
    if choices:
        return {name: label.in_(language) for name, label in choices.items()}
    return {name: name for name in sorted(found, key=str.casefold) if name}


def _letters(names: list[str]) -> list[str]:
    """A letter for each name: its own first one that is still free."""
    taken: list[str] = []
    for name in names:
        own = [letter for letter in name.upper() if letter.isalpha()]
        rest = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        taken.append(next(letter for letter in (*own, *rest) if letter not in taken))
    return taken


def _classes(values: list[float]) -> list[tuple[float, float]]:
    """Least and most of each class, for values in order; equal values share a class."""
    found: list[tuple[float, float]] = []
    rest = values
    for left in range(len(_SEQUENCE), 0, -1):
        if not rest:
            break
        bound = rest[math.ceil(len(rest) / left) - 1]
        found.append((rest[0], bound))
        rest = [value for value in rest if value > bound]
    return found


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


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
