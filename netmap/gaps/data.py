"""Family: what nobody has documented. A gap in the data says nothing about who it is about."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.profile import Profile
from netmap.model import Snapshot, Tie
from netmap.roles import TAKING_PART, Cast, cast
from netmap.vocabulary import Label, vocabulary


def members_without_ties(snapshot: Snapshot, partnership: str, _: Profile) -> Iterator[Finding]:
    """Members of which nothing is known but that they are one, and perhaps what for."""
    actors = cast(snapshot, partnership)
    documented: set[str] = set()
    known: dict[str, list[str]] = {member: [] for member in actors.members}
    for tie in actors.ties:
        homes = {actors.home[end] for end in (tie.source, tie.target) if end in actors.home}
        for home in homes & actors.members:
            known[home].append(tie.id)
        if _says_what_one_does(tie, actors):
            documented |= homes
    for member in sorted(actors.members - documented):
        yield Finding(
            subjects=(member,),
            severity="medium",
            weight=1,
            evidence=tuple(known[member]),
            facts={"member": member},
        )


def _says_what_one_does(tie: Tie, actors: Cast) -> bool:
    """Whether a tie tells with whom or in what an actor works, beyond being there."""
    if tie.kind in {"member_of", "part_of"} or vocabulary().ties[tie.kind].layer == "purpose":
        return False
    if tie.kind in TAKING_PART and tie.target == tie.partnership:
        return False
    source, target = actors.home.get(tie.source), actors.home.get(tie.target)
    return source != target  # what happens inside one organisation is its own affair


MEMBER_WITHOUT_TIES = Rule(
    key="member-without-ties",
    family="data",
    title=Label(nl="Lid zonder vastgelegde band", en="Member without a documented tie"),
    summary=Label(
        nl="Leden van wie alleen het lidmaatschap is vastgelegd, en hooguit waarvoor zij er zijn. "
        "Dit is een gat in de gegevens, geen oordeel over het lid.",
        en="Members of which only the membership is documented, and at most what they are for. "
        "This is a gap in the data, not a judgement of the member.",
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

RULES = (MEMBER_WITHOUT_TIES,)
