"""Family: members that are there but hardly join in, as far as is documented.

A member of which nothing is documented says nothing: it stands with the data. Of every
other member one rule at most tells, the one that says most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from netmap.gaps.card import Finder, Finding
from netmap.gaps.case import Case
from netmap.vocabulary import entities_as, ties_as, vocabulary


@dataclass(slots=True)
class _Doing:
    """What is documented of a member: with whom it has a tie of its own, and in what it joins."""

    others: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)  # the partnership itself and what is its own
    settings: set[str] = field(default_factory=set)
    ateliers: set[str] = field(default_factory=set)
    ties: list[str] = field(default_factory=list)


def only_through_membership(case: Case) -> Iterator[Finding]:
    """Members that work with the partnership and its own bodies, and with nobody else."""
    for member, doing in _documented_members(case):
        if doing.bodies and not doing.others and not doing.settings:
            yield _finding(member, doing, bodies=tuple(sorted(doing.bodies)))


def without_own_tie(case: Case) -> Iterator[Finding]:
    """Members that join in ateliers and activities, and have no tie of their own."""
    for member, doing in _documented_members(case):
        if doing.settings and not doing.others and not doing.bodies:
            yield _finding(member, doing, settings=tuple(sorted(doing.settings)))


def without_atelier(case: Case) -> Iterator[Finding]:
    """Members with ties of their own that join in no atelier."""
    found = list(_documented_members(case))
    joining = sum(bool(doing.ateliers) for _, doing in found)
    if not joining:
        return  # nobody's ateliers are documented: that says nothing of anybody
    for member, doing in found:
        if doing.others and not doing.ateliers:
            yield _finding(
                member,
                doing,
                thin=2 * joining < len(found),
                joining=joining,
                members=len(found),
                others=tuple(sorted(doing.others)),
            )


def _finding(
    member: str, doing: _Doing, *, thin: bool = False, **facts: int | tuple[str, ...]
) -> Finding:
    return Finding(
        subjects=(member,),
        severity="low" if thin else "medium",
        weight=len(doing.ties),
        evidence=tuple(sorted(doing.ties)),
        facts={"member": member, "thin": int(thin), **facts},
    )


def _documented_members(case: Case) -> list[tuple[str, _Doing]]:
    """The members of which something is documented, each with what that is."""
    actors, entities, kinds = case.actors, case.snapshot.entities, vocabulary().ties
    found: dict[str, _Doing] = defaultdict(_Doing)
    for tie in actors.ties:
        if kinds[tie.kind].collaboration:
            for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
                member, met = actors.home.get(end), actors.home.get(other, other)
                if member not in actors.members or met == member:
                    continue
                doing = found[member]
                if entities[met].kind == "activity":
                    doing.settings.add(met)
                elif met in actors.own or met == case.partnership:
                    doing.bodies.add(met)
                else:
                    doing.others.add(met)
                doing.ties.append(tie.id)
        elif tie.kind in ties_as("carrying"):
            member = actors.home.get(tie.source)
            if member not in actors.members:
                continue
            doing = found[member]
            if entities[tie.target].kind in entities_as("setting"):
                doing.settings.add(tie.target)
                doing.ties.append(tie.id)
                if entities[tie.target].kind == "atelier":
                    doing.ateliers.add(tie.target)
            elif (body := actors.home.get(tie.target)) is not None and body != member:
                (doing.bodies if body in actors.own else doing.others).add(body)
                doing.ties.append(tie.id)
    return [(member, found[member]) for member in sorted(found) if member in case.documented]


FUNCTIONS: Mapping[str, Finder] = {
    "only-through-membership": only_through_membership,
    "member-without-own-tie": without_own_tie,
    "member-without-atelier": without_atelier,
}
