"""Who acts in a partnership, on whose behalf, and in which role: said by ties, never by a flag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from netmap.errors import UnknownPartnership
from netmap.model import Snapshot, Tie
from netmap.vocabulary import actor_kinds, entities_as, ties_as

Level: TypeAlias = Literal["organisation", "unit"]
Role: TypeAlias = Literal["member", "participant", "partner", "specialist"]


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one partnership (or of all), as its ties show them.

    Attributes
    ----------
    ties
        The ties of the partnership, by id.
    home
        For every actor that a tie names: the actor at the level of organisations
        that it acts for. An organisation acts for itself. A unit acts for the
        organisation or, inside the partnership's own work organisation, for the
        topmost unit that its ``part_of`` ties lead to. A unit that is part of
        several organisations, or of none, acts for itself.
    members
        The organisations with a ``member_of`` tie.
    own
        Homes that are part of the partnership itself: its work organisation, board, councils.
    """

    ties: tuple[Tie, ...]
    home: Mapping[str, str]
    members: frozenset[str]
    own: frozenset[str]

    def all_at(self, level: Level) -> tuple[str, ...]:
        """The actors at a level, in order."""
        return tuple(sorted(set(self.home.values() if level == "organisation" else self.home)))

    @property
    def insiders(self) -> frozenset[str]:
        """The members and the partnership's own bodies."""
        return self.members | self.own

    def at(self, entity: str, level: Level) -> str | None:
        """The actor that stands for an entity at a level; None when it is no actor."""
        home = self.home.get(entity)
        return home if home is None or level == "organisation" else entity


def cast(snapshot: Snapshot, partnership: str | None = None) -> Cast:
    """The actors of a partnership; of all partnerships in the snapshot when none is named.

    Raises UnknownPartnership.
    """
    ties = ties_of(snapshot, partnership)
    acting, parts = actor_kinds(), entities_as("part")
    named = {end for tie in ties for end in (tie.source, tie.target)}
    actors = {key for key in named if snapshot.entities[key].kind in acting}
    home = _homes(snapshot, actors, ties)
    return Cast(
        ties=ties,
        home=home,
        members=frozenset(home[t.source] for t in ties if t.kind == "member_of"),
        own=frozenset(
            home[t.source]
            for t in ties
            if t.kind == "part_of"
            and home.get(t.source) is not None
            and snapshot.entities[t.target].kind == "partnership"
            and (home[t.source] == t.source or snapshot.entities[home[t.source]].kind in parts)
        ),
    )


def ties_of(snapshot: Snapshot, partnership: str | None = None) -> tuple[Tie, ...]:
    """The ties of one partnership, or all, by id. Raises UnknownPartnership."""
    if partnership is not None:
        entity = snapshot.entities.get(partnership)
        if entity is None or entity.kind != "partnership":
            raise UnknownPartnership(partnership)
    ties = (snapshot.ties[key] for key in sorted(snapshot.ties))
    return tuple(t for t in ties if partnership is None or t.partnership == partnership)


def roles(snapshot: Snapshot, partnership: str | None = None) -> Mapping[str, frozenset[Role]]:
    """The roles of every actor that a tie of the partnership names.

    member
        has a ``member_of`` tie; a unit shares the membership of its organisation.
    participant
        takes part in, or leads, the partnership or something in it.
    partner
        has a tie, but is neither a member nor part of the partnership itself.
    specialist
        works in the second line; where the line is not known, is referred up to
        and is not part of the partnership itself.
    """
    members = cast(snapshot, partnership)
    taking_part = _with_homes(
        members, (t.source for t in members.ties if t.kind in ties_as("taking_part"))
    )
    raised_to = _with_homes(
        members,
        (
            t.target
            for t in members.ties
            if t.kind == "refers_to" and t.attributes.get("scale") == "up"
        ),
    )
    found: dict[str, frozenset[Role]] = {}
    for key in sorted(members.home):
        home = members.home[key]
        line = snapshot.entities[key].attributes.get("line")
        has: set[Role] = set()
        if home in members.members:
            has.add("member")
        elif home not in members.own:
            has.add("partner")
        if key in taking_part:
            has.add("participant")
        if line == "second" or (line is None and key in raised_to and home not in members.own):
            has.add("specialist")
        found[key] = frozenset(has)
    return found


def _with_homes(cast: Cast, keys: Iterable[str]) -> set[str]:
    actors = {key for key in keys if key in cast.home}
    return actors | {cast.home[key] for key in actors}


def _homes(snapshot: Snapshot, actors: set[str], ties: Iterable[Tie]) -> dict[str, str]:
    """Settle the homes from the top down; what stands in a circle acts for itself."""
    parts = entities_as("part")
    above: dict[str, set[str]] = {
        key: set() for key in actors if snapshot.entities[key].kind in parts
    }
    for tie in ties:
        if tie.kind == "part_of" and tie.source in above and tie.target in actors:
            above[tie.source].add(tie.target)
    below: dict[str, list[str]] = {}
    for unit in sorted(above):
        for parent in above[unit]:
            below.setdefault(parent, []).append(unit)
    waiting = {unit: len(parents) for unit, parents in above.items()}
    home = {key: key for key in sorted(actors)}
    ready = [key for key in home if not waiting.get(key)]
    while ready:
        parent = ready.pop()
        for unit in below.get(parent, ()):
            waiting[unit] -= 1
            if not waiting[unit]:
                candidates = {home[other] for other in above[unit]}
                home[unit] = candidates.pop() if len(candidates) == 1 else unit
                ready.append(unit)
    return home
