"""What changed, ready to be shown: names, labels and sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from netmap.comparison.effects import Effects
from netmap.comparison.numbers import differ
from netmap.comparison.sentences import Told, caveat, merged, words
from netmap.comparison.telling import tell_effects
from netmap.coverage.view import BothHad
from netmap.gaps.card import Gap
from netmap.gaps.report import describe
from netmap.metrics.catalogue import metric
from netmap.model import Snapshot
from netmap.roles import Level
from netmap.text.names import name_in
from netmap.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Named:
    """An entity by id, with its name in the language."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A metric of the whole network on both sides; None where it is not defined.

    ``caveat`` is empty when both networks have the same size.
    """

    metric: str
    name: str
    one: float | None
    other: float | None
    differs: bool
    caveat: str


@dataclass(frozen=True, slots=True)
class ActorNumberRow:
    """A metric of an actor that moves; ``share`` is by how much of its range."""

    actor: Named
    metric: str
    name: str
    before: float
    after: float
    share: float


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How something is had on both sides: codes, and what they are called."""

    thing: Named
    kind: str
    one: str
    other: str
    one_label: str
    other_label: str
    worse: bool


@dataclass(frozen=True, slots=True)
class ToldGap:
    """A gap in words. ``before`` is its severity on the other side, when it was there too."""

    key: str
    rule: str
    family: str
    severity: str
    title: str
    reason: str
    remedy: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class GapRows:
    """Gaps that opened, closed, lapsed (see `GapChanges`) or changed in severity."""

    opened: tuple[ToldGap, ...]
    closed: tuple[ToldGap, ...]
    lapsed: tuple[ToldGap, ...]
    changed: tuple[ToldGap, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Entities and ids of ties that came, went or are described differently."""

    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    changed: tuple[Named, ...]
    ties_added: tuple[str, ...]
    ties_removed: tuple[str, ...]
    ties_changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One partnership before and after. ``level`` is that of the numbers."""

    level: Level
    sentences: tuple[Told, ...]
    whole: tuple[NumberRow, ...]
    actors: tuple[ActorNumberRow, ...]
    members_lost: tuple[tuple[Named, Named], ...]
    members_gained: tuple[tuple[Named, Named], ...]
    isolated: tuple[Named, ...]
    cut_off: tuple[Named, ...]
    components_before: tuple[int, ...]
    components_after: tuple[int, ...]
    coverage: tuple[CoverageRow, ...]
    gaps: GapRows
    records: RecordRows


def change_view(
    effects: Effects, before: Snapshot, after: Snapshot, language: Language
) -> ChangeView:
    """Effects with the names of both states."""
    both = merged(before, after)
    numbers = [(shift.metric, shift.before, shift.after) for shift in effects.whole]
    return ChangeView(
        level=effects.level,
        sentences=tell_effects(effects, before, after, language),
        whole=number_rows(numbers, language),
        actors=tuple(
            ActorNumberRow(
                named(s.actor, both, language),
                s.metric,
                metric(s.metric).name.in_(language),
                s.before,
                s.after,
                s.share,
            )
            for s in effects.actors
        ),
        members_lost=_pairs(effects.members.lost, both, language),
        members_gained=_pairs(effects.members.gained, both, language),
        isolated=all_named(effects.reach.isolated, both, language),
        cut_off=all_named(effects.reach.cut_off, both, language),
        components_before=effects.reach.components_before,
        components_after=effects.reach.components_after,
        coverage=coverage_rows(effects.coverage, both, language),
        gaps=GapRows(
            opened=told_gaps(effects.gaps.opened, after, language),
            closed=told_gaps(effects.gaps.closed, before, language),
            lapsed=told_gaps(effects.gaps.lapsed, before, language),
            changed=tuple(
                _told_gap(gap, after, language, was.severity) for was, gap in effects.gaps.changed
            ),
            kept=effects.gaps.kept,
        ),
        records=_records(effects, both, language),
    )


def coverage_rows(
    found: Iterable[BothHad], snapshot: Snapshot, language: Language
) -> tuple[CoverageRow, ...]:
    """How things are had on both sides, in words."""
    labels = words("coverages")
    return tuple(
        CoverageRow(
            thing=named(had.id, snapshot, language),
            kind=had.kind,
            one=had.one.value,
            other=had.other.value,
            one_label=labels[had.one.value].in_(language),
            other_label=labels[had.other.value].in_(language),
            worse=had.worse,
        )
        for had in found
    )


def named(key: str, snapshot: Snapshot, language: Language) -> Named:
    """An entity with its name in the language."""
    return Named(key, name_in(snapshot.entities[key], language))


def all_named(keys: Iterable[str], snapshot: Snapshot, language: Language) -> tuple[Named, ...]:
    return tuple(named(key, snapshot, language) for key in keys)


def number_rows(
    numbers: Iterable[tuple[str, float | None, float | None]], language: Language
) -> tuple[NumberRow, ...]:
    """Metrics on both sides, with their caveats when the networks differ in size."""
    rows = tuple(numbers)
    same_size = all(one == other for key, one, other in rows if key == "size")
    return tuple(
        NumberRow(
            key,
            metric(key).name.in_(language),
            one,
            other,
            differ(one, other),
            "" if same_size else caveat(key).in_(language),
        )
        for key, one, other in rows
    )


def told_gaps(gaps: Iterable[Gap], snapshot: Snapshot, language: Language) -> tuple[ToldGap, ...]:
    """Gaps in words, with the names of the snapshot that they were found in."""
    return tuple(_told_gap(gap, snapshot, language) for gap in gaps)


def _told_gap(gap: Gap, snapshot: Snapshot, language: Language, before: str = "") -> ToldGap:
    text = describe(gap, snapshot, language)
    return ToldGap(
        gap.key, gap.rule, gap.family, gap.severity, text.title, text.reason, text.remedy, before
    )


def _pairs(
    pairs: Iterable[tuple[str, str]], snapshot: Snapshot, language: Language
) -> tuple[tuple[Named, Named], ...]:
    return tuple(
        (named(one, snapshot, language), named(other, snapshot, language)) for one, other in pairs
    )


def _records(effects: Effects, both: Snapshot, language: Language) -> RecordRows:
    entities, ties = effects.records.entities, effects.records.ties
    return RecordRows(
        added=all_named(entities.added, both, language),
        removed=all_named(entities.removed, both, language),
        changed=all_named(entities.changed, both, language),
        ties_added=ties.added,
        ties_removed=ties.removed,
        ties_changed=ties.changed,
    )
