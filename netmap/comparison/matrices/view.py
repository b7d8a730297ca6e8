"""What every matrix looks at: who stands for something, how sure that is, who is near to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from netmap.comparison.coverage import within_reach
from netmap.comparison.matrices.matrix import Cell, State
from netmap.gaps.case import Case, latest
from netmap.model import Entity, Snapshot
from netmap.vocabulary import ties_as

Carriers: TypeAlias = Mapping[str, Iterable[str]]  # who -> the ids of the ties that say so


@dataclass(frozen=True, eq=False)
class View:
    """One partnership, as the gap rules see it, and what the matrices ask besides."""

    case: Case

    @classmethod
    def of(cls, snapshot: Snapshot, partnership: str) -> View:
        return cls(Case(snapshot, partnership, as_of=latest(snapshot)))

    @property
    def entities(self) -> Mapping[str, Entity]:
        return self.case.snapshot.entities

    @cached_property
    def within_reach(self) -> set[str]:
        return within_reach(self.case.snapshot, self.case.partnership)

    @cached_property
    def known(self) -> frozenset[str]:
        """Actors of which a tie says anything beyond that they belong to the partnership."""
        case = self.case
        found: set[str] = set()
        for tie in case.actors.ties:
            joins = tie.kind in ties_as("taking_part") and tie.target == tie.partnership
            homes = case.homes(tie)
            inside_one = len(homes) == 1 and tie.target in case.actors.home
            if tie.kind not in ties_as("belonging") and not joins and not inside_one:
                found |= homes
        return frozenset(found)

    @cached_property
    def covers(self) -> Mapping[str, tuple[str, ...]]:
        """For each actor: the functions that it covers."""
        found: dict[str, list[str]] = defaultdict(list)
        for function in sorted(self.case.functions):
            for actor in self.case.functions[function]:
                found[actor].append(function)
        return {actor: tuple(functions) for actor, functions in found.items()}

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """For each function: those of the same line for the same life domain and people."""
        profile = [(f, set(f.life_domains), set(f.target_groups)) for f in self.case.profile]
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

    def certainty(self, ties: Iterable[str]) -> State:
        """Reported when a source says all of it; inferred as soon as one tie is."""
        known = self.case.snapshot.ties
        sure = all(known[key].certainty == "reported" for key in ties)
        return State.REPORTED if sure else State.INFERRED

    def standing(self, carriers: Carriers) -> Cell:
        """How the partnership has something, given who carries it."""
        case = self.case
        inside = tuple(sorted(carriers.keys() & case.insiders))
        if inside:
            states = [self.certainty(carriers[key]) for key in inside]
            state = State.REPORTED if State.REPORTED in states else State.INFERRED
            return Cell(state, _ties(carriers, inside), inside)
        if case.partnership in carriers:
            whole = (case.partnership,)
            return Cell(State.WHOLE, _ties(carriers, whole), whole)
        partners = tuple(sorted(carriers))
        if not partners:
            return Cell(State.NOBODY)
        near = tuple(key for key in partners if key in self.within_reach)
        shown = near or partners
        state = State.PARTNER if near else State.OUT_OF_REACH
        return Cell(state, _ties(carriers, shown), shown)


def _ties(carriers: Carriers, who: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({tie for key in who for tie in carriers[key]}))
