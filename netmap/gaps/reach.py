"""Family: who is not there. What is within reach through one only, and what others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from netmap.gaps.card import Finding, Rule, Sentence, by_count
from netmap.gaps.case import Case
from netmap.gaps.missing_organisation import barely_mapped
from netmap.vocabulary import Label

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
                "other": other.label(key),
                "functions": tuple(functions),
                "by": tuple(other.label(carrier) for carrier in sorted(by)),
                "shared": tuple(sorted(by & set(case.actors.home))),
                "thin": int(thin),
            },
        )


BEHIND_ONE_BROKER = Rule(
    key="behind-one-broker",
    family="missing_organisation",
    title=Label(nl="Alleen bereikbaar via één schakel", en="Within reach through one broker only"),
    summary=Label(
        nl="Leden en eigen onderdelen die als enige van binnen samenwerken met de partners die "
        "een functie, leefgebied, wet of doelgroep dekken die van binnen niemand dekt.",
        en="Members and own bodies that are the only ones inside who work with the partners that "
        "cover a function, life domain, law or target group that nobody inside covers.",
    ),
    severity=Label(
        nl=f"Hoog vanaf {HIGH_BROKERED} functies achter dezelfde schakel, middel vanaf "
        f"{MEDIUM_BROKERED}, anders laag.",
        en=f"High from {HIGH_BROKERED} functions behind the same broker, medium from "
        f"{MEDIUM_BROKERED}, otherwise low.",
    ),
    headline=(Sentence("Alleen via {broker}", "Only through {broker}"),),
    reason=(
        Sentence(
            "Van binnen werkt voor zover vastgelegd alleen {broker} samen met {partners}.",
            "As far as is documented, only {broker} works with {partners} from inside.",
        ),
        Sentence(
            "Zo loopt de weg naar {functions:deze functie|deze functies} langs één schakel: "
            "{functions}.",
            "So the way to {functions:this function|these functions} passes through one broker: "
            "{functions}.",
            "functions",
        ),
        Sentence(
            "Hetzelfde geldt voor: {served}.",
            "The same goes for: {served}.",
            "served",
        ),
    ),
    remedy=(
        Sentence(
            "Laat een tweede lid of onderdeel kennismaken met {partners:deze partner|deze "
            "partners}, of maak vaste afspraken die niet van {broker} afhangen.",
            "Let a second member or body get to know {partners:this partner|these partners}, or "
            "make firm agreements that do not depend on {broker}.",
        ),
    ),
    reference="Burt, R. S. (1992). Structural holes: the social structure of competition. "
    "Harvard University Press.",
    find=behind_one_broker,
)

COVERED_ELSEWHERE = Rule(
    key="covered-elsewhere",
    family="missing_organisation",
    title=Label(nl="Elders wel, hier niet", en="There but not here"),
    summary=Label(
        nl="Functies die in een ander samenwerkingsverband van binnenuit worden vervuld en hier "
        "niet. Alleen als er andere samenwerkingsverbanden zijn om mee te vergelijken.",
        en="Functions that are covered from inside in another partnership and not here. Only when "
        "there are other partnerships to compare with.",
    ),
    severity=Label(
        nl=f"Hoog vanaf {HIGH_ELSEWHERE} functies, middel vanaf {MEDIUM_ELSEWHERE}, anders laag. "
        "Altijd laag als de functies hier nauwelijks in kaart zijn.",
        en=f"High from {HIGH_ELSEWHERE} functions, medium from {MEDIUM_ELSEWHERE}, otherwise low. "
        "Always low when functions are barely mapped here.",
    ),
    headline=(Sentence("Wel bij {other}, niet hier", "At {other}, not here"),),
    reason=(
        Sentence(
            "{other} vervult van binnenuit {functions:deze functie die|deze functies die} hier "
            "geen lid en geen eigen onderdeel vervult: {functions}.",
            "{other} covers from inside {functions:this function|these functions} that no member "
            "and no own body covers here: {functions}.",
        ),
        Sentence("Daar door: {by}.", "There by: {by}.", "by"),
        Sentence(
            "Ook in dit samenwerkingsverband bekend: {shared}.",
            "Known in this partnership too: {shared}.",
            "shared",
        ),
        Sentence(
            "Hier is van maar weinig functies vastgelegd wie ze vervult; het kan dus ook aan de "
            "gegevens liggen.",
            "Here it is documented of few functions who covers them, so it may be the data as "
            "well.",
            "thin",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag {other} hoe zij dit heeft geregeld. Niet elke functie hoeft van binnenuit: een "
            "partner kan ook.",
            "Ask {other} how it arranged this. Not every function has to come from inside: a "
            "partner will do as well.",
        ),
    ),
    find=covered_elsewhere,
)

RULES = (BEHIND_ONE_BROKER, COVERED_ELSEWHERE)
