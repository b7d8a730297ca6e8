"""What the matrices and their parts are called, and why a cell is covered or empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netmap.coverage.matrix import Cell, Matrix, State
from netmap.model import Snapshot
from netmap.text import cards
from netmap.text.sentences import Fact, Sentence, quoted, tell
from netmap.vocabulary import Label, Language

COLUMN = "{column}"  # stands for any one column in a sentence that several share


def title(key: str) -> Label:
    return _label("titles", key)


def about(key: str) -> Label:
    """What a matrix shows, in a sentence."""
    return _label("abouts", key)


def group_label(key: str) -> Label | None:
    """What a group of rows or columns is called; None when it has no name of its own."""
    return _label("groups", key) if key in _read()["groups"] else None


def where(line: str) -> Label:
    """The beginning of a sentence about a line of care."""
    return _label("where", line)


def state_label(state: State) -> Label:
    return _label("states", state.value)


def state_about(state: State) -> Label:
    """What a state of a cell means, for a legend."""
    return _label("explained", state.value)


def _sentences(matrix: str, state: State, *, row: bool = False) -> tuple[Sentence, ...]:
    """The templates that say why a cell, or a row as a whole, is in a state."""
    of_rows: Mapping[str, Any] = _read()["rows"][matrix] if row else {}
    found = of_rows.get(state.value) or _read()["sentences"][matrix][state.value]
    return cards.sentences(found)


def _label(table: str, key: str) -> Label:
    return cards.label(_read()[table][key])


def _read() -> Mapping[str, Any]:
    return cards.read("netmap.coverage", "words")


def why(
    matrix: Matrix,
    row: str,
    columns: Sequence[str],
    snapshot: Snapshot,
    language: Language,
    *,
    of_one: bool = False,
) -> str:
    """The reason of a cell; of several that share a state and ``about``, in one sentence.

    A covered cell is about its own column, so several of those share a sentence as well.
    With ``of_one`` the sentence is about one of them, which stands in it as COLUMN.
    """
    cell = matrix.cells[row, columns[0]]
    facts = {**_facts(row, cell), **_line_facts(matrix, cell, columns[0])}
    if matrix.key == "functions" and cell.state is State.COULD:
        facts["about"] = quoted(cell.about, snapshot, language)
    if matrix.key != "life-domains":
        facts["columns"] = (COLUMN,) if of_one else tuple(columns)
    return tell(_sentences(matrix.key, cell.state), facts, snapshot, language)


def why_row(matrix: Matrix, row: str, snapshot: Snapshot, language: Language) -> str:
    """How the partnership has what a row is about."""
    cell = matrix.standing[row]
    templates = _sentences(matrix.key, cell.state, row=True)
    return tell(templates, _facts(row, cell), snapshot, language)


def _facts(row: str, cell: Cell) -> dict[str, Fact]:
    return {
        "row": row,
        "about": cell.about,
        "expected": len(cell.expected),
        "met": len(cell.met),
        "missing": tuple(key for key in cell.expected if key not in cell.met),
    }


def _line_facts(matrix: Matrix, cell: Cell, column: str) -> dict[str, Fact]:
    """Lines of care by their names: they are codes, not entities."""
    if matrix.key == "life-domains":
        return {"where": where(column)}
    if matrix.key == "functions" and cell.state is State.NOT_EXPECTED:
        line, other = (group_label(key) for key in cell.about)
        return {"line": line or "", "other": other or ""}
    return {}
