"""Which partnerships an entity or a source belongs to: said once, for forms and for rights.

It belongs to a partnership whose ties name or cite it, and to the one in which it was added or lost
its last tie, until it is removed there.
Laws, life domains and functions belong to none: they are what every partnership is measured
with. What nobody ties or claims yet belongs to none either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from netmap.model import (
    Change,
    Put,
    RecordedChange,
    RecordType,
    Remove,
    Snapshot,
    Tie,
)
from netmap.stores.desk import Desk, Document, Value
from netmap.vocabulary import vocabulary

ADDED = "added"  # the kind of document that says where something was added: partnership/revision

KINDS: tuple[RecordType, ...] = ("entity", "source")
Place: TypeAlias = tuple[RecordType, str]
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
    for (kind, key), homes in claims(added, everything.revision).items():
        (entities if kind == "entity" else sources)[key] |= homes
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


def claims(added: Iterable[Document], until: int) -> dict[Place, set[str]]:
    """Who has what by having added or kept it, at a revision.

    Who makes a record is the only one to have it, whoever had another of that id before.
    """
    found: dict[Place, set[str]] = defaultdict(set)
    for number, partnership, value in told(added):
        if number <= until:
            claim(found, partnership, value)
    return found


def told(added: Iterable[Document]) -> list[tuple[int, str, Value]]:
    """What was added, kept and let go: at which revision, in which partnership; oldest first."""
    parts = ((document.key.partition("/"), document.value) for document in added)
    return sorted(((int(n), home, value) for (home, _, n), value in parts), key=lambda one: one[:2])


def claim(found: dict[Place, set[str]], partnership: str, value: Value) -> set[Place]:
    """Take in what one partnership added, kept and let go at one revision; what that touched."""
    added, kept, left = map(_places, (value, value.get("kept", {}), value.get("left", {})))
    for place in added:
        found[place] = {partnership}
    for place in kept:
        found[place].add(partnership)
    for place in left:
        found[place].discard(partnership)
    return {*added, *kept, *left}


def added_by(
    made: Iterable[RecordedChange], asked: Iterable[Change], partnership: str
) -> dict[str, Any]:
    """What a commit added to a partnership, kept in it without its last tie, and let go.

    Empty when it did none of these. What was asked counts: a commit that changed nothing
    answers with a revision that may be somebody else's.
    """
    made, asked = tuple(made), tuple(asked)
    put = {c.record.id for c in asked if isinstance(c, Put)}
    left = [(c.type, c.id) for c in asked if isinstance(c, Remove) and c.type != "tie"]
    new = [(c.type, c.id) for c in made if c.before is None and c.type != "tie" and c.id in put]
    kept: set[Place] = set()
    for change in made:
        if isinstance(change.before, Tie) and change.before.partnership == partnership:
            kept |= set(named(change.before))
    kept -= {*left, *new}
    found = {**_lists(new), "kept": _lists(kept), "left": _lists(left)}
    return found if any((new, kept, left)) else {}


def named(tie: Tie) -> Iterator[Place]:
    """The entities and sources that a tie names."""
    yield from (("entity", end) for end in (tie.source, tie.target))
    yield from (("source", citation.source) for citation in tie.citations)


def _lists(places: Iterable[Place]) -> dict[str, list[str]]:
    places = sorted(places)
    return {kind: [key for k, key in places if k == kind] for kind in KINDS}


def _places(value: Mapping[str, Any]) -> list[Place]:
    return [(kind, key) for kind in KINDS for key in value.get(kind, ())]


def _frozen(found: Mapping[str, set[str]]) -> Homes:
    return {key: frozenset(homes) for key, homes in found.items() if homes}
