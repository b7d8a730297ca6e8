"""What is compared, assumed and added, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netmap.comparison.additions import Addition, BestAdditions
from netmap.comparison.candidates import MOST_TIES
from netmap.comparison.effects import Effects, GapChanges, ReachChanges
from netmap.comparison.numbers import ActorShift, Shift
from netmap.comparison.partnerships import SideBySide
from netmap.comparison.sentences import Facts, Tellable, Told, merged, sentence, told
from netmap.coverage.view import BothHad, Coverage
from netmap.gaps.card import SEVERITIES, Gap
from netmap.gaps.report import describe
from netmap.metrics.catalogue import metric
from netmap.model import Snapshot, Tie
from netmap.roles import cast
from netmap.scenario import Assumption, EntityJoins, EntityLeaves, TieAppears, TieDisappears
from netmap.text.numbers import number_text
from netmap.text.sentences import quoted
from netmap.vocabulary import Language, entities_as, vocabulary

MOST_ACTORS = 3  # whose moves stand in a sentence; the table has more


def tell_effects(
    effects: Effects, before: Snapshot, after: Snapshot, language: Language
) -> tuple[Told, ...]:
    """What a reader should know first, in order; at least one sentence."""
    both = merged(before, after)
    tellable = [
        *_records(effects, before),
        *_members(effects),
        *_reach(effects.reach),
        *_coverage(effects.coverage, both, language),
        *_gaps(effects.gaps, before, after, language),
        *_metrics(effects, both, language),
    ]
    return told(tellable or [("nothing", {})], both, language)


def _records(effects: Effects, before: Snapshot) -> Iterator[Tellable]:
    entities, ties = effects.records.entities, effects.records.ties
    if entities.removed:
        home = cast(before, effects.partnership).home
        removed = sorted(entities.removed, key=lambda key: home.get(key, key) != key)
        yield "removed", {"removed": tuple(removed), "ties": len(ties.removed)}
    elif ties.removed:
        yield "ties_removed", {"ties": len(ties.removed)}
    if entities.added:
        yield "added", {"added": entities.added, "ties": len(ties.added)}
    elif ties.added:
        yield "ties_added", {"ties": len(ties.added)}
    if entities.changed or ties.changed:
        yield "changed", {"entities": len(entities.changed), "ties": len(ties.changed)}


def _members(effects: Effects) -> Iterator[Tellable]:
    for key, pairs in (
        ("members_lost", effects.members.lost),
        ("members_gained", effects.members.gained),
    ):
        if pairs:
            yield key, {"count": len(pairs), "pairs": pairs}


def _reach(reach: ReachChanges) -> Iterator[Tellable]:
    if reach.pairs_before != reach.pairs_after:
        yield "pairs", {"before": reach.pairs_before, "after": reach.pairs_after}
    pieces_before, pieces_after = len(reach.components_before), len(reach.components_after)
    before, after = (
        max(sizes, default=0) for sizes in (reach.components_before, reach.components_after)
    )
    if pieces_before != pieces_after:
        largest = {"largest_before": before, "largest_after": after}
        yield "components", {"before": pieces_before, "after": pieces_after, **largest}
    elif before != after:
        yield "largest", {"before": before, "after": after}
    if reach.isolated:
        yield "isolated", {"actors": reach.isolated, "count": len(reach.isolated)}
    apart = tuple(key for key in reach.cut_off if key not in reach.isolated)
    if apart:
        yield "cut_off", {"actors": apart, "count": len(apart)}


def _coverage(
    changes: Iterable[BothHad], snapshot: Snapshot, language: Language
) -> Iterator[Tellable]:
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        key = f"coverage_{change.other.value}"
        if change.other is Coverage.PARTNER and change.worse:
            key += "_worse"
        found.setdefault((change.kind, key), []).append(change.id)
    order = entities_as("compared")
    for kind, key in sorted(found, key=lambda pair: (order.index(pair[0]), pair[1])):
        things = quoted(found[kind, key], snapshot, language)
        name = vocabulary().entities[kind].plural.capitalised().in_(language)
        yield key, {"kind": name, "things": things, "count": len(things)}


def _gaps(
    gaps: GapChanges, before: Snapshot, after: Snapshot, language: Language
) -> Iterator[Tellable]:
    def facts(found: Iterable[Gap], snapshot: Snapshot) -> Facts:
        plain = [describe(gap, snapshot, language).title for gap in found]
        titles = quoted(plain, snapshot, language)
        return {"count": len(titles), "titles": titles}

    graver = [b for a, b in gaps.changed if _rank(b) < _rank(a)]
    milder = [b for a, b in gaps.changed if _rank(b) > _rank(a)]
    for key, found, snapshot in (
        ("gaps_opened", gaps.opened, after),
        ("gaps_closed", gaps.closed, before),
        ("gaps_graver", graver, after),
        ("gaps_milder_by_loss" if gaps.only_loss else "gaps_milder", milder, after),
        ("gaps_lapsed", gaps.lapsed, before),
    ):
        if found:
            yield key, facts(found, snapshot)


def _rank(gap: Gap) -> int:
    return SEVERITIES.index(gap.severity)


def _metrics(effects: Effects, snapshot: Snapshot, language: Language) -> Iterator[Tellable]:
    def moved(template: str, shift: Shift | ActorShift, **facts: str) -> str:
        values = {
            "metric": metric(shift.metric).name.in_(language),
            "before": number_text(shift.before, language),
            "after": number_text(shift.after, language),
        }
        return sentence(template, {**values, **facts}, snapshot, language)

    def seen(shift: Shift | ActorShift) -> bool:
        """Whether a reader sees it move, in the digits that numbers are written in."""
        texts = (number_text(value, language) for value in (shift.before, shift.after))
        return len(set(texts)) == 2

    whole = tuple(moved("shift", shift) for shift in filter(seen, effects.whole))
    if whole:
        yield "whole", {"count": len(whole), "shifts": whole}
    first: dict[str, ActorShift] = {}
    for shift in filter(seen, effects.actors):
        first.setdefault(shift.actor, shift)
    if first:
        shifts = [
            moved("actor_shift", shift, actor=actor)
            for actor, shift in list(first.items())[:MOST_ACTORS]
        ]
        yield "actors", {"shifts": tuple(shifts)}


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
