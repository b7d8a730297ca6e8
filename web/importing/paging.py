"""A long list, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list; pages count from 1."""

    items: Sequence[T]
    number: int
    last: int
    total: int
    first_item: int  # counted from 1; 0 when there is none


def paged(items: Sequence[T], wish: int, size: int) -> Paged[T]:
    """The page that is asked for, or the nearest that there is."""
    last = max(1, -(-len(items) // size))
    number = min(max(wish, 1), last)
    start = (number - 1) * size
    shown = items[start : start + size]
    return Paged(shown, number, last, len(items), start + 1 if shown else 0)
