"""Single additions that are worth trying, read off the gaps: a bounded list, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Literal, TypeAlias

from netmap.coverage.view import Coverage, View
from netmap.gaps.card import Gap
from netmap.graph import Graph, affiliation, collaboration
from netmap.model import Entity, Snapshot, Tie
from netmap.roles import cast
from netmap.scenario import Assumption, EntityJoins, TieAppears
from netmap.text.names import name_label
from netmap.text.sentences import Fact
from netmap.vocabulary import entities_as, vocabulary

MOST_TIES = 100  # pairs of actors; the other kinds are bounded by what the partnership knows

Reason: TypeAlias = Literal[
    "member", "provider", "provider_elsewhere", "collaboration", "shared_subjects", "way_back"
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An addition that could be made.

    ``reason`` names the sentence (in sentences.toml) that tells it with ``facts``;
    ``newcomer`` is the id of the organisation that becomes a member, if one does.
    """

    reason: Reason
    assumption: Assumption
    facts: tuple[tuple[str, Fact], ...]
    newcomer: str = ""


def candidates(
    snapshot: Snapshot,
    partnership: str,
    gaps: Iterable[Gap],
    elsewhere: Snapshot | None = None,
) -> tuple[Candidate, ...]:
    """What could be added, one thing at a time:

    - each organisation with ties but without membership becomes a member;
    - each organisation that covers a function in ``elsewhere`` (a snapshot of other
      partnerships) which nobody inside covers here, joins and covers it here;
    - an unknown organisation joins for each function that nobody inside covers;
    - who is referred up to refers back;
    - two actors start to collaborate: those that a gap is about, and pairs inside that
      share a theme, function, goal or life domain; at most `MOST_TIES` pairs.
    """
    gaps = tuple(gaps)
    missing = tuple(
        key
        for key, had in View(snapshot, partnership).had("function").items()
        if had is not Coverage.INSIDE
    )
    return (
        *_members(snapshot, partnership),
        *(_from_elsewhere(snapshot, partnership, missing, elsewhere) if elsewhere else ()),
        *_providers(snapshot, partnership, missing),
        *_ways_back(gaps, partnership),
        *islice(_collaborations(snapshot, partnership, gaps), MOST_TIES),
    )


def _tie(partnership: str, kind: str, source: str, target: str, **attributes: str) -> Tie:
    key = f"assumed.{partnership}.{kind}.{source}.{target}"
    return Tie(key, partnership, kind, source, target, "assumed", attributes=attributes)


def _members(snapshot: Snapshot, partnership: str) -> Iterator[Candidate]:
    actors = cast(snapshot, partnership)
    for key in actors.all_at("organisation"):
        kind = snapshot.entities[key].kind
        if key not in actors.insiders and vocabulary().allows("member_of", kind, "partnership"):
            joins = TieAppears(_tie(partnership, "member_of", key, partnership))
            yield Candidate("member", joins, (("organisation", key),), key)


def _providers(snapshot: Snapshot, partnership: str, missing: Iterable[str]) -> Iterator[Candidate]:
    for function in missing:
        known = snapshot.entities[function]
        key = f"assumed.{function}"
        called = name_label(known)
        newcomer = Entity(
            key,
            "organisation",
            f"Aanbieder van {called.nl}",
            attributes={"name_en": f"Provider of {called.en}"},
        )
        joins = _joins(newcomer, partnership, [function])
        yield Candidate("provider", joins, (("function", function),), key)


