"""Family: ties that might come about: who works for the same, stands between, or is likely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

import networkx as nx

from netmap.gaps.card import Finder, Finding
from netmap.gaps.case import Case
from netmap.vocabulary import ties_as

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
        if tie.kind in ties_as("carrying") and tie.source in home:
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


FUNCTIONS: Mapping[str, Finder] = {
    "apart-on-theme": apart_on_theme,
    "apart-for-group": apart_for_group,
    "structural-hole": structural_holes,
    "predicted-tie": predicted_ties,
}
