"""Reports as tables: one flat table each, every row with what it is about and where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from netmap import __version__
from netmap.formats.table import Table
from netmap.services.browse import provenance
from netmap.services.changes import ChangeView, GapRows, Named
from netmap.services.comparison import ComparisonReport
from netmap.services.levels import LevelReport
from netmap.services.meetings.model import Decision
from netmap.services.reports import GapReport, MetricReport
from netmap.services.scenarios import AdditionReport, ScenarioReport
from netmap.services.sections import Cell, cell_text
from netmap.vocabulary import Language

Row: TypeAlias = tuple[object, ...]

_TWO_SIDES = ("part", "id", "name", "one", "other", "note")


def gaps(report: GapReport, decisions: Mapping[str, Decision] = MappingProxyType({})) -> Table:
    """A row for each gap, in the words of the report; ``evidence`` lists ids of ties.

    ``decisions``, by the key of the gap, say what was decided about it.
    """
    header = ("key", "rule", "family", "severity", "title", "reason", "remedy", "evidence")
    decided = ("decision", "owner", "due")
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
        )
        for item in report.items
    )
    return Table.of((*header, *decided), rows, provenance(report.partnership, report.revision))


def _decided(decision: Decision | None) -> Row:
    """What holds: the choice by its code, who will see to it, and by when."""
    now = decision.now if decision else None
    return (now.choice, now.owner, now.due or "") if now else ("", "", "")


def scenario(report: ScenarioReport) -> Table:
    """A row for each thing that changes; ``one`` is before, ``other`` is after."""
    rows = [("assumption", told.key, told.text, "", "", "") for told in report.assumptions]
    everything = (*rows, *_change(report.change), *_numbers(report.change))
    return Table.of(_TWO_SIDES, everything, provenance(report.partnership, report.revision))


def comparison(report: ComparisonReport) -> Table:
    """A row for each thing that is compared; the sides stand in the last columns."""
    same: dict[str, object] = {}
    for place, side in (("one", report.one), ("other", report.other)):
        same[f"partnership_{place}"] = side.partnership.id
        same[f"revision_{place}"] = side.revision
        same[f"as_of_{place}"] = side.as_of or ""
        same[f"fictional_{place}"] = side.fictional
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
    return Table.of(_TWO_SIDES, rows, {**same, "netmap": __version__})


def additions(report: AdditionReport) -> Table:
    """A row for each addition, the best first; gaps by key."""
    header = ("rank", "reason", "addition", "net", "closed", "opened")
    rows = (
        (
            rank,
            row.reason,
            row.text,
            row.net,
            " ".join(gap.key for gap in row.closed),
            " ".join(gap.key for gap in row.opened),
        )
        for rank, row in enumerate(report.additions, start=1)
    )
    return Table.of(header, rows, provenance(report.partnership, report.revision))


def whole(report: MetricReport, language: Language = "nl") -> Table:
    """A row for each metric of the whole network."""
    rows = (
        (card.key, card.name.in_(language), report.whole[card.key]) for card in report.whole_cards
    )
    same = provenance(report.partnership, report.revision)
    return Table.of(("metric", "name", "value"), rows, same)


def metrics(report: MetricReport) -> Table:
    """A row for each actor with all metrics."""
    keys = [card.key for card in report.node_cards]
    rows = (
        (actor.id, actor.name, " ".join(actor.roles), *(actor.values[key] for key in keys))
        for actor in report.actors
    )
    same = {
        "partnership": report.partnership.id,
        "revision": report.revision,
        "as_of": report.parameters["as_of"],
        "fictional": report.fictional,
        "netmap": __version__,
    }
    return Table.of(("id", "name", "roles", *keys), rows, same)


def level(report: LevelReport) -> Table:
    """A row for each cell of each table; what a row is about stands in ``id`` and ``name``."""
    header = ("table", "title", "id", "name", "column", "heading", "value")
    rows = (
        (
            section.key,
            section.title,
            " ".join(_id(cell) for cell in row[: section.heads]).strip(),
            ", ".join(str(cell_text(cell)) for cell in row[: section.heads]),
            column.key,
            column.title,
            cell_text(cell),
        )
        for section in report.sections
        for row in section.rows
        for column, cell in list(zip(section.columns, row, strict=True))[section.heads :]
    )
    return Table.of(header, rows, provenance(report.partnership, report.revision))


def _id(cell: Cell) -> str:
    return cell.id if isinstance(cell, Named) else ""


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
