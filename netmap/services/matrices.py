"""Coverage matrices: who covers what, and for every empty cell a sentence that says why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from netmap.coverage import matrices, words
from netmap.coverage.matrices import MATRICES
from netmap.coverage.matrix import Cell, Matrix, State
from netmap.formats.table import Table
from netmap.model import Entity, Scope, Snapshot
from netmap.services.browse import TieView, one_partnership, provenance, tie_view
from netmap.services.changes import named
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language

RowOrder: TypeAlias = Literal["profile", "name", "empty", "covered"]
# what a cell says, in one sign
SIGNS = {state.value: state.sign for state in State}
ROW_ORDERS: tuple[RowOrder, ...] = ("profile", "name", "empty", "covered")

__all__ = [
    "MATRICES",
    "ROW_ORDERS",
    "SIGNS",
    "MatrixColumn",
    "MatrixReason",
    "MatrixReport",
    "MatrixRow",
    "MatrixState",
    "RowOrder",
    "coverage_matrix",
    "in_order",
    "matrix_table",
]


@dataclass(frozen=True, slots=True)
class MatrixReason:
    """What holds for one or more cells of a row: a state, and the sentence that says why.

    Attributes
    ----------
    state, label
        The code of the state, and what it is called.
    covered
        Whether the cells are covered; the others are empty.
    why, why_one
        The sentence about all these cells, and about any one of them: there ``{column}``
        stands for its name.
    columns
        Ids of the columns that it holds for.
    ties
        Ids of the ties that say so; see `MatrixReport.ties`.
    """

    state: str
    label: str
    covered: bool
    why: str
    why_one: str
    columns: tuple[str, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A member, a line of care, an atelier; ``covered`` counts its covered rows."""

    id: str
    name: str
    group: str
    group_label: str
    covered: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A function, life domain or goal.

    Attributes
    ----------
    standing, standing_label, why
        How the partnership has it as a whole, as a code, in a word and in a sentence.
    covered
        How many of its cells are covered.
    cells
        For each column of the report, in the same order: the place of its reason.
    reasons
        Each reason once, covered ones first.
    shares
        For each column: how many of the functions that the profile asks for are covered,
        as (covered, asked for); None where the profile has no say.
    """

    id: str
    name: str
    group: str
    group_label: str
    standing: str
    standing_label: str
    why: str
    covered: int
    cells: tuple[int, ...]
    reasons: tuple[MatrixReason, ...]
    shares: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixState:
    """A line of the legend: a state, what it means, and how many cells are in it."""

    state: str
    label: str
    about: str
    covered: bool
    cells: int


@dataclass(frozen=True, slots=True)
class MatrixReport:
    """One coverage matrix in the reader's language.

    ``states`` is the legend, with the states that occur. ``ties`` holds every tie that a
    reason rests on, once, by id.
    """

    revision: int
    partnership: Entity
    fictional: bool
    matrix: str
    title: str
    about: str
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    states: tuple[MatrixState, ...]
    ties: Mapping[str, TieView]

    @property
    def uncovered(self) -> int:
        """How many rows nobody inside covers."""
        return sum(row.standing not in {"reported", "inferred"} for row in self.rows)


@needs(Right.READ)
def coverage_matrix(
    ctx: Context, scope: Scope, matrix: str = "functions", language: Language = "nl"
) -> MatrixReport:
    """One of MATRICES, with a reason in every cell.

    "functions" of the reference profile × members and own bodies, "life-domains" × lines of
    care, "goals" × ateliers.

    Raises UnknownPartnership, UnknownRevision, and Invalid for another matrix.
    """
    return ctx.answer(
        "coverage_matrix", scope, lambda at: _report(ctx, at, matrix, language), matrix, language
    )


def in_order(report: MatrixReport, order: RowOrder) -> MatrixReport:
    """The report with its rows by name, the empty ones first, or the covered ones first."""
    if order == "profile":
        return report
    rows = sorted(report.rows, key=lambda row: (row.name.casefold(), row.id))
    if order == "empty":
        rank = {state.value: place for place, state in enumerate(_EMPTIEST)}
        rows.sort(key=lambda row: (rank[row.standing], row.covered))
    elif order == "covered":
        rows.sort(key=lambda row: -row.covered)
    return replace(report, rows=tuple(rows))


_EMPTIEST = (
    State.NOBODY,
    State.NO_ANSWER,
    State.OUT_OF_REACH,
    State.PARTNER,
    State.WHOLE,
    State.COULD,
    State.NOT_EXPECTED,
    State.NOT_APPLICABLE,
    State.OTHERS,
    State.INFERRED,
    State.REPORTED,
)


@needs(Right.READ)
def matrix_table(
    ctx: Context, scope: Scope, matrix: str = "functions", language: Language = "nl"
) -> Table:
    """A row for each cell, with its own reason. Raises as `coverage_matrix` does."""
    snapshot, home = one_partnership(ctx, scope)
    found = matrices.make(snapshot, home.id, matrix)
    header = ("row", "row_name", "row_group", "column", "column_name", "column_group", "covered")
    more = ("state", "label", "why", "ties")
    rows = (
        (
            row.id,
            _name(row.id, snapshot, language),
            row.group,
            column.id,
            _name(column.id, snapshot, language),
            column.group,
            cell.state.covered,
            cell.state.value,
            words.state_label(cell.state).in_(language),
            words.why(found, row.id, [column.id], snapshot, language),
            " ".join(cell.ties),
        )
        for row in found.rows
        for column in found.columns
        for cell in (found.cells[row.id, column.id],)
    )
    return Table.of((*header, *more), rows, provenance(home, snapshot.revision))


def _report(ctx: Context, scope: Scope, key: str, language: Language) -> MatrixReport:
    snapshot, home = one_partnership(ctx, scope)
    found = matrices.make(snapshot, home.id, key)
    rows = tuple(_row(found, row.id, row.group, snapshot, language) for row in found.rows)
    used = {tie for row in rows for reason in row.reasons for tie in reason.ties}
    used |= {tie for cell in found.standing.values() for tie in cell.ties}
    counts = Counter(cell.state for cell in found.cells.values())
    return MatrixReport(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        matrix=key,
        title=words.title(key).in_(language),
        about=words.about(key).in_(language),
        columns=tuple(
            MatrixColumn(
                column.id,
                _name(column.id, snapshot, language),
                column.group,
                _group(column.group, language),
                found.covered_in_column(column.id),
            )
            for column in found.columns
        ),
        rows=rows,
        states=tuple(
            MatrixState(
                state.value,
                words.state_label(state).in_(language),
                words.state_about(state).in_(language),
                state.covered,
                counts[state],
            )
            for state in State
            if counts[state]
        ),
        ties={tie: tie_view(snapshot, snapshot.ties[tie]) for tie in sorted(used)},
    )


def _row(found: Matrix, row: str, group: str, snapshot: Snapshot, language: Language) -> MatrixRow:
    standing = found.standing[row]
    together: dict[tuple[State, tuple[str, ...]], list[str]] = defaultdict(list)
    for column in found.columns:
        together[_reason_of(found, found.cells[row, column.id], column.id)].append(column.id)
    order = list(State)
    groups = sorted(together.items(), key=lambda item: order.index(item[0][0]))
    place = {column: at for at, (_, columns) in enumerate(groups) for column in columns}
    return MatrixRow(
        id=row,
        name=_name(row, snapshot, language),
        group=group,
        group_label=_group(group, language),
        standing=standing.state.value,
        standing_label=words.state_label(standing.state).in_(language),
        why=words.why_row(found, row, snapshot, language),
        covered=found.covered_in_row(row),
        cells=tuple(place[column.id] for column in found.columns),
        reasons=tuple(
            MatrixReason(
                state=state.value,
                label=words.state_label(state).in_(language),
                covered=state.covered,
                why=words.why(found, row, columns, snapshot, language),
                why_one=words.why(found, row, columns, snapshot, language, of_one=True),
                columns=tuple(columns),
                ties=tuple(sorted({t for c in columns for t in found.cells[row, c].ties})),
            )
            for (state, _), columns in groups
        ),
        shares=tuple(_share(found.cells[row, column.id]) for column in found.columns),
    )


def _reason_of(found: Matrix, cell: Cell, column: str) -> tuple[State, tuple[str, ...]]:
    """What cells must have in common to share a sentence."""
    if found.key == "life-domains":
        return cell.state, (column,)
    if found.key == "functions" and cell.state.covered:
        return cell.state, ()  # each is about its own column
    return cell.state, cell.about


def _share(cell: Cell) -> tuple[int, int] | None:
    return (len(cell.met), len(cell.expected)) if cell.expected else None


def _name(key: str, snapshot: Snapshot, language: Language) -> str:
    label = words.group_label(key)  # a line of care is a code, not an entity
    if key not in snapshot.entities and label is not None:
        return label.in_(language)
    return named(key, snapshot, language).name


def _group(group: str, language: Language) -> str:
    label = words.group_label(group)
    return label.in_(language) if label else ""
