"""Where everything stands on the map.

A place says something and stays. The partnership stands in the middle; around it,
on an ellipse, its members and participants, grouped by sector; outside them the
other organisations; outermost what the work is for (themes, goals, laws ...).
What belongs to others (ateliers, activities, units) floats between those it is tied
to. How it stays:

- The seat of an organisation follows from its id, its sector and its role, never
  from who else it is tied to. A newcomer takes a free seat, or widens its sector
  and turns the ring a little.
- What floats stands at the minimum of a sum of squares (pulled by its ties and by a
  place of its own). That minimum is unique and moves a little when a tie is added.
- Where labels would overlap, each takes the nearest free spot, in an order of its own.

Nothing is random, so that the same facts give the same picture everywhere.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import spsolve

from netmap.maps import labels
from netmap.model import Entity, Snapshot
from netmap.roles import cast
from netmap.vocabulary import entities_as, ties_as, vocabulary

Point: TypeAlias = tuple[float, float]
Floats: TypeAlias = NDArray[np.float64]
RADIUS = 15.0  # of the shape above each label
_GAP = 6.0
_FINE = 12.0  # fineness of the search, and
_REACH = 40  # its reach in steps
_BATCH = 64
STRETCH = 1.9  # wider than high: so are screens, and so are labels
SEAT = 60.0  # room along a ring, and
ROW = 72.0  # room between two rows, in map units before stretching
_CORE = 130.0  # the least radius of the innermost ring
_STEP = 1.3  # the inside grows in steps, so that it seldom does
_OWN_PULL = 0.5  # of its own place on what floats, against 1 for each tie
_PART_PULL = 4.0  # a unit stays with what it is part of
_BETWEEN = 4 * SEAT  # room between two partnerships


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, in the units of vis-network."""

    x: float
    y: float


def places(snapshot: Snapshot) -> dict[str, Place]:
    """The place of every entity of the snapshot.

    Compute it on everything known of the partnerships, before dates or kinds of tie
    narrow the view: then the picture stays when a filter changes. Several
    partnerships stand side by side; what they share stands with the first.
    """
    areas = _areas(snapshot)
    found: dict[str, Place] = {}
    edge = 0.0
    for centre, ids in _blocks(snapshot):
        block = _block(centre, ids, snapshot, areas)
        shift = edge - min(x for x, _ in block.values()) if found else 0.0
        found.update(
            {key: Place(round(x + shift, 1), round(y, 1)) for key, (x, y) in block.items()}
        )
        edge = max(x for x, _ in block.values()) + shift + _BETWEEN
    return found


def _blocks(snapshot: Snapshot) -> list[tuple[str, list[str]]]:
    """Each partnership with the ids that stand around it; '' holds what is tied to none."""
    home: dict[str, str] = {}
    for tie in sorted(snapshot.ties.values(), key=lambda t: (t.kind != "member_of", t.id)):
        for end in (tie.source, tie.target):
            home.setdefault(end, tie.partnership)
    groups: dict[str, list[str]] = {}
    for key, entity in snapshot.entities.items():
        own = key if entity.kind == "partnership" else home.get(key, "")
        groups.setdefault(own, []).append(key)
    known = sorted(key for key in groups if key)
    if "" in groups and known:
        groups[known[0]] += groups.pop("")
    return [(key, groups[key]) for key in sorted(groups)]


def _block(
    centre: str, ids: Sequence[str], snapshot: Snapshot, areas: Mapping[str, str]
) -> dict[str, Point]:
    groups: dict[str, list[Entity]] = {"inside": [], "members": [], "others": [], "purpose": []}
    for key in ids:
        if key != centre:
            groups[areas[key]].append(snapshot.entities[key])

    count = len(groups["inside"])
    radius = math.sqrt(_stepped(count) * SEAT * ROW * 0.8 / math.pi) if count else 0.0
    boxes = {key: labels.extent(snapshot.entities[key]) for key in ids}
    seated: dict[str, Point] = {centre: (0.0, 0.0)} if centre in snapshot.entities else {}
    edge = max(_CORE, radius + ROW / 2)
    for area in ("members", "others"):
        seats, edge = ring(_grouped(groups[area], _sector), edge)
        seated |= settle(seats, seated, boxes, order=list(seats))
    wished = {e.id: within(e.id, max(_CORE / 2, radius)) for e in groups["inside"]}
    pulling = {key: point for key, point in seated.items() if key != centre}
    floating = _floated(wished, pulling, snapshot)
    order = sorted(floating, key=fraction)
    near = seated | settle(floating, seated, boxes, order)
    seats, _ = ring(_grouped(groups["purpose"], _kind), around(near.values()))
    return near | settle(seats, {}, boxes, order=list(seats))


