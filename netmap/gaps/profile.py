"""The reference profile: the functions that a partnership is measured with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from netmap.model import Entity, Snapshot


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the social domain, with ids of what it serves."""

    id: str
    laws: tuple[str, ...] = ()
    life_domains: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()


Profile: TypeAlias = tuple[Function, ...]


def read_profile(snapshot: Snapshot) -> Profile:
    """The functions in the snapshot, by id."""
    return tuple(
        Function(
            key,
            laws=_ids(entity, "laws"),
            life_domains=_ids(entity, "life_domains"),
            target_groups=_ids(entity, "target_groups"),
        )
        for key, entity in sorted(snapshot.entities.items())
        if entity.kind == "function"
    )


def _ids(entity: Entity, name: str) -> tuple[str, ...]:
    value = entity.attributes.get(name, ())
    return value if isinstance(value, tuple) else ()
