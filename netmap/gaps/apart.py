"""Family: who work for the same, and have no tie with each other as far as is documented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.roles import TAKING_PART
from netmap.vocabulary import Label

MEDIUM_APART = 3
GENERAL_SHARE = 0.25  # a target group that so many functions serve says nothing of who belongs


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
                if actor in case.insiders:
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
        there = [a for a in ties if a in case.insiders and graph.degree(a)]
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


_PARTS = (
    Sentence(
        "Met elkaar verbonden: {together}.", "Linked with each other: {together}.", "together"
    ),
    Sentence("Op zichzelf: {alone}.", "On their own: {alone}.", "alone"),
)

APART_ON_THEME = Rule(
    key="apart-on-theme",
    family="missing_tie",
    title=Label(nl="Zelfde thema, geen verbinding", en="Same theme, no tie"),
    summary=Label(
        nl="Thema's waaraan leden en eigen onderdelen werken, zelf of in een atelier of "
        "activiteit, in groepen die onderling geen verbinding hebben. Wie helemaal geen "
        "vastgelegde verbinding heeft, telt niet mee: die staat bij ‘Gegevens’.",
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
            "verdeeld in {parts} delen zonder vastgelegde verbinding met elkaar.",
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
    title=Label(nl="Zelfde doelgroep, geen verbinding", en="Same people, no tie"),
    summary=Label(
        nl="Doelgroepen waarvoor leden en eigen onderdelen functies vervullen die elkaar "
        "aanvullen, in groepen die onderling geen verbinding hebben. Functies vullen elkaar aan "
        "als zij volgens het referentieprofiel dezelfde doelgroep dienen. Doelgroepen die meer dan "
        "een kwart van de functies dient zijn te algemeen en blijven weg. Wie helemaal geen "
        "vastgelegde verbinding heeft, telt niet mee.",
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
            "vervult, valt uiteen in {parts} delen zonder vastgelegde verbinding met elkaar.",
            "For ‘{group}’ these functions complement each other: {functions}. Those inside who "
            "cover them fall into {parts} parts without a documented tie with each other.",
        ),
        *_PARTS,
    ),
    remedy=(
        Sentence(
            "Vraag hun of zij elkaar kennen en dezelfde inwoners zien. Zo ja, leg de verbinding "
            "vast; zo nee, laat hen kennismaken.",
            "Ask them whether they know each other and see the same residents. If so, document "
            "the tie; if not, introduce them.",
        ),
    ),
    reference="Reference profile of this project (graph_seed/profile).",
    find=apart_for_group,
)

RULES = (APART_ON_THEME, APART_FOR_GROUP)
