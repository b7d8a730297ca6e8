"""Coverage matrices: who covers what, and for every empty cell the reason why. Pure functions."""

from netmap.comparison.matrices.catalogue import (
    MATRICES,
    about,
    group_label,
    make,
    state_about,
    state_label,
    title,
)
from netmap.comparison.matrices.matrix import Cell, Line, Matrix, State
from netmap.comparison.matrices.reasons import why, why_row

__all__ = [
    "MATRICES",
    "Cell",
    "Line",
    "Matrix",
    "State",
    "about",
    "group_label",
    "make",
    "state_about",
    "state_label",
    "title",
    "why",
    "why_row",
]
