"""Coverage matrices: who covers what, and of each empty cell why it is empty."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any, cast

from flask import Response, url_for
from flask_babel import LazyString, lazy_gettext

from netmap.services import matrices
from netmap.services.matrices import MATRICES, ROW_ORDERS, MatrixReport, MatrixRow, RowOrder
from web.core import query
from web.core.answers import answer, download
from web.core.area import Area
from web.core.languages import language
from web.core.query import kept, scope
from web.core.state import context

blueprint = Area("coverage", __name__)

TITLES: dict[str, LazyString] = {
    "functions": lazy_gettext("Functions × members"),
    "life-domains": lazy_gettext("Life domains × lines"),
    "goals": lazy_gettext("Goals × ateliers"),
}
ORDERS: dict[RowOrder, LazyString] = {
    "profile": lazy_gettext("In groups"),
    "empty": lazy_gettext("Empty rows first"),
    "covered": lazy_gettext("Most covered first"),
    "name": lazy_gettext("By name"),
}
MATRIX = query.one_of("matrix", lambda: MATRICES, first=MATRICES[0])
ORDER = query.one_of("order", lambda: ROW_ORDERS, first=ROW_ORDERS[0])
FROM = query.place("from")
FEW = 6  # with so few columns each cell has room for words
MOST = 60  # columns on one page


@blueprint.page("/p/<key>/coverage")
def index(key: str) -> Response:
    """One matrix; ``matrix`` chooses which, ``order`` the order of its rows."""
    which, order = MATRIX(), ORDER()
    found = matrices.coverage_matrix(context(), scope(key), which, language())
    report = matrices.in_order(found, cast("RowOrder", order))
    start = _start(len(report.columns))
    return answer(
        "coverage/coverage",
        report,
        titles=TITLES,
        orders=ORDERS,
        order=order,
        signs=matrices.SIGNS,
        few=len(report.columns) <= FEW,
        shown=range(start, min(start + MOST, len(report.columns))),
        most=MOST,
        groups=_groups(report, start),
        bodies=_bodies(report, order),
        standings=Counter((row.standing, row.standing_label) for row in report.rows),
        names={column.id: column.name for column in report.columns[start : start + MOST]},
        address=lambda **chosen: url_for("coverage.index", key=key, **_asked(chosen)),
        csv_url=url_for("coverage.index_csv", key=key, **_asked({"matrix": which})),
    )


@blueprint.get("/p/<key>/coverage.csv")
def index_csv(key: str) -> Response:
    """A row for each cell with its reason, for a spreadsheet in the reader's language."""
    which = MATRIX()
    content = matrices.matrix_table(context(), scope(key), which, language()).csv(language())
    return download(content, f"netmap-{key}-coverage-{which}.csv")


def _start(columns: int) -> int:
    """The first column of the page; a number that cannot be is the first page."""
    number = FROM()
    return number - number % MOST if number < columns else 0


def _asked(chosen: dict[str, Any]) -> dict[str, Any]:
    """What a link of the page asks for: the same as now, with what is chosen."""
    now = {each.name: each() for each in (MATRIX, ORDER) if each.typed}
    return {**kept(), **now, **chosen}


def _groups(report: MatrixReport, start: int) -> list[tuple[str, int]]:
    """The groups above the columns of a page, with how many columns each has."""
    columns = report.columns[start : start + MOST]
    return [(name, len(list(found))) for name, found in groupby(c.group_label for c in columns)]


def _bodies(report: MatrixReport, order: str) -> list[tuple[str, list[MatrixRow]]]:
    """The rows in groups with a heading; in another order than the profile's they have none."""
    if order != "profile":
        return [("", list(report.rows))]
    return [(name, list(rows)) for name, rows in groupby(report.rows, lambda r: r.group_label)]
