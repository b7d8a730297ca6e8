"""Family: who could meet and has not, as far as is documented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.graph import Graph
from netmap.roles import TAKING_PART
from netmap.vocabulary import Label

MEDIUM_APART = 3
GENERAL_SHARE = 0.25  # a target group that so many functions serve says nothing of who belongs
MOST_HOLES, HOLE_PARTNERS, HOLE_TIED = 10, 4, 0.1


def apart_on_theme(case: Case) -> Iterator[Finding]:
    """Those inside who work on one theme, in groups that have no tie with each other."""
    yield from _apart(case, _on_themes(case), "theme")


def apart_for_group(case: Case) -> Iterator[Finding]:
    """Those inside whose functions serve the same people, without a tie with each other."""
    serving: dict[str, set[str]] = defaultdict(set)
    for function in case.profile:
        for key in function.target_groups:
            serving[key].add(function.id)
    most = GENERAL_SHARE * len(case.profile)
    groups: dict[str, dict[str, set[str]]] = {}
    functions: dict[str, set[str]] = defaultdict(set)
    for key, keys in serving.items():
        if len(keys) > max(most, 2) or key not in case.snapshot.entities:
            continue
        found: dict[str, set[str]] = defaultdict(set)
        for served in keys:
            for actor, ties in case.functions.get(served, {}).items():
                found[actor].update(ties)
                if actor in case.actors.insiders:
                    functions[key].add(served)
        if len(functions[key]) > 1:
            groups[key] = found
    yield from _apart(case, groups, "group", functions)


def _apart(
    case: Case,
    groups: dict[str, dict[str, set[str]]],
    name: str,
    functions: dict[str, set[str]] | None = None,
) -> Iterator[Finding]:
    """The groups that fall into pieces. Who has no tie at all is left out: see ‘Data’."""
    graph = case.collaboration
    for key in sorted(groups):
        ties = groups[key]
        there = [a for a in ties if a in case.actors.insiders and graph.degree(a)]
        pieces = sorted(
            (tuple(sorted(piece)) for piece in nx.connected_components(graph.subgraph(there))),
            key=lambda piece: (-len(piece), piece),
        )
        if len(pieces) < 2:
            continue
        apart = sum(len(piece) for piece in pieces[1:])
        yield Finding(
            subjects=(key,),
            severity="medium" if apart >= MEDIUM_APART else "low",
            weight=apart,
            evidence=tuple(sorted({tie for actor in there for tie in ties[actor]})),
            facts={
                name: key,
                "count": len(there),
                "parts": len(pieces),
                "together": tuple(piece for piece in pieces if len(piece) > 1),
                "alone": tuple(piece[0] for piece in pieces if len(piece) == 1),
                "functions": tuple(sorted((functions or {}).get(key, ()))),
            },
        )


def _on_themes(case: Case) -> dict[str, dict[str, set[str]]]:
    """For each theme who works on it, themselves or in an atelier or activity, with the ties."""
    home, entities = case.actors.home, case.snapshot.entities
    joining: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for tie in case.actors.ties:
        if tie.kind in TAKING_PART | {"offers"} and tie.source in home:
            joining[tie.target][home[tie.source]].add(tie.id)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for tie in case.actors.ties:
        if tie.kind != "addresses" or entities[tie.target].kind != "theme":
            continue
        there = joining.get(tie.source, {})
        if tie.source in home:
            there = {home[tie.source]: set()}
        for actor, ties in there.items():
            found[tie.target][actor] |= {tie.id, *ties}
    return found


def structural_holes(case: Case) -> Iterator[Finding]:
    """The actors inside that stand most clearly between partners who have no tie together."""
    graph = case.collaboration
    candidates = [
        actor
        for actor in graph
        if actor in case.actors.insiders and graph.degree(actor) >= HOLE_PARTNERS
    ]
    found = []
    for actor in candidates:
        partners = set(graph[actor])
        tied = sum(len(partners & graph[other].keys()) for other in partners) // 2
        pairs = len(partners) * (len(partners) - 1) // 2
        if tied <= HOLE_TIED * pairs:
            found.append((round(burt_constraint(graph, actor), 9), actor, tied, pairs))
    found.sort()
    last = found[:MOST_HOLES][-1][0] if found else 0.0
    for constraint, actor, tied, pairs in found:
        if constraint > last:
            break
        partners = set(graph[actor])
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


def burt_constraint(graph: Graph, actor: str) -> float:
    """Burt's constraint with every tie counting once: the sum over the partners of one actor.

    Each partner adds the square of its own share of the actor's ties, plus what reaches it
    through other partners. The same number as ``networkx.constraint`` without weights.
    """
    partners = set(graph[actor])
    total = 0.0
    for partner in partners:
        through = sum(1 / graph.degree(mid) for mid in partners & graph[partner].keys())
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


_PARTS = (
    Sentence(
        "Met elkaar verbonden: {together}.", "Linked with each other: {together}.", "together"
    ),
    Sentence("Op zichzelf: {alone}.", "On their own: {alone}.", "alone"),
)

APART_ON_THEME = Rule(
    key="apart-on-theme",
    family="missing_tie",
    title=Label(nl="Zelfde thema, geen band", en="Same theme, no tie"),
    summary=Label(
        nl="Thema's waaraan leden en eigen onderdelen werken, zelf of in een atelier of "
        "activiteit, in groepen die onderling geen band hebben. Wie helemaal geen vastgelegde "
        "band heeft, telt niet mee: die staat bij ‘Gegevens’.",
        en="Themes on which members and own bodies work, themselves or in an atelier or activity, "
        "in groups that have no tie with each other. Who has no documented tie at all is left "
        "out: they stand under ‘Data’.",
    ),
    severity=Label(
        nl=f"Middel als {MEDIUM_APART} of meer los staan van de grootste groep, anders laag.",
        en=f"Medium when {MEDIUM_APART} or more stand apart from the largest group, otherwise low.",
    ),
    headline=(
        Sentence("Los van elkaar aan het werk: {theme}", "At work apart from each other: {theme}"),
    ),
    reason=(
        Sentence(
            "Aan het thema ‘{theme}’ werken van binnen {count} organisaties en onderdelen, "
            "verdeeld in {parts} delen zonder vastgelegde band met elkaar.",
            "{count} organisations and bodies inside work on the theme ‘{theme}’, in {parts} "
            "parts without a documented tie with each other.",
        ),
        *_PARTS,
    ),
    remedy=(
        Sentence(
            "Breng hen bij elkaar rond dit thema, bijvoorbeeld in één atelier, of leg vast wat "
            "zij al samen doen.",
            "Bring them together around this theme, for instance in one atelier, or document what "
            "they do together already.",
        ),
    ),
    find=apart_on_theme,
)

APART_FOR_GROUP = Rule(
    key="apart-for-group",
    family="missing_tie",
    title=Label(nl="Zelfde doelgroep, geen band", en="Same people, no tie"),
    summary=Label(
        nl="Doelgroepen waarvoor leden en eigen onderdelen functies vervullen die elkaar "
        "aanvullen, in groepen die onderling geen band hebben. Functies vullen elkaar aan als zij "
        "volgens het referentieprofiel dezelfde doelgroep dienen. Doelgroepen die meer dan een "
        "kwart van de functies dient zijn te algemeen en blijven weg. Wie helemaal geen "
        "vastgelegde band heeft, telt niet mee.",
        en="Target groups for which members and own bodies cover functions that complement each "
        "other, in groups that have no tie with each other. Functions complement each other when "
        "they serve the same target group in the reference profile. Target groups that more than "
        "a quarter of the functions serve are too general and left out. Who has no documented tie "
        "at all is left out too.",
    ),
    severity=Label(
        nl=f"Middel als {MEDIUM_APART} of meer los staan van de grootste groep, anders laag.",
        en=f"Medium when {MEDIUM_APART} or more stand apart from the largest group, otherwise low.",
    ),
    headline=(
        Sentence("Los van elkaar bezig voor: {group}", "Apart from each other for: {group}"),
    ),
    reason=(
        Sentence(
            "Voor ‘{group}’ vullen deze functies elkaar aan: {functions}. Wie ze van binnen "
            "vervult, valt uiteen in {parts} delen zonder vastgelegde band met elkaar.",
            "For ‘{group}’ these functions complement each other: {functions}. Those inside who "
            "cover them fall into {parts} parts without a documented tie with each other.",
        ),
        *_PARTS,
    ),
    remedy=(
        Sentence(
            "Vraag hun of zij elkaar kennen en dezelfde inwoners zien. Zo ja, leg de band vast; zo "
            "nee, laat hen kennismaken.",
            "Ask them whether they know each other and see the same residents. If so, document "
            "the tie; if not, introduce them.",
        ),
    ),
    reference="Reference profile of this project (graph_seed/profile).",
    find=apart_for_group,
)

STRUCTURAL_HOLE = Rule(
    key="structural-hole",
    family="missing_tie",
    title=Label(nl="Partners die elkaar niet kennen", en="Partners that do not know each other"),
    summary=Label(
        nl=f"Leden en eigen onderdelen met minstens {HOLE_PARTNERS} partners van wie hooguit "
        f"{HOLE_TIED:.0%} van de paren onderling een band heeft: een ‘structureel gat’. Alleen de "
        f"{MOST_HOLES} met de laagste beperking (constraint) volgens Burt. Laag betekent: weinig "
        "partners die elkaar ook kennen.",
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
            "{tied} een vastgelegde band (constraint {constraint}).",
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
    title=Label(nl="Band die voor de hand ligt", en="Tie that seems likely"),
    summary=Label(
        nl="Paren zonder band die volgens de voorspelling van banden het meest waarschijnlijk er "
        "een hebben of krijgen. Hoe vaak zo'n voorspelling klopt is op dit netwerk zelf gemeten, "
        "door banden te verbergen en terug te zoeken, naast een simpele gok die alleen telt wie "
        "de meeste banden heeft. Alleen als de voorspelling is uitgerekend.",
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
            "{one} en {other} hebben geen vastgelegde band, maar wel {shared:een gedeelde "
            "partner|gedeelde partners}: {shared}.",
            "{one} and {other} have no documented tie, but they do have {shared:a partner|"
            "partners} in common: {shared}.",
            "shared",
        ),
        Sentence(
            "{one} en {other} hebben geen vastgelegde band.",
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
            "Daarmee doet zij het niet beter dan die gok: zie dit als een vraag, niet als advies.",
            "So it does no better than that guess: take this as a question, not as advice.",
            "!better",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag {one} en {other} of zij elkaar kennen. Zo ja, leg de band vast; zo nee, vraag "
            "of kennismaken zin heeft.",
            "Ask {one} and {other} whether they know each other. If so, document the tie; if not, "
            "ask whether meeting makes sense.",
        ),
    ),
    reference="Liben-Nowell, D., & Kleinberg, J. (2007). The link-prediction problem for social "
    "networks. Journal of the American Society for Information Science and Technology, 58(7), "
    "1019–1031.",
    find=predicted_ties,
)

RULES = (APART_ON_THEME, APART_FOR_GROUP, STRUCTURAL_HOLE, PREDICTED_TIE)
