"""Move a unit to another organisation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from netmap.errors import Invalid, Problem
from netmap.model import Change, Entity, Put, Remove, Snapshot, Source, Tie
from netmap.services.browse import TieView, tie_view
from netmap.services.context import Context
from netmap.services.editing import citing, ids
from netmap.services.editing._steady import commit_as_seen
from netmap.services.editing.naming import Names, of_kind
from netmap.services.editing.reading import Fields, Reading
from netmap.services.editing.saving import home_of
from netmap.services.rights import Right, needs


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
        for entity in now.entities.values()
        if entity.kind == "organisation" and entity.fictional == home.fictional
    ]
    return Moving(
        now.revision,
        home,
        found,
        tuple(tie_view(now, tie) for tie in _parents(now, unit)),
        tuple(sorted(offered, key=lambda pair: pair[1].casefold())),
        citing.offered_sources(now.sources, home),
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
    return commit_as_seen(
        ctx,
        ctx.store.snapshot(),
        lambda seen: _changes(seen, partnership, unit, typed),
        message=message,
        expect=expect,
    )


def _changes(now: Snapshot, partnership: str, unit: str, typed: Fields) -> tuple[Change, ...]:
    home, found = home_of(now, partnership), of_kind(now, unit, "unit")
    reading = Reading(typed)
    new, citations = citing.read_with_source(
        reading, now.sources, fictional=home.fictional, required=True
    )
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
    key = ids.tie_id(home.id, "part_of", found.id, wish.id, now.ties)
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
