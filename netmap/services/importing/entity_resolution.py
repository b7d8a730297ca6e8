"""Decide who each name is: by what is known, by what the user answered, or not yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from netmap.model import SLUG, Entity, Snapshot
from netmap.services.identity import free, names_here
from netmap.services.importing.choices import Choices
from netmap.services.importing.preview import Candidate, NameQuestion
from netmap.services.importing.rows import EntityRow, Place
from netmap.services.importing.words import importable_kinds
from netmap.text.names import bare, fold, key_of, same_numbers, slug
from netmap.vocabulary import actor_kinds, vocabulary

_ALIKE = 85  # out of 100: one wrong letter in seven
_SHORT = 5  # letters; shorter names differ too much by one
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
        self.taken = set(snapshot.taken("entity"))  # ids, also of what is not looked up here
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
            if len(name) >= _SHORT and same_numbers(wish, name)
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


def _put(index: dict[str, list[str]], name: str, key: str) -> None:
    keys = index.setdefault(name, [])
    if key not in keys:
        keys.append(key)


LEAVE = "-"
OWN_IDS = frozenset({"organisations", "ties"})  # tables whose ids are those of Netmap


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a name is: an entity by id, a new one of a kind, left out, or (all empty) open yet."""

    id: str = ""
    new: str = ""
    left: bool = False
    answered: bool = False  # the user said so; nothing in the graph does

    @property
    def open(self) -> bool:
        return not (self.id or self.new or self.left)


class Resolution:
    """The answers of the user laid over what the directory finds; collects the questions."""

    def __init__(self, directory: Directory, choices: Choices) -> None:
        self.directory = directory
        self.questions: dict[str, NameQuestion] = {}
        self._choices = choices

    def row(self, row: EntityRow, table: str) -> Resolved:
        """The entity that a row is about."""
        known = self.directory.entities
        kinds = like_kinds(row.kind)
        given = known.get(row.id)
        if (
            given
            and given.kind in kinds
            and (table in OWN_IDS or bare(row.name) in map(bare, (given.name, *given.aliases)))
        ):
            return Resolved(id=given.id)
        found = self.directory.find(row.name, kinds)
        if found.sure:
            return Resolved(id=found.sure)
        if not found.candidates:
            return Resolved(new=row.kind)
        return self._answered(row.name, found, (row.kind,), row.claim.place)

    def end(self, name: str, kinds: Collection[str], default: str, place: Place) -> Resolved:
        """The entity that a tie names at one of its ends."""
        if name in self.directory.entities and self.directory.entities[name].kind in kinds:
            return Resolved(id=name)
        found = self.directory.find(name, kinds, loosely=True)
        if found.sure:
            return Resolved(id=found.sure)
        if not found.candidates:
            other = self.directory.find(name, self.directory.kinds)
            if other.sure:
                return Resolved(id=other.sure)  # of a kind that cannot be: the row says so
        new = tuple(key for key in importable_kinds() if key in kinds)
        if default in new:
            new = (default, *(key for key in new if key != default))
        return self._answered(name, found, new, place)

    def new_id(self, row: EntityRow, table: str) -> str:
        """The id of a new entity: the one it has when that says who it is, else made of its name.

        The ids of other programs (n0, 17) say nothing.
        """
        taken = self.directory.taken
        words = set(slug(row.name, row.kind).split("-"))
        telling = table in OWN_IDS or words.intersection(row.id.split("-"))
        if telling and SLUG.fullmatch(row.id) and row.id not in taken:
            return row.id
        return self.free_id(row.name, row.kind)

    def free_id(self, name: str, kind: str) -> str:
        """An id made of a name, that nothing has yet."""
        return free(slug(name, kind), self.directory.taken)

    def _answered(self, name: str, found: Found, kinds: tuple[str, ...], place: Place) -> Resolved:
        key = key_of(name)
        chosen = self._chosen(key, found, kinds)
        earlier = self.questions.get(key)
        if earlier and earlier.kinds != kinds:  # it must fit every tie that names it
            kinds = tuple(kind for kind in earlier.kinds if kind in kinds)
            chosen = self._chosen(key, found, kinds)
        rows = (*(earlier.rows if earlier else ()), place)
        candidates = {
            c.id: c for c in (*(earlier.candidates if earlier else ()), *found.candidates)
        }
        self.questions[key] = NameQuestion(
            key, name, tuple(dict.fromkeys(rows)), tuple(candidates.values()), kinds, chosen
        )
        if chosen == LEAVE:
            return Resolved(left=True)
        return (
            Resolved(id=chosen[1:], answered=True)
            if chosen[:1] == "="
            else Resolved(new=chosen[1:])
        )

    def _chosen(self, key: str, found: Found, kinds: tuple[str, ...]) -> str:
        """The answer of the user where it can be, else what was said of all names, else nothing."""
        answer = self._choices.names.get(key, "")
        if answer == LEAVE or (answer[:1] == "=" and answer[1:] in self.directory.entities):
            return answer
        if answer[:1] == "+" and kinds:
            return answer if answer[1:] in kinds else f"+{kinds[0]}"
        new = f"+{kinds[0]}" if kinds else ""
        if found.preset:
            return new if self._choices.alike == "apart" else f"={found.preset}"
        if found.candidates:
            first = f"={found.candidates[0].id}"
            return {"same": first, "apart": new}.get(self._choices.alike, "")
        if self._choices.unknown == "new" and any(c.isalpha() for c in key):
            return new  # a bare number is an id of some other table, not a name
        return LEAVE if self._choices.unknown == "leave" else ""
