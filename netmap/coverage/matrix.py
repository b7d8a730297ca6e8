"""What a coverage matrix is: rows, columns, and a cell that is covered or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a cell says. The first two are covered; the others are reasons for being empty.

    reported, inferred
        Somebody inside covers it: a source says so, or we conclude it.
    others
        Not this column, but others inside do.
    whole
        Only the partnership as a whole does.
    partner, out_of_reach
        Only others do, with or without a path to them from those inside.
    could
        No source says so, but what is documented comes close to it.
    nobody
        Nobody does, as far as is documented.
    no_answer
        Unknown: nothing is documented about the column, so nothing can be said.
    not_expected
        The reference profile does not ask for it here.
    not_applicable
        The question does not arise.
    """

    REPORTED = "reported"
    INFERRED = "inferred"
    OTHERS = "others"
    WHOLE = "whole"
    PARTNER = "partner"
    OUT_OF_REACH = "out_of_reach"
    COULD = "could"
    NOBODY = "nobody"
    NO_ANSWER = "no_answer"
    NOT_EXPECTED = "not_expected"
    NOT_APPLICABLE = "not_applicable"

    @property
    def covered(self) -> bool:
        return self in {State.REPORTED, State.INFERRED}

    @property
    def sign(self) -> str:
        """One sign, shape before colour, that a printer and a projector can show."""
        return _SIGNS[list(State).index(self)]


_SIGNS = "●◐·◇↗✕+○?–/"


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether a column covers a row, and by what or why not.

    Attributes
    ----------
    ties
        Ids of the ties that say so; of an empty cell, of who else covers it.
    about
        Ids of the entities that the sentence names: who covers it, who could, through what.
    expected, met
        Ids of the functions that the profile asks for here, and of those somebody inside
        covers; empty where the profile has no say.
    """

    state: State
    ties: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: the id of an entity or the code of a line, and its group."""

    id: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns, with a cell for each pair and for each row as a whole."""

    key: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: Mapping[tuple[str, str], Cell]
    standing: Mapping[str, Cell]

    def covered_in_row(self, row: str) -> int:
        return sum(self.cells[row, column.id].state.covered for column in self.columns)

    def covered_in_column(self, column: str) -> int:
        return sum(self.cells[row.id, column].state.covered for row in self.rows)
