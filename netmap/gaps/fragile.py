"""Family: where the network falls apart. Actors and single links that hold pieces together."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.gaps.card import Finding, Rule, Sentence, by_count
from netmap.gaps.case import Case
from netmap.vocabulary import Label

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


CUTPOINT = Rule(
    key="cutpoint",
    family="fragile",
    title=Label(nl="Breekpunt", en="Cutpoint"),
    summary=Label(
        nl="Actoren zonder wie anderen elke weg naar de rest van het netwerk verliezen.",
        en="Actors without whom others lose every path to the rest of the network.",
    ),
    severity=Label(
        nl=f"Hoog als {HIGH_LOOSE} of meer actoren losraken van het grootste stuk, middel vanaf "
        f"{MEDIUM_LOOSE}, anders laag.",
        en=f"High when {HIGH_LOOSE} or more actors come loose from the largest piece, medium from "
        f"{MEDIUM_LOOSE}, otherwise low.",
    ),
    headline=(Sentence("Breekpunt: {actor}", "Cutpoint: {actor}"),),
    reason=(
        Sentence(
            "Zonder {actor} valt het netwerk hier uiteen in {parts} stukken. Het grootste telt "
            "{largest} {largest:actor|actoren}; los daarvan {loose:raakt|raken}: {pieces}.",
            "Without {actor} the network here falls apart into {parts} pieces. The largest has "
            "{largest} {largest:actor|actors}; cut off from it {loose:is|are}: {pieces}.",
        ),
    ),
    remedy=(
        Sentence(
            "Zorg dat wie losraakt ook een verbinding heeft met een ander dan {actor}, "
            "bijvoorbeeld in een gedeeld atelier; of leg vast welke verbindingen er al zijn.",
            "See to it that those who come loose also have a tie with another than {actor}, for "
            "instance in a shared atelier; or document which ties exist already.",
        ),
    ),
    reference="Hopcroft, J., & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph "
    "manipulation. Communications of the ACM, 16(6), 372–378.",
    find=cutpoints,
)

BRIDGE = Rule(
    key="bridge",
    family="fragile",
    title=Label(nl="Enige schakel tussen twee groepen", en="Only link between two groups"),
    summary=Label(
        nl="Twee actoren die de enige schakel vormen tussen twee groepen van elk minstens twee "
        "actoren. Een enkele actor die aan één ander hangt, staat bij ‘Breekpunt’.",
        en="Two actors that are the only link between two groups of at least two actors each. A "
        "single actor that hangs on one other stands under ‘Cutpoint’.",
    ),
    severity=Label(
        nl=f"Hoog als de kleinste groep {HIGH_SIDE} of meer actoren telt, anders middel.",
        en=f"High when the smaller group has {HIGH_SIDE} or more actors, otherwise medium.",
    ),
    headline=(Sentence("Enige schakel: {inner} en {outer}", "Only link: {inner} and {outer}"),),
    reason=(
        Sentence(
            "Alleen de samenwerking tussen {inner} en {outer} verbindt deze groep van {count} met "
            "de rest van het netwerk hier: {side}. Stopt die, dan is er geen weg meer.",
            "Only the collaboration of {inner} and {outer} links this group of {count} with the "
            "rest of the network here: {side}. If it stops, there is no path left.",
        ),
    ),
    remedy=(
        Sentence(
            "Leg een tweede schakel tussen de twee groepen, bijvoorbeeld een gedeeld atelier; of "
            "leg vast welke er al is.",
            "Make a second link between the two groups, for instance a shared atelier; or "
            "document the one that exists already.",
        ),
    ),
    reference="Tarjan, R. E. (1974). A note on finding the bridges of a graph. Information "
    "Processing Letters, 2(6), 160–161.",
    find=bridges,
)

RULES = (CUTPOINT, BRIDGE)
