"""A part of a list, and where the next part is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list. ``next`` is the address of the next part, of the same revision."""

    revision: int
    total: int
    next: str | None
    items: tuple[T, ...]


def page(items: Sequence[T], asked: Mapping[str, Any], revision: int) -> Page[T]:
    """The part that was asked for."""
    part, following = cut(items, asked, revision)
    return Page(revision, len(items), following, part)


def cut(
    items: Sequence[T], asked: Mapping[str, Any], revision: int
) -> tuple[tuple[T, ...], str | None]:
    """The part, and the address of the next one."""
    end = asked["offset"] + asked["limit"]
    more = end < len(items)
    following = address(offset=end, revision=revision) if more else None
    return tuple(items[asked["offset"] : end]), following


def address(**changed: int) -> str:
    """The address of this request with other values."""
    query = {**request.args.to_dict(flat=False), **changed}
    return f"{request.path}?{urlencode(query, doseq=True)}"
