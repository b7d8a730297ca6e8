"""Family: who is not there, measured with what the reference profile asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from netmap.gaps.card import Finding, Rule, Sentence, by_count
from netmap.gaps.case import Case
from netmap.gaps.missing_organisation import barely_mapped
from netmap.vocabulary import Label

HIGH_BROKERED, MEDIUM_BROKERED = 5, 2
HIGH_ELSEWHERE, MEDIUM_ELSEWHERE = 10, 3


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
        if len(inside) == 1 and inside <= case.actors.insiders:
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
            if actor in case.actors.insiders
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


SERVED_BY_NOBODY = Rule(
    key="served-by-nobody",
    family="missing_organisation",
    title=Label(
        nl="Leefgebied, wet of doelgroep zonder lid",
        en="Life domain, law or target group without a member",
    ),
    summary=Label(
        nl="Leefgebieden, wetten en doelgroepen van het referentieprofiel waarvoor geen lid en "
        "geen onderdeel van het samenwerkingsverband zelf iets doet: niet rechtstreeks, niet met "
        "een activiteit, en niet met een functie die ervoor bedoeld is. Zwijgt zolang de functies "
        "nauwelijks in kaart zijn.",
        en="Life domains, laws and target groups of the reference profile for which no member "
        "and no body of the partnership itself does anything: not directly, not with an activity, "
        "and not with a function that is meant for it. Silent while functions are barely mapped.",
    ),
    severity=Label(
        nl="Middel als ook geen partner er iets voor doet, laag als een partner dat wel doet. "
        "Nooit hoog: de ontbrekende functies zelf wegen zwaarder, en staan bij hun eigen regel.",
        en="Medium when no partner does anything for it either, low when a partner does. Never "
        "high: the missing functions themselves weigh more, and stand with their own rule.",
    ),
    headline=(
        Sentence("Niemand voor: {served}", "Nobody for: {served}", "!partners"),
        Sentence("Alleen een partner voor: {served}", "Only a partner for: {served}", "partners"),
    ),
    reason=(
        Sentence(
            "Voor zover vastgelegd doet niemand binnen het samenwerkingsverband iets voor "
            "‘{served}’, en ook geen enkele partner.",
            "As far as is documented, nobody inside the partnership does anything for "
            "‘{served}’, and no partner does either.",
            "!partners",
        ),
        Sentence(
            "Voor zover vastgelegd doet niemand binnen het samenwerkingsverband iets voor "
            "‘{served}’. Buiten het samenwerkingsverband wel: {partners}.",
            "As far as is documented, nobody inside the partnership does anything for "
            "‘{served}’. Outside it there is: {partners}.",
            "partners",
        ),
        Sentence(
            "In het referentieprofiel {functions:hoort deze functie|horen deze functies} erbij: "
            "{functions}.",
            "In the reference profile {functions:this function belongs|these functions belong} to "
            "it: {functions}.",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag de leden wie hier al iets voor doet, en leg dat vast. Doet niemand dat, zoek "
            "dan een organisatie met {functions:deze functie|een van deze functies}.",
            "Ask the members who does something for this already, and document it. If nobody "
            "does, look for an organisation with {functions:this function|one of these functions}.",
        ),
    ),
    reference="Reference profile of this project (graph_seed/profile).",
    find=served_by_nobody,
)

SERVED_BY_ONE = Rule(
    key="served-by-one",
    family="missing_organisation",
    title=Label(
        nl="Leefgebieden, wetten en doelgroepen met één organisatie",
        en="Life domains, laws and target groups with one organisation",
    ),
    summary=Label(
        nl="Leden en eigen onderdelen die van binnen als enige iets doen voor een leefgebied, wet "
        "of doelgroep van het referentieprofiel, per organisatie bijeen. Functies met één "
        "organisatie staan bij ‘Kwetsbaar’. Zwijgt zolang de functies nauwelijks in kaart zijn.",
        en="Members and own bodies that are the only ones inside who do something for a life "
        "domain, law or target group of the reference profile, together by organisation. "
        "Functions with one organisation stand under ‘Fragile’. Silent while functions are barely "
        "mapped.",
    ),
    severity=Label(
        nl="Middel als er iets bij is waarvoor ook geen partner kan bijspringen, anders laag.",
        en="Medium when for some of it no partner could step in either, otherwise low.",
    ),
    headline=(
        Sentence("Leunt alleen op {one}", "Rests on {one} alone", "bare"),
        Sentence("Leunt van binnen alleen op {one}", "Rests inside on {one} alone", "!bare"),
    ),
    reason=(
        Sentence(
            "Alleen van {one} is vastgelegd dat die iets doet voor: {bare}.",
            "Only {one} is documented as doing something for: {bare}.",
            "bare",
        ),
        Sentence(
            "Van binnen alleen {one}, maar daarbuiten ook een ander, voor: {helped}.",
            "Inside only {one}, but others outside too, for: {helped}.",
            "helped",
        ),
    ),
    remedy=(
        Sentence(
            "Bespreek met {one} wie het kan overnemen als deze plek wegvalt, en vraag de leden "
            "wie er nog meer iets voor doet.",
            "Discuss with {one} who could take over if this place falls away, and ask the members "
            "who else does something for it.",
        ),
    ),
    reference="Reference profile of this project (graph_seed/profile).",
    find=served_by_one,
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

RULES = (SERVED_BY_NOBODY, SERVED_BY_ONE, BEHIND_ONE_BROKER, COVERED_ELSEWHERE)
