"""Assumptions, two partnerships, and additions in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netmap.comparison.additions import Addition, BestAdditions
from netmap.comparison.candidates import MOST_TIES
from netmap.comparison.partnerships import SideBySide
from netmap.comparison.sentences import Facts, Tellable, Told, merged, told
from netmap.coverage.view import Coverage
from netmap.model import Snapshot, Tie
from netmap.scenario import Assumption, EntityJoins, EntityLeaves, TieAppears, TieDisappears
from netmap.text.sentences import quoted
from netmap.vocabulary import Language, vocabulary


def tell_assumptions(
    assumptions: Iterable[Assumption], snapshot: Snapshot, language: Language
) -> tuple[Told, ...]:
    """What is assumed. ``snapshot`` must know all entities, and the ties that end."""

    def facts(tie: Tie) -> Facts:
        kind = vocabulary().ties[tie.kind].label.in_(language)
        return {"source": tie.source, "kind": kind, "target": tie.target}

    tellable: list[Tellable] = []
    for assumption in assumptions:
        match assumption:
            case EntityLeaves(key):
                tellable.append(("leaves", {"entity": key}))
            case EntityJoins(entity, ties):
                tellable.append(("joins", {"entity": entity.id}))
                tellable.extend(("tie_appears", facts(tie)) for tie in ties)
            case TieAppears(tie):
                tellable.append(("tie_appears", facts(tie)))
            case TieDisappears(key):
                tellable.append(("tie_disappears", facts(snapshot.ties[key])))
    return told(tellable, snapshot, language)


def tell_side_by_side(
    both: SideBySide, one: Snapshot, other: Snapshot, language: Language
) -> tuple[Told, ...]:
    """What two partnerships have in common and what not, and how far the numbers carry."""
    names = merged(one, other)
    sides = {"one": both.one.partnership, "other": both.other.partnership}
    sizes = {"actors_one": both.one.actors, "actors_other": both.other.actors}
    tellable: list[Tellable] = [("sizes", {**sides, **sizes})]
    for side in (both.one, both.other):
        facts: Facts = {"partnership": side.partnership}
        if side.members:
            facts = {**facts, "members": side.members, "active": side.active}
        tellable.append(("documented" if side.members else "no_members", facts))
    tellable.append(("caution", {}))
    tellable += _functions(both, names, language)
    shared = tuple(item.organisation for item in both.shared)
    tellable.append(("shared", {"organisations": shared}) if shared else ("not_shared", {}))
    return told(tellable, names, language)


def tell_method(best: BestAdditions, snapshot: Snapshot, language: Language) -> tuple[Told, ...]:
    """What was tried to find the best additions, and whether it helped."""
    facts: Facts = {"gaps": best.gaps, "tried": best.tried, "most_ties": MOST_TIES}
    tellable: list[Tellable] = [("method", facts)]
    if not best.additions:
        tellable.append(("no_addition", {}))
    return told(tellable, snapshot, language)


def tell_additions(
    additions: Iterable[Addition], snapshot: Snapshot, language: Language
) -> tuple[Told, ...]:
    """Each addition in one sentence, in order. ``snapshot`` must know all organisations."""
    return told(
        [(one.candidate.reason, dict(one.candidate.facts)) for one in additions],
        snapshot,
        language,
    )


def _functions(both: SideBySide, names: Snapshot, language: Language) -> Iterator[Tellable]:
    found: dict[tuple[bool, bool], list[str]] = {}
    for pair in both.functions:
        place = (pair.one is Coverage.INSIDE, pair.other is Coverage.INSIDE)
        found.setdefault(place, []).append(pair.id)
    for place, key, partnership in (
        ((True, True), "functions_both", ""),
        ((True, False), "functions_only", both.one.partnership),
        ((False, True), "functions_only", both.other.partnership),
        ((False, False), "functions_neither", ""),
    ):
        if place in found:
            things = quoted(found[place], names, language)
            yield key, {"things": things, "count": len(things), "partnership": partnership}
