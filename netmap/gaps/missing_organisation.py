"""Family: who is not there, measured with the reference profile and with other partnerships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from netmap.gaps.card import Finder, Finding, by_count
from netmap.gaps.case import Case
from netmap.gaps.data import barely_mapped
from netmap.text.names import name_label
from netmap.vocabulary import entities_as, vocabulary

HIGH_TIES, MEDIUM_TIES = 5, 2


def functions_without_member(case: Case) -> Iterator[Finding]:
    """Functions that neither a member nor the partnership itself covers."""
    if barely_mapped(case):
        return
    for function in case.profile:
        carriers = case.functions.get(function.id, {})
        if carriers.keys() & case.inside:
            continue
        yield Finding(
            subjects=(function.id,),
            severity="medium" if carriers else "high",
            weight=len(function.laws) + len(function.life_domains),
            evidence=tuple(sorted({tie for ties in carriers.values() for tie in ties})),
            facts={
                "function": function.id,
                "partners": tuple(sorted(carriers)),
                "laws": function.laws,
                "life_domains": function.life_domains,
            },
        )


def partners_that_are_no_member(case: Case) -> Iterator[Finding]:
    """Who could be a member, is not, and has ties to those inside.

    A partnership that has no members at all does not work with membership: nothing is found.
    """
    snapshot, partnership, actors = case.snapshot, case.partnership, case.actors
    if not actors.members:
        return
    kinds = vocabulary().ties
    ties: dict[str, list[str]] = defaultdict(list)
    insiders: dict[str, set[str]] = defaultdict(set)
    settings: dict[str, set[str]] = defaultdict(set)
    referrals: dict[str, int] = defaultdict(int)
    for tie in actors.ties:
        if tie.kind == "part_of" or kinds[tie.kind].layer == "purpose":
            continue
        for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
            partner, home = actors.home.get(end), actors.home.get(other)
            if partner is None or partner in case.insiders:
                continue
            is_setting = snapshot.entities[other].kind in entities_as("setting")
            if home in case.insiders or is_setting or other == partnership:
                ties[partner].append(tie.id)
                referrals[partner] += tie.kind == "refers_to"
                if is_setting:
                    settings[partner].add(other)
                elif home is not None:
                    insiders[partner].add(home)
    for partner in sorted(ties):
        if not vocabulary().allows("member_of", snapshot.entities[partner].kind, "partnership"):
            continue  # a role or a team cannot be a member
        count = len(ties[partner])
        yield Finding(
            subjects=(partner,),
            severity=by_count(count, high=HIGH_TIES, medium=MEDIUM_TIES),
            weight=count,
            evidence=tuple(ties[partner]),
            facts={
                "partner": partner,
                "ties": count,
                "referrals": referrals[partner],
                "insiders": tuple(sorted(insiders[partner])),
                "settings": tuple(sorted(settings[partner])),
                "collective": int(snapshot.entities[partner].collective),
            },
        )


def served_by_nobody(case: Case) -> Iterator[Finding]:
    """Life domains, laws and target groups of the profile that nobody inside covers."""
    if barely_mapped(case):
        return
    for key, functions in _asked_for(case).items():
        carriers = case.served.get(key, {})
        if carriers.keys() & case.inside:
            continue
        yield Finding(
            subjects=(key,),
            severity="low" if carriers else "medium",
            weight=len(functions),
            evidence=_evidence(carriers),
            facts={
                "served": key,
                "partners": tuple(sorted(carriers)),
                "functions": tuple(sorted(functions)),
            },
        )


def served_by_one(case: Case) -> Iterator[Finding]:
    """Who inside is the only one for a life domain, law or target group of the profile."""
    if barely_mapped(case):
        return
    alone: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    helped: dict[str, set[str]] = defaultdict(set)
    for key in _asked_for(case):
        carriers = case.served.get(key, {})
        inside = carriers.keys() & case.inside
        if len(inside) == 1 and inside <= case.insiders:
            (one,) = inside
            alone[one][key] = carriers[one]
            if len(carriers) > 1:
                helped[one].add(key)
    for one in sorted(alone):
        bare = alone[one].keys() - helped[one]
        yield Finding(
            subjects=(one,),
            severity="medium" if bare else "low",
            weight=len(alone[one]),
            evidence=_evidence(alone[one]),
            facts={
                "one": one,
                "bare": tuple(sorted(bare)),
                "helped": tuple(sorted(helped[one])),
            },
        )


def _asked_for(case: Case) -> dict[str, list[str]]:
    """What the functions of the profile are for, each with those functions."""
    found: dict[str, list[str]] = defaultdict(list)
    for function in case.profile:
        for key in (*function.life_domains, *function.laws, *function.target_groups):
            if key in case.snapshot.entities:
                found[key].append(function.id)
    return {key: found[key] for key in sorted(found)}


def _evidence(carriers: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({tie for ties in carriers.values() for tie in ties}))


HIGH_BROKERED, MEDIUM_BROKERED = 5, 2
HIGH_ELSEWHERE, MEDIUM_ELSEWHERE = 10, 3


def behind_one_broker(case: Case) -> Iterator[Finding]:
    """Who is the only one inside that works with the partners that cover something."""
    found: dict[str, dict[str, Mapping[str, tuple[str, ...]]]] = defaultdict(dict)
    for key, carriers in {**case.functions, **case.served}.items():
        if carriers.keys() & case.inside:
            continue
        doors = {
            actor
            for partner in carriers
            if partner in case.collaboration
            for actor in case.collaboration[partner]
            if actor in case.insiders
        }
        if len(doors) == 1:
            found[doors.pop()][key] = carriers
    entities = case.snapshot.entities
    for broker in sorted(found):
        partners = {partner for carriers in found[broker].values() for partner in carriers}
        links = {partner: case.collaboration.get_edge_data(broker, partner) for partner in partners}
        functions = [key for key in found[broker] if entities[key].kind == "function"]
        yield Finding(
            subjects=(broker,),
            severity=by_count(len(functions), high=HIGH_BROKERED, medium=MEDIUM_BROKERED),
            weight=len(found[broker]),
            evidence=tuple(sorted({t for link in links.values() if link for t in link["ties"]})),
            facts={
                "broker": broker,
                "partners": tuple(sorted(key for key, link in links.items() if link)),
                "functions": tuple(sorted(functions)),
                "served": tuple(sorted(found[broker].keys() - set(functions))),
            },
        )


def covered_elsewhere(case: Case) -> Iterator[Finding]:
    """Functions that another partnership has inside, and this one has not."""
    lacking = [f.id for f in case.profile if not case.functions.get(f.id, {}).keys() & case.inside]
    thin = barely_mapped(case)
    for key in sorted(case.others):
        other = Case(case.others[key], key)
        there = {
            function: other.functions[function].keys() & other.inside
            for function in lacking
            if function in other.functions
        }
        functions = sorted(function for function, carriers in there.items() if carriers)
        if not functions:
            continue
        by = {carrier for function in functions for carrier in there[function] - {key}}
        yield Finding(
            subjects=(key,),
            severity="low"
            if thin
            else by_count(len(functions), high=HIGH_ELSEWHERE, medium=MEDIUM_ELSEWHERE),
            weight=len(functions),
            facts={
                "other": name_label(other.snapshot.entities[key]),
                "functions": tuple(functions),
                "by": tuple(name_label(other.snapshot.entities[carrier]) for carrier in sorted(by)),
                "shared": tuple(sorted(by & set(case.actors.home))),
                "thin": int(thin),
            },
        )


FUNCTIONS: Mapping[str, Finder] = {
    "missing-function": functions_without_member,
    "partner-not-member": partners_that_are_no_member,
    "served-by-nobody": served_by_nobody,
    "served-by-one": served_by_one,
    "behind-one-broker": behind_one_broker,
    "covered-elsewhere": covered_elsewhere,
}
