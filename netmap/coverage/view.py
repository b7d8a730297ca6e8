"""A partnership and who covers what in it: what gaps, matrices and comparisons all look at."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

import networkx as nx

from netmap.affiliations import affiliated, affiliations
from netmap.graph import Graph, collaboration
from netmap.model import Entity, Snapshot, Tie
from netmap.roles import Cast, Level, cast
from netmap.vocabulary import entities_as, ties_as

Carriers: TypeAlias = Mapping[str, tuple[str, ...]]  # who -> the ids of the ties that say so
Covered: TypeAlias = Mapping[str, Carriers]  # what is covered -> by whom


class Coverage(StrEnum):
    """How a partnership has something: the first that applies.

    inside
        A member, a body of the partnership, or the partnership as a whole stands for it.
    partner
        Only others do, and the collaboration has a path to them from those inside.
    out_of_reach
        Only others do, and no path leads to them.
    nobody
        Nobody does, as far as is documented.
    """

    INSIDE = "inside"
    PARTNER = "partner"
    OUT_OF_REACH = "out_of_reach"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class BothHad:
    """How something is had on two sides: before and after, or here and there."""

    id: str
    kind: str
    one: Coverage
    other: Coverage

    @property
    def worse(self) -> bool:
        order = list(Coverage)
        return order.index(self.other) > order.index(self.one)


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the reference profile, with ids of what it serves."""

    id: str
    laws: tuple[str, ...] = ()
    life_domains: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()


def read_profile(snapshot: Snapshot) -> tuple[Function, ...]:
    """The functions that a partnership is measured with, by id."""
    return tuple(
        Function(
            key,
            laws=_ids(entity, "laws"),
            life_domains=_ids(entity, "life_domains"),
            target_groups=_ids(entity, "target_groups"),
        )
        for key, entity in sorted(snapshot.entities.items())
        if entity.kind == "function"
    )


def _ids(entity: Entity, name: str) -> tuple[str, ...]:
    value = entity.attributes.get(name, ())
    return value if isinstance(value, tuple) else ()


def served() -> tuple[str, ...]:
    """The kinds of entity that functions are for."""
    return tuple(kind for kind in entities_as("need") if kind != "function")


