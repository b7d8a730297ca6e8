"""Who asks, and of which store: the first argument of every use case."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.stores import Store


@dataclass(frozen=True, slots=True)
class Context:
    """A store and the author that new revisions are written for."""

    store: Store
    author: str = "netmap"
