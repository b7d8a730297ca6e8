"""Entities that may be the same, by the look of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from netmap.model import Entity
from netmap.services.context import Context
from netmap.services.editing.ids import slug
from netmap.services.editing.naming import names_here
from netmap.services.editing.saving import home_of
from netmap.services.rights import Right, needs

ALIKE = 90.0  # out of 100; measured on the seed: below this, most pairs are two organisations
_LEGAL = re.compile(r"\b(?:stichting|vereniging|cooperatie|bv|nv|de|het|gemeente)\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities of one kind, and how alike their closest names are (0 to 100)."""

    one: Entity
    other: Entity
    score: float


@needs(Right.EDIT)
def duplicates(ctx: Context, partnership: str) -> tuple[Pair, ...]:
    """Pairs worth a look, the likest first; at least one of each is of this partnership."""
    now = ctx.store.snapshot()
    home, here = home_of(now, partnership), names_here(now, partnership)
    linked = {frozenset((tie.source, tie.target)) for tie in now.ties.values()}
    by_kind: dict[str, list[Entity]] = {}
    for entity in now.entities.values():
        if entity.fictional == home.fictional and entity.kind != "partnership":
            by_kind.setdefault(entity.kind, []).append(entity)
    found = []
    for entities in by_kind.values():
        keys = {entity.id: _keys(entity) for entity in entities}
        for one, other in combinations(entities, 2):
            if not {one.id, other.id} & here or frozenset((one.id, other.id)) in linked:
                continue
            score = max(fuzz.token_sort_ratio(a, b) for a in keys[one.id] for b in keys[other.id])
            if score >= ALIKE:
                found.append(Pair(one, other, round(score, 1)))
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one.id, pair.other.id)))


def _keys(entity: Entity) -> list[str]:
    """The names without case, accents, and words that say little."""
    plain = [slug(name, "").replace("-", " ") for name in (entity.name, *entity.aliases)]
    return [" ".join(_LEGAL.sub(" ", name).split()) or name for name in plain]
