"""Seats on ellipses around the middle of the map."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence

from netmap.maps.overlap import Point

STRETCH = 1.9  # wider than high: so are screens, and so are labels
SEAT = 60.0  # room along a ring, and
ROW = 72.0  # room between two rows, in map units before stretching


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
