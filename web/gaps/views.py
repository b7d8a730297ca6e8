"""What is missing: every gap with its reason, its evidence and what was decided about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, url_for

from netmap.services import cards, gap_lists, meetings, spreadsheets
from netmap.services.meetings import Decision
from netmap.services.reports import GapItem, GapReport, gap_report
from web.core import query
from web.core.answers import SVG, answer, download, json_answer, wants_json
from web.core.area import Area
from web.core.languages import language
from web.core.query import kept, scope
from web.core.state import context

blueprint = Area("gaps", __name__)

FAMILY = query.one_of("family", cards.gap_families)
ALL = query.text("all")
SHOWN = 50  # of one rule, before the reader asks for all


@dataclass(frozen=True, slots=True)
class Found:
    """The gaps of one rule; ``items`` are those that are shown."""

    rule: GapItem
    items: tuple[GapItem, ...]
    count: int


@blueprint.page("/p/<key>/gaps")
def index(key: str) -> Response:
    """What is missing, with reason, evidence and what would close it."""
    report, decisions = _report(key)
    counts = Counter(str(item.gap.family) for item in report.items)
    family = FAMILY()
    if family:
        report = replace(report, items=tuple(i for i in report.items if i.gap.family == family))
    if wants_json():
        return json_answer(gap_lists.gap_list(report, decisions))
    whole = ALL()
    return answer(
        "gaps/gaps",
        report,
        found=_by_rule(report, whole),
        total=counts.total(),
        counts={name: counts[name] for name in cards.gap_families() if counts[name]},
        family=family,
        decided={gap: found.now for gap, found in decisions.items() if found.now},
        today=context().clock().date(),
        choice_label=lambda choice: meetings.choice_label(choice).in_(language()),
        family_url=lambda name: url_for("gaps.index", **_address(key, name)),
        all_url=lambda rule: url_for("gaps.index", **_address(key, family), all=rule),
        csv_url=url_for("gaps.index_csv", **_address(key, "")),
    )


@blueprint.get("/p/<key>/gaps.csv")
def index_csv(key: str) -> Response:
    """A row for each gap with what was decided, for a spreadsheet in the reader's language."""
    report, decisions = _report(key)
    content = spreadsheets.gaps(report, decisions).csv(language())
    return download(content, f"netmap-{key}-gaps.csv")


@blueprint.get("/p/<key>/gaps/<gap>.svg")
def picture(key: str, gap: str) -> Response:
    """The part of the map around a gap."""
    found = meetings.gap_picture(context(), scope(key), gap, language())
    return Response(found, content_type=SVG)


def _report(key: str) -> tuple[GapReport, dict[str, Decision]]:
    report = gap_report(context(), scope(key), language())
    return report, {found.gap: found for found in meetings.decisions(context(), key)}


def _address(key: str, family: str) -> dict[str, Any]:
    return {"key": key, "family": family or None, **kept()}


def _by_rule(report: GapReport, whole: str) -> list[Found]:
    """The findings by rule; the rule with the weightiest comes first.

    Of each rule the weightiest are shown; of the one that ``whole`` names all.
    """
    found: dict[str, list[GapItem]] = {}
    for item in report.items:
        found.setdefault(item.rule.key, []).append(item)
    return [
        Found(items[0], tuple(items if rule == whole else items[:SHOWN]), len(items))
        for rule, items in found.items()
    ]
