"""Family: ties that might come about. Partners of one who do not meet, and likely pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.vocabulary import Label

MOST_HOLES, HOLE_PARTNERS, HOLE_TIED = 10, 4, 0.1


def structural_holes(case: Case) -> Iterator[Finding]:
    """The actors inside that stand most clearly between partners who have no tie together."""
    graph = case.collaboration
    neighbours = {actor: set(graph[actor]) for actor in graph}
    found = []
    for actor in case.insiders & neighbours.keys():
        partners = neighbours[actor]
        if len(partners) < HOLE_PARTNERS:
            continue
        tied = sum(len(partners & neighbours[other]) for other in partners) // 2
        pairs = len(partners) * (len(partners) - 1) // 2
        if tied <= HOLE_TIED * pairs:
            found.append((round(burt_constraint(neighbours, actor), 9), actor, tied, pairs))
    found.sort()
    last = found[:MOST_HOLES][-1][0] if found else 0.0
    for constraint, actor, tied, pairs in found:
        if constraint > last:
            break
        partners = neighbours[actor]
        yield Finding(
            subjects=(actor,),
            severity="low",
            weight=len(partners),
            evidence=tuple(sorted({t for other in partners for t in graph[actor][other]["ties"]})),
            facts={
                "actor": actor,
                "partners": tuple(sorted(partners)),
                "count": len(partners),
                "tied": tied,
                "pairs": pairs,
                "constraint": constraint,
            },
        )


def burt_constraint(neighbours: Mapping[str, Set[str]], actor: str) -> float:
    """Burt's constraint with every tie counting once: the sum over the partners of one actor.

    Each partner adds the square of its own share of the actor's ties, plus what reaches it
    through other partners. The same number as ``networkx.constraint`` without weights.
    """
    partners = neighbours[actor]
    total = 0.0
    for partner in partners:
        through = sum(1 / len(neighbours[mid]) for mid in partners & neighbours[partner])
        total += ((1 + through) / len(partners)) ** 2
    return total


def predicted_ties(case: Case) -> Iterator[Finding]:
    """Pairs that link prediction ranks highest, with how often such guesses are right."""
    for place, guess in enumerate(case.predictions):
        yield Finding(
            subjects=guess.pair,
            severity="medium" if guess.beats_baseline else "low",
            weight=len(case.predictions) - place,
            evidence=guess.evidence,
            facts={
                "one": guess.pair[0],
                "other": guess.pair[1],
                "shared": guess.shared,
                "right": round(100 * guess.hit_rate),
                "baseline": round(100 * guess.baseline),
                "better": int(guess.beats_baseline),
            },
        )


STRUCTURAL_HOLE = Rule(
    key="structural-hole",
    family="missing_tie",
    title=Label(nl="Partners die elkaar niet kennen", en="Partners that do not know each other"),
    summary=Label(
        nl=f"Leden en eigen onderdelen met minstens {HOLE_PARTNERS} partners van wie hooguit "
        f"{HOLE_TIED:.0%} van de paren onderling een verbinding heeft: een ‘structureel gat’. "
        f"Alleen de {MOST_HOLES} met de laagste beperking (constraint) volgens Burt. Laag "
        "betekent: weinig partners die elkaar ook kennen.",
        en=f"Members and own bodies with at least {HOLE_PARTNERS} partners of which at most "
        f"{HOLE_TIED:.0%} of the pairs have a tie together: a ‘structural hole’. Only the "
        f"{MOST_HOLES} with the lowest constraint as Burt defines it. Low means: few partners "
        "that know each other too.",
    ),
    severity=Label(
        nl="Altijd laag: zo'n plek kan ook een bewuste spilfunctie zijn. Eerst wie de meeste "
        "partners heeft.",
        en="Always low: such a place may be a hub on purpose. First who has most partners.",
    ),
    headline=(Sentence("Spil tussen losse partners: {actor}", "Between partners apart: {actor}"),),
    reason=(
        Sentence(
            "{actor} heeft {count} partners. Van de {pairs} paren onder hen {tied:heeft|hebben} er "
            "{tied} een vastgelegde verbinding (constraint {constraint}).",
            "{actor} has {count} partners. Of the {pairs} pairs among them {tied} "
            "{tied:has|have} a documented tie (constraint {constraint}).",
        ),
        Sentence("Het gaat om {partners}.", "They are {partners}."),
    ),
    remedy=(
        Sentence(
            "Vraag {actor} welke van deze partners elkaar zouden moeten kennen, en laat hen "
            "kennismaken. Leg ook vast wie elkaar al kent.",
            "Ask {actor} which of these partners should know each other, and introduce them. "
            "Document who knows each other already, too.",
        ),
    ),
    reference="Burt, R. S. (1992). Structural holes: the social structure of competition. "
    "Harvard University Press.",
    find=structural_holes,
)

PREDICTED_TIE = Rule(
    key="predicted-tie",
    family="missing_tie",
    title=Label(nl="Verbinding die voor de hand ligt", en="Tie that seems likely"),
    summary=Label(
        nl="Paren zonder verbinding die volgens de voorspelling van verbindingen het meest "
        "waarschijnlijk er een hebben of krijgen. Hoe vaak zo'n voorspelling klopt is op dit "
        "netwerk zelf gemeten, door verbindingen te verbergen en terug te zoeken, naast een "
        "simpele gok die alleen telt wie de meeste verbindingen heeft. Alleen als de voorspelling "
        "is uitgerekend.",
        en="Pairs without a tie that link prediction holds most likely to have or get one. How "
        "often such a prediction is right is measured on this very network, by hiding ties and "
        "finding them again, beside a plain guess that only counts who has most ties. Only when "
        "the prediction has been computed.",
    ),
    severity=Label(
        nl="Middel als de voorspelling het beter doet dan de simpele gok, anders laag.",
        en="Medium when the prediction does better than the plain guess, otherwise low.",
    ),
    headline=(
        Sentence(
            "Kennen zij elkaar? {one} en {other}", "Do they know each other? {one} and {other}"
        ),
    ),
    reason=(
        Sentence(
            "{one} en {other} hebben geen vastgelegde verbinding, maar wel {shared:een gedeelde "
            "partner|gedeelde partners}: {shared}.",
            "{one} and {other} have no documented tie, but they do have {shared:a partner|"
            "partners} in common: {shared}.",
            "shared",
        ),
        Sentence(
            "{one} en {other} hebben geen vastgelegde verbinding.",
            "{one} and {other} have no documented tie.",
            "!shared",
        ),
        Sentence(
            "Op dit netwerk komt zo'n voorspelling in {right}% van de gevallen uit; de simpele gok "
            "in {baseline}%.",
            "On this network such a prediction comes true in {right}% of cases; the plain guess "
            "in {baseline}%.",
        ),
        Sentence(
            "Alles bij elkaar doet zij het niet beter dan die gok of het toeval: zie dit als een "
            "vraag, niet als advies.",
            "All in all it does no better than that guess or than chance: take this as a "
            "question, not as advice.",
            "!better",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag {one} en {other} of zij elkaar kennen. Zo ja, leg de verbinding vast; zo nee, "
            "vraag of kennismaken zin heeft.",
            "Ask {one} and {other} whether they know each other. If so, document the tie; if not, "
            "ask whether meeting makes sense.",
        ),
    ),
    reference="Liben-Nowell, D., & Kleinberg, J. (2007). The link-prediction problem for social "
    "networks. Journal of the American Society for Information Science and Technology, 58(7), "
    "1019–1031.",
    find=predicted_ties,
)

RULES = (STRUCTURAL_HOLE, PREDICTED_TIE)
