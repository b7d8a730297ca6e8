"""The JSON document of an export: everything in a scope, and what it was made from."""

from __future__ import annotations

import json
from typing import Any

from netmap.codec import to_json
from netmap.model import Entity, Snapshot


def document(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as JSON values; same snapshot, same document.

    ``partnership`` is the one asked for, or None for all of them.
    """
    asked = snapshot.scope.partnerships
    return {
        "partnership": asked[0] if asked and len(asked) == 1 else None,
        "revision": snapshot.revision,
        "fictional": is_fictional(snapshot),
        "entities": [to_json(entity) for entity in snapshot.entities.values()],
        "ties": [to_json(tie) for tie in snapshot.ties.values()],
        "sources": [to_json(source) for source in snapshot.sources.values()],
    }


def write(values: object) -> str:
    """JSON text for a file: readable, in Unicode, with a line end."""
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def is_fictional(snapshot: Snapshot) -> bool:
    """Whether any partnership in the snapshot is made up."""
    partnerships = {tie.partnership for tie in snapshot.ties.values()}
    partnerships.update(snapshot.scope.partnerships or ())
    return any(
        isinstance(entity := snapshot.entities.get(key), Entity) and entity.fictional
        for key in partnerships
    )
