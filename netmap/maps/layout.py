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

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import spsolve

from netmap.maps import labels, overlap, rings
from netmap.maps.overlap import Point
from netmap.model import Entity, Snapshot
from netmap.roles import cast
from netmap.vocabulary import entities_as, ties_as, vocabulary

_CORE = 130.0  # the least radius of the innermost ring
_STEP = 1.3  # the inside grows in steps, so that it seldom does
_OWN_PULL = 0.5  # of its own place on what floats, against 1 for each tie
_PART_PULL = 4.0  # a unit stays with what it is part of
_BETWEEN = 4 * rings.SEAT  # room between two partnerships


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
    radius = math.sqrt(_stepped(count) * rings.SEAT * rings.ROW * 0.8 / math.pi) if count else 0.0
    boxes = {key: labels.extent(snapshot.entities[key]) for key in ids}
    seated: dict[str, Point] = {centre: (0.0, 0.0)} if centre in snapshot.entities else {}
    edge = max(_CORE, radius + rings.ROW / 2)
    for area in ("members", "others"):
        seats, edge = rings.ring(_grouped(groups[area], _sector), edge)
        seated |= overlap.settle(seats, seated, boxes, order=list(seats))
    wished = {e.id: rings.within(e.id, max(_CORE / 2, radius)) for e in groups["inside"]}
    pulling = {key: point for key, point in seated.items() if key != centre}
    floating = _floated(wished, pulling, snapshot)
    order = sorted(floating, key=rings.fraction)
    near = seated | overlap.settle(floating, seated, boxes, order)
    seats, _ = rings.ring(_grouped(groups["purpose"], _kind), rings.around(near.values()))
    return near | overlap.settle(seats, {}, boxes, order=list(seats))


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
