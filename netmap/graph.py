"""Ties as graphs: `build` keeps every tie, `project` makes the simple graphs of the metrics.

`project` is the one place where the multigraph of claims becomes a simple graph:
several networkx functions refuse multigraphs, or silently mean something else on them.
Nodes and edges come in the order of their ids, whatever the order of the ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from itertools import combinations
from typing import TypeAlias

import networkx as nx

from netmap.affiliations import affiliated, affiliations
from netmap.model import Attribute, Entity, Snapshot, Tie
from netmap.roles import Cast, Level, cast, roles, ties_of
from netmap.vocabulary import entities_as, ties_as, vocabulary

MultiGraph: TypeAlias = "nx.MultiDiGraph[str]"
Graph: TypeAlias = "nx.Graph[str]"
DiGraph: TypeAlias = "nx.DiGraph[str]"


class Projection(StrEnum):
    """The simple graphs that metrics are computed on."""

    COLLABORATION = "collaboration"
    REFERRALS = "referrals"
    PARTICIPATION = "participation"


def build(snapshot: Snapshot, partnership: str | None = None) -> MultiGraph:
    """Every entity and tie of the snapshot, or those of one partnership.

    Nodes are entities, edges are ties with the tie's id as key; both carry plain
    values (text, numbers, tuples of text), and leave out what is not known. A
    partnership keeps the entities that its ties name, and itself.

    Raises UnknownPartnership.
    """
    ties = ties_of(snapshot, partnership)
    keys = set(snapshot.entities)
    if partnership is not None:
        keys = {partnership, *(end for tie in ties for end in (tie.source, tie.target))}
    partnerships = sorted(k for k in keys if snapshot.entities[k].kind == "partnership")
    graph: MultiGraph = nx.MultiDiGraph(
        revision=snapshot.revision, partnerships=tuple(partnerships)
    )
    for key in sorted(keys):
        graph.add_node(key, **_node(snapshot.entities[key]))
    for tie in ties:
        graph.add_edge(tie.source, tie.target, key=tie.id, **_edge(tie))
    return graph


def project(
    snapshot: Snapshot,
    projection: Projection,
    partnership: str | None = None,
    *,
    level: Level = "organisation",
) -> Graph:
    """The simple graph that a metric asks for by name. Raises UnknownPartnership."""
    makers = {
        Projection.COLLABORATION: collaboration,
        Projection.REFERRALS: referrals,
        Projection.PARTICIPATION: participation,
    }
    return makers[projection](snapshot, partnership, level=level)


def collaboration(
    snapshot: Snapshot, partnership: str | None = None, *, level: Level = "organisation"
) -> Graph:
    """Who works with whom: an undirected graph of actors.

    Nodes are all actors that a tie of the partnership names, also those that work
    with nobody. At the level of organisations a unit counts as the organisation, or
    as the topmost unit of the partnership, that it is part of (see `roles.Cast`).

    Two actors are linked by a tie of a kind that the vocabulary marks as
    collaboration, or by taking part in (or leading) the same atelier, activity or
    unit; who hosts that unit takes part too. Being a member of the same partnership
    links nobody, nor does a tie to the partnership itself.

    Edges carry ``weight`` (the number of distinct reasons: each kind of tie in each
    direction, each shared setting), ``kinds``, ``shared`` (the settings) and ``ties``
    (the ids of the ties that are the evidence).
    """
    actors = cast(snapshot, partnership)
    graph: Graph = nx.Graph(None, **_about(snapshot, partnership, Projection.COLLABORATION, level))
    _add_actors(graph, snapshot, partnership, actors.all_at(level))
    kinds = vocabulary().ties
    reasons: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    evidence: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)  # tie id -> kind
    for tie in actors.ties:
        ends = _ends(tie, actors, level)
        if ends and kinds[tie.kind].collaboration:
            pair = _pair(*ends)
            reasons[pair].add((tie.kind, ends[0] if kinds[tie.kind].directed else ""))
            evidence[pair][tie.id] = tie.kind
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for setting, group in _settings(snapshot, actors, level).items():
        for one, other in combinations(sorted(group), 2):
            shared[one, other].add(setting)
            evidence[one, other].update({t.id: t.kind for t in group[one] + group[other]})
    for pair in sorted(evidence):
        graph.add_edge(
            *pair,
            weight=len(reasons[pair]) + len(shared[pair]),
            kinds=tuple(sorted(set(evidence[pair].values()))),
            shared=tuple(sorted(shared[pair])),
            ties=tuple(sorted(evidence[pair])),
        )
    return graph


def referrals(
    snapshot: Snapshot, partnership: str | None = None, *, level: Level = "organisation"
) -> DiGraph:
    """Who refers to whom: a directed graph of the actors that refer or are referred to.

    Referrals inside one actor, and to an activity or the partnership as a whole, are
    left out. Edges carry ``weight`` (number of ties), ``scales``, ``obstacles`` and ``ties``.
    """
    actors = cast(snapshot, partnership)
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in actors.ties:
        ends = _ends(tie, actors, level)
        if ends and tie.kind == "refers_to":
            found[ends].append(tie)
    graph: DiGraph = nx.DiGraph(None, **_about(snapshot, partnership, Projection.REFERRALS, level))
    _add_actors(graph, snapshot, partnership, {end for pair in found for end in pair})
    for pair in sorted(found):
        graph.add_edge(
            *pair,
            weight=len(found[pair]),
            scales=_values(found[pair], "scale"),
            obstacles=_values(found[pair], "obstacle"),
            ties=tuple(tie.id for tie in found[pair]),
        )
    return graph


def participation(
    snapshot: Snapshot, partnership: str | None = None, *, level: Level = "organisation"
) -> Graph:
    """Who takes part in which atelier: `affiliation` with ateliers."""
    return affiliation(snapshot, partnership, "atelier", level=level)


def affiliation(
    snapshot: Snapshot,
    partnership: str | None = None,
    kind: str = "atelier",
    *,
    level: Level = "organisation",
) -> Graph:
    """Actors on one side, entities of a kind on the other: a two-mode graph.

    An actor is linked to the ateliers and activities that it takes part in, leads or
    offers, the goals that it contributes to, the themes that it addresses, and the
    functions, life domains, laws and target groups that it covers: itself, by an
    activity that it carries, or (the last three) by a function that serves them.

    All actors are there, also those without a link. Of a reference kind every entity of
    the snapshot is there, of other kinds those that a tie names. The node attribute
    ``mode`` is ``actor`` or the kind; on the side of the kind ``own`` says whether the
    partnership itself has the link. Edges carry ``weight`` (1), ``leads`` and ``ties``.

    Raises UnknownPartnership, and Invalid for a kind without affiliations.
    """
    actors = cast(snapshot, partnership)
    found = affiliations(snapshot, actors, kind, level)
    graph: Graph = nx.Graph(None, **_about(snapshot, partnership, Projection.PARTICIPATION, level))
    _add_actors(graph, snapshot, partnership, actors.all_at(level))
    for _, values in graph.nodes(data=True):
        values["mode"] = "actor"
    own = {other for one, other in found if one not in graph}
    for key in affiliated(snapshot, actors, kind):
        node = _node(snapshot.entities[key])
        graph.add_node(key, **node, roles=(), mode=kind, own=key in own)
    for (one, other), ties in found.items():
        if one in graph:
            graph.add_edge(
                one,
                other,
                weight=1,
                leads=any(tie.kind == "leads" for tie in ties.values()),
                ties=tuple(sorted(ties)),
            )
    return graph


def _about(
    snapshot: Snapshot, partnership: str | None, projection: Projection, level: Level
) -> dict[str, str | int]:
    """What a projection says about itself."""
    return {
        "revision": snapshot.revision,
        "partnership": partnership or "",
        "projection": projection.value,
        "level": level,
    }


def _add_actors(
    graph: Graph, snapshot: Snapshot, partnership: str | None, keys: Iterable[str]
) -> None:
    has = roles(snapshot, partnership)
    for key in sorted(keys):
        graph.add_node(key, **_node(snapshot.entities[key]), roles=tuple(sorted(has[key])))


def _ends(tie: Tie, actors: Cast, level: Level) -> tuple[str, str] | None:
    """The two different actors that a tie links; None when it does not."""
    source, target = actors.at(tie.source, level), actors.at(tie.target, level)
    return None if source is None or target is None or source == target else (source, target)


def _settings(
    snapshot: Snapshot, actors: Cast, level: Level
) -> dict[str, dict[str, tuple[Tie, ...]]]:
    """For each atelier, activity and unit: who takes part, and the ties that say so."""
    found: dict[str, dict[str, tuple[Tie, ...]]] = {}
    meeting = {*entities_as("setting"), *entities_as("part")}
    for tie in actors.ties:
        actor = actors.at(tie.source, level)
        if tie.kind not in ties_as("taking_part") or actor is None:
            continue
        if snapshot.entities[tie.target].kind in meeting:
            group = found.setdefault(tie.target, {})
            group[actor] = (*group.get(actor, ()), tie)
            host = actors.at(tie.target, level)
            if host is not None:
                group.setdefault(host, ())
    return {key: found[key] for key in sorted(found)}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _values(ties: Iterable[Tie], name: str) -> tuple[str, ...]:
    return tuple(sorted({str(t.attributes[name]) for t in ties if name in t.attributes}))


def _node(entity: Entity) -> dict[str, Attribute]:
    return {
        **entity.attributes,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": entity.aliases,
        "summary": entity.summary,
        "collective": entity.collective,
        "fictional": entity.fictional,
    }


def _edge(tie: Tie) -> dict[str, Attribute]:
    period = {"valid_from": tie.valid_from, "valid_to": tie.valid_to}
    return {
        **tie.attributes,
        "kind": tie.kind,
        "partnership": tie.partnership,
        "certainty": tie.certainty,
        "sources": tuple(sorted({citation.source for citation in tie.citations})),
        **{name: str(moment) for name, moment in period.items() if moment is not None},
    }
