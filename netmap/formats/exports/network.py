"""What every export writes: the nodes and edges of a snapshot, flat, in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from netmap import __version__
from netmap.codec import to_json
from netmap.formats.document import is_fictional
from netmap.model import Attribute, Citation, Entity, Snapshot, Source, Tie
from netmap.roles import roles
from netmap.vocabulary import Language, vocabulary

Value: TypeAlias = Attribute  # a text, a whole number, true or false, or several texts
Type: TypeAlias = Literal["string", "integer", "boolean", "list"]

CITATIONS = ("citation_sources", "citation_locators", "citation_evidence")
NODE_COLUMNS: Mapping[str, Type] = {
    "kind": "string",
    "roles": "list",
    "aliases": "list",
    "summary": "string",
    "collective": "boolean",
    "fictional": "boolean",
    **dict.fromkeys(CITATIONS, "list"),
}
EDGE_COLUMNS: Mapping[str, Type] = {
    "kind": "string",
    "partnership": "string",
    "certainty": "string",
    "directed": "boolean",
    "fictional": "boolean",
    "valid_from": "string",
    "valid_to": "string",
    **dict.fromkeys(CITATIONS, "list"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What an export needs to know besides the snapshot; ``at`` is the time of its revision."""

    language: Language = "nl"
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """An entity. What is not known is left out of ``values``."""

    id: str
    name: str
    values: Mapping[str, Value]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie. ``label`` is what its kind is called; the period is in ``tie``."""

    id: str
    source: str
    target: str
    label: str
    values: Mapping[str, Value]
    tie: Tie


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that an export writes, and what it was made from (``about``)."""

    about: Mapping[str, Value]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sources: tuple[Source, ...]

    def node_columns(self) -> dict[str, Type]:
        """The columns that at least one node fills, with their types."""
        return _used(NODE_COLUMNS, (node.values for node in self.nodes))

    def edge_columns(self) -> dict[str, Type]:
        """The columns that at least one edge fills, with their types."""
        return _used(EDGE_COLUMNS, (edge.values for edge in self.edges))


def network(snapshot: Snapshot, options: Options) -> Network:
    """The entities and ties of a snapshot, by id.

    Of what every partnership is measured with (laws, life domains, functions) only
    what a tie leads to is there: the others are no part of this network.
    """
    linked = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    kinds = vocabulary().entities
    kept = [
        entity
        for key, entity in sorted(snapshot.entities.items())
        if key in linked or not kinds[entity.kind].reference
    ]
    has = _roles(snapshot)
    return Network(
        about=about(snapshot, options),
        nodes=tuple(
            Node(e.id, e.name, _entity_values(e, has.get(e.id)), e.citations) for e in kept
        ),
        edges=tuple(
            Edge(
                tie.id,
                tie.source,
                tie.target,
                vocabulary().ties[tie.kind].label.in_(options.language),
                _tie_values(tie, snapshot),
                tie,
            )
            for _, tie in sorted(snapshot.ties.items())
        ),
        sources=tuple(source for _, source in sorted(snapshot.sources.items())),
    )


def about(snapshot: Snapshot, options: Options) -> dict[str, Value]:
    """What a file says of itself: of whom, at which revision, made up or not."""
    scope = snapshot.scope
    asked = scope.partnerships
    keys = sorted(asked if asked else {tie.partnership for tie in snapshot.ties.values()})
    found: dict[str, Value] = {
        "creator": f"Netmap {__version__}",
        "partnerships": tuple(keys),
        "names": tuple(snapshot.entities[key].name for key in keys),
        "revision": snapshot.revision,
        "fictional": is_fictional(snapshot),
    }
    if options.at is not None:
        found["revision_at"] = options.at.isoformat()
    if scope.as_of is not None:
        found["as_of"] = str(scope.as_of)
    if scope.certainty is not None:
        found["certainty"] = tuple(sorted(scope.certainty))
    if scope.kinds is not None:
        found["kinds"] = tuple(sorted(scope.kinds))
    return found


def text(value: Value) -> str:
    """A value for a format that has only texts: lists as JSON, true and false in lower case."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def source_values(source: Source) -> dict[str, Any]:
    """A source as JSON values, without what is not known."""
    return {key: value for key, value in to_json(source).items() if value not in (None, "", [])}


def _roles(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """The roles in the one partnership that was asked for, where all kinds of tie are there."""
    asked = snapshot.scope.partnerships or ()
    if len(asked) != 1 or snapshot.scope.kinds is not None:
        return {}
    return roles(snapshot, asked[0])


def _entity_values(entity: Entity, has: frozenset[str] | None) -> dict[str, Value]:
    values: dict[str, Value | None] = {
        "kind": entity.kind,
        "roles": tuple(sorted(has)) if has else None,
        "aliases": entity.aliases or None,
        "summary": entity.summary or None,
        "collective": entity.collective,
        "fictional": entity.fictional,
        **_citations(entity.citations),
    }
    return _known(values, entity.attributes)


def _tie_values(tie: Tie, snapshot: Snapshot) -> dict[str, Value]:
    home = snapshot.entities.get(tie.partnership)
    values: dict[str, Value | None] = {
        "kind": tie.kind,
        "partnership": tie.partnership,
        "certainty": tie.certainty,
        "directed": vocabulary().ties[tie.kind].directed,
        "fictional": home is not None and home.fictional,
        "valid_from": str(tie.valid_from) if tie.valid_from else None,
        "valid_to": str(tie.valid_to) if tie.valid_to else None,
        **_citations(tie.citations),
    }
    return _known(values, tie.attributes)


def _citations(citations: tuple[Citation, ...]) -> dict[str, tuple[str, ...] | None]:
    """Parallel lists: the first locator belongs to the first source."""
    if not citations:
        return {}
    columns = zip(*((c.source, c.locator, c.evidence) for c in citations), strict=True)
    return dict(zip(CITATIONS, columns, strict=True))


def _known(
    values: Mapping[str, Value | None], attributes: Mapping[str, Attribute]
) -> dict[str, Value]:
    return {k: v for k, v in values.items() if v is not None} | dict(sorted(attributes.items()))


def _used(fixed: Mapping[str, Type], rows: Iterable[Mapping[str, Value]]) -> dict[str, Type]:
    used = {key for row in rows for key in row}
    types = {"integer": "integer", "ids": "list"}
    named: dict[str, Any] = {
        key: types.get(definition.type, "string")
        for key, definition in vocabulary().attributes.items()
    }
    return {key: type_ for key, type_ in {**fixed, **named}.items() if key in used}
