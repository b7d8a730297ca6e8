"""Metrics: of every actor and of the whole, and a page for each other level."""

from __future__ import annotations

from flask import Flask, Response, abort
from flask_babel import LazyString, lazy_gettext

from netmap.services import spreadsheets
from netmap.services.levels import LEVELS, LevelReport, MetricTables, level_report
from netmap.services.reports import metric_report
from netmap.services.sections import Section
from web.core.answers import answer, download
from web.core.area import Area
from web.core.languages import language
from web.core.query import scope
from web.core.state import context

blueprint = Area("metrics", __name__)

TITLES: dict[MetricTables, LazyString] = {
    "tables": lazy_gettext("Tables"),
    "ties": lazy_gettext("Ties"),
    "suggestions": lazy_gettext("Suggested ties"),
    "sets": lazy_gettext("Sets"),
    "two_mode": lazy_gettext("Two-mode networks"),
    "ranges": lazy_gettext("Ranges"),
}
LEADS: dict[MetricTables, LazyString] = {
    "tables": lazy_gettext(
        "What cannot be said in one number: groups, kinds of ties, the core, what breaks when."
    ),
    "ties": lazy_gettext(
        "Each pair with a tie. A tie that is the only link between two parts is not better; "
        "more hangs on it."
    ),
    "suggestions": lazy_gettext(
        "Pairs without a tie that share partners. The second table tells how often such a guess "
        "is right here; one that does not beat the baseline says nothing about these two."
    ),
    "sets": lazy_gettext(
        "Those who together hold the network, or together reach it. The best three are seldom "
        "the three best; where several sets are equally good, these names are one choice. Only "
        "who has a documented tie is considered."
    ),
    "two_mode": lazy_gettext(
        "Who has to do with which ateliers, functions and life domains, and what hangs on one "
        "organisation."
    ),
    "ranges": lazy_gettext(
        "How far each number and each rank can be trusted. Ties count by how certain they are, "
        "and members without a documented tie are unknown, not without ties."
    ),
}


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(metric_levels=TITLES, numeric=numeric)


def numeric(section: Section) -> list[bool]:
    """In which columns numbers stand, the heads of rows aside."""
    found = []
    for place in range(len(section.columns)):
        kinds = {type(row[place]) for row in section.rows}
        found.append(place >= section.heads and float in kinds and kinds <= {float, type(None)})
    return found


@blueprint.page("/p/<key>/metrics")
def index(key: str) -> Response:
    """The metrics of every actor and of the whole, with their cards."""
    return answer("metrics/metrics", metric_report(context(), scope(key)))


@blueprint.get("/p/<key>/metrics.csv")
def index_csv(key: str) -> Response:
    """The metrics by actor, for a spreadsheet in the reader's language."""
    content = spreadsheets.metrics(metric_report(context(), scope(key))).csv(language())
    return download(content, f"netmap-{key}-metrics.csv")


@blueprint.page("/p/<key>/metrics/<level>")
def level(key: str, level: str) -> Response:
    """The tables of one level, with the cards of their metrics."""
    report = _report(key, level)
    return answer("metrics/level", report, lead=LEADS[report.level])


@blueprint.get("/p/<key>/metrics/<level>.csv")
def level_csv(key: str, level: str) -> Response:
    """The same, a row for each cell, for a spreadsheet in the reader's language."""
    content = spreadsheets.level(_report(key, level)).csv(language())
    return download(content, f"netmap-{key}-{level}.csv")


def _report(key: str, level: str) -> LevelReport:
    if level not in LEVELS:
        abort(404)
    return level_report(context(), scope(key), level, language())
