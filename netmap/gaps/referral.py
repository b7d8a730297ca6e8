"""Family: the routes of referral: no way back, nobody who stays, circles, doors and obstacles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

import networkx as nx

from netmap.gaps.card import Finder, Finding, by_count
from netmap.gaps.case import Case
from netmap.graph import DiGraph
from netmap.model import Tie
from netmap.roles import roles
from netmap.vocabulary import vocabulary


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


MEDIUM_STEPS = 2
SEARCHED = 100  # actors in a block of which every circle is weighed
LOOP = 3  # back and forth between two is a way back, no loop


def steps_without_holder(case: Case) -> Iterator[Finding]:
    """Who refers up to somebody with whom nothing else is documented: nobody is seen to stay."""
    kinds = vocabulary().ties
    up: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    together: set[tuple[str, str]] = set()
    for tie in case.actors.ties:
        ends = ends_of(case, tie)
        if ends is None:
            continue
        if tie.kind == "refers_to" and tie.attributes.get("scale") == "up":
            up[ends[0]][ends[1]].append(tie)
        elif tie.kind != "refers_to" and kinds[tie.kind].collaboration:
            together |= {ends, ends[::-1]}
    for source in sorted(up):
        steps = {
            target: ties
            for target, ties in up[source].items()
            if (source, target) not in together and not _meet(case, source, target)
        }
        if not steps:
            continue
        ties = [tie for found in steps.values() for tie in found]
        yield Finding(
            subjects=(source,),
            severity="medium" if len(steps) >= MEDIUM_STEPS else "low",
            weight=len(steps),
            evidence=tuple(sorted(tie.id for tie in ties)),
            facts={
                "source": source,
                "targets": tuple(sorted(steps)),
                "notes": tuple(
                    sorted({str(t.attributes["note"]) for t in ties if "note" in t.attributes})
                ),
            },
        )


def _meet(case: Case, one: str, other: str) -> bool:
    """Whether two actors share an atelier, activity or unit."""
    link = case.collaboration.get_edge_data(one, other)
    return bool(link and link["shared"])


def loops(case: Case) -> Iterator[Finding]:
    """Circles of referrals, up or across, in which somebody can come back where they began.

    Each block of a strongly connected part that holds more than two actors has such a
    circle; of each block one is told.
    """
    graph: DiGraph = nx.DiGraph()
    ties: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in case.actors.ties:
        ends = ends_of(case, tie)
        if ends and tie.kind == "refers_to" and tie.attributes.get("scale") != "down":
            graph.add_edge(*ends)
            ties[ends].append(tie.id)
    for part in nx.strongly_connected_components(graph):
        if len(part) < LOOP:
            continue
        inner = graph.subgraph(part)
        for found in nx.biconnected_components(inner.to_undirected()):
            nodes = cast("set[str]", found)  # its stubs say otherwise
            if len(nodes) < LOOP:
                continue
            block = nx.DiGraph(inner.subgraph(nodes))
            circle = _circle(block)
            steps = zip(circle, (*circle[1:], circle[0]), strict=True)
            alone = block.to_undirected().size() == len(block)
            yield Finding(
                subjects=tuple(sorted(circle)),
                severity="medium" if alone else "low",
                weight=len(block),
                evidence=tuple(sorted(tie for step in steps for tie in ties[step])),
                facts={
                    "circle": (*circle, circle[0]),
                    "others": tuple(sorted(nodes - set(circle))),
                },
            )


def _circle(block: DiGraph) -> tuple[str, ...]:
    """The shortest circle in a block of at least three, of equals the first by its ids.

    In a large block it is the shortest through one step: a step that has no step straight
    back, or any when all have one, can always be closed by others.
    """
    steps = sorted(block.edges)
    if len(block) > SEARCHED:
        steps = [min((s for s in steps if not block.has_edge(*s[::-1])), default=steps[0])]
    found = []
    for one, other in steps:
        others = nx.restricted_view(block, [], [(other, one)])
        try:
            path = nx.shortest_path(others, other, one)
        except nx.NetworkXNoPath:
            continue  # only the step straight back closes this one
        start = path.index(min(path))
        found.append((len(path), (*path[start:], *path[:start])))
    return min(found)[1]


HIGH_SPECIALISTS, MEDIUM_SPECIALISTS = 5, 2


def behind_one_unit(case: Case) -> Iterator[Finding]:
    """Who is the only one with a tie to specialist providers."""
    has = roles(case.snapshot, case.partnership)
    specialists = {
        home
        for key, home in case.actors.home.items()
        if "specialist" in has[key] and home not in case.actors.own
    }
    kinds = vocabulary().ties
    doors: dict[str, dict[str, list[str]]] = {key: defaultdict(list) for key in specialists}
    for tie in case.actors.ties:
        if ends_of(case, tie) is None or not kinds[tie.kind].collaboration:
            continue
        for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
            home = case.actors.home[end]
            if home in doors:
                doors[home][other].append(tie.id)
    behind: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for specialist, found in doors.items():
        if len(found) == 1:
            ((unit, evidence),) = found.items()
            behind[unit][specialist] = evidence
    for unit in sorted(behind):
        found = behind[unit]
        yield Finding(
            subjects=(unit,),
            severity=by_count(len(found), high=HIGH_SPECIALISTS, medium=MEDIUM_SPECIALISTS),
            weight=len(found),
            evidence=tuple(sorted({tie for ties in found.values() for tie in ties})),
            facts={"unit": unit, "specialists": tuple(sorted(found)), "count": len(found)},
        )


def obstacles(case: Case) -> Iterator[Finding]:
    """What the sources say is in the way of a referral, or how long it takes.

    An upward referral without a way back tells its obstacles itself.
    """
    told = {tie.id for ties in unanswered(case).values() for tie in ties}
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in case.actors.ties:
        named = {"obstacle", "waiting_time"} & tie.attributes.keys()
        if tie.kind == "refers_to" and named and tie.id not in told:
            found[case.actors.home.get(tie.target, tie.target)].append(tie)
    for target in sorted(found):
        ties = found[target]
        yield Finding(
            subjects=(target,),
            severity="medium" if any(map(_blocked_upwards, ties)) else "low",
            weight=len(ties),
            evidence=tuple(tie.id for tie in ties),
            facts={
                "target": target,
                "sources": tuple(sorted({tie.source for tie in ties})),
                "obstacles": _said(ties, "obstacle"),
                "waits": _said(ties, "waiting_time"),
            },
        )


def _blocked_upwards(tie: Tie) -> bool:
    return "obstacle" in tie.attributes and tie.attributes.get("scale") == "up"


def _said(ties: list[Tie], name: str) -> tuple[str, ...]:
    return tuple(sorted({str(tie.attributes[name]) for tie in ties if name in tie.attributes}))


FUNCTIONS: Mapping[str, Finder] = {
    "one-way-referral": one_way_up,
    "step-without-holder": steps_without_holder,
    "referral-loop": loops,
    "specialist-behind-one-unit": behind_one_unit,
    "referral-obstacle": obstacles,
}