def is_purpose(entity: Entity) -> bool:
    """Whether an entity says what the work is for: a theme, a goal, a law ..."""
    kind = vocabulary().entities[entity.kind]
    return "purpose" in kind.counts_as or kind.reference


def _areas(snapshot: Snapshot) -> dict[str, str]:
    """In which part of the map each entity stands."""
    own = cast(snapshot).own
    parts = {t.source for t in snapshot.ties.values() if t.kind == "part_of"}
    close = {
        t.source
        for t in snapshot.ties.values()
        if t.kind == "member_of"
        or (t.kind in ties_as("taking_part") and snapshot.entities[t.target].kind == "partnership")
    }
    found = {}
    for key, entity in snapshot.entities.items():
        if is_purpose(entity):
            found[key] = "purpose"
        elif (
            entity.kind in entities_as("setting")
            or key in own
            or (entity.kind in entities_as("part") and key in parts)
        ):
            found[key] = "inside"
        else:
            found[key] = "members" if key in close else "others"
    return found


def _sector(entity: Entity) -> str:
    return str(entity.attributes.get("sector", "other"))


def _kind(entity: Entity) -> str:
    return entity.kind


def _grouped(entities: Iterable[Entity], by: Callable[[Entity], str]) -> dict[str, list[str]]:
    """Ids by group, groups in the order of the vocabulary."""
    words = vocabulary()
    order = [*words.attributes["sector"].choices, *words.entities]
    found: dict[str, list[str]] = {name: [] for name in order}
    for entity in entities:
        found[by(entity)].append(entity.id)
    return found


def _stepped(count: int) -> float:
    """The count, rounded up to a power of the step."""
    return float(_STEP ** math.ceil(math.log(count, _STEP) - 1e-9))


def _floated(
    wished: Mapping[str, Point], fixed: Mapping[str, Point], snapshot: Snapshot
) -> dict[str, Point]:
    """Each floating point between what it is tied to: the one solution of a linear system."""
    keys = sorted(wished)
    if not keys:
        return {}
    index = {key: number for number, key in enumerate(keys)}
    pulls: dict[tuple[str, str], float] = {}
    for tie in snapshot.ties.values():
        ends = (min(tie.source, tie.target), max(tie.source, tie.target))
        pull = _PART_PULL if tie.kind == "part_of" else 1.0
        pulls[ends] = max(pull, pulls.get(ends, 0.0))
    diagonal = np.full(len(keys), _OWN_PULL)
    right = _OWN_PULL * np.array([wished[key] for key in keys])
    cells: list[tuple[int, int, float]] = []
    for (a, b), pull in sorted(pulls.items()):
        for one, other in ((a, b), (b, a)):
            if one in index and other in index:
                diagonal[index[one]] += pull
                cells.append((index[one], index[other], -pull))
            elif one in index and other in fixed:
                diagonal[index[one]] += pull
                right[index[one]] += pull * np.array(fixed[other])
    cells += [(number, number, float(value)) for number, value in enumerate(diagonal)]
    rows, columns, values = zip(*cells, strict=True)
    where = (np.array(rows), np.array(columns))
    matrix = coo_matrix((np.array(values), where), shape=(len(keys), len(keys))).tocsc()
    solution = np.column_stack([spsolve(matrix, right[:, axis]) for axis in (0, 1)])
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, solution, strict=True)}


