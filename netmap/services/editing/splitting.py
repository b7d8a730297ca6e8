"""Split departments off an organisation, with the ties that are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from netmap.errors import Invalid
from netmap.model import Change, Entity, Put, Snapshot, Source, Tie
from netmap.services.browse import TieView, tie_view
from netmap.services.context import Context
from netmap.services.editing import citing, ids
from netmap.services.editing._steady import commit_as_seen
from netmap.services.editing.naming import of_kind
from netmap.services.editing.reading import Fields, Reading
from netmap.services.editing.saving import home_of
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
        citing.offered_sources(now.sources, home),
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
    return commit_as_seen(
        ctx,
        ctx.store.snapshot(),
        lambda seen: _changes(seen, partnership, organisation, typed),
        message=message,
        expect=expect,
    )


def _changes(
    now: Snapshot, partnership: str, organisation: str, typed: Fields
) -> tuple[Change, ...]:
    home, whole = home_of(now, partnership), of_kind(now, organisation, "organisation")
    reading = Reading(typed)
    names = [f"unit.{number}" for number in range(1, MOST + 1)]
    divides = any(reading.fields.get(name) for name in names)
    new, citations = citing.read_with_source(
        reading, now.sources, fictional=home.fictional, required=divides
    )
    made: dict[str, Entity] = {}
    taken = set(now.entities)
    for number, field in enumerate(names, start=1):
        name = reading.text(field)
        if name:
            _check_unit(reading, now, field, name, [u.name for u in made.values()])
            key = ids.free(slug(name, "onderdeel"), taken)
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
        key = ids.tie_id(home.id, "part_of", unit.id, whole.id, now.ties)
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
