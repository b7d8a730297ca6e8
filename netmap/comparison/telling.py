"""Effects, two partnerships, and additions in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netmap.comparison.effects import Effects, GapChanges, ReachChanges
from netmap.comparison.numbers import ActorShift, Shift
from netmap.comparison.sentences import (
    Facts,
    Tellable,
    Told,
    merged,
    sentence,
    told,
)
from netmap.coverage.view import BothHad, Coverage
from netmap.gaps.card import SEVERITIES, Gap
from netmap.gaps.report import describe
from netmap.metrics.catalogue import metric
from netmap.model import Snapshot
from netmap.roles import cast
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