def ring(groups: Mapping[str, Sequence[str]], inner: float) -> tuple[dict[str, Point], float]:
    """A seat for each id, group after group, clockwise from the top; and the outer radius.

    A group has an even number of seats, so that every second newcomer finds a free
    one. Where one row is too short the seats alternate between several.
    """
    seats = {name: 2 * math.ceil(len(ids) / 2) for name, ids in groups.items() if ids}
    total = sum(seats.values())
    if not total:
        return {}, inner
    rows = math.ceil(total * SEAT / (2 * math.pi * inner))
    found: dict[str, Point] = {}
    first = 0
    for name, count in seats.items():
        for key, seat in _seated(groups[name], count).items():
            number = first + seat
            radius = inner + ROW * (number % rows)
            found[key] = at(2 * math.pi * number / total - math.pi / 2, radius)
        first += count
    return found, inner + ROW * rows


def _seated(ids: Sequence[str], count: int) -> dict[str, int]:
    """Each id on the seat that it hashes to, or the next free one."""
    taken: dict[int, str] = {}
    for key in sorted(ids, key=lambda k: (fraction(k), k)):
        seat = int(fraction(key) * count)
        while seat in taken:
            seat = (seat + 1) % count
        taken[seat] = key
    return {key: seat for seat, key in taken.items()}


def around(points: Iterable[Point]) -> float:
    """A radius outside all points, in whole rows, so that it seldom changes."""
    farthest = max((math.hypot(x / STRETCH, y) for x, y in points), default=0.0)
    return ROW * math.ceil(farthest / ROW + 1)


def within(key: str, radius: float) -> Point:
    """A place in the disc inside the rings, spread evenly by hash."""
    return at(2 * math.pi * fraction(key), radius * (0.25 + 0.75 * fraction(key, "r")) ** 0.5)


def at(angle: float, radius: float) -> Point:
    """A point on the ellipse of a radius."""
    return STRETCH * radius * math.cos(angle), radius * math.sin(angle)


def fraction(key: str, salt: str = "") -> float:
    """A number from 0 up to 1 that belongs to the id, the same on every machine."""
    digest = hashlib.blake2b(f"{salt}{key}".encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def settle(
    wished: Mapping[str, Point],
    taken: Mapping[str, Point],
    extents: Mapping[str, tuple[float, float]],
    order: Sequence[str],
) -> dict[str, Point]:
    """A spot for each of ``order``, as near to its wish as what came before allows.

    A spot is free when the box around shape and label (``extents`` gives the width
    and height of a label, which stands below its shape) overlaps no other. What
    finds nothing within reach stays at its wish: a crowded map is better than none.
    """
    boxes = np.array([_box(point, extents[key]) for key, point in taken.items()])
    boxes = boxes.reshape(-1, 4)
    found: dict[str, Point] = {}
    for key in order:
        wish = _box(wished[key], extents[key])
        dx, dy = _nearest_free(wish, boxes)
        boxes = np.vstack([boxes, wish + np.array([dx, dy, 0.0, 0.0])])
        found[key] = (wished[key][0] + dx, wished[key][1] + dy)
    return found


def _box(point: Point, extent: tuple[float, float]) -> Floats:
    """Middle and half sizes of the box around a shape and its label."""
    width = max(extent[0], 2 * RADIUS) + _GAP
    height = extent[1] + 2 * RADIUS + _GAP
    return np.array([point[0], point[1] + extent[1] / 2, width / 2, height / 2])


def _nearest_free(wish: Floats, boxes: Floats) -> Point:
    reach = _FINE * _REACH + wish[2:] + (boxes[:, 2:].max(axis=0) if len(boxes) else 0)
    near = boxes[(np.abs(boxes[:, :2] - wish[:2]) < reach).all(axis=1)]
    room = near[:, 2:] + wish[2:]
    steps = _steps()
    for start in range(0, len(steps), _BATCH):
        batch = steps[start : start + _BATCH]
        spots = wish[:2] + batch
        apart = np.abs(spots[:, None, :] - near[None, :, :2]) >= room[None, :, :]
        free = np.all(np.any(apart, axis=2), axis=1)
        if free.any():
            dx, dy = batch[int(np.argmax(free))]
            return float(dx), float(dy)
    return 0.0, 0.0


@cache
def _steps() -> Floats:
    """Offsets on a grid, the nearest first; going sideways costs less than up or down."""
    side = np.arange(-_REACH, _REACH + 1) * _FINE
    grid = np.array([(x, y) for y in side for x in side])
    distance = np.hypot(grid[:, 0] / 1.3, grid[:, 1])
    return grid[np.lexsort((grid[:, 0], grid[:, 1], distance))]
