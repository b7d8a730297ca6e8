"""The matrices by key, and what they and their parts are called."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from netmap.comparison.matrices.functions import functions
from netmap.comparison.matrices.goals import goals
from netmap.comparison.matrices.life_domains import life_domains
from netmap.comparison.matrices.matrix import Matrix, State
from netmap.errors import Invalid, Problem
from netmap.model import Snapshot
from netmap.text.sentences import Sentence
from netmap.vocabulary import Label

_MAKERS: Mapping[str, Callable[[Snapshot, str], Matrix]] = {
    "functions": functions,
    "life-domains": life_domains,
    "goals": goals,
}
MATRICES: tuple[str, ...] = tuple(_MAKERS)


def make(snapshot: Snapshot, partnership: str, key: str) -> Matrix:
    """One matrix of a partnership.

    Raises UnknownPartnership, and Invalid for a key that is not in MATRICES.
    """
    if key not in _MAKERS:
        message = f"'{key}' is not one of: {', '.join(MATRICES)}"
        raise Invalid([Problem("bad-value", "", "matrix", message)])
    return _MAKERS[key](snapshot, partnership)


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


def sentences(matrix: str, state: State, *, row: bool = False) -> tuple[Sentence, ...]:
    """The templates that say why a cell, or a row as a whole, is in a state."""
    of_rows: Mapping[str, Any] = _read()["rows"][matrix] if row else {}
    found = of_rows.get(state.value) or _read()["sentences"][matrix][state.value]
    return tuple(Sentence(s["nl"], s["en"], s.get("when", "")) for s in found)


def _label(table: str, key: str) -> Label:
    return Label(**_read()[table][key])


@cache
def _read() -> Mapping[str, Any]:
    text = (files("netmap.comparison.matrices") / "words.toml").read_text("utf-8")
    return tomllib.loads(text)
