"""Reports as CSV: one flat table each, every row with what it is about and where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from netmap import __version__
from netmap.formats.tables import write_csv
from netmap.model import Entity
from netmap.services.changes import ChangeView, GapRows, Named
from netmap.services.comparison import ComparisonReport
from netmap.services.levels import LevelReport
from netmap.services.meetings.model import Decision
from netmap.services.reports import GapReport, MetricReport
from netmap.services.scenarios import AdditionReport, ScenarioReport
from netmap.services.sections import Cell, cell_text
from netmap.vocabulary import Language

Row: TypeAlias = tuple[object, ...]

_PROVENANCE = ("partnership", "revision", "fictional", "netmap")
_TWO_SIDES = ("part", "id", "name", "one", "other", "note")


def gaps_csv(
    report: GapReport,
    language: Language = "nl",
    decisions: Mapping[str, Decision] = MappingProxyType({}),
) -> bytes:
    """A row for each gap, in the words of the report; ``evidence`` lists ids of ties.

    ``decisions``, by the key of the gap, say what was decided about it.
    """
    header = ("key", "rule", "family", "severity", "title", "reason", "remedy", "evidence")
    decided = ("decision", "owner", "due")
    tail = _provenance(report.partnership, report.revision)
    rows = (
        (
            item.gap.key,
            item.gap.rule,
            item.gap.family,
            item.gap.severity,
            item.text.title,
            item.text.reason,
            item.text.remedy,
            " ".join(item.gap.evidence),
            *_decided(decisions.get(item.gap.key)),
            *tail,
        )
        for item in report.items
    )
    return write_csv((*header, *decided, *_PROVENANCE), rows, language)


def _decided(decision: Decision | None) -> Row:
    """What holds: the choice by its code, who will see to it, and by when."""
    now = decision.now if decision else None
    return (now.choice, now.owner, now.due or "") if now else ("", "", "")


def scenario_csv(report: ScenarioReport, language: Language = "nl") -> bytes:
    """A row for each thing that changes; ``one`` is before, ``other`` is after."""
    tail = _provenance(report.partnership, report.revision)
    rows = [("assumption", told.key, told.text, "", "", "") for told in report.assumptions]
    everything = (*rows, *_change(report.change), *_numbers(report.change))
    return write_csv((*_TWO_SIDES, *_PROVENANCE), ((*row, *tail) for row in everything), language)


def comparison_csv(report: ComparisonReport, language: Language = "nl") -> bytes:
    """A row for each thing that is compared; the sides stand in the last columns."""
    sides = (report.one, report.other)
    header = [
        f"{name}_{place}"
        for place in ("one", "other")
        for name in ("partnership", "revision", "as_of", "fictional")
    ]
    tail = [
        value
        for side in sides
        for value in (side.partnership.id, side.revision, side.as_of or "", side.fictional)
    ]
    rows: list[Row] = [
        ("metric", row.metric, row.name, row.one, row.other, row.caveat) for row in report.whole
    ]
    rows += [
        ("function", row.thing.id, row.thing.name, row.one_label, row.other_label, "")
        for row in report.functions
    ]
    rows += [
        (
            "shared_organisation",
            row.organisation.id,
            row.organisation.name,
            " ".join(row.one),
            " ".join(row.other),
            "",
        )
        for row in report.shared
    ]
    rows += [("gaps", row.rule, row.title, row.one, row.other, "") for row in report.rules]
    if report.change:
        rows += _change(report.change)
    return write_csv(
        (*_TWO_SIDES, *header, "netmap"),
        ((*row, *tail, __version__) for row in rows),
        language,
    )


def additions_csv(report: AdditionReport, language: Language = "nl") -> bytes:
    """A row for each addition, the best first; gaps by key."""
    header = ("rank", "reason", "addition", "net", "closed", "opened", *_PROVENANCE)
    tail = _provenance(report.partnership, report.revision)
    rows = (
        (
            rank,
            row.reason,
            row.text,
            row.net,
            " ".join(gap.key for gap in row.closed),
            " ".join(gap.key for gap in row.opened),
            *tail,
        )
        for rank, row in enumerate(report.additions, start=1)
    )
    return write_csv(header, rows, language)


def whole_csv(report: MetricReport, language: Language = "nl") -> bytes:
    """A row for each metric of the whole network."""
    tail = _provenance(report.partnership, report.revision)
    rows = (
        (card.key, card.name.in_(language), report.whole[card.key], *tail)
        for card in report.whole_cards
    )
    return write_csv(("metric", "name", "value", *_PROVENANCE), rows, language)


def level_csv(report: LevelReport, language: Language = "nl") -> bytes:
    """A row for each cell of each table; what a row is about stands in ``id`` and ``name``."""
    header = ("table", "title", "id", "name", "column", "heading", "value", *_PROVENANCE)
    tail = _provenance(report.partnership, report.revision)
    rows = (
        (
            section.key,
            section.title,
            " ".join(_id(cell) for cell in row[: section.heads]).strip(),
            ", ".join(str(cell_text(cell)) for cell in row[: section.heads]),
            column.key,
            column.title,
            cell_text(cell),
            *tail,
        )
        for section in report.sections
        for row in section.rows
        for column, cell in list(zip(section.columns, row, strict=True))[section.heads :]
    )
    return write_csv(header, rows, language)


def _id(cell: Cell) -> str:
    return cell.id if isinstance(cell, Named) else ""


def _provenance(partnership: Entity, revision: int) -> Row:
    return (partnership.id, revision, partnership.fictional, __version__)


def _numbers(change: ChangeView) -> Iterator[Row]:
    for row in change.whole:
        yield "metric", row.metric, row.name, row.one, row.other, row.caveat


def _change(change: ChangeView) -> Iterator[Row]:
    for shift in change.actors:
        yield (
            f"actor_metric {shift.metric}",
            shift.actor.id,
            f"{shift.actor.name}, {shift.name}",
            shift.before,
            shift.after,
            "",
        )
    for part, pairs in (
        ("members_lost", change.members_lost),
        ("members_gained", change.members_gained),
    ):
        for one, other in pairs:
            yield part, f"{one.id} {other.id}", "", one.name, other.name, ""
    for part, actors in (
        ("isolated", change.isolated),
        ("cut_off", change.cut_off),
        ("added", change.records.added),
        ("removed", change.records.removed),
        ("changed", change.records.changed),
    ):
        yield from _named(part, actors)
    for part, ties in (
        ("tie_added", change.records.ties_added),
        ("tie_removed", change.records.ties_removed),
        ("tie_changed", change.records.ties_changed),
    ):
        yield from ((part, key, "", "", "", "") for key in ties)
    for row in change.coverage:
        yield row.kind, row.thing.id, row.thing.name, row.one_label, row.other_label, ""
    yield from _gaps(change.gaps)


def _named(part: str, things: tuple[Named, ...]) -> Iterator[Row]:
    yield from ((part, thing.id, thing.name, "", "", "") for thing in things)


def _gaps(gaps: GapRows) -> Iterator[Row]:
    for gap in gaps.opened:
        yield "gap_opened", gap.key, gap.title, "", gap.severity, gap.reason
    for part, gone in (("gap_closed", gaps.closed), ("gap_lapsed", gaps.lapsed)):
        yield from ((part, gap.key, gap.title, gap.severity, "", gap.reason) for gap in gone)
    for gap in gaps.changed:
        yield "gap_changed", gap.key, gap.title, gap.before, gap.severity, gap.reason
