"""What a form describes, as records: everything that is wrong is found at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from netmap.errors import Invalid, Problem
from netmap.model import Citation, Entity, Put, Record, Snapshot, Source, Tie
from netmap.services import identity
from netmap.services.editing import fields
from netmap.services.editing.fields import Fields, Reading
from netmap.services.identity import Names, same_claim
from netmap.stores import rules
from netmap.text.names import slug
from netmap.vocabulary import TieKind, vocabulary


@dataclass(frozen=True, slots=True)
class FormRecord:
    """The record that a form describes, and what comes with it into the same revision."""

    record: Record
    also: tuple[Put, ...] = ()
    new_source: Source | None = None


def entity_from_form(now: Snapshot, home: Entity, typed: Fields, key: str | None) -> FormRecord:
    """An entity; a new one with the tie by which it belongs to the partnership.

    Raises Invalid with everything that is wrong.
    """
    reading = Reading(typed)
    existing = now.entities.get(key) if key else None
    kind = reading.choice("kind", tuple(vocabulary().entities), required=key is None)
    kind = kind or (existing.kind if existing else "")
    if key is None and kind == "partnership":
        reading.wrong("unknown-value", "kind", "a partnership is not added here")
    new, citations = fields.read_with_source(
        reading, now, fictional=home.fictional, required=key is None
    )
    joins = key is None and bool(reading.fields.get("join"))
    entity = fields.read_entity(
        reading,
        key or identity.free(slug(reading.fields.get("name", ""), kind), now.taken("entity")),
        kind,
        () if joins else citations,
        fictional=existing.fictional if existing else home.fictional,
    )
    _check_name(reading, now, entity)
    also: list[Put] = [Put(new)] if new else []
    if joins:
        also += _join(reading, now, home, entity, citations)
    problems = [*reading.problems, *_checked(entity, reading.problems, now, new)]
    if problems:
        raise Invalid(problems)
    return FormRecord(entity, tuple(also), new)


def tie_from_form(now: Snapshot, home: Entity, typed: Fields, key: str | None) -> FormRecord:
    """A tie between two entities, each as the form names it. Raises Invalid with all problems."""
    reading, names = Reading(typed), Names(now)
    kind = reading.choice("kind", tuple(vocabulary().ties), required=True)
    ends = {name: _end(reading, names, name) for name in ("source", "target")}
    new, citations = fields.read_with_source(reading, now, fictional=home.fictional, required=True)
    valid_from, valid_to = fields.read_period(reading, "valid_from", "valid_to")
    source, target = ends["source"], ends["target"]
    tie = Tie(
        id=key or identity.tie_id(home.id, kind, source.id, target.id, now.ties),
        partnership=home.id,
        kind=kind,
        source=source.id,
        target=target.id,
        certainty=fields.read_certainty(reading, "certainty"),
        valid_from=valid_from,
        valid_to=valid_to,
        citations=citations,
        attributes=fields.read_attributes(reading, fields.tie_attributes(kind)),
    )
    if all((kind, source.id, target.id)):
        _check_ends(reading, tie, source, target)
        _check_tie_is_new(reading, now, tie)
    problems = [*reading.problems, *_checked(tie, reading.problems, now, new)]
    if problems:
        raise Invalid(problems)
    return FormRecord(tie, (Put(new),) if new else (), new)


def source_from_form(now: Snapshot, home: Entity, typed: Fields, key: str | None) -> FormRecord:
    """A source. Raises Invalid with all problems."""
    reading = Reading(typed)
    existing = now.sources.get(key) if key else None
    title = reading.fields.get("title", "")
    source = fields.read_source(
        reading,
        key or identity.free(slug(title, "bron"), now.taken("source")),
        fictional=existing.fictional if existing else home.fictional,
    )
    problems = [*reading.problems, *_checked(source, reading.problems, now, None)]
    if problems:
        raise Invalid(problems)
    return FormRecord(source)


_NOTHING = Entity("", "", "")


def _end(reading: Reading, names: Names, field: str) -> Entity:
    found = names.find(reading.text(field), field)
    if isinstance(found, Problem):
        reading.problems.append(found)
        return _NOTHING
    return found


def _join(
    reading: Reading, now: Snapshot, home: Entity, entity: Entity, citations: tuple[Citation, ...]
) -> Iterable[Put]:
    known = {way.key: way for way in ways(entity.kind)}
    chosen = known.get(reading.choice("join", tuple(known)))
    valid_from, valid_to = fields.read_period(reading, "join.valid_from", "join.valid_to")
    certainty = fields.read_certainty(reading, "join.certainty")
    if chosen is None:
        return
    other = home
    if reading.fields.get("join.other"):
        other = _end(reading, Names(now), "join.other")
    if other.kind and other.kind not in chosen.others:
        message = "this tie cannot link to that; choose something else"
        reading.wrong("bad-ends", "join.other", message)
    source, target = (other, entity) if chosen.inward else (entity, other)
    key = identity.tie_id(home.id, chosen.kind.key, source.id, target.id, now.ties)
    yield Put(
        Tie(
            key,
            home.id,
            chosen.kind.key,
            source.id,
            target.id,
            certainty,
            valid_from,
            valid_to,
            citations,
        )
    )


def _check_name(reading: Reading, now: Snapshot, entity: Entity) -> None:
    """Something of the same name is most likely the same thing."""
    old = now.entities.get(entity.id)
    wish = entity.name.casefold()
    if not wish or reading.flag("another") or (old and old.name.casefold() == wish):
        return
    for other in now.entities.values():
        same = wish in {name.casefold() for name in (other.name, *other.aliases)}
        if same and other.kind == entity.kind and other.id != entity.id:
            message = f"'{other.name}' is there already; add to that, or say that this is another"
            reading.wrong("name-exists", "name", message, where=other.id)
            return


def _check_ends(reading: Reading, tie: Tie, source: Entity, target: Entity) -> None:
    if source.id == target.id:
        reading.wrong("same-ends", "target", "a tie links two different entities")
    elif not vocabulary().allows(tie.kind, source.kind, target.kind):
        message = f"{tie.kind} may not link {source.kind} to {target.kind}"
        reading.wrong("bad-ends", "kind", message)


def _check_tie_is_new(reading: Reading, now: Snapshot, tie: Tie) -> None:
    """The same claim twice is most likely a second source for the first."""
    if reading.flag("another") or tie.id in now.ties:
        return
    found = next((other for other in now.ties.values() if same_claim(tie, other)), None)
    if found:
        message = "this tie is there already; add your source to it, or say that this is another"
        reading.wrong("tie-exists", "kind", message, where=found.id)


def _checked(
    record: Record, known: Iterable[Problem], now: Snapshot, new: Source | None
) -> Iterable[Problem]:
    """What the store would refuse and the form did not notice, at the fields of the form."""
    if list(known):
        return
    kinds = {entity.id: entity.kind for entity in now.entities.values()}
    sources = {*now.sources, *([new.id] if new else [])}
    for problem in rules.check(record, kinds, sources):
        yield replace(problem, where="", field=field_of(problem.field))


def field_of(name: str) -> str:
    """The field of a form where a part of a record is filled in."""
    places = {"id": "name", "partnership": "", "citations": "cite.0.source"}
    if name in vocabulary().attributes:
        return f"attr.{name}"
    return places.get(name, name)


Drafting = Callable[[Snapshot, Entity, Fields, str | None], FormRecord]


_BELONGING = frozenset({"membership", "ateliers"})


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of tie between something new and what is there already."""

    key: str  # the kind of tie; with "<" before it when the other end is its source
    kind: TieKind
    inward: bool
    others: frozenset[str]  # the kinds that the other end may be of


def ways(kind: str) -> tuple[Way, ...]:
    """The ties by which a new entity of a kind can belong to a partnership.

    Outward those that may link it to the partnership itself; inward those that only what is
    of its kind can receive (an activity comes out of an atelier, a theme is addressed).
    """
    found = []
    for rule in vocabulary().ties.values():
        to_partnership = "partnership" in rule.targets
        if kind in rule.sources and to_partnership and rule.layer in _BELONGING:
            found.append(Way(rule.key, rule, False, rule.targets))
        elif kind in rule.targets and not to_partnership and not rule.collaboration:
            found.append(Way(f"<{rule.key}", rule, True, rule.sources))
    return tuple(found)
