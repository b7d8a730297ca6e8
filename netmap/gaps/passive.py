"""Family: members that are there but hardly join in, as far as is documented.

A member of which nothing is documented says nothing: it stands with the data. Of every
other member one rule at most tells, the one that says most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.roles import TAKING_PART
from netmap.vocabulary import Label, vocabulary

_SETTINGS = frozenset({"atelier", "activity"})


@dataclass(slots=True)
class _Doing:
    """What is documented of a member: with whom it has a tie of its own, and in what it joins."""

    others: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)  # the partnership itself and what is its own
    settings: set[str] = field(default_factory=set)
    ateliers: set[str] = field(default_factory=set)
    ties: list[str] = field(default_factory=list)


def only_through_membership(case: Case) -> Iterator[Finding]:
    """Members that work with the partnership and its own bodies, and with nobody else."""
    for member, doing in _documented_members(case):
        if doing.bodies and not doing.others and not doing.settings:
            yield _finding(member, doing, bodies=tuple(sorted(doing.bodies)))


def without_own_tie(case: Case) -> Iterator[Finding]:
    """Members that join in ateliers and activities, and have no tie of their own."""
    for member, doing in _documented_members(case):
        if doing.settings and not doing.others and not doing.bodies:
            yield _finding(member, doing, settings=tuple(sorted(doing.settings)))


def without_atelier(case: Case) -> Iterator[Finding]:
    """Members with ties of their own that join in no atelier."""
    found = list(_documented_members(case))
    joining = sum(bool(doing.ateliers) for _, doing in found)
    if not joining:
        return  # nobody's ateliers are documented: that says nothing of anybody
    for member, doing in found:
        if doing.others and not doing.ateliers:
            yield _finding(
                member,
                doing,
                thin=2 * joining < len(found),
                joining=joining,
                members=len(found),
                others=tuple(sorted(doing.others)),
            )


def _finding(
    member: str, doing: _Doing, *, thin: bool = False, **facts: int | tuple[str, ...]
) -> Finding:
    return Finding(
        subjects=(member,),
        severity="low" if thin else "medium",
        weight=len(doing.ties),
        evidence=tuple(sorted(doing.ties)),
        facts={"member": member, "thin": int(thin), **facts},
    )


def _documented_members(case: Case) -> list[tuple[str, _Doing]]:
    """The members of which something is documented, each with what that is."""
    actors, entities, kinds = case.actors, case.snapshot.entities, vocabulary().ties
    found: dict[str, _Doing] = defaultdict(_Doing)
    for tie in actors.ties:
        if kinds[tie.kind].collaboration:
            for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
                member, met = actors.home.get(end), actors.home.get(other, other)
                if member not in actors.members or met == member:
                    continue
                doing = found[member]
                if entities[met].kind == "activity":
                    doing.settings.add(met)
                elif met in actors.own or met == case.partnership:
                    doing.bodies.add(met)
                else:
                    doing.others.add(met)
                doing.ties.append(tie.id)
        elif tie.kind in TAKING_PART | {"offers"}:
            member = actors.home.get(tie.source)
            if member not in actors.members:
                continue
            doing = found[member]
            if entities[tie.target].kind in _SETTINGS:
                doing.settings.add(tie.target)
                doing.ties.append(tie.id)
                if entities[tie.target].kind == "atelier":
                    doing.ateliers.add(tie.target)
            elif (body := actors.home.get(tie.target)) is not None and body != member:
                (doing.bodies if body in actors.own else doing.others).add(body)
                doing.ties.append(tie.id)
    return [(member, found[member]) for member in sorted(found) if member in case.documented]


ONLY_THROUGH_MEMBERSHIP = Rule(
    key="only-through-membership",
    family="passive",
    title=Label(nl="Alleen via het lidmaatschap verbonden", en="Connected through membership only"),
    summary=Label(
        nl="Leden van wie alleen verbindingen met het samenwerkingsverband zelf of zijn eigen "
        "onderdelen zijn vastgelegd: met geen ander lid, geen partner, en in geen atelier of "
        "activiteit. Leden van wie niets is vastgelegd staan bij ‘Gegevens’.",
        en="Members of which only ties with the partnership itself or its own bodies are "
        "documented: with no other member, no partner, and in no atelier or activity. Members of "
        "which nothing is documented stand under ‘Data’.",
    ),
    severity=Label(nl="Altijd middel.", en="Always medium."),
    headline=(
        Sentence("Alleen via het lidmaatschap: {member}", "Through membership only: {member}"),
    ),
    reason=(
        Sentence(
            "Van {member} {bodies:is alleen een verbinding|zijn alleen verbindingen} vastgelegd "
            "met {bodies}. Een verbinding met een ander lid of een partner, of deelname aan een "
            "atelier of activiteit, is niet vastgelegd.",
            "Of {member} only {bodies:a tie|ties} with {bodies} {bodies:is|are} documented. No tie "
            "with another member or a partner is, and no taking part in an atelier or activity.",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag {member} met welke leden het al samenwerkt en welk atelier bij zijn werk past.",
            "Ask {member} with which members it works already and which atelier fits its work.",
        ),
    ),
    find=only_through_membership,
)

WITHOUT_OWN_TIE = Rule(
    key="member-without-own-tie",
    family="passive",
    title=Label(nl="Lid zonder eigen verbinding", en="Member without a tie of its own"),
    summary=Label(
        nl="Leden die meedoen in ateliers of activiteiten, maar van wie geen samenwerking, "
        "verwijzing of opdracht met een ander is vastgelegd.",
        en="Members that join in ateliers or activities, but of which no collaboration, referral "
        "or commission with another is documented.",
    ),
    severity=Label(nl="Altijd middel.", en="Always medium."),
    headline=(Sentence("Geen eigen verbinding: {member}", "No tie of its own: {member}"),),
    reason=(
        Sentence(
            "{member} doet mee in {settings}, maar een eigen verbinding met een ander is niet "
            "vastgelegd. Houdt dat op, dan is er geen samenwerking over.",
            "{member} joins in {settings}, but no tie of its own with another is documented. When "
            "that ends, no collaboration is left.",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag {member} met wie het ook daarbuiten samenwerkt of naar wie het verwijst, en "
            "leg dat vast.",
            "Ask {member} with whom it works or to whom it refers outside that too, and document "
            "it.",
        ),
    ),
    find=without_own_tie,
)

WITHOUT_ATELIER = Rule(
    key="member-without-atelier",
    family="passive",
    title=Label(nl="Lid zonder atelier", en="Member without an atelier"),
    summary=Label(
        nl="Leden die met anderen samenwerken, maar in geen enkel atelier. Zwijgt zolang van geen "
        "enkel lid een atelier is vastgelegd.",
        en="Members that work with others, but in no atelier. Silent while no atelier of any "
        "member is documented.",
    ),
    severity=Label(
        nl="Middel; laag als van minder dan de helft van de leden een atelier is vastgelegd, want "
        "dan kan het ook aan de gegevens liggen.",
        en="Medium; low when an atelier is documented of less than half of the members, because "
        "then it may be the data.",
    ),
    headline=(Sentence("In geen atelier: {member}", "In no atelier: {member}"),),
    reason=(
        Sentence(
            "{member} heeft verbindingen met {others}, maar deelname aan een atelier is niet "
            "vastgelegd.",
            "{member} has ties with {others}, but taking part in an atelier is not documented.",
        ),
        Sentence(
            "Van {joining} van de {members} leden over wie iets bekend is, is een atelier "
            "vastgelegd; het kan dus ook aan de gegevens liggen.",
            "An atelier is documented of {joining} of the {members} members of which something is "
            "known, so it may be the data as well.",
            "thin",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag {member} aan welk atelier het wil bijdragen, of leg vast waaraan het al "
            "meedoet. Niet elk lid hoeft in een atelier te zitten.",
            "Ask {member} to which atelier it wants to contribute, or document in which it takes "
            "part already. Not every member has to be in an atelier.",
        ),
    ),
    find=without_atelier,
)

RULES = (ONLY_THROUGH_MEMBERSHIP, WITHOUT_OWN_TIE, WITHOUT_ATELIER)
