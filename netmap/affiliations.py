"""What actors are affiliated with: ateliers, functions, life domains and other kinds of entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from netmap.errors import Invalid, Problem
from netmap.model import Snapshot, Tie
from netmap.roles import Cast, Level
from netmap.vocabulary import vocabulary

Affiliations: TypeAlias = Mapping[tuple[str, str], Mapping[str, Tie]]


def affiliating(kind: str) -> frozenset[str]:
    """The kinds of tie that affiliate an actor with a kind of entity; none for most kinds."""
    known = vocabulary().entities.get(kind)
    return known.affiliated_by if known else frozenset()


def affiliations(snapshot: Snapshot, actors: Cast, kind: str, level: Level) -> Affiliations:
    """Pairs of an actor and an entity of a kind, with the ties (by id) that link them.

    A partnership can stand where an actor stands: what it covers as a whole. What an
    activity covers counts for all that carry it, and what a function serves (laws, life
    domains, target groups) for all that cover the function.

    Raises Invalid for a kind without affiliations.
    """
    by = affiliating(kind)
    if not by:
        known = ", ".join(key for key in vocabulary().entities if affiliating(key))
        message = f"'{kind}' is not one of: {known}"
        raise Invalid([Problem("unknown-value", "affiliation", "kind", message)])
    carried = _carried(snapshot, actors, level)
    found: dict[tuple[str, str], dict[str, Tie]] = defaultdict(dict)
    for tie in actors.ties:
        if tie.kind not in by:
            continue
        one = _carrier(snapshot, actors, tie.source, level)
        links = carried.get(tie.source, {}) if one is None else {one: []}
        for other in _reached(snapshot, tie.target, kind):
            for actor, ties in links.items():
                found[actor, other].update({t.id: t for t in (tie, *ties)})
    return {pair: found[pair] for pair in sorted(found)}


def affiliated(snapshot: Snapshot, actors: Cast, kind: str) -> tuple[str, ...]:
    """What actors can be affiliated with, by id.

    Of a reference kind every entity of the snapshot, of other kinds those that a tie names.
    """
    named = {end for tie in actors.ties for end in (tie.source, tie.target)}
    always = vocabulary().entities[kind].reference
    found = (key for key, entity in snapshot.entities.items() if entity.kind == kind)
    return tuple(sorted(key for key in found if always or key in named))


def _carried(snapshot: Snapshot, actors: Cast, level: Level) -> dict[str, dict[str, list[Tie]]]:
    """For each activity: who offers, leads or takes part in it, or has it as a part."""
    found: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in actors.ties:
        whole, part = tie.source, tie.target
        if tie.kind == "part_of":
            whole, part = part, whole
        elif tie.kind not in affiliating("activity"):
            continue
        one = _carrier(snapshot, actors, whole, level)
        if one is not None and snapshot.entities[part].kind == "activity":
            found[part][one].append(tie)
    return found


def _carrier(snapshot: Snapshot, actors: Cast, key: str, level: Level) -> str | None:
    return key if snapshot.entities[key].kind == "partnership" else actors.at(key, level)


def _reached(snapshot: Snapshot, target: str, kind: str) -> tuple[str, ...]:
    """What a tie to ``target`` reaches of a kind: itself, or what a function serves."""
    entity = snapshot.entities[target]
    if entity.kind == kind:
        return (target,)
    served = entity.attributes.get(f"{kind}s", ()) if entity.kind == "function" else ()
    return tuple(k for k in served if k in snapshot.entities) if isinstance(served, tuple) else ()
