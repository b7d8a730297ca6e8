"""The tables of the research bundle, each column with what it means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from netmap.codec import to_json
from netmap.formats.datapackage import Field, FieldType, Resource
from netmap.graph import Projection, project
from netmap.metrics.card import Metric
from netmap.model import Citation, Entity, Snapshot, Source, Tie
from netmap.roles import roles
from netmap.services.reports import MetricReport
from netmap.text import cards
from netmap.vocabulary import AttributeDefinition, Label, vocabulary

_DATE = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}
_NEEDED = {"required": True}
_UNIQUE = {"required": True, "unique": True}


def tables(snapshot: Snapshot, report: MetricReport) -> tuple[Resource, ...]:
    """Every record, every metric, and the networks that the metrics rest on."""
    home = report.partnership.id
    return (
        _entities(snapshot, home),
        _ties(snapshot),
        _citations(snapshot),
        _sources(snapshot),
        _actors(report),
        _whole(report),
        *(_network(snapshot, home, projection) for projection in Projection),
    )


def words() -> Iterator[tuple[str, str, str, Label, Label]]:
    """The codes of the vocabulary, with what they stand for."""
    known = vocabulary()
    told = texts()["words"]
    for kind in known.entities.values():
        yield "kind of entity", "entities", kind.key, kind.label, Label(**told["entity_kind"])
    for link in known.ties.values():
        meaning = Label(
            **{
                language: told["tie_kind"][language].format(
                    sources=_listed(link.sources, language), targets=_listed(link.targets, language)
                )
                for language in ("nl", "en")
            }
        )
        yield "kind of tie", "ties", link.key, link.label, meaning
    for key, certainty in known.certainties.items():
        yield "value", "certainty", key, certainty, _value(Label(**_column("certainty")["title"]))
    for attribute in known.attributes.values():
        for key, label in attribute.choices.items():
            yield "value", attribute.key, key, label, _value(attribute.label)
    for key, label in known.sources.items():
        yield "kind of source", "sources", key, label, _value(Label(**_column("kind")["title"]))


def _entities(snapshot: Snapshot, home: str) -> Resource:
    attributes = [a for a in vocabulary().attributes.values() if a.kinds]
    has = roles(snapshot, home)
    fields = (
        _field("id", constraints=_UNIQUE),
        _field("name", constraints=_NEEDED),
        _field("kind", constraints={**_NEEDED, "enum": list(vocabulary().entities)}),
        _field("roles", "array"),
        _field("aliases", "array"),
        _field("summary"),
        _field("collective", "boolean"),
        _field("fictional", "boolean"),
        *map(_attribute, attributes),
    )

    def row(entity: Entity) -> Sequence[object]:
        return (
            entity.id,
            entity.name,
            entity.kind,
            _list(sorted(has.get(entity.id, ()))),
            _list(entity.aliases),
            entity.summary,
            entity.collective,
            entity.fictional,
            *(_held(entity.attributes.get(a.key)) for a in attributes),
        )

    return _table("entities", fields, map(row, snapshot.entities.values()), key=("id",))


def _ties(snapshot: Snapshot) -> Resource:
    used = {key for kind in vocabulary().ties.values() for key in kind.attributes}
    attributes = [a for a in vocabulary().attributes.values() if a.key in used]
    fields = (
        _field("id", constraints=_UNIQUE),
        _field("partnership", constraints=_NEEDED),
        _field("kind", constraints={**_NEEDED, "enum": list(vocabulary().ties)}),
        _field("source", constraints=_NEEDED),
        _field("target", constraints=_NEEDED),
        _field("directed", "boolean"),
        _field("certainty", constraints={**_NEEDED, "enum": list(vocabulary().certainties)}),
        _field("valid_from", constraints=_DATE),
        _field("valid_to", constraints=_DATE),
        *map(_attribute, attributes),
    )

    def row(tie: Tie) -> Sequence[object]:
        return (
            tie.id,
            tie.partnership,
            tie.kind,
            tie.source,
            tie.target,
            vocabulary().ties[tie.kind].directed,
            tie.certainty,
            tie.valid_from,
            tie.valid_to,
            *(_held(tie.attributes.get(a.key)) for a in attributes),
        )

    refers = dict.fromkeys(("partnership", "source", "target"), "entities")
    return _table("ties", fields, map(row, snapshot.ties.values()), key=("id",), refers=refers)


def _citations(snapshot: Snapshot) -> Resource:
    fields = (
        _field("record_type", constraints={**_NEEDED, "enum": ["entity", "tie"]}),
        _field("record", constraints=_NEEDED),
        _field("number", "integer", constraints=_NEEDED),
        _field("source", constraints=_NEEDED),
        _field("locator"),
        _field("evidence"),
    )

    def rows(kind: str, key: str, citations: tuple[Citation, ...]) -> Iterator[Sequence[object]]:
        for number, c in enumerate(citations, start=1):
            yield kind, key, number, c.source, c.locator, c.evidence

    found = [r for e in snapshot.entities.values() for r in rows("entity", e.id, e.citations)]
    found += [r for t in snapshot.ties.values() for r in rows("tie", t.id, t.citations)]
    key = ("record_type", "record", "number")
    return _table("citations", fields, found, key=key, refers={"source": "sources"})


def _sources(snapshot: Snapshot) -> Resource:
    types: dict[str, FieldType] = {"sections": "array", "fictional": "boolean"}
    keys = ("id", "title", "kind", "author", "date", "language", "sections", "note", "fictional")
    fields = tuple(_field(key, types.get(key, "string")) for key in keys)

    def row(source: Source) -> Sequence[object]:
        values = {**to_json(source), "sections": _list(source.sections)}
        return tuple(values[key] for key in keys)

    return _table("sources", fields, map(row, snapshot.sources.values()), key=("id",))


def _actors(report: MetricReport) -> Resource:
    fields = (
        _field("id", constraints=_UNIQUE),
        _field("name"),
        _field("roles", "array"),
        *map(_metric, report.node_cards),
    )
    rows = (
        (
            actor.id,
            actor.name,
            _list(actor.roles),
            *(actor.values[card.key] for card in report.node_cards),
        )
        for actor in report.actors
    )
    return _table("metrics_actors", fields, rows, key=("id",), refers={"id": "entities"})


def _whole(report: MetricReport) -> Resource:
    fields = (_field("metric", constraints=_UNIQUE), _field("name"), _field("value", "number"))
    rows = ((card.key, card.name.en, report.whole[card.key]) for card in report.whole_cards)
    return _table("metrics_whole", fields, rows, key=("metric",))


def _network(snapshot: Snapshot, home: str, projection: Projection) -> Resource:
    fields = (
        _field("source", constraints=_NEEDED),
        _field("target", constraints=_NEEDED),
        _field("weight", "integer"),
        _field("ties", "array"),
    )
    graph = project(snapshot, projection, home)
    rows = sorted(
        (one, other, values.get("weight", 1), _list(values.get("ties", ())))
        for one, other, values in graph.edges(data=True)
    )
    refers = dict.fromkeys(("source", "target"), "entities")
    return _table(projection.value, fields, rows, key=("source", "target"), refers=refers)


def _table(name: str, fields: tuple[Field, ...], rows: Any, **more: Any) -> Resource:
    return Resource(name, Label(**texts()["tables"][name]), fields, tuple(rows), **more)


def _field(
    name: str, type_: FieldType = "string", constraints: Mapping[str, Any] | None = None
) -> Field:
    said = _column(name)
    return Field(name, type_, Label(**said["title"]), Label(**said["meaning"]), constraints)


def _attribute(definition: AttributeDefinition) -> Field:
    types: dict[str, FieldType] = {"integer": "integer", "ids": "array"}
    limits = {"minimum": definition.minimum, "maximum": definition.maximum}
    constraints: dict[str, Any] = {k: v for k, v in limits.items() if v is not None}
    if definition.choices:
        constraints["enum"] = list(definition.choices)
    return Field(
        definition.key,
        types.get(definition.type, "string"),
        definition.label,
        definition.label,
        constraints or None,
    )


def _metric(card: Metric) -> Field:
    return Field(card.key, "number", card.name, card.interpretation)


def _held(value: object) -> object:
    return _list(value) if isinstance(value, tuple) else value


def _list(values: Any) -> str | None:
    return json.dumps(list(values), ensure_ascii=False) if values else None


def _listed(kinds: frozenset[str], language: Any) -> str:
    known = vocabulary().entities
    return ", ".join(known[key].label.in_(language) for key in known if key in kinds)


def _value(of: Label) -> Label:
    told = texts()["words"]["value"]
    return Label(nl=told["nl"].format(attribute=of.nl), en=told["en"].format(attribute=of.en))


def _column(name: str) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = texts()["columns"][name]
    return found


def texts() -> Mapping[str, Any]:
    return cards.read("netmap.services.exporting", "columns")
