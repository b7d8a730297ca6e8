"""Functions of the reference profile by members and by the partnership's own bodies."""

from __future__ import annotations

from netmap.comparison.matrices.matrix import Cell, Line, Matrix, State
from netmap.comparison.matrices.view import View
from netmap.model import Snapshot

LINES = ("zeroth", "first", "second", "")


def functions(snapshot: Snapshot, partnership: str) -> Matrix:
    """Who inside covers which function. Raises UnknownPartnership."""
    view = View.of(snapshot, partnership)
    case = view.case
    by_name = sorted(case.profile, key=lambda f: (view.entities[f.id].name.casefold(), f.id))
    rows = sorted((Line(f.id, view.line(f.id)) for f in by_name), key=_by_line)
    columns = (
        *(Line(key, "member") for key in _named(view, case.actors.members)),
        *(Line(key, "own") for key in _named(view, case.actors.own - case.actors.members)),
    )
    standing = {row.id: view.standing(case.functions.get(row.id, {})) for row in rows}
    return Matrix(
        key="functions",
        rows=tuple(rows),
        columns=columns,
        cells={
            (row.id, column.id): _cell(view, row.id, column, standing[row.id])
            for row in rows
            for column in columns
        },
        standing=standing,
    )


def _cell(view: View, function: str, column: Line, standing: Cell) -> Cell:
    ties = view.case.functions.get(function, {}).get(column.id, ())
    if ties:
        return Cell(view.certainty(ties), ties, (column.id,))
    if column.group == "member" and column.id not in view.known:
        return Cell(State.NO_ANSWER)
    if standing.state.covered:
        return Cell(State.OTHERS, standing.ties, standing.about)
    near = tuple(f for f in view.covers.get(column.id, ()) if f in view.neighbours[function])
    if near:
        return Cell(State.COULD, about=near)
    lines = view.line(column.id), view.line(function)
    if all(lines) and lines[0] != lines[1]:
        return Cell(State.NOT_EXPECTED, about=lines)
    return standing


def _by_line(row: Line) -> int:
    return LINES.index(row.group)


def _named(view: View, keys: frozenset[str]) -> list[str]:
    return sorted(keys, key=lambda key: (view.entities[key].name.casefold(), key))
