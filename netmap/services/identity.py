"""Who and what is meant: entities by name, ids for what is new, ties that claim the same.

Forms and imports ask this alike, and neither asks the other.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from netmap.errors import Invalid, Problem, UnknownEntity, UnknownPartnership
from netmap.model import Entity, PartialDate, Record, RecordType, Snapshot, Source, Tie
from netmap.text.dates import date_text
from netmap.text.names import slug
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


def options(
    snapshot: Snapshot, home: Entity, kinds: frozenset[str], offered: Snapshot
) -> tuple[Option, ...]:
    """The entities of some kinds that a form of this partnership offers; its own come first.

    Of ``offered`` (see `belonging.around`), by names that are told apart in the whole
    ``snapshot``. What is invented and what is real are not offered to each other.
    """
    names, here = Names(snapshot), names_here(snapshot, home.id)
    known = vocabulary().entities
    found = [
        Option(entity, names.text(entity.id), entity.id in here)
        for entity in offered.entities.values()
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


_LONGEST = 200
NEW_KINDS = ("meeting", "conversation", "document", "website")


def free(wish: str, taken: Container[str], between: str = "-") -> str:
    """The id that is wished for; with 2, 3 ... behind it while it is taken."""
    number, found = 1, wish
    while found in taken:
        number += 1
        found = f"{wish}{between}{number}"
    return found


def tie_id(partnership: str, kind: str, source: str, target: str, taken: Container[str]) -> str:
    """What the seed calls a tie: partnership.kind.source.target, then .2 and so on."""
    wish = f"{partnership}.{kind}.{source}.{target}"
    if len(wish) > _LONGEST - 4:
        digest = sha256(wish.encode()).hexdigest()[:12]
        wish = f"{wish[: _LONGEST - 20].rstrip('.')}.{digest}"
    return free(wish, taken, ".")


def same_claim(one: Tie, other: Tie) -> bool:
    """Whether two ties link the same by the same kind, at some moment both."""
    return (
        claim(one) == claim(other)
        and (one.valid_to is None or _starts_before(other, one.valid_to.first_day))
        and (other.valid_to is None or _starts_before(one, other.valid_to.first_day))
    )


def claim(tie: Tie) -> tuple[str, str, str, str]:
    """What a tie says, its period aside; the order of the ends counts where it means something."""
    rule = vocabulary().ties.get(tie.kind)
    ends = (tie.source, tie.target)
    source, target = ends if rule is None or rule.directed else sorted(ends)
    return tie.partnership, tie.kind, source, target


def _starts_before(tie: Tie, day: datetime.date) -> bool:
    return tie.valid_from is None or tie.valid_from.first_day < day


def home_of(now: Snapshot, partnership: str) -> Entity:
    """The partnership in which somebody edits. Raises UnknownPartnership."""
    home = now.entities.get(partnership)
    if home is None or home.kind != "partnership":
        raise UnknownPartnership(partnership)
    return home


def make_source(
    kind: str,
    title: str,
    by: str,
    date: PartialDate | None,
    taken: Collection[str],
    *,
    fictional: bool,
) -> Source:
    """A source with a title that says what it is, and an id made of that."""
    day = date_text(date, "nl") if date else ""
    # “vergadering van 3 maart 2025” says it already
    when = f", {day}" if day and day.casefold() not in title.casefold() else ""
    if kind == "meeting":
        title = f"{title or 'Bijeenkomst'}{when}"
    elif kind == "conversation":
        title = f"{title or 'Gesprek met ' + by}{when}"
    key = free(slug(title, kind), taken)
    return Source(key, title, kind, author=by, date=date, fictional=fictional)


def record_in(snapshot: Snapshot, kind: RecordType, key: str) -> Record | None:
    """One record of a snapshot; None when it is not there."""
    tables: Mapping[RecordType, Mapping[str, Record]] = {
        "entity": snapshot.entities,
        "tie": snapshot.ties,
        "source": snapshot.sources,
    }
    return tables[kind].get(key)
