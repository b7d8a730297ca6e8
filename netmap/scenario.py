"""What if: assumptions laid over the facts before the graph is built. A pure function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from netmap.errors import Invalid, Problem, UnknownEntity, UnknownTie
from netmap.model import Entity, Snapshot, Tie
from netmap.vocabulary import entities_as, vocabulary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EntityLeaves:
    """An entity stops: an organisation leaves, a role ends.

    Its ties go, and so do the units that belong to nobody else, with their ties.
    Ateliers and activities stay, also when nobody carries them any longer: that is
    what a reader wants to see.
    """

    id: str


@dataclass(frozen=True, slots=True)
class EntityJoins:
    """An entity comes in with these ties; when it is known already, only the ties are new."""

    entity: Entity
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class TieAppears:
    """A tie comes about between entities that are there."""

    tie: Tie


@dataclass(frozen=True, slots=True)
class TieDisappears:
    """A tie ends."""

    id: str


Assumption: TypeAlias = EntityLeaves | EntityJoins | TieAppears | TieDisappears


def overlay(snapshot: Snapshot, assumptions: Iterable[Assumption]) -> Snapshot:
    """The snapshot as it would be if the assumptions came true, one after the other.

    Ties that are added get the certainty ``assumed``. The snapshot that is passed in
    is not changed; without assumptions the result equals it.

    Raises UnknownEntity, UnknownTie, and Invalid for a tie that the vocabulary does
    not allow or that would overwrite a fact.
    """
    entities, ties = dict(snapshot.entities), dict(snapshot.ties)
    for assumption in assumptions:
        match assumption:
            case EntityLeaves(key):
                _leave(key, entities, ties)
            case EntityJoins(entity, new):
                entities.setdefault(entity.id, entity)
                for tie in new:
                    _appear(tie, entities, ties)
            case TieAppears(tie):
                _appear(tie, entities, ties)
            case TieDisappears(key):
                if ties.pop(key, None) is None:
                    raise UnknownTie(key)
    return replace(snapshot, entities=_sorted(entities), ties=_sorted(ties))


def _leave(key: str, entities: dict[str, Entity], ties: dict[str, Tie]) -> None:
    if key not in entities:
        raise UnknownEntity(key)
    gone = {key}
    while True:
        kept = {t.source for t in _belonging(entities, ties) if t.target not in gone}
        orphans = {t.source for t in _belonging(entities, ties) if t.target in gone} - kept - gone
        if not orphans:
            break
        gone |= orphans
    for entity in gone:
        del entities[entity]
    for tie in [t for t in ties.values() if gone & {t.source, t.target, t.partnership}]:
        del ties[tie.id]


def _belonging(entities: Mapping[str, Entity], ties: Mapping[str, Tie]) -> Iterable[Tie]:
    """The ties that say of which organisation or larger unit a unit is part."""
    actors = vocabulary().entities
    for tie in ties.values():
        if (
            tie.kind == "part_of"
            and entities[tie.source].kind in entities_as("part")
            and actors[entities[tie.target].kind].actor
        ):
            yield tie


def _appear(tie: Tie, entities: Mapping[str, Entity], ties: dict[str, Tie]) -> None:
    for end in (tie.partnership, tie.source, tie.target):
        if end not in entities:
            raise UnknownEntity(end)
    where = f"tie {tie.id}"
    if not vocabulary().allows(tie.kind, entities[tie.source].kind, entities[tie.target].kind):
        message = f"a tie '{tie.kind}' may not link these two"
        raise Invalid([Problem("bad-ends", where, "kind", message)])
    known = ties.get(tie.id)
    if known is None:
        ties[tie.id] = replace(tie, certainty="assumed")
    elif _claim(known) != _claim(tie):
        message = "an assumption may not overwrite another tie; give it its own id"
        raise Invalid([Problem("duplicate-id", where, "id", message)])


def _claim(tie: Tie) -> tuple[str, ...]:
    return (tie.partnership, tie.kind, tie.source, tie.target)


def _sorted(records: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType({key: records[key] for key in sorted(records)})
