"""Family: the routes of referral. Specialists behind one door, and what stands in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from netmap.gaps.card import Finding, Rule, Sentence, by_count
from netmap.gaps.case import Case
from netmap.gaps.referral import ends_of, unanswered
from netmap.model import Tie
from netmap.roles import roles
from netmap.vocabulary import Label, vocabulary

HIGH_SPECIALISTS, MEDIUM_SPECIALISTS = 5, 2


def behind_one_unit(case: Case) -> Iterator[Finding]:
    """Who is the only one with a tie to specialist providers."""
    has = roles(case.snapshot, case.partnership)
    specialists = {
        home
        for key, home in case.actors.home.items()
        if "specialist" in has[key] and home not in case.actors.own
    }
    kinds = vocabulary().ties
    doors: dict[str, dict[str, list[str]]] = {key: defaultdict(list) for key in specialists}
    for tie in case.actors.ties:
        if ends_of(case, tie) is None or not kinds[tie.kind].collaboration:
            continue
        for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
            home = case.actors.home[end]
            if home in doors:
                doors[home][other].append(tie.id)
    behind: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for specialist, found in doors.items():
        if len(found) == 1:
            ((unit, evidence),) = found.items()
            behind[unit][specialist] = evidence
    for unit in sorted(behind):
        found = behind[unit]
        yield Finding(
            subjects=(unit,),
            severity=by_count(len(found), high=HIGH_SPECIALISTS, medium=MEDIUM_SPECIALISTS),
            weight=len(found),
            evidence=tuple(sorted({tie for ties in found.values() for tie in ties})),
            facts={"unit": unit, "specialists": tuple(sorted(found)), "count": len(found)},
        )


def obstacles(case: Case) -> Iterator[Finding]:
    """What the sources say is in the way of a referral, or how long it takes.

    An upward referral without a way back tells its obstacles itself.
    """
    told = {tie.id for ties in unanswered(case).values() for tie in ties}
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in case.actors.ties:
        named = {"obstacle", "waiting_time"} & tie.attributes.keys()
        if tie.kind == "refers_to" and named and tie.id not in told:
            found[case.actors.home.get(tie.target, tie.target)].append(tie)
    for target in sorted(found):
        ties = found[target]
        yield Finding(
            subjects=(target,),
            severity="medium" if any(map(_blocked_upwards, ties)) else "low",
            weight=len(ties),
            evidence=tuple(tie.id for tie in ties),
            facts={
                "target": target,
                "sources": tuple(sorted({tie.source for tie in ties})),
                "obstacles": _said(ties, "obstacle"),
                "waits": _said(ties, "waiting_time"),
            },
        )


def _blocked_upwards(tie: Tie) -> bool:
    return "obstacle" in tie.attributes and tie.attributes.get("scale") == "up"


def _said(ties: list[Tie], name: str) -> tuple[str, ...]:
    return tuple(sorted({str(tie.attributes[name]) for tie in ties if name in tie.attributes}))


BEHIND_ONE_UNIT = Rule(
    key="specialist-behind-one-unit",
    family="referral",
    title=Label(
        nl="Specialist die één onderdeel bereikt", en="Specialist that one unit only reaches"
    ),
    summary=Label(
        nl="Wie als enige een verbinding heeft met aanbieders van specialistische zorg: die in de "
        "tweede lijn werken of naar wie wordt opgeschaald.",
        en="Who is the only one with a tie to providers of specialist care: those that work in the "
        "second line or are referred up to.",
    ),
    severity=Label(
        nl=f"Hoog vanaf {HIGH_SPECIALISTS} aanbieders achter hetzelfde onderdeel, middel vanaf "
        f"{MEDIUM_SPECIALISTS}, anders laag.",
        en=f"High from {HIGH_SPECIALISTS} providers behind the same unit, medium from "
        f"{MEDIUM_SPECIALISTS}, otherwise low.",
    ),
    headline=(
        Sentence(
            "Alleen via {unit}: {count} {count:specialist|specialisten}",
            "Only through {unit}: {count} {count:specialist|specialists}",
        ),
    ),
    reason=(
        Sentence(
            "Voor zover vastgelegd heeft alleen {unit} een verbinding met {specialists}. Wie daar "
            "hulp nodig heeft, moet dus langs één deur.",
            "As far as is documented, only {unit} has a tie with {specialists}. Whoever needs help "
            "there has to pass through one door.",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag anderen die met dezelfde inwoners werken of zij {specialists:deze aanbieder|"
            "deze aanbieders} ook kunnen bereiken, en leg die weg vast.",
            "Ask others who work with the same residents whether they can reach "
            "{specialists:this provider|these providers} too, and document that way.",
        ),
    ),
    find=behind_one_unit,
)

OBSTACLE = Rule(
    key="referral-obstacle",
    family="referral",
    title=Label(
        nl="Genoemde belemmering of wachttijd", en="Obstacle or waiting time that was named"
    ),
    summary=Label(
        nl="Belemmeringen en wachttijden die een bron noemt bij een verwijzing. Die bij een "
        "verwijzing omhoog zonder weg terug staan bij die regel.",
        en="Obstacles and waiting times that a source names with a referral. Those of an upward "
        "referral without a way back stand with that rule.",
    ),
    severity=Label(
        nl="Middel als een bron bij een verwijzing omhoog een belemmering noemt, anders laag.",
        en="Medium when a source names an obstacle with an upward referral, otherwise low.",
    ),
    headline=(
        Sentence("Belemmering: {target}", "Obstacle: {target}", "obstacles"),
        Sentence("Wachttijd: {target}", "Waiting time: {target}", "!obstacles"),
    ),
    reason=(
        Sentence(
            "Vanuit {sources} wordt verwezen naar {target}.",
            "There are referrals from {sources} to {target}.",
        ),
        Sentence(
            "Een bron noemt {obstacles:deze belemmering|deze belemmeringen}: {obstacles:sentences}",
            "A source names {obstacles:this obstacle|these obstacles}: {obstacles:sentences}",
            "obstacles",
        ),
        Sentence("Genoemde wachttijd: {waits}.", "Waiting time that is named: {waits}.", "waits"),
    ),
    remedy=(
        Sentence(
            "Bespreek met {target} en {sources} of dit nog zo is en wat het zou verhelpen.",
            "Discuss with {target} and {sources} whether this is still so and what would help.",
        ),
    ),
    find=obstacles,
)

RULES = (BEHIND_ONE_UNIT, OBSTACLE)
