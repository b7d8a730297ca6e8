"""What a sheet is: a header and rows of text. The limits that keep a file from filling memory."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from netmap.errors import Invalid, Problem

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_HEADER_WITHIN = 20  # rows in which a header is looked for, below titles and remarks


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold."""

    file_bytes: int = 5_000_000
    unpacked_bytes: int = 40_000_000
    parts: int = 2_000  # files inside an XLSX file
    sheets: int = 20
    rows: int = 10_000
    columns: int = 200
    characters: int = 8_000_000  # of all cells together


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, at least as many as the header; ``number`` is the one Excel shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text. ``name`` is empty for a CSV file; rows without any text are left out."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def refused(file: str, code: str, message: str) -> Invalid:
    """The one reason why a file as a whole cannot be read."""
    return Invalid([Problem(code, file, "", message)])


def make_sheet(name: str, lines: Iterable[tuple[int, Sequence[str]]]) -> Sheet | None:
    """A sheet out of numbered lines; None when no line holds text.

    The header is the first line with text in two cells or more (titles and remarks above
    it are no part of the table), or the first line with any text when there is none such.
    """
    filled = [Row(number, cells) for number, line in lines if any(cells := tuple(map(clean, line)))]
    if not filled:
        return None
    wide = (i for i, row in enumerate(filled[:_HEADER_WITHIN]) if sum(map(bool, row.cells)) > 1)
    start = next(wide, 0)
    header = _trimmed(filled[start].cells)
    rows = tuple(Row(row.number, _fitted(row.cells, len(header))) for row in filled[start + 1 :])
    return Sheet(name, header, rows)


def clean(text: str) -> str:
    """Text without the differences that nobody sees: spaces around it, zero-width signs."""
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").strip()


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells without the empty ones at the end."""
    length = max((i for i, text in enumerate(cells, start=1) if text), default=0)
    return tuple(cells[:length])


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """As wide as the header; wider only where there is text beyond it."""
    kept = _trimmed(cells)
    return kept + ("",) * (width - len(kept))
