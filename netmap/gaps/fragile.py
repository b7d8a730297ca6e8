"""Family: what hangs on one. Actors whose departure makes the network fall apart."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from netmap.gaps.card import Finding, Rule, Sentence, by_count
from netmap.gaps.profile import Profile
from netmap.graph import collaboration
from netmap.model import Snapshot
from netmap.vocabulary import Label

HIGH_LOOSE, MEDIUM_LOOSE = 5, 2


def cutpoints(snapshot: Snapshot, partnership: str, _: Profile) -> Iterator[Finding]:
    """Articulation points of the collaboration, with the pieces that come loose."""
    graph = collaboration(snapshot, partnership)
    for actor in sorted(nx.articulation_points(graph)):
        around = nx.node_connected_component(graph, actor) - {actor}
        pieces = sorted(
            (tuple(sorted(piece)) for piece in nx.connected_components(graph.subgraph(around))),
            key=lambda piece: (-len(piece), piece),
        )
        largest, loose = pieces[0], pieces[1:]
        cut = {key for piece in loose for key in piece}
        evidence = {tie for key in graph[actor] if key in cut for tie in graph[actor][key]["ties"]}
        yield Finding(
            subjects=(actor,),
            severity=by_count(len(cut), high=HIGH_LOOSE, medium=MEDIUM_LOOSE),
            weight=len(cut),
            evidence=tuple(sorted(evidence)),
            facts={
                "actor": actor,
                "parts": len(pieces),
                "largest": len(largest),
                "loose": len(cut),
                "pieces": tuple(loose),
            },
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
            "Zorg dat wie losraakt ook een band heeft met een ander dan {actor}, bijvoorbeeld in "
            "een gedeeld atelier; of leg vast welke banden er al zijn.",
            "See to it that those who come loose also have a tie with another than {actor}, for "
            "instance in a shared atelier; or document which ties exist already.",
        ),
    ),
    reference="Hopcroft, J., & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph "
    "manipulation. Communications of the ACM, 16(6), 372–378.",
    find=cutpoints,
)

RULES = (CUTPOINT,)
