"""What must come back from a file: worked out from the records, apart from the exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netmap.codec import to_json
from netmap.model import Entity, Snapshot, Tie
from netmap.vocabulary import vocabulary

Rows = dict[str, dict[str, Any]]
_CITED = {
    "source": "citation_sources",
    "locator": "citation_locators",
    "evidence": "citation_evidence",
}


def nodes(snapshot: Snapshot) -> Rows:
    """Every entity that belongs in a file, with all that is known of it."""
    linked = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    reference = {key for key, kind in vocabulary().entities.items() if kind.reference}
    return {
        key: {"name": entity.name, **_flat(entity, {"id", "name"})}
        for key, entity in snapshot.entities.items()
        if key in linked or entity.kind not in reference
    }


def edges(snapshot: Snapshot) -> Rows:
    """Every tie, with all that is known of it, its ends included."""
    return {
        key: {
            **_flat(tie, {"id"}),
            "directed": vocabulary().ties[tie.kind].directed,
            "fictional": snapshot.entities[tie.partnership].fictional,
        }
        for key, tie in snapshot.ties.items()
    }


def _flat(record: Entity | Tie, without: set[str]) -> dict[str, Any]:
    values = to_json(record)
    citations = values.pop("citations")
    flat = {k: v for k, v in values.items() if k not in without | {"attributes"}}
    flat |= values["attributes"]
    if citations:
        flat |= {column: [c[name] for c in citations] for name, column in _CITED.items()}
    attributes = set(values["attributes"])
    return {k: v for k, v in flat.items() if k in attributes or v not in (None, "", [])}


def only(rows: Mapping[str, Mapping[str, Any]], columns: set[str]) -> Rows:
    """The rows with some of their columns."""
    return {key: {k: v for k, v in row.items() if k in columns} for key, row in rows.items()}
