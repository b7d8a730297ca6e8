"""Decide who each name is: by what is known, by what the user answered, or not yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from netmap.model import SLUG
from netmap.services.editing.ids import free
from netmap.services.importing.choices import Choices
from netmap.services.importing.directory import Directory, Found, like_kinds
from netmap.services.importing.preview import NameQuestion
from netmap.services.importing.rows import EntityRow, Place
from netmap.services.importing.text import bare, key_of
from netmap.services.importing.words import importable_kinds
from netmap.text.names import slug

LEAVE = "-"
OWN_IDS = frozenset({"organisations", "ties"})  # tables whose ids are those of Netmap


@dataclass(frozen=True, slots=True)
class Settled:
    """Who a name is: an entity by id, a new one of a kind, left out, or (all empty) open yet."""

    id: str = ""
    new: str = ""
    left: bool = False
    answered: bool = False  # the user said so; nothing in the graph does

    @property
    def open(self) -> bool:
        return not (self.id or self.new or self.left)


class Settling:
    """The answers of the user laid over what the directory finds; collects the questions."""

    def __init__(self, directory: Directory, choices: Choices) -> None:
        self.directory = directory
        self.questions: dict[str, NameQuestion] = {}
        self._choices = choices

    def row(self, row: EntityRow, table: str) -> Settled:
        """The entity that a row is about."""
        known = self.directory.entities
        kinds = like_kinds(row.kind)
        given = known.get(row.id)
        if (
            given
            and given.kind in kinds
            and (table in OWN_IDS or bare(row.name) in map(bare, (given.name, *given.aliases)))
        ):
            return Settled(id=given.id)
        found = self.directory.find(row.name, kinds)
        if found.sure:
            return Settled(id=found.sure)
        if not found.candidates:
            return Settled(new=row.kind)
        return self._answered(row.name, found, (row.kind,), row.claim.place)

    def end(self, name: str, kinds: Collection[str], default: str, place: Place) -> Settled:
        """The entity that a tie names at one of its ends."""
        if name in self.directory.entities and self.directory.entities[name].kind in kinds:
            return Settled(id=name)
        found = self.directory.find(name, kinds, loosely=True)
        if found.sure:
            return Settled(id=found.sure)
        if not found.candidates:
            other = self.directory.find(name, self.directory.kinds)
            if other.sure:
                return Settled(id=other.sure)  # of a kind that cannot be: the row says so
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

    def _answered(self, name: str, found: Found, kinds: tuple[str, ...], place: Place) -> Settled:
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
            return Settled(left=True)
        return (
            Settled(id=chosen[1:], answered=True) if chosen[:1] == "=" else Settled(new=chosen[1:])
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
