"""Entities by the names that people type and choose, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from netmap.errors import Invalid, Problem, UnknownEntity
from netmap.model import Entity, Snapshot
from netmap.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Option:
    """An entity that a form offers, with the words that choose it."""

    entity: Entity
    text: str  # unique: what a form shows, and what it sends back
    here: bool  # it has a tie in this partnership, or is the partnership


class Names:
    """The entities of one snapshot by name; a name that several share has its id behind it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._entities = snapshot.entities

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Entity, ...]]:
        found: dict[str, list[Entity]] = {}
        for entity in self._entities.values():
            found.setdefault(entity.name.casefold(), []).append(entity)
        return {name: tuple(entities) for name, entities in found.items()}

    @cached_property
    def _by_other_name(self) -> Mapping[str, tuple[Entity, ...]]:
        found: dict[str, dict[str, Entity]] = {}
        for entity in self._entities.values():
            english = entity.attributes.get("name_en")
            for name in (*entity.aliases, *([str(english)] if english else [])):
                found.setdefault(name.casefold(), {})[entity.id] = entity
        return {name: tuple(entities.values()) for name, entities in found.items()}

    def text(self, key: str) -> str:
        """What a form shows for an id."""
        entity = self._entities.get(key)
        if entity is None:
            return key
        alone = len(self._by_name[entity.name.casefold()]) == 1
        return entity.name if alone and entity.name not in self._entities else _with_id(entity)

    def called(self, text: str) -> tuple[Entity, ...]:
        """The entities that a text may mean: by id, by name, by alias, in that order."""
        if text in self._entities:
            return (self._entities[text],)
        name, _, key = text.removesuffix("]").rpartition(" [")
        if name and text.endswith("]") and key in self._entities:
            return (self._entities[key],)
        wish = text.casefold()
        return self._by_name.get(wish) or self._by_other_name.get(wish, ())

    def find(self, text: str, field: str) -> Entity | Problem:
        """The one entity that a text means, or what is wrong with it."""
        if not text:
            return Problem("missing", "", field, "choose one")
        found = self.called(text)
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(_with_id(entity) for entity in found)
            return Problem("ambiguous-entity", choices, field, f"'{text}' may be: {choices}")
        return Problem(
            "no-such-name", "", field, f"nothing is called '{text}'; choose from the list"
        )


def _with_id(entity: Entity) -> str:
    return f"{entity.name} [{entity.id}]"


def names_here(snapshot: Snapshot, partnership: str) -> frozenset[str]:
    """The ids of what has a tie in the partnership, and of the partnership."""
    ends = {
        end
        for tie in snapshot.ties.values()
        if tie.partnership == partnership
        for end in (tie.source, tie.target)
    }
    return frozenset(ends | {partnership})


def options(snapshot: Snapshot, home: Entity, kinds: frozenset[str]) -> tuple[Option, ...]:
    """The entities of some kinds that a form of this partnership offers; its own come first.

    What is invented and what is real are not offered to each other.
    """
    names, here = Names(snapshot), names_here(snapshot, home.id)
    known = vocabulary().entities
    found = [
        Option(entity, names.text(entity.id), entity.id in here)
        for entity in snapshot.entities.values()
        if entity.kind in kinds
        and (entity.fictional == home.fictional or known[entity.kind].reference)
        and (entity.kind != "partnership" or entity.id == home.id)
    ]
    return tuple(sorted(found, key=lambda o: (not o.here, o.text.casefold(), o.entity.id)))


def of_kind(now: Snapshot, key: str, kind: str) -> Entity:
    """One entity. Raises UnknownEntity, and Invalid when it is of another kind."""
    entity = now.entities.get(key)
    if entity is None:
        raise UnknownEntity(key)
    if entity.kind != kind:
        raise Invalid([Problem("bad-value", "", "", f"'{entity.name}' is not a {kind}")])
    return entity
