"""What a form needs to know: kinds, ends, attributes and sources, out of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from netmap.errors import (
    Invalid,
    Problem,
    UnknownEntity,
    UnknownPartnership,
    UnknownSource,
    UnknownTie,
)
from netmap.model import Entity, Snapshot, Source, Tie
from netmap.services.belonging import around
from netmap.services.context import Context
from netmap.services.editing.edit_conflict import unknown
from netmap.services.editing.fields import offered_sources, tie_attributes, to_fields
from netmap.services.editing.form_records import Way, ways
from netmap.services.identity import Names, Option, home_of, options, record_in
from netmap.services.rights import Right, needs
from netmap.text.names import clean
from netmap.vocabulary import AttributeDefinition, EntityKind, TieKind, ties_as, vocabulary


@dataclass(frozen=True, slots=True)
class Desk:
    """What every form of a partnership offers."""

    revision: int  # what is filled in was read at this one; it comes back with the form
    partnership: Entity
    options: tuple[Option, ...]
    sources: tuple[Source, ...]

    @property
    def fictional(self) -> bool:
        return self.partnership.fictional


@dataclass(frozen=True, slots=True)
class EntityForm:
    """A form for an entity of one kind; ``ways`` is empty for one that is there already."""

    desk: Desk
    kind: EntityKind
    attributes: tuple[AttributeDefinition, ...]
    ways: tuple[Way, ...]
    entity: Entity | None
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TieForm:
    """A form for a tie; ``kinds`` are those that may link the two ends that are known."""

    desk: Desk
    kinds: tuple[TieKind, ...]
    swapped: tuple[TieKind, ...]  # kinds that would do if the ends changed places
    attributes: Mapping[str, tuple[AttributeDefinition, ...]]  # by kind
    tie: Tie | None
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceForm:
    """A form for a source."""

    desk: Desk
    source: Source | None
    fields: Mapping[str, str]


@needs(Right.EDIT)
def entity_form(
    ctx: Context,
    partnership: str,
    *,
    kind: str = "",
    entity_id: str | None = None,
    elsewhere: bool = False,
) -> EntityForm:
    """The form for a new entity of a kind, or for one that is there.

    ``elsewhere`` offers what only other partnerships have as well, here and in other forms.
    Raises UnknownPartnership, UnknownEntity.
    """
    now = ctx.store.snapshot()
    entity = now.entities.get(entity_id) if entity_id else None
    if entity_id and entity is None:
        raise UnknownEntity(entity_id)
    words = vocabulary().entities
    kind = entity.kind if entity else kind
    chosen = words[kind if kind in words and (entity or kind != "partnership") else "organisation"]
    joins = () if entity else ways(chosen.key)
    others = frozenset(other for way in joins for other in way.others)
    desk = _desk(ctx, now, partnership, others, elsewhere=elsewhere, record=entity)
    fields = to_fields(entity, Names(now).text) if entity else _new_entity(chosen.key, desk)
    attributes = vocabulary().entity_attributes(chosen.key)
    return EntityForm(desk, chosen, attributes, joins, entity, fields)


@needs(Right.EDIT)
def tie_form(
    ctx: Context,
    partnership: str,
    *,
    source: str = "",
    target: str = "",
    kind: str = "",
    tie_id: str | None = None,
    elsewhere: bool = False,
) -> TieForm:
    """The form for a new tie, or for one that is there; ends are ids or names.

    Raises UnknownPartnership, UnknownTie.
    """
    now = ctx.store.snapshot()
    tie = now.ties.get(tie_id) if tie_id else None
    if tie_id and (tie is None or tie.partnership != partnership):
        raise UnknownTie(tie_id)
    words, names = vocabulary(), Names(now)
    kinds_of_ends = frozenset(words.entities)
    desk = _desk(ctx, now, partnership, kinds_of_ends, elsewhere=elsewhere, record=tie)
    if tie:
        fields = to_fields(tie, names.text)
    else:
        ends = {"source": names.text(source), "target": names.text(target)}
        fields = {"kind": kind, "certainty": "reported", **ends}
    one, other = (_kind(names, fields[end]) for end in ("source", "target"))
    kinds = _between(one, other)
    if not tie and kind not in {k.key for k in kinds}:
        fields["kind"] = kinds[0].key if len(kinds) == 1 else ""
    return TieForm(
        desk=desk,
        kinds=kinds,
        swapped=_between(other, one) if one and other else (),
        attributes={k: tie_attributes(k) for k in words.ties},
        tie=tie,
        fields=fields,
    )


@needs(Right.EDIT)
def source_form(ctx: Context, partnership: str, *, source_id: str | None = None) -> SourceForm:
    """The form for a new source, or for one that is there.

    Raises UnknownPartnership, UnknownSource.
    """
    now = ctx.store.snapshot()
    source = now.sources.get(source_id) if source_id else None
    if source_id and source is None:
        raise UnknownSource(source_id)
    desk = _desk(ctx, now, partnership, frozenset())
    new = {"kind": "meeting", "language": "nl"}
    return SourceForm(desk, source, to_fields(source, Names(now).text) if source else new)


@needs(Right.EDIT)
def desk(ctx: Context, partnership: str, *, elsewhere: bool = False) -> Desk:
    """Everything that can be edited in a partnership. Raises UnknownPartnership."""
    kinds = frozenset(vocabulary().entities)
    return _desk(ctx, ctx.store.snapshot(), partnership, kinds, elsewhere=elsewhere)


@needs(Right.EDIT)
def named(ctx: Context, text: str, field: str, kinds: frozenset[str] | None = None) -> str:
    """The id of the one entity that a text means.

    Raises Invalid, at ``field``, when nothing or several are called so, or it is of another kind.
    """
    found = Names(ctx.store.snapshot()).find(clean(text), field)
    if isinstance(found, Entity):
        if kinds is None or found.kind in kinds:
            return found.id
        found = Problem("bad-ends", "", field, f"'{found.name}' is a {found.kind}")
    raise Invalid([found])


@needs(Right.EDIT)
def home_for(ctx: Context, kind: Literal["entity", "source"], key: str) -> str:
    """The partnership in which something is edited: one that has ties with it, else any like it.

    Raises UnknownEntity, UnknownSource; UnknownPartnership when there is none at all.
    """
    now = ctx.store.snapshot()
    record = record_in(now, kind, key)
    if not isinstance(record, Entity | Source):
        raise unknown(kind, key)
    if isinstance(record, Entity) and record.kind == "partnership":
        return record.id
    tied = (tie.partnership for tie in now.ties.values() if _has_to_do(tie, kind, key))
    like = (
        entity.id
        for entity in now.entities.values()
        if entity.kind == "partnership" and entity.fictional == record.fictional
    )
    found = next(tied, None) or next(like, None)
    if found is None:
        raise UnknownPartnership("")
    return found


def _has_to_do(tie: Tie, kind: str, key: str) -> bool:
    if kind == "entity":
        return key in (tie.source, tie.target)
    return any(citation.source == key for citation in tie.citations)


def _desk(
    ctx: Context,
    now: Snapshot,
    partnership: str,
    kinds: frozenset[str],
    *,
    elsewhere: bool = False,
    record: Entity | Tie | None = None,
) -> Desk:
    home = home_of(now, partnership)
    offered = around(now, ctx.store.desk, partnership, elsewhere=elsewhere)
    cited = {c.source: now.sources[c.source] for c in (record.citations if record else ())}
    return Desk(
        now.revision,
        home,
        options(now, home, kinds, offered) if kinds else (),
        offered_sources({**offered.sources, **cited}, home),
    )


def _new_entity(kind: str, desk: Desk) -> dict[str, str]:
    """What a form for something new begins with: it is a member, or a part, of the partnership."""
    known = [way.key for way in ways(kind)]
    first = [key for key in known if key in ties_as("belonging")] or known
    home = next((o.text for o in desk.options if o.entity.id == desk.partnership.id), "")
    return {
        "kind": kind,
        "join": first[0] if first else "",
        "join.other": home if first and not first[0].startswith("<") else "",
        "join.certainty": "reported",
    }


def _kind(names: Names, text: str) -> str:
    found = names.called(text) if text else ()
    return found[0].kind if len(found) == 1 else ""


def _between(source: str, target: str) -> tuple[TieKind, ...]:
    """The kinds of tie for two kinds of entity; an empty one is not known yet."""
    return tuple(
        rule
        for rule in vocabulary().ties.values()
        if (not source or source in rule.sources) and (not target or target in rule.targets)
    )
