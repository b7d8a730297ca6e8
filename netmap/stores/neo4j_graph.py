"""How records look inside Neo4j, and the queries that read and write them there.

The native graph holds what is true now, in a form that reads well in Neo4j
Browser: ``(:Entity:Organisation {id, name, ...})-[:REFERS_TO {id, ...}]->(...)`` and
``(:Source)`` nodes; citations are parallel lists. Labels and relationship types come
from the vocabulary only, never from input; all values travel as parameters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from typing import Any, Literal, TypeAlias, TypeVar, cast

from neo4j import ManagedTransaction

from netmap.codec import from_json, to_json
from netmap.model import Entity, Record, RecordedChange, RecordType, Source, Tie
from netmap.stores import neo4j_log as log
from netmap.vocabulary import vocabulary

Row: TypeAlias = Mapping[str, Any]
R = TypeVar("R", Entity, Tie)

CITATION_LISTS = {"source": "sources", "locator": "locators", "evidence": "evidence"}
_FIELDS = {
    "entity": frozenset(field.name for field in fields(Entity)),
    "tie": frozenset(field.name for field in fields(Tie)),
}


def label(kind: str) -> str:
    """The label of a kind of entity: ``life_domain`` is ``LifeDomain``."""
    return "".join(word.title() for word in kind.split("_"))


def relationship(kind: str) -> str:
    """The relationship type of a kind of tie: ``refers_to`` is ``REFERS_TO``."""
    return kind.upper()


def schema() -> dict[str, str]:
    """Every constraint by its name, with the statement that makes it."""
    nodes = {"entity": "Entity", "source": "Source"}
    made = {
        f"netmap_{key}": f"FOR (n:{name}) REQUIRE n.id IS UNIQUE" for key, name in nodes.items()
    }
    made |= {
        f"netmap_tie_{kind}": f"FOR ()-[r:{relationship(kind)}]-() REQUIRE r.id IS UNIQUE"
        for kind in vocabulary().ties
    }
    return {name: f"CREATE CONSTRAINT {name} IF NOT EXISTS {what}" for name, what in made.items()}


# Reading


def entities(tx: ManagedTransaction) -> list[Entity]:
    rows = tx.run("MATCH (e:Entity) RETURN labels(e) AS labels, properties(e) AS values")
    return [_entity(row) for row in rows]


def partnerships(tx: ManagedTransaction) -> list[Entity]:
    query = f"MATCH (e:Entity:{label('partnership')})"
    rows = tx.run(f"{query} RETURN labels(e) AS labels, properties(e) AS values ORDER BY e.id")
    return [_entity(row) for row in rows]


def sources(tx: ManagedTransaction) -> list[Source]:
    rows = tx.run("MATCH (s:Source) RETURN properties(s) AS values ORDER BY s.id")
    return [_source(row) for row in rows]


_TIE = (
    "type(r) AS type, startNode(r).id AS source, endNode(r).id AS target, properties(r) AS values"
)


def ties(tx: ManagedTransaction, partnerships: Collection[str] | None) -> list[Tie]:
    """All ties, or those of some partnerships."""
    query = (
        "MATCH (:Entity)-[r]->(:Entity)"
        f" WHERE $keys IS NULL OR r.partnership IN $keys RETURN {_TIE}"
    )
    return [_tie(row) for row in tx.run(query, keys=_list(partnerships))]


class Now:
    """What is true now, as a plan looks it up inside the transaction."""

    def __init__(self, tx: ManagedTransaction) -> None:
        self._tx = tx

    def records(self, kind: RecordType, ids: Collection[str]) -> Mapping[str, Record]:
        # by the log, because it finds a tie by its id without knowing the type
        return log.last_words(self._tx, kind, ids) if ids else {}

    def ties_on(self, entities: Collection[str]) -> Iterable[Tie]:
        if not entities:
            return []
        query = (
            "CALL () { MATCH (e:Entity)-[r]-(:Entity) WHERE e.id IN $ids RETURN r"
            " UNION MATCH (:Entity)-[r]->(:Entity) WHERE r.partnership IN $ids RETURN r }"
            f" RETURN {_TIE} ORDER BY r.id"
        )
        return [_tie(row) for row in self._tx.run(query, ids=_list(entities))]

    def citing(self, sources: Collection[str]) -> Iterable[Entity | Tie]:
        if not sources:
            return []
        cites = "any(source IN $ids WHERE source IN {}.citation_sources)"
        nodes = (
            f"MATCH (e:Entity) WHERE {cites.format('e')}"
            " RETURN labels(e) AS labels, properties(e) AS values ORDER BY e.id"
        )
        links = (
            f"MATCH (:Entity)-[r]->(:Entity) WHERE {cites.format('r')} RETURN {_TIE} ORDER BY r.id"
        )
        ids = _list(sources)
        return [
            *(_entity(row) for row in self._tx.run(nodes, ids=ids)),
            *(_tie(row) for row in self._tx.run(links, ids=ids)),
        ]


# Writing


def apply(tx: ManagedTransaction, changes: Collection[RecordedChange]) -> None:
    """Make the native graph what it is after the changes."""
    old = [change.before for change in changes if change.before is not None]
    new = [change.after for change in changes if change.after is not None]

    for kind, ties in _by_kind(old, Tie).items():  # a relationship cannot change its type or ends
        query = f"UNWIND $ids AS id MATCH ()-[r:{relationship(kind)} {{id: id}}]->() DELETE r"
        tx.run(query, ids=[tie.id for tie in ties]).consume()
    for name, type_ in (("Entity", "entity"), ("Source", "source")):
        gone = [change.id for change in changes if change.type == type_ and change.after is None]
        if gone:
            query = f"UNWIND $ids AS id MATCH (n:{name} {{id: id}}) DELETE n"
            tx.run(query, ids=gone).consume()

    if rows := [_properties(record) for record in new if isinstance(record, Source)]:
        tx.run("UNWIND $rows AS row MERGE (s:Source {id: row.id}) SET s = row", rows=rows).consume()
    for kind, entities in _by_kind(old, Entity).items():  # the kind may be another one now
        query = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) REMOVE e:{label(kind)}"
        tx.run(query, ids=[entity.id for entity in entities]).consume()
    for kind, entities in _by_kind(new, Entity).items():
        query = f"UNWIND $rows AS row MERGE (e:Entity {{id: row.id}}) SET e = row, e:{label(kind)}"
        tx.run(query, rows=[_properties(entity) for entity in entities]).consume()
    for kind, ties in _by_kind(new, Tie).items():
        query = (
            "UNWIND $rows AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target})"
            f" CREATE (a)-[r:{relationship(kind)}]->(b) SET r = row.values"
        )
        ends = [{"source": t.source, "target": t.target, "values": _properties(t)} for t in ties]
        tx.run(query, rows=ends).consume()


def _by_kind(records: Iterable[Record], wanted: type[R]) -> dict[str, list[R]]:
    groups: dict[str, list[R]] = defaultdict(list)
    for record in records:
        if isinstance(record, wanted):
            groups[record.kind].append(record)
    return groups


# One record


def _properties(record: Record) -> dict[str, Any]:
    """A record as properties that a person can read; what label and ends say is left out."""
    values = to_json(record)
    if isinstance(record, Source):
        return values
    attributes, citations = values.pop("attributes"), values.pop("citations")
    for name in ("kind", "source", "target"):
        values.pop(name, None)
    for part, name in CITATION_LISTS.items():
        values[f"citation_{name}"] = [citation[part] for citation in citations]
    return {**values, **attributes}


def _record(kind: Literal["entity", "tie"], properties: Row, structure: Row) -> Record:
    """The record that `_properties` made ``properties`` from; ``structure`` is what it left out."""
    values = {**properties, **structure}
    lists = [values.pop(f"citation_{name}") for name in CITATION_LISTS.values()]
    values["citations"] = [
        dict(zip(CITATION_LISTS, parts, strict=True)) for parts in zip(*lists, strict=True)
    ]
    values["attributes"] = {name: values.pop(name) for name in values.keys() - _FIELDS[kind]}
    return from_json(kind, values)


def _source(row: Row) -> Source:
    return cast(Source, from_json("source", row["values"]))


def _entity(row: Row) -> Entity:
    (kind,) = (key for key in vocabulary().entities if label(key) in row["labels"])
    return cast(Entity, _record("entity", row["values"], {"kind": kind}))


def _tie(row: Row) -> Tie:
    structure = {"kind": row["type"].lower(), "source": row["source"], "target": row["target"]}
    return cast(Tie, _record("tie", row["values"], structure))


def _list(ids: Collection[str] | None) -> list[str] | None:
    return None if ids is None else list(ids)
