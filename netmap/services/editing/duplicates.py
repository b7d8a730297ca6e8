"""Entities that may be the same, by the look of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from netmap.errors import UnknownEntity
from netmap.model import Entity, Scope
from netmap.services.belonging import around
from netmap.services.context import Context
from netmap.services.identity import home_of, names_here
from netmap.services.rights import Right, needs
from netmap.text.names import bare, same_numbers

ALIKE = 88.0  # out of 100; measured on the seed: below this, most pairs are two organisations
MOST = 50
_LOOKED_AT = 20_000  # pairs of names, of which many are a name and itself, or linked
_KIND = "not-the-same"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities of one kind, and how alike their closest names are (0 to 100)."""

    one: Entity
    other: Entity
    score: float


@needs(Right.EDIT)
def duplicates(ctx: Context, partnership: str, *, elsewhere: bool = False) -> tuple[Pair, ...]:
    """Pairs worth a look, the likest first; at least one of each is of this partnership.

    At most MOST of them: whoever has more to tidy begins with these. What somebody said to
    be two different things is left out.

    Raises UnknownPartnership.
    """
    found = ctx.answer(
        "editing.duplicates",
        Scope((partnership,)),
        lambda s: _duplicates(ctx, s, elsewhere=elsewhere),
        elsewhere,
    )
    apart = {document.key for document in ctx.store.desk.documents(_KIND)}
    return tuple(pair for pair in found if _address(pair.one.id, pair.other.id) not in apart)


@needs(Right.EDIT)
def keep_apart(ctx: Context, one: str, other: str) -> None:
    """Say that two entities are not the same, however alike their names. Raises UnknownEntity."""
    _check_known(ctx, one, other)
    value = {"entities": sorted((one, other))}
    ctx.store.desk.write(_KIND, _address(one, other), value, author=ctx.author, at=ctx.clock())


@needs(Right.EDIT)
def look_again(ctx: Context, one: str, other: str) -> None:
    """Take back that two entities are not the same. Raises UnknownEntity."""
    _check_known(ctx, one, other)
    ctx.store.desk.discard(_KIND, _address(one, other))


def _check_known(ctx: Context, one: str, other: str) -> None:
    now = ctx.store.snapshot()
    for key in (one, other):
        if key not in now.entities:
            raise UnknownEntity(key)


def _address(one: str, other: str) -> str:
    """Where it is kept that two are not the same: short, whatever their ids."""
    return sha256("\n".join(sorted((one, other))).encode()).hexdigest()[:40]


def _duplicates(ctx: Context, scope: Scope, *, elsewhere: bool) -> tuple[Pair, ...]:
    partnership = (scope.partnerships or ("",))[0]
    now = ctx.store.snapshot(Scope(revision=scope.revision))
    home, here = home_of(now, partnership), names_here(now, partnership)
    linked = {frozenset((tie.source, tie.target)) for tie in now.ties.values()}
    by_kind: dict[str, list[Entity]] = {}
    for entity in around(now, ctx.store.desk, partnership, elsewhere=elsewhere).entities.values():
        if entity.fictional == home.fictional and entity.kind != "partnership":
            by_kind.setdefault(entity.kind, []).append(entity)
    found = [pair for entities in by_kind.values() for pair in _alike(entities, here)]
    apart = [p for p in found if frozenset((p.one.id, p.other.id)) not in linked]
    apart.sort(key=lambda pair: (-pair.score, pair.one.id, pair.other.id))
    return tuple(apart[:MOST])


def _alike(entities: list[Entity], here: Collection[str]) -> Iterator[Pair]:
    """The pairs whose closest names are alike, each once."""
    keys = [(place, key) for place, entity in enumerate(entities) for key in _keys(entity)]
    rows = [(place, key) for place, key in keys if entities[place].id in here]
    if not rows:
        return
    scores = process.cdist(
        [key for _, key in rows],
        [key for _, key in keys],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        dtype=np.float32,
    )
    best: dict[tuple[int, int], float] = {}
    for row, column in _highest(scores):
        one, other = sorted((rows[row][0], keys[column][0]))
        if one != other and same_numbers(rows[row][1], keys[column][1]):
            best.setdefault((one, other), float(scores[row, column]))
    for (one, other), score in best.items():
        yield Pair(entities[one], entities[other], round(score, 1))


def _highest(scores: np.ndarray[Any, np.dtype[np.float32]]) -> list[tuple[int, int]]:
    """Where the highest scores stand, in that order: where much is alike, all would be millions."""
    places = np.flatnonzero(scores)
    order = np.argsort(-scores.ravel()[places], kind="stable")[:_LOOKED_AT]
    rows, columns = np.unravel_index(places[order], scores.shape)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _keys(entity: Entity) -> list[str]:
    """The names without case, accents, legal forms and the order of the words."""
    return [" ".join(sorted(bare(name).split())) for name in (entity.name, *entity.aliases)]
