"""The coverage matrices in a report: signs on paper, and why a row is empty in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from netmap.services.matrices import MATRICES, SIGNS, MatrixReport, MatrixRow, coverage_matrix
from netmap.services.reporting.blocks import (
    Block,
    Bullets,
    Heading,
    Mark,
    MatrixLine,
    MatrixPart,
    Table,
    Text,
)
from netmap.services.reporting.material import Material

COLUMNS = 28  # narrow columns that fit beside the names of the rows
WIDEST = 66  # columns; more are no longer read on paper
OPEN_ROWS = 60  # sentences about rows that nobody inside covers

_HAD = frozenset({"reported", "inferred", "not_expected", "not_applicable"})
# what holds for a whole row stands once, at its end
_OF_THE_ROW = frozenset({"whole", "partner", "out_of_reach", "nobody"})
_ALIKE = frozenset({"nobody", "no_answer"})  # rows whose sentences would all be the same


def covering(material: Material) -> tuple[Block, ...]:
    """Each matrix with what nobody inside covers, and why."""
    blocks: list[Block] = []
    for key in MATRICES:
        report = coverage_matrix(material.ctx, material.scope, key, material.language)
        blocks += [Heading(report.title), Text(report.about)]
        if not report.rows or not report.columns:
            blocks.append(Text(material.words("coverage_nothing"), "note"))
            continue
        blocks += _drawn(report, material)
        open_ = [row for row in report.rows if row.standing not in _HAD]
        if open_:
            blocks += [Text(material.words("coverage_open")), Bullets(tuple(_told(open_)))]
        if len(open_) > OPEN_ROWS:
            more = material.words("coverage_more", count=len(open_) - OPEN_ROWS)
            blocks.append(Text(more, "note"))
    return tuple(blocks)


def _told(rows: list[MatrixRow]) -> Iterator[str]:
    """Why each row is empty; those that nobody covers at all in one sentence."""
    alike: dict[str, list[str]] = {}
    for row in rows[:OPEN_ROWS]:
        if row.standing in _ALIKE:
            alike.setdefault(row.standing_label, []).append(row.name)
    for label, names in alike.items():
        yield f"{label[:1].upper()}{label[1:]}: {'; '.join(names)}."
    yield from (row.why for row in rows[:OPEN_ROWS] if row.standing not in _ALIKE)


def _drawn(report: MatrixReport, material: Material) -> list[Block]:
    words = material.words
    if len(report.columns) > WIDEST:
        rows = tuple((row.name, row.standing_label) for row in report.rows)
        wide = Text(words("coverage_wide", columns=len(report.columns)), "note")
        return [wide, Table((words("row"), words("standing")), (3.0, 2.0), rows)]
    if report.matrix == "life-domains":
        shares = tuple(_lines(report, lambda row, n: _share(row, n, material)))
        names = tuple(column.name for column in report.columns)
        part = MatrixPart("", names, shares, (), upright=False)
        return [part, Text(words("share_about"), "note")]
    parts = -(-len(report.columns) // COLUMNS)
    size = -(-len(report.columns) // parts)
    return [
        MatrixPart(
            words("coverage_part", part=n + 1, parts=parts) if parts > 1 else "",
            tuple(column.name for column in report.columns[n * size : (n + 1) * size]),
            tuple(_lines(report, _sign, n * size, (n + 1) * size)),
            _legend(report) if n == parts - 1 else (),
            upright=True,
            together=words("together"),
        )
        for n in range(parts)
    ]


def _lines(
    report: MatrixReport,
    cell: Callable[[MatrixRow, int], str],
    start: int = 0,
    end: int | None = None,
) -> Iterator[MatrixLine]:
    """The rows under the names of their groups, with some of the columns."""
    group = None
    for row in report.rows:
        if row.group_label and row.group_label != group:
            group = row.group_label
            yield MatrixLine(group[:1].upper() + group[1:], head=True)
        places = range(len(row.cells))[start:end]
        marks = tuple(cell(row, place) for place in places)
        yield MatrixLine(row.name, marks, SIGNS[row.standing], bare=row.standing not in _HAD)


def _sign(row: MatrixRow, place: int) -> str:
    state = row.reasons[row.cells[place]].state
    return "" if state in _OF_THE_ROW else SIGNS[state]


def _share(row: MatrixRow, place: int, material: Material) -> str:
    """A state in a word, and how many of the expected functions are covered."""
    label = row.reasons[row.cells[place]].label
    share = row.shares[place]
    if share is None:
        return label
    met, expected = share
    return f"{label}: {material.words('of_profile', met=met, expected=expected)}"


def _legend(report: MatrixReport) -> tuple[Mark, ...]:
    """The signs that occur, in cells or for the whole."""
    labels = {state.state: state.label for state in report.states}
    labels |= {row.standing: row.standing_label for row in report.rows}
    return tuple(Mark(sign, labels[key]) for key, sign in SIGNS.items() if key in labels)
