"""Family: the routes of referral. Upward referrals without a way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.model import Tie
from netmap.vocabulary import Label


def one_way_up(case: Case) -> Iterator[Finding]:
    """Who is referred up to, without a way down to the side that the referral came from.

    The side of a member or an own body is the whole partnership: it does not matter
    to whom of them the way leads back.
    """
    for target, ties in sorted(unanswered(case).items()):
        obstacles = {str(t.attributes["obstacle"]) for t in ties if "obstacle" in t.attributes}
        yield Finding(
            subjects=(target,),
            severity="high" if obstacles else "medium",
            weight=len(ties),
            evidence=tuple(tie.id for tie in ties),
            facts={
                "target": target,
                "sources": tuple(sorted({tie.source for tie in ties})),
                "obstacles": tuple(sorted(obstacles)),
            },
        )


def unanswered(case: Case) -> dict[str, list[Tie]]:
    """For who is referred up to: the referrals to which no way down answers."""
    actors, partnership = case.actors, case.partnership
    up: dict[str, list[Tie]] = defaultdict(list)
    down: dict[str, set[str]] = defaultdict(set)
    for tie in actors.ties:
        if tie.kind != "refers_to":
            continue
        source, target = actors.home[tie.source], actors.home.get(tie.target)
        if tie.attributes.get("scale") == "up" and target is not None and source != target:
            up[target].append(tie)
        elif tie.attributes.get("scale") == "down":
            down[source].add(partnership if target is None else target)
    found: dict[str, list[Tie]] = {}
    for target, ties in up.items():
        left = [tie for tie in ties if not down[target] & _side(case, tie)]
        if left:
            found[target] = left
    return found


def _side(case: Case, tie: Tie) -> frozenset[str]:
    """To whom a way back may lead: the whole partnership, for a referral from inside."""
    source = case.actors.home[tie.source]
    return case.inside if source in case.inside else frozenset({source})


def ends_of(case: Case, tie: Tie) -> tuple[str, str] | None:
    """The two different actors that a tie links; None when it does not."""
    source, target = case.actors.home.get(tie.source), case.actors.home.get(tie.target)
    return None if source is None or target is None or source == target else (source, target)


ONE_WAY_REFERRAL = Rule(
    key="one-way-referral",
    family="referral",
    title=Label(nl="Verwijzing omhoog zonder weg terug", en="Upward referral without a way back"),
    summary=Label(
        nl="Organisaties waarnaar wordt opgeschaald, zonder dat is vastgelegd hoe iemand "
        "terugkomt bij de kant die verwees. Voor leden en eigen onderdelen is dat het hele "
        "samenwerkingsverband.",
        en="Organisations that are referred up to, while nothing is documented about the way "
        "back to the side that referred. For members and own bodies that is the whole partnership.",
    ),
    severity=Label(
        nl="Hoog als een bron een belemmering noemt in de weg omhoog, anders middel. Binnen een "
        "ernst eerst waar de meeste verwijzingen heen gaan.",
        en="High when a source names an obstacle on the way up, otherwise medium. Within a "
        "severity, those with most referrals come first.",
    ),
    headline=(Sentence("Wel omhoog, geen weg terug: {target}", "A way up, no way back: {target}"),),
    reason=(
        Sentence(
            "Er is vastgelegd dat wordt opgeschaald naar {target}, vanuit {sources}. Een weg terug "
            "(afschalen) is niet vastgelegd.",
            "Referrals up to {target} are documented, from {sources}. A way back (scaling down) "
            "is not.",
        ),
        Sentence(
            "Vastgelegde {obstacles:belemmering|belemmeringen}: {obstacles:sentences}",
            "Documented {obstacles:obstacle|obstacles}: {obstacles:sentences}",
            when="obstacles",
        ),
    ),
    remedy=(
        Sentence(
            "Spreek met {target} af hoe en wanneer iemand terugkomt en wie dan het aanspreekpunt "
            "is. Is die weg terug er al, leg hem dan vast.",
            "Agree with {target} how and when someone comes back, and who is the contact then. If "
            "that way back exists already, document it.",
        ),
    ),
    find=one_way_up,
)

RULES = (ONE_WAY_REFERRAL,)
