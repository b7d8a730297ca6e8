"""Departments: split them off an organisation with the ties that are theirs, or move one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from netmap.errors import Invalid, Problem
from netmap.model import Change, Entity, Put, Remove, Snapshot, Source, Tie
from netmap.services import identity
from netmap.services.belonging import around
from netmap.services.browse import TieView, tie_view
from netmap.services.context import Context
from netmap.services.editing import fields
from netmap.services.editing.commit_if_unchanged import commit_if_unchanged
from netmap.services.editing.fields import Fields, Reading
from netmap.services.identity import Names, home_of, of_kind
from netmap.services.rights import Right, needs
from netmap.text.names import slug
from netmap.vocabulary import vocabulary

MOST = 8  # departments in one form
STAYS = ""


@dataclass(frozen=True, slots=True)
class Splitting:
    """What there is to divide: the units of an organisation, and the ties that a unit may have."""

    revision: int
    partnership: Entity
    organisation: Entity
    units: tuple[Entity, ...]
    movable: tuple[TieView, ...]
    staying: int  # ties of the organisation that no unit may have, such as membership
    sources: tuple[Source, ...]


@needs(Right.EDIT)
def splitting(ctx: Context, partnership: str, organisation: str) -> Splitting:
    """What can be split off.

    Raises UnknownPartnership, UnknownEntity, and Invalid for what is no organisation.
    """
    now = ctx.store.snapshot()
    home, whole = home_of(now, partnership), of_kind(now, organisation, "organisation")
    units = _units(now, organisation)
    ties = _ties_of(now, partnership, organisation, {unit.id for unit in units})
    movable = [tie for tie in ties if _fits(now, tie, organisation)]
    return Splitting(
        now.revision,
        home,
        whole,
        units,
        tuple(tie_view(now, tie) for tie in movable),
        len(ties) - len(movable),
        fields.offered_sources(
            around(now, ctx.store.desk, partnership, elsewhere=False).sources, home
        ),
    )


@needs(Right.EDIT)
def split(
    ctx: Context,
    partnership: str,
    organisation: str,
    typed: Fields,
    *,
    message: str,
    expect: int | None = None,
) -> int:
    """Give an organisation departments and let them take over some of its ties; one revision.

    ``unit.1`` and so on name the new departments; ``move.<tie id>`` says to which one a tie
    goes, by that number or by the id of a unit that is there. A citation says where the
    division stands.

    Raises UnknownPartnership, UnknownEntity, Conflict, and Invalid with every problem.
    """
    return commit_if_unchanged(
        ctx,
        ctx.store.snapshot(),
        lambda seen: _split_changes(seen, partnership, organisation, typed),
        message=message,
        expect=expect,
    )


def _split_changes(
    now: Snapshot, partnership: str, organisation: str, typed: Fields
) -> tuple[Change, ...]:
    home, whole = home_of(now, partnership), of_kind(now, organisation, "organisation")
    reading = Reading(typed)
    names = [f"unit.{number}" for number in range(1, MOST + 1)]
    divides = any(reading.fields.get(name) for name in names)
    new, citations = fields.read_with_source(
        reading, now, fictional=home.fictional, required=divides
    )
    made: dict[str, Entity] = {}
    taken = set(now.taken("entity"))
    for number, field in enumerate(names, start=1):
        name = reading.text(field)
        if name:
            _check_unit(reading, now, field, name, [u.name for u in made.values()])
            key = identity.free(slug(name, "onderdeel"), taken)
            taken.add(key)
            unit = Entity(key, "unit", name, fictional=whole.fictional, attributes=_like(whole))
            made[str(number)] = unit
    known = {**{unit.id: unit for unit in _units(now, organisation)}, **made}
    moves = dict(_moves(reading, now, partnership, whole, known))
    if not made and not moves:
        reading.wrong("missing", "unit.1", "name a department, or move a tie to one")
    if reading.problems:
        raise Invalid(reading.problems)
    changes: list[Change] = [Put(new)] if new else []
    for unit in made.values():
        key = identity.tie_id(home.id, "part_of", unit.id, whole.id, now.ties)
        tie = Tie(key, home.id, "part_of", unit.id, whole.id, citations=citations)
        changes += [Put(unit), Put(tie)]
    changes += [Put(tie) for tie in moves.values()]
    return tuple(changes)


def _units(now: Snapshot, organisation: str) -> tuple[Entity, ...]:
    found = {
        tie.source: now.entities[tie.source]
        for tie in now.ties.values()
        if tie.kind == "part_of" and tie.target == organisation and tie.valid_to is None
    }
    units = (entity for entity in found.values() if entity.kind == "unit")
    return tuple(sorted(units, key=lambda unit: unit.name.casefold()))


def _ties_of(now: Snapshot, partnership: str, key: str, units: set[str]) -> list[Tie]:
    """The ties of an organisation in a partnership, those with its own units aside."""
    return [
        tie
        for tie in now.ties.values()
        if tie.partnership == partnership
        and key in (tie.source, tie.target)
        and not {tie.source, tie.target} & units
    ]


def _fits(now: Snapshot, tie: Tie, organisation: str) -> bool:
    """Whether a unit may stand where the organisation stands in a tie."""
    kinds = [
        "unit" if key == organisation else now.entities[key].kind
        for key in (tie.source, tie.target)
    ]
    return vocabulary().allows(tie.kind, *kinds)


def _like(whole: Entity) -> Mapping[str, str]:
    """A department works in the sector of its organisation until somebody says otherwise."""
    sector = whole.attributes.get("sector")
    found = {"form_of": "department"}
    return {**found, "sector": sector} if isinstance(sector, str) else found


def _check_unit(reading: Reading, now: Snapshot, field: str, name: str, others: list[str]) -> None:
    wish = name.casefold()
    known = [e.name for e in now.entities.values() if e.kind == "unit"]
    if wish in {n.casefold() for n in (*known, *others)}:
        reading.wrong("name-exists", field, f"'{name}' is there already")


def _moves(
    reading: Reading, now: Snapshot, partnership: str, whole: Entity, units: Mapping[str, Entity]
) -> Iterator[tuple[str, Tie]]:
    """The ties that go to a department, as they will be."""
    for tie in _ties_of(now, partnership, whole.id, set()):
        field = f"move.{tie.id}"
        wish = reading.text(field)
        if wish == STAYS:
            continue
        unit = units.get(wish)
        if unit is None:
            reading.wrong("unknown-value", field, "name that department first")
        elif not _fits(now, tie, whole.id) or unit.id in (tie.source, tie.target):
            reading.wrong("bad-ends", field, "a department cannot have this tie")
        else:
            yield (
                tie.id,
                replace(
                    tie,
                    source=unit.id if tie.source == whole.id else tie.source,
                    target=unit.id if tie.target == whole.id else tie.target,
                ),
            )


@dataclass(frozen=True, slots=True)
class Moving:
    """A unit, and what it is part of now."""

    revision: int
    partnership: Entity
    unit: Entity
    parents: tuple[TieView, ...]
    organisations: tuple[tuple[str, str], ...]  # id, the text that chooses it
    sources: tuple[Source, ...]


@needs(Right.EDIT)
def moving(ctx: Context, partnership: str, unit: str) -> Moving:
    """Where a unit belongs now. Raises UnknownPartnership, UnknownEntity; Invalid for no unit."""
    now = ctx.store.snapshot()
    home, found = home_of(now, partnership), of_kind(now, unit, "unit")
    names = Names(now)
    offered = [
        (entity.id, names.text(entity.id))
        for entity in around(now, ctx.store.desk, partnership, elsewhere=False).entities.values()
        if entity.kind == "organisation" and entity.fictional == home.fictional
    ]
    return Moving(
        now.revision,
        home,
        found,
        tuple(tie_view(now, tie) for tie in _parents(now, unit)),
        tuple(sorted(offered, key=lambda pair: pair[1].casefold())),
        fields.offered_sources(
            around(now, ctx.store.desk, partnership, elsewhere=False).sources, home
        ),
    )


@needs(Right.EDIT)
def move_unit(
    ctx: Context,
    partnership: str,
    unit: str,
    typed: Fields,
    *,
    message: str,
    expect: int | None = None,
) -> int:
    """Let a unit belong to another organisation (``to``), from a date or as a correction.

    With a date (``since``) the old belonging ends then and stays known; without one it was
    a mistake and goes.

    Raises UnknownPartnership, UnknownEntity, Conflict, and Invalid with every problem.
    """
    return commit_if_unchanged(
        ctx,
        ctx.store.snapshot(),
        lambda seen: _move_changes(seen, partnership, unit, typed),
        message=message,
        expect=expect,
    )


def _move_changes(now: Snapshot, partnership: str, unit: str, typed: Fields) -> tuple[Change, ...]:
    home, found = home_of(now, partnership), of_kind(now, unit, "unit")
    reading = Reading(typed)
    new, citations = fields.read_with_source(reading, now, fictional=home.fictional, required=True)
    since = reading.date("since")
    wish = Names(now).find(reading.text("to"), "to")
    parents = _parents(now, unit)
    if isinstance(wish, Problem):
        reading.problems.append(wish)
    elif wish.kind != "organisation":
        reading.wrong("bad-ends", "to", "choose an organisation")
    elif wish.id in {tie.target for tie in parents}:
        reading.wrong("same-ends", "to", "it belongs there already")
    begins = [t.valid_from.first_day for t in parents if t.valid_from]
    if since and any(day >= since.first_day for day in begins):
        reading.wrong("bad-period", "since", "this is before it belonged to where it is now")
    if reading.problems or isinstance(wish, Problem):
        raise Invalid(reading.problems)
    changes: list[Change] = [Put(new)] if new else []
    for tie in parents:
        changes.append(Put(replace(tie, valid_to=since)) if since else Remove("tie", tie.id))
    key = identity.tie_id(home.id, "part_of", found.id, wish.id, now.ties)
    changes.append(
        Put(Tie(key, home.id, "part_of", found.id, wish.id, "reported", since, None, citations))
    )
    return tuple(changes)


def _parents(now: Snapshot, unit: str) -> list[Tie]:
    """The ties by which a unit belongs to an organisation, as far as they go on."""
    return [
        tie
        for tie in now.ties.values()
        if (tie.kind, tie.source) == ("part_of", unit)
        and now.entities[tie.target].kind == "organisation"
        and tie.valid_to is None
    ]
