"""Keep labels free of each other: everything takes the free spot nearest to its wish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Point: TypeAlias = tuple[float, float]
Floats: TypeAlias = NDArray[np.float64]
RADIUS = 15.0  # of the shape above each label
_GAP = 6.0
_STEP = 12.0  # fineness of the search, and
_FARTHEST = 40  # its reach in steps
_BATCH = 64


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
    reach = _STEP * _FARTHEST + wish[2:] + (boxes[:, 2:].max(axis=0) if len(boxes) else 0)
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
    side = np.arange(-_FARTHEST, _FARTHEST + 1) * _STEP
    grid = np.array([(x, y) for y in side for x in side])
    distance = np.hypot(grid[:, 0] / 1.3, grid[:, 1])
    return grid[np.lexsort((grid[:, 0], grid[:, 1], distance))]
