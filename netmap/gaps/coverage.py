"""Family: who is not there, measured with what the reference profile asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.gaps.missing_organisation import barely_mapped
from netmap.vocabulary import Label


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

RULES = (SERVED_BY_NOBODY, SERVED_BY_ONE)
