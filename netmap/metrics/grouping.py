"""Actors in groups, by something that is known about them."""

from __future__ import annotations

from netmap.graph import Graph

STANDING = "standing"  # a grouping by role that no attribute carries


def groups(graph: Graph, attribute: str) -> dict[str, str]:
    """The group of each actor; '' where the attribute is not known.

    ``standing`` tells members, the partnership's own bodies and partners apart.
    """
    if attribute == STANDING:
        return {node: _standing(values.get("roles", ())) for node, values in graph.nodes(data=True)}
    return {node: _text(value) for node, value in graph.nodes(data=attribute, default="")}


def _standing(roles: tuple[str, ...]) -> str:
    return next((role for role in ("member", "partner") if role in roles), "own")


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
