"""Leading vectors of large symmetric matrices that fall apart in blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse.linalg

Vector: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.integer[Any]]]"

_DENSE_UNTIL = 300  # rows; above it a sparse solver is faster, and as exact
_SAME = 1e-9  # relative difference below which two eigenvalues count as equal


def power_limit(block_of: Numbers, most: Vector, block: Callable[[Numbers], Any]) -> Vector:
    """What power iteration from equal values leads to, up to its length.

    Only blocks whose largest eigenvalue is the largest of all keep a value, each in
    proportion to the sum of its own vector.

    Parameters
    ----------
    block_of
        The block that each row is in, by number. Within a block all is connected.
    most
        For each row, the sum of its (non-negative) entries: no eigenvalue of the block
        exceeds the largest. It tells which blocks need not be solved.
    block
        Gives the matrix, or the linear operator, of the rows of one block.
    """
    values = np.zeros(len(block_of))
    bounds = np.zeros(block_of.max(initial=-1) + 1)
    np.maximum.at(bounds, block_of, most)
    by_block = np.split(np.argsort(block_of, kind="stable"), np.cumsum(np.bincount(block_of))[:-1])
    largest = 0.0
    found: list[tuple[float, Numbers, Vector]] = []
    for number in np.argsort(-bounds, kind="stable").tolist():
        if bounds[number] == 0 or bounds[number] < largest * (1 - _SAME):
            break
        rows = by_block[number]
        eigenvalue, vector = _leading(block(rows), len(rows))
        largest = max(largest, eigenvalue)
        found.append((eigenvalue, rows, vector))
    for eigenvalue, rows, vector in found:
        if eigenvalue >= largest * (1 - _SAME):
            values[rows] = vector * vector.sum()
    return values


def _leading(matrix: Any, size: int) -> tuple[float, Vector]:
    """The largest eigenvalue of a connected block, and its vector: positive, of length 1."""
    if size <= _DENSE_UNTIL:
        eigenvalues, vectors = np.linalg.eigh(matrix @ np.eye(size))
    else:
        start = np.ones(size)  # a fixed start gives the same digits every time
        eigenvalues, vectors = scipy.sparse.linalg.eigsh(matrix, k=1, which="LA", v0=start)
    return float(eigenvalues[-1]), np.abs(vectors[:, -1])