def carriers(
    snapshot: Snapshot, actors: Cast, *kinds: str, level: Level = "organisation"
) -> Covered:
    """Who covers each entity of some kinds, with the ids of the ties that say so.

    Raises Invalid for a kind without affiliations.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for kind in kinds:
        for (actor, thing), ties in affiliations(snapshot, actors, kind, level).items():
            found[thing][actor] = tuple(sorted(ties))
    return dict(found)


@dataclass(frozen=True, eq=False)
class View:
    """One partnership in a snapshot, and what follows from it. Raises UnknownPartnership."""

    snapshot: Snapshot
    partnership: str

    @cached_property
    def actors(self) -> Cast:
        return cast(self.snapshot, self.partnership)

    @property
    def entities(self) -> Mapping[str, Entity]:
        return self.snapshot.entities

    @cached_property
    def insiders(self) -> frozenset[str]:
        """The members and the partnership's own bodies."""
        return self.actors.insiders

    @cached_property
    def inside(self) -> frozenset[str]:
        """The members, the partnership's own bodies, and the partnership as a whole."""
        return self.insiders | {self.partnership}

    @cached_property
    def profile(self) -> tuple[Function, ...]:
        return read_profile(self.snapshot)

    @cached_property
    def collaboration(self) -> Graph:
        """Who works with whom, at the level of organisations."""
        return collaboration(self.snapshot, self.partnership)

    @cached_property
    def within_reach(self) -> frozenset[str]:
        """Everybody in the same pieces of the collaboration as those inside."""
        pieces = nx.connected_components(self.collaboration)
        return frozenset(key for piece in pieces if piece & self.insiders for key in piece)

    @cached_property
    def functions(self) -> Covered:
        return self.carriers("function")

    @cached_property
    def served(self) -> Covered:
        """Life domains, laws and target groups: what the functions are for."""
        return self.carriers(*served())

    def carriers(self, *kinds: str) -> Covered:
        """Who covers each entity of some kinds, with the ids of the ties that say so."""
        return carriers(self.snapshot, self.actors, *kinds)

    def had(self, kind: str) -> Mapping[str, Coverage]:
        """For each entity of a kind: how the partnership has it."""
        found = self.carriers(kind)
        things = affiliated(self.snapshot, self.actors, kind)
        return {thing: self.standing(found.get(thing, {})) for thing in things}

    def standing(self, who: Mapping[str, Iterable[str]]) -> Coverage:
        """How the partnership has something, given who carries it."""
        if who.keys() & self.inside:
            return Coverage.INSIDE
        if not who:
            return Coverage.NOBODY
        return Coverage.PARTNER if who.keys() & self.within_reach else Coverage.OUT_OF_REACH

    def homes(self, tie: Tie) -> set[str]:
        """The actors at the ends of a tie."""
        home = self.actors.home
        return {home[end] for end in (tie.source, tie.target) if end in home}

    @cached_property
    def known(self) -> frozenset[str]:
        """Actors of which a tie says anything beyond that they belong to the partnership."""
        found: set[str] = set()
        for tie in self.actors.ties:
            joins = tie.kind in ties_as("taking_part") and tie.target == tie.partnership
            homes = self.homes(tie)
            inside_one = len(homes) == 1 and tie.target in self.actors.home
            if tie.kind not in ties_as("belonging") and not joins and not inside_one:
                found |= homes
        return frozenset(found)

    @cached_property
    def covers(self) -> Mapping[str, tuple[str, ...]]:
        """For each actor: the functions that it covers."""
        found: dict[str, list[str]] = defaultdict(list)
        for function in sorted(self.functions):
            for actor in self.functions[function]:
                found[actor].append(function)
        return {actor: tuple(functions) for actor, functions in found.items()}

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """For each function: those of the same line for the same life domain and people."""
        profile = [(f, set(f.life_domains), set(f.target_groups)) for f in self.profile]
        return {
            one.id: frozenset(
                other.id
                for other, domains, people in profile
                if other.id != one.id
                and self.line(other.id) == self.line(one.id)
                and domains & one_domains
                and people & one_people
            )
            for one, one_domains, one_people in profile
        }

    def line(self, key: str) -> str:
        """The code of the line (zeroth, first, second) of a function or actor; "" if unknown."""
        return str(self.entities[key].attributes.get("line", ""))

    @cached_property
    def leading(self) -> Mapping[str, tuple[Tie, ...]]:
        """The ties that lead from somebody or something towards a goal, by where they begin."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.actors.ties:
            ends = {self.entities[tie.source].kind, self.entities[tie.target].kind}
            within = tie.kind == "part_of" and ends <= {*entities_as("purpose")}
            if within or tie.kind in ties_as("towards"):
                found[tie.source].append(tie)
        return {key: tuple(ties) for key, ties in found.items()}

    @cached_property
    def contributing(self) -> Covered:
        """For each goal: who or what contributes to it directly, by which ties."""
        found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for tie in self.actors.ties:
            if tie.kind == "contributes_to":
                goal, one = found[tie.target], self.actors.home.get(tie.source, tie.source)
                goal[one] = (*goal.get(one, ()), tie.id)
        return dict(found)

    def paths(self, start: str) -> Mapping[str, tuple[Tie, ...]]:
        """The shortest way to everything that the leading ties lead to."""
        found: dict[str, tuple[Tie, ...]] = {start: ()}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for tie in self.leading.get(here, ()):
                if tie.target not in found:
                    found[tie.target] = (*found[here], tie)
                    waiting.append(tie.target)
        return found
