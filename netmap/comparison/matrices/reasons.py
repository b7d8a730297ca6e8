"""Why a cell is covered or empty, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from netmap.comparison.matrices.catalogue import group_label, sentences, where
from netmap.comparison.matrices.matrix import Cell, Matrix, State
from netmap.comparison.sentences import quoted
from netmap.model import Snapshot
from netmap.text.sentences import Fact, tell
from netmap.vocabulary import Language

COLUMN = "{column}"  # stands for any one column in a sentence that several share


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
    return tell(sentences(matrix.key, cell.state), facts, snapshot, language)


def why_row(matrix: Matrix, row: str, snapshot: Snapshot, language: Language) -> str:
    """How the partnership has what a row is about."""
    cell = matrix.standing[row]
    templates = sentences(matrix.key, cell.state, row=True)
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