def _from_elsewhere(
    snapshot: Snapshot, partnership: str, missing: Iterable[str], elsewhere: Snapshot
) -> Iterator[Candidate]:
    """Made-up ones are no candidates for a real partnership, nor are groups of another place."""
    inside = cast(snapshot, partnership).insiders
    wanted = set(missing)
    here: dict[str, set[str]] = defaultdict(set)
    for tie in snapshot.ties.values():
        if tie.kind == "covers":
            here[tie.source].add(tie.target)
    offers: dict[str, set[str]] = defaultdict(set)
    for tie in elsewhere.ties.values():
        if tie.kind == "covers" and tie.target in wanted - here[tie.source]:
            offers[tie.source].add(tie.target)
    fictional = snapshot.entities[partnership].fictional
    for key in sorted(offers.keys() - inside):
        entity = elsewhere.entities[key]
        fits = entity.fictional == fictional and not entity.collective
        if entity.kind == "organisation" and fits:
            functions = tuple(sorted(offers[key]))
            facts: tuple[tuple[str, Fact], ...] = (("organisation", key), ("functions", functions))
            joins = _joins(entity, partnership, functions)
            yield Candidate("provider_elsewhere", joins, facts, key)


def _joins(entity: Entity, partnership: str, functions: Iterable[str]) -> EntityJoins:
    ties = [_tie(partnership, "covers", entity.id, function) for function in functions]
    return EntityJoins(entity, (_tie(partnership, "member_of", entity.id, partnership), *ties))


def _ways_back(gaps: Iterable[Gap], partnership: str) -> Iterator[Candidate]:
    for gap in gaps:
        if gap.rule == "one-way-referral":
            (target,) = gap.subjects
            tie = _tie(partnership, "refers_to", target, partnership, scale="down")
            facts = (("one", target), ("other", partnership))
            yield Candidate("way_back", TieAppears(tie), facts)


def _collaborations(
    snapshot: Snapshot, partnership: str, gaps: Iterable[Gap]
) -> Iterator[Candidate]:
    """Pairs without a tie: first those that gaps ask for, then those that share most."""
    graph = collaboration(snapshot, partnership)
    inside = cast(snapshot, partnership).insiders & set(graph)
    shared = _shared(snapshot, partnership, inside)
    by_most = sorted(shared, key=lambda pair: (-len(shared[pair]), pair))
    seen = set()
    for one, other in (*_asked_for(graph, inside, gaps), *by_most):
        pair = (one, other) if one < other else (other, one)
        if pair in seen or one == other or graph.has_edge(one, other):
            continue
        seen.add(pair)
        tie = TieAppears(_tie(partnership, "collaborates_with", *pair))
        facts: tuple[tuple[str, Fact], ...] = (("one", pair[0]), ("other", pair[1]))
        subjects = tuple(sorted(shared.get(pair, ())))
        if subjects:
            yield Candidate("shared_subjects", tie, (*facts, ("subjects", subjects)))
        else:
            yield Candidate("collaboration", tie, facts)


def _asked_for(
    graph: Graph, inside: frozenset[str], gaps: Iterable[Gap]
) -> Iterator[tuple[str, str]]:
    """The two actors of a gap about two; around a cutpoint; and who stands alone with a hub."""
    by_degree = sorted(graph, key=lambda key: (-graph.degree[key], key))
    hubs = [key for key in by_degree if key in inside and graph.degree[key]]
    for gap in gaps:
        actors = [key for key in gap.subjects if key in graph]
        if len(actors) == 2:
            yield actors[0], actors[1]
        elif gap.rule == "cutpoint":
            for piece in _tuples(gap.facts["pieces"]):
                loose = min(piece, key=by_degree.index)
                rest = (key for key in by_degree if key not in piece and key not in actors)
                yield from ((loose, key) for key in islice(rest, 1))
        elif len(actors) == 1 and not graph.degree[actors[0]]:
            yield from ((actors[0], hub) for hub in hubs[:2])


def _tuples(fact: Fact) -> Iterator[tuple[str, ...]]:
    if isinstance(fact, tuple):
        yield from (piece for piece in fact if isinstance(piece, tuple))


def _shared(
    snapshot: Snapshot, partnership: str, inside: frozenset[str]
) -> dict[tuple[str, str], set[str]]:
    """For pairs of actors inside: what both are affiliated with."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in entities_as("subject"):
        graph = affiliation(snapshot, partnership, kind)
        for key, values in graph.nodes(data=True):
            if values["mode"] == kind:
                for pair in combinations(sorted(inside & set(graph[key])), 2):
                    found[pair].add(key)
    return found
