"""Family: what nobody has documented. A gap in the data says nothing about who it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.gaps.missing_organisation import MAPPED_SHARE, barely_mapped
from netmap.vocabulary import Label

MOST_MEMBERS, MOST_SHARE = 5, 0.5  # from here on one finding tells of all of them


def functions_barely_mapped(case: Case) -> Iterator[Finding]:
    """A profile of which so little is documented that single functions say nothing."""
    if not barely_mapped(case):
        return
    known = [function.id for function in case.profile if function.id in case.functions]
    ties = {tie for key in known for found in case.functions[key].values() for tie in found}
    yield Finding(
        subjects=(case.partnership,),
        severity="medium",
        weight=len(case.profile) - len(known),
        evidence=tuple(sorted(ties)),
        facts={
            "known": len(known),
            "all": len(case.profile),
            "functions": tuple(known),
            "actors": tuple(sorted(case.insiders)),
        },
    )


def members_barely_mapped(case: Case) -> Iterator[Finding]:
    """Most members at once, when of most of them nothing but the membership is documented."""
    silent, known = _silent(case)
    if not _most(case, silent):
        return
    yield Finding(
        subjects=(case.partnership,),
        severity="medium",
        weight=len(silent),
        evidence=tuple(sorted({tie for member in silent for tie in known[member]})),
        facts={
            "members": tuple(silent),
            "count": len(silent),
            "all": len(case.actors.members),
        },
    )


def members_without_ties(case: Case) -> Iterator[Finding]:
    """Members of which nothing is known but that they are one, and perhaps what for."""
    silent, known = _silent(case)
    if _most(case, silent):
        return
    for member in silent:
        yield Finding(
            subjects=(member,),
            severity="medium",
            weight=1,
            evidence=tuple(known[member]),
            facts={"member": member},
        )


def _silent(case: Case) -> tuple[list[str], dict[str, list[str]]]:
    """The members of which nothing is documented, and for each member all its ties."""
    known: dict[str, list[str]] = defaultdict(list)
    for tie in case.actors.ties:
        for home in case.homes(tie) & case.actors.members:
            known[home].append(tie.id)
    return sorted(case.actors.members - case.documented), known


def _most(case: Case, silent: list[str]) -> bool:
    return len(silent) >= MOST_MEMBERS and len(silent) > MOST_SHARE * len(case.actors.members)


FUNCTIONS_BARELY_MAPPED = Rule(
    key="functions-barely-mapped",
    family="data",
    title=Label(nl="Functies nauwelijks in kaart", en="Functions barely mapped"),
    summary=Label(
        nl=f"Als van minder dan {MAPPED_SHARE:.0%} van de functies is vastgelegd wie haar "
        "vervult, is dat één bevinding over de gegevens, en niet een bevinding voor elke functie.",
        en=f"When of less than {MAPPED_SHARE:.0%} of the functions it is documented who covers "
        "them, that is one finding about the data, and not a finding for every function.",
    ),
    severity=Label(
        nl="Altijd middel: er ontbreekt veel, maar vooral in wat is vastgelegd.",
        en="Always medium: much is missing, but most of all in what is documented.",
    ),
    headline=(
        Sentence(
            "Van {known} van de {all} functies is bekend wie ze vervult",
            "Of {known} of the {all} functions it is known who covers them",
        ),
    ),
    reason=(
        Sentence(
            "Het referentieprofiel telt {all} functies. Van {known} daarvan is vastgelegd wie ze "
            "vervult; dat is te weinig om van de andere te zeggen dat zij ontbreken.",
            "The reference profile has {all} functions. Of {known} of them it is documented who "
            "covers them; that is too little to say of the others that they are missing.",
        ),
        Sentence("Bekend: {functions}.", "Known: {functions}.", "functions"),
    ),
    remedy=(
        Sentence(
            "Loop de lijst van functies na met de deelnemers: wie vervult welke functie? Leg het "
            "antwoord vast met het gesprek als bron.",
            "Go through the list of functions with the participants: who covers which? Document "
            "the answer, with the conversation as source.",
        ),
        Sentence("Begin bij {actors}.", "Begin with {actors}.", "actors"),
    ),
    find=functions_barely_mapped,
)

MEMBERS_BARELY_MAPPED = Rule(
    key="members-barely-mapped",
    family="data",
    title=Label(nl="Leden nauwelijks in kaart", en="Members barely mapped"),
    summary=Label(
        nl=f"Als van {MOST_MEMBERS} of meer leden, en van meer dan de helft, alleen het "
        "lidmaatschap is vastgelegd, is dat één bevinding in plaats van een voor elk lid.",
        en=f"When of {MOST_MEMBERS} or more members, and of more than half, only the membership "
        "is documented, that is one finding instead of one for each member.",
    ),
    severity=Label(nl="Altijd middel.", en="Always medium."),
    headline=(
        Sentence(
            "Van {count} van de {all} leden is geen samenwerking vastgelegd",
            "No collaboration is documented of {count} of the {all} members",
        ),
    ),
    reason=(
        Sentence(
            "Van de {all} leden is van {count} alleen vastgelegd dat zij lid zijn, en hooguit "
            "waarvoor zij er zijn: {members}. Dat zegt iets over de gegevens, niet over de leden.",
            "Of {count} of the {all} members it is only documented that they are members, and at "
            "most what they are for: {members}. That says something about the data, not about "
            "the members.",
        ),
    ),
    remedy=(
        Sentence(
            "Leg in de ledenvergadering iedereen dezelfde vraag voor: met wie werkt u samen, naar "
            "wie verwijst u, en aan welke ateliers en activiteiten neemt u deel? Leg de antwoorden "
            "vast met die vergadering als bron.",
            "Put one question to everybody in the members' assembly: with whom do you work, to "
            "whom do you refer, and in which ateliers and activities do you take part? Document "
            "the answers, with that meeting as source.",
        ),
    ),
    find=members_barely_mapped,
)

MEMBER_WITHOUT_TIES = Rule(
    key="member-without-ties",
    family="data",
    title=Label(nl="Lid zonder vastgelegde verbinding", en="Member without a documented tie"),
    summary=Label(
        nl="Leden van wie alleen het lidmaatschap is vastgelegd, en hooguit waarvoor zij er zijn. "
        "Dit is een gat in de gegevens, geen oordeel over het lid. Zwijgt als het om de meeste "
        "leden gaat: dan zegt ‘leden nauwelijks in kaart’ dat in één keer.",
        en="Members of which only the membership is documented, and at most what they are for. "
        "This is a gap in the data, not a judgement of the member. Silent when it is about most "
        "members: then ‘members barely mapped’ says so once.",
    ),
    severity=Label(nl="Altijd middel.", en="Always medium."),
    headline=(
        Sentence("Geen samenwerking vastgelegd: {member}", "No collaboration documented: {member}"),
    ),
    reason=(
        Sentence(
            "Van {member} is het lidmaatschap vastgelegd, maar niemand heeft vastgelegd met wie "
            "dit lid samenwerkt, naar wie het verwijst of waaraan het deelneemt. Dat zegt iets "
            "over de gegevens, niet over het lid.",
            "The membership of {member} is documented, but nobody documented with whom this "
            "member works, to whom it refers or in what it takes part. That says something about "
            "the data, not about the member.",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag het aan {member}: met wie werkt u samen, naar wie verwijst u, en aan welke "
            "ateliers en activiteiten neemt u deel? Leg het antwoord vast, met dit gesprek als "
            "bron.",
            "Ask {member}: with whom do you work, to whom do you refer, and in which ateliers and "
            "activities do you take part? Document the answer, with the conversation as source.",
        ),
    ),
    find=members_without_ties,
)

RULES = (FUNCTIONS_BARELY_MAPPED, MEMBERS_BARELY_MAPPED, MEMBER_WITHOUT_TIES)
