"""Who is meant by a name: the entities that are known, and those that the file adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from netmap.model import Entity, Snapshot
from netmap.services.editing.naming import names_here
from netmap.services.importing.preview import Candidate
from netmap.services.importing.text import bare, fold
from netmap.vocabulary import actor_kinds, vocabulary

_ALIKE = 85  # out of 100: one wrong letter in seven
_SHORT = 5  # letters; shorter names differ too much by one
_DIGITS = re.compile(r"\d+")
_MOST = 5  # candidates that are shown


@dataclass(frozen=True, slots=True)
class Found:
    """The entity that a name surely means, or those that it may mean."""

    sure: str | None
    candidates: tuple[Candidate, ...]
    preset: str | None = None  # the candidate that it most likely is


@dataclass(frozen=True, slots=True)
class _Pool:
    """Bare names to look through, as written and with their words in order, and whose they are."""

    keys: list[str]
    names: list[str]
    ordered: list[str]


class Directory:
    """Entities by id, name, other name and spelling. What is invented stays with its like."""

    def __init__(self, snapshot: Snapshot, home: Entity, source: str) -> None:
        self.entities: dict[str, Entity] = {}
        self.added: set[str] = set()
        self.taken = set(snapshot.entities)  # ids, also of what is not looked up here
        self._here = names_here(snapshot, home.id)
        self._source = source
        self._names: dict[str, list[str]] = {}
        self._others: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        self._pools: dict[str, _Pool] = {}  # by kind
        kinds = vocabulary().entities
        for entity in snapshot.entities.values():
            strange = entity.kind == "partnership" and entity.id != home.id
            if not strange and (entity.fictional == home.fictional or kinds[entity.kind].reference):
                self._index(entity)

    def add(self, entity: Entity) -> None:
        """An entity that the file brings; later rows may mean it."""
        self.added.add(entity.id)
        self.taken.add(entity.id)
        self._index(entity)

    def update(self, entity: Entity) -> None:
        """An entity as a row changed it."""
        self._index(entity)

    @property
    def kinds(self) -> Collection[str]:
        """Every kind that there is anything of."""
        return self._pools.keys()

    def find(self, text: str, kinds: Collection[str], *, loosely: bool = False) -> Found:
        """Who a name may mean among entities of some kinds.

        Sure is one of that name in this partnership, of this source or of this file. One
        that only another partnership knows, an alias, another legal form and a spelling that
        comes near are candidates. With ``loosely`` names that hold this one are too.
        """
        folded = fold(text)
        named = self._of(self._names.get(folded, ()), kinds)
        for tier in (self._known, self._own, self._shared):
            best = [key for key in named if tier(key)]
            if len(best) == 1 and tier == self._shared:
                return Found(None, self._candidates(best, "name"), preset=best[0])
            if len(best) == 1:
                return Found(best[0], ())
            if best:
                return Found(None, self._candidates(best, "name"))
        aliased = self._of(self._others.get(folded, ()), kinds)
        found: dict[str, Candidate] = {}
        for candidate in (
            *self._candidates(named, "name"),
            *self._candidates(aliased, "alias"),
            *self._alike(text, kinds, loosely=loosely),
        ):
            found.setdefault(candidate.id, candidate)
        near = [key for key in aliased if self._known(key) or self._own(key) or self._shared(key)]
        preset = near[0] if len(near) == 1 and not named else None
        first = sorted(found.values(), key=lambda c: (c.id != preset, not c.here))
        return Found(None, tuple(first[:_MOST]), preset)

    def _index(self, entity: Entity) -> None:
        self.entities[entity.id] = entity
        _put(self._names, fold(entity.name), entity.id)
        english = entity.attributes.get("name_en")
        for other in (*entity.aliases, *([str(english)] if english else [])):
            if fold(other) != fold(entity.name):
                _put(self._others, fold(other), entity.id)
        plain = bare(entity.name)
        if entity.id not in self._bare.get(plain, ()):
            _put(self._bare, plain, entity.id)
            pool = self._pools.setdefault(entity.kind, _Pool([], [], []))
            pool.keys.append(entity.id)
            pool.names.append(plain)
            pool.ordered.append(_ordered(plain))

    def _alike(self, text: str, kinds: Collection[str], *, loosely: bool) -> Iterable[Candidate]:
        plain = bare(text)
        same = self._of(self._bare.get(plain, ()), kinds)
        yield from self._candidates(same, "form")
        if len(plain) < _SHORT:
            return
        pools = [pool for kind, pool in self._pools.items() if kind in kinds]
        seen = set(same)
        spelling = self._near(plain, [(p, p.names) for p in pools], fuzz.ratio, _ALIKE)
        spelling += self._near(_ordered(plain), [(p, p.ordered) for p in pools], fuzz.ratio, _ALIKE)
        part = (
            self._near(plain, [(p, p.names) for p in pools], fuzz.token_set_ratio, 100)
            if loosely
            else []
        )
        for how, near in (("spelling", spelling), ("part", part)):
            keys = dict.fromkeys(key for _, key in sorted(near) if key not in seen)
            seen.update(keys)
            yield from self._candidates(keys, how)

    @staticmethod
    def _near(
        wish: str,
        pools: Iterable[tuple[_Pool, list[str]]],
        scorer: Callable[..., float],
        least: int,
    ) -> list[tuple[float, str]]:
        """Whose names come near, with minus how near, so that the nearest sorts first."""
        return [
            (-score, pool.keys[place])
            for pool, names in pools
            for name, score, place in process.extract(
                wish, names, scorer=scorer, score_cutoff=least, limit=_MOST
            )
            if len(name) >= _SHORT and _same_numbers(wish, name)
        ]

    def _candidates(self, keys: Iterable[str], how: str) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                key,
                self.entities[key].name,
                self.entities[key].kind,
                how,
                here=key in self._here,
                in_file=key in self.added,
            )
            for key in keys
        )

    def _of(self, keys: Iterable[str], kinds: Collection[str]) -> list[str]:
        return [key for key in keys if self.entities[key].kind in kinds]

    def _known(self, key: str) -> bool:
        """Known in this partnership, or new in this file."""
        kind = vocabulary().entities[self.entities[key].kind]
        return key in self._here or key in self.added or kind.reference

    def _own(self, key: str) -> bool:
        """Cited from the same source before."""
        return any(citation.source == self._source for citation in self.entities[key].citations)

    def _shared(self, key: str) -> bool:
        """An organisation is the same in every partnership; a team or a group is not."""
        entity = self.entities[key]
        return entity.kind == "organisation" and not entity.collective


def like_kinds(kind: str) -> frozenset[str]:
    """The kinds that may be the same thing: an organisation may be listed as a unit."""
    return actor_kinds() if kind in actor_kinds() else frozenset({kind})


def _ordered(name: str) -> str:
    """The words in a fixed order: *Zorg en Welzijn* is *Welzijn en Zorg*."""
    return " ".join(sorted(name.split()))


def _same_numbers(one: str, other: str) -> bool:
    """Atelier 1 and Atelier 2 are two ateliers."""
    return _DIGITS.findall(one) == _DIGITS.findall(other)


def _put(index: dict[str, list[str]], name: str, key: str) -> None:
    keys = index.setdefault(name, [])
    if key not in keys:
        keys.append(key)
