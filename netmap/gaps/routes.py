"""Family: the routes of referral. Steps that nobody holds, and circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import networkx as nx

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.gaps.referral import ends_of
from netmap.graph import DiGraph
from netmap.model import Tie
from netmap.vocabulary import Label, vocabulary

MEDIUM_STEPS = 2
SEARCHED = 100  # actors in a block of which every circle is weighed
LOOP = 3  # back and forth between two is a way back, no loop


def steps_without_holder(case: Case) -> Iterator[Finding]:
    """Who refers up to somebody with whom nothing else is documented: nobody is seen to stay."""
    kinds = vocabulary().ties
    up: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    together: set[tuple[str, str]] = set()
    for tie in case.actors.ties:
        ends = ends_of(case, tie)
        if ends is None:
            continue
        if tie.kind == "refers_to" and tie.attributes.get("scale") == "up":
            up[ends[0]][ends[1]].append(tie)
        elif tie.kind != "refers_to" and kinds[tie.kind].collaboration:
            together |= {ends, ends[::-1]}
    for source in sorted(up):
        steps = {
            target: ties
            for target, ties in up[source].items()
            if (source, target) not in together and not _meet(case, source, target)
        }
        if not steps:
            continue
        ties = [tie for found in steps.values() for tie in found]
        yield Finding(
            subjects=(source,),
            severity="medium" if len(steps) >= MEDIUM_STEPS else "low",
            weight=len(steps),
            evidence=tuple(sorted(tie.id for tie in ties)),
            facts={
                "source": source,
                "targets": tuple(sorted(steps)),
                "notes": tuple(
                    sorted({str(t.attributes["note"]) for t in ties if "note" in t.attributes})
                ),
            },
        )


def _meet(case: Case, one: str, other: str) -> bool:
    """Whether two actors share an atelier, activity or unit."""
    link = case.collaboration.get_edge_data(one, other)
    return bool(link and link["shared"])


def loops(case: Case) -> Iterator[Finding]:
    """Circles of referrals, up or across, in which somebody can come back where they began.

    Each block of a strongly connected part that holds more than two actors has such a
    circle; of each block one is told.
    """
    graph: DiGraph = nx.DiGraph()
    ties: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in case.actors.ties:
        ends = ends_of(case, tie)
        if ends and tie.kind == "refers_to" and tie.attributes.get("scale") != "down":
            graph.add_edge(*ends)
            ties[ends].append(tie.id)
    for part in nx.strongly_connected_components(graph):
        if len(part) < LOOP:
            continue
        inner = graph.subgraph(part)
        for found in nx.biconnected_components(inner.to_undirected()):
            nodes = cast("set[str]", found)  # its stubs say otherwise
            if len(nodes) < LOOP:
                continue
            block = nx.DiGraph(inner.subgraph(nodes))
            circle = _circle(block)
            steps = zip(circle, (*circle[1:], circle[0]), strict=True)
            alone = block.to_undirected().size() == len(block)
            yield Finding(
                subjects=tuple(sorted(circle)),
                severity="medium" if alone else "low",
                weight=len(block),
                evidence=tuple(sorted(tie for step in steps for tie in ties[step])),
                facts={
                    "circle": (*circle, circle[0]),
                    "others": tuple(sorted(nodes - set(circle))),
                },
            )


def _circle(block: DiGraph) -> tuple[str, ...]:
    """The shortest circle in a block of at least three, of equals the first by its ids.

    In a large block it is the shortest through one step: a step that has no step straight
    back, or any when all have one, can always be closed by others.
    """
    steps = sorted(block.edges)
    if len(block) > SEARCHED:
        steps = [min((s for s in steps if not block.has_edge(*s[::-1])), default=steps[0])]
    found = []
    for one, other in steps:
        others = nx.restricted_view(block, [], [(other, one)])
        try:
            path = nx.shortest_path(others, other, one)
        except nx.NetworkXNoPath:
            continue  # only the step straight back closes this one
        start = path.index(min(path))
        found.append((len(path), (*path[start:], *path[:start])))
    return min(found)[1]


WITHOUT_HOLDER = Rule(
    key="step-without-holder",
    family="referral",
    title=Label(nl="Stap waarbij niemand blijft", en="Step at which nobody stays"),
    summary=Label(
        nl="Verwijzingen omhoog waarbij tussen wie verwijst en wie ontvangt niets anders is "
        "vastgelegd: geen overleg, geen afspraken, geen gedeeld atelier of gedeelde activiteit. "
        "Wie de casus vasthoudt legt Netmap niet apart vast; de regel ziet alleen dat er geen "
        "spoor is van iemand die betrokken blijft.",
        en="Upward referrals where nothing else is documented between who refers and who "
        "receives: no consultation, no agreements, no shared atelier or activity. Netmap has no "
        "separate word for who holds a case; the rule only sees that there is no trace of "
        "somebody who stays involved.",
    ),
    severity=Label(
        nl=f"Middel vanaf {MEDIUM_STEPS} ontvangers bij dezelfde verwijzer, anders laag. Nooit "
        "hoog: dat een spoor ontbreekt bewijst niet dat niemand blijft.",
        en=f"Medium from {MEDIUM_STEPS} receivers with the same referrer, otherwise low. Never "
        "high: that a trace is missing does not prove that nobody stays.",
    ),
    headline=(
        Sentence("Wie houdt de casus vast na {source}?", "Who holds the case after {source}?"),
    ),
    reason=(
        Sentence(
            "Vanuit {source} wordt doorverwezen naar {targets}. Behalve de verwijzing zelf is "
            "daartussen niets vastgelegd; niet te zien is wie bij de inwoner betrokken blijft.",
            "There are referrals from {source} on to {targets}. Besides the referral itself "
            "nothing is documented between them; it cannot be seen who stays involved with the "
            "resident.",
        ),
        Sentence("Wel staat erbij: {notes:sentences}", "It does say: {notes:sentences}", "notes"),
    ),
    remedy=(
        Sentence(
            "Vraag {source} en {targets:de ontvanger|de ontvangers} wie na de verwijzing het "
            "aanspreekpunt is, en leg het overleg of de afspraak vast.",
            "Ask {source} and the {targets:receiver|receivers} who is the contact after the "
            "referral, and document the consultation or agreement.",
        ),
    ),
    find=steps_without_holder,
)

LOOP_RULE = Rule(
    key="referral-loop",
    family="referral",
    title=Label(nl="Rondje verwijzen", en="Referrals in a circle"),
    summary=Label(
        nl="Drie of meer actoren die in een kring naar elkaar verwijzen, omhoog of op gelijk "
        "niveau. Over en weer verwijzen tussen twee is geen kring, en afschalen telt niet mee.",
        en="Three or more actors that refer to each other in a circle, up or across. Referring "
        "back and forth between two is no circle, and scaling down does not count.",
    ),
    severity=Label(
        nl="Middel als de kring op zichzelf staat; laag als hij deel is van een grotere groep die "
        "onderling verwijst, want dan zijn er meer wegen.",
        en="Medium when the circle stands alone; low when it is part of a larger group that "
        "refers among itself, because then there are more ways.",
    ),
    headline=(Sentence("Rondje: {circle}", "Circle: {circle}"),),
    reason=(
        Sentence(
            "Een inwoner kan hier van de een naar de ander worden verwezen en terugkomen waar het "
            "begon: {circle:path}.",
            "A resident can be referred here from one to the next and come back where it began: "
            "{circle:path}.",
        ),
        Sentence(
            "In dezelfde groep verwijzen ook: {others}.",
            "In the same group these refer too: {others}.",
            "others",
        ),
    ),
    remedy=(
        Sentence(
            "Bespreek samen een casus die rondging: wie neemt dan de verantwoordelijkheid en "
            "verwijst niet verder?",
            "Discuss together a case that went round: who takes responsibility then and does not "
            "refer any further?",
        ),
    ),
    find=loops,
)

RULES = (WITHOUT_HOLDER, LOOP_RULE)
