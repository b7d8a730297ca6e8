"""Which partnerships an entity or a source belongs to: said once, for forms and for rights.

It belongs to a partnership whose ties name or cite it, and to the one in which it was added.
Laws, life domains and functions belong to none: they are what every partnership is measured
with. What nobody ties or claims yet belongs to none either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from netmap.model import Entity, RecordedChange, Snapshot, Source, Tie
from netmap.stores.desk import Desk, Document
from netmap.vocabulary import vocabulary

ADDED = "added"  # the kind of document that says where something was added: partnership/revision

Homes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Belonging:
    """The partnerships of each entity and source, by its id; who belongs to none is not in it."""

    entities: Homes
    sources: Homes

    def foreign(self, kind: str, key: str, partnership: str) -> bool:
        """Whether a record is of other partnerships only."""
        homes = (self.entities if kind == "entity" else self.sources).get(key)
        return homes is not None and partnership not in homes


def belonging(everything: Snapshot, added: Iterable[Document]) -> Belonging:
    """What belongs where, out of a snapshot without restrictions and what was added where."""
    entities: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for tie in everything.ties.values():
        for end in (tie.source, tie.target, tie.partnership):
            entities[end].add(tie.partnership)
        for citation in tie.citations:
            sources[citation.source].add(tie.partnership)
    for document in added:
        partnership = document.key.partition("/")[0]
        for key in document.value["entity"]:
            entities[key].add(partnership)
        for key in document.value["source"]:
            sources[key].add(partnership)
    kinds = vocabulary().entities
    tied = frozenset(sources)
    for entity in everything.entities.values():
        if entity.kind == "partnership":
            entities[entity.id].add(entity.id)
        if kinds[entity.kind].reference:
            entities.pop(entity.id, None)
            continue
        for citation in entity.citations:
            if citation.source not in tied:
                sources[citation.source] |= entities.get(entity.id, set())
    return Belonging(_frozen(entities), _frozen(sources))


def around(everything: Snapshot, desk: Desk, partnership: str, *, elsewhere: bool) -> Snapshot:
    """What a form of a partnership offers: not what only others have, unless it is asked for."""
    if elsewhere:
        return everything
    known = belonging(everything, added_here(desk))
    entities = {
        key: entity
        for key, entity in everything.entities.items()
        if not known.foreign("entity", key, partnership)
    }
    sources = {
        key: source
        for key, source in everything.sources.items()
        if not known.foreign("source", key, partnership)
    }
    return replace(everything, entities=entities, sources=sources)


def added_here(desk: Desk) -> tuple[Document, ...]:
    """What was said to be added where."""
    return desk.documents(ADDED)


def untied(changes: Iterable[RecordedChange]) -> dict[str, Any]:
    """The new records of a revision that none of its ties names: where they belong must be kept."""
    changes = tuple(changes)
    ties = [change.after for change in changes if isinstance(change.after, Tie)]
    named = {end for tie in ties for end in (tie.source, tie.target)}
    named |= {citation.source for tie in ties for citation in tie.citations}
    new = [c for c in changes if c.before is None and c.id not in named]
    return {
        "entity": [c.id for c in new if isinstance(c.after, Entity)],
        "source": [c.id for c in new if isinstance(c.after, Source)],
    }


def _frozen(found: Mapping[str, set[str]]) -> Homes:
    return {key: frozenset(homes) for key, homes in found.items() if homes}
