"""Family: where the network falls apart, and what hangs on one organisation or one role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from netmap.gaps.card import Finder, Finding, by_count
from netmap.gaps.case import Case
from netmap.vocabulary import entities_as, ties_as, vocabulary

HIGH_LOOSE, MEDIUM_LOOSE = 5, 2
HIGH_SIDE, MEDIUM_SIDE = 5, 2


def cutpoints(case: Case) -> Iterator[Finding]:
    """Articulation points of the collaboration, with the pieces that come loose."""
    graph = case.collaboration
    for actor, cutpoint in sorted(case.cuts.cutpoints.items()):
        cut = {key for piece in cutpoint.loose for key in piece}
        evidence = {tie for key in graph[actor] if key in cut for tie in graph[actor][key]["ties"]}
        yield Finding(
            subjects=(actor,),
            severity=by_count(len(cut), high=HIGH_LOOSE, medium=MEDIUM_LOOSE),
            weight=len(cut),
            evidence=tuple(sorted(evidence)),
            facts={
                "actor": actor,
                "parts": cutpoint.parts,
                "largest": cutpoint.largest,
                "loose": len(cut),
                "pieces": cutpoint.loose,
            },
        )


def bridges(case: Case) -> Iterator[Finding]:
    """Single links between two groups: on each side at least two actors."""
    for (one, other), side in sorted(case.cuts.bridges.items()):
        if len(side) < MEDIUM_SIDE:
            continue  # one actor on a single link; its partner is a cutpoint already
        inner, outer = (one, other) if one in side else (other, one)
        yield Finding(
            subjects=(one, other),
            severity=by_count(len(side), high=HIGH_SIDE, medium=MEDIUM_SIDE),
            weight=len(side),
            evidence=case.collaboration.edges[one, other]["ties"],
            facts={"inner": inner, "outer": outer, "side": side, "count": len(side)},
        )


HIGH_FUNCTIONS, MEDIUM_FUNCTIONS = 5, 2
HIGH_HANGING, MEDIUM_HANGING = 5, 2


def only_provider(case: Case) -> Iterator[Finding]:
    """Who inside is the only one, partners included, that covers a function."""
    alone: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for function in case.profile:
        carriers = case.functions.get(function.id, {})
        if len(carriers) == 1:
            ((one, ties),) = carriers.items()
            if one in case.insiders:
                alone[one][function.id] = ties
    for one in sorted(alone):
        functions = alone[one]
        yield Finding(
            subjects=(one,),
            severity=by_count(len(functions), high=HIGH_FUNCTIONS, medium=MEDIUM_FUNCTIONS),
            weight=len(functions),
            evidence=tuple(sorted({tie for ties in functions.values() for tie in ties})),
            facts={"one": one, "functions": tuple(sorted(functions)), "count": len(functions)},
        )


def hangs_on_role(case: Case) -> Iterator[Finding]:
    """What a role inside the partnership alone holds: actors outside its body, and activities."""
    entities, home = case.snapshot.entities, case.actors.home
    roles = {
        key
        for key in home
        if entities[key].attributes.get("form_of") == "role" and home[key] in case.actors.own
    }
    if not roles:
        return
    kinds, carriable = vocabulary().ties, entities_as("setting")
    touched: dict[str, set[str]] = defaultdict(set)  # actor -> who inside works with it
    carried: dict[str, set[str]] = defaultdict(set)  # activity or atelier -> who carries it
    ties: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in filter(case.holds, case.actors.ties):
        if kinds[tie.kind].collaboration:
            for unit, other in ((tie.source, tie.target), (tie.target, tie.source)):
                one, outside = home.get(unit), home.get(other)
                if one is None or outside is None or one == outside:
                    continue
                if one in case.insiders:
                    touched[outside].add(unit)
                    ties[unit, outside].append(tie.id)
        elif tie.kind in ties_as("carrying") and entities[tie.target].kind in carriable:
            carried[tie.target].add(tie.source)
            ties[tie.source, tie.target].append(tie.id)
    hanging: dict[str, dict[str, set[str]]] = {role: defaultdict(set) for role in roles}
    for name, links in (("contacts", touched), ("settings", carried)):
        for key, units in links.items():
            if len(units) == 1 and units <= roles:
                hanging[next(iter(units))][name].add(key)
    for role in sorted(roles):
        contacts, settings = hanging[role]["contacts"], hanging[role]["settings"]
        if contacts or settings:
            count = len(contacts) + len(settings)
            yield Finding(
                subjects=(role,),
                severity=by_count(count, high=HIGH_HANGING, medium=MEDIUM_HANGING),
                weight=count,
                evidence=tuple(
                    sorted({tie for key in contacts | settings for tie in ties[role, key]})
                ),
                facts={
                    "role": role,
                    "contacts": tuple(sorted(contacts)),
                    "settings": tuple(sorted(settings)),
                },
            )


FUNCTIONS: Mapping[str, Finder] = {
    "cutpoint": cutpoints,
    "bridge": bridges,
    "only-provider": only_provider,
    "hangs-on-role": hangs_on_role,
}
