"""A table that leaves the house: for spreadsheets, for programs, as a workbook, as JSON."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it carries no types

from netmap.codec import to_plain
from netmap.formats.xml import clean
from netmap.text.numbers import rounded
from netmap.vocabulary import Language

# A cell that starts with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767  # what Excel can hold
NO_SURPRISES = {  # of a workbook: what was typed stays what it is
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns. A cell is a text, a number, true or false, or None."""

    columns: tuple[str, ...]
    rows: tuple[Sequence[object], ...]

    @classmethod
    def of(
        cls,
        columns: Iterable[str],
        rows: Iterable[Sequence[object]],
        same: Mapping[str, object] | None = None,
    ) -> Table:
        """A table; ``same`` are columns at its end that say the same in every row."""
        tail = same or {}
        return cls((*columns, *tail), tuple((*row, *tail.values()) for row in rows))

    def csv(self, language: Language) -> bytes:
        """CSV in UTF-8 with a byte order mark, which is how Excel knows the encoding.

        Dutch: semicolons and a decimal comma; English: commas and a decimal point. Texts
        that a spreadsheet would run as a formula get an apostrophe in front. A number
        has the digits that are shown; one that is not defined is an empty cell.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
        for row in (self.columns, *self.rows):
            writer.writerow([_cell(_shown(value), language) for value in row])
        return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")

    def for_programs(self) -> bytes:
        """CSV in UTF-8 without a mark, with commas, a decimal point and every digit.

        As in `csv`, an apostrophe goes before a text that a spreadsheet would run; here also
        before one that already has it, so that taking one away gives the text back.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        for row in (self.columns, *self.rows):
            writer.writerow([_program_cell(value) for value in row])
        return text.getvalue().encode("utf-8", "replace")

    def records(self) -> list[dict[str, Any]]:
        """An object of JSON values for each row."""
        return [to_plain(dict(zip(self.columns, row, strict=True))) for row in self.rows]


def workbook(sheets: Mapping[str, Table], *, created: datetime, author: str) -> bytes:
    """Tables as XLSX, each on a sheet; the same tables at the same moment are the same bytes."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, NO_SURPRISES)
    book.set_properties({"created": created, "author": author})
    bold = book.add_format({"bold": True})
    for name, table in sheets.items():
        sheet = book.add_worksheet(name)
        for number, cells in enumerate((table.columns, *table.rows)):
            for column, value in enumerate(cells):
                sheet.write(number, column, _sheet_cell(value), None if number else bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(table.columns) - 1, 0), 24)
    book.close()
    return content.getvalue()


def _shown(value: object) -> object:
    return rounded(value) if isinstance(value, float) and math.isfinite(value) else value


def _program_cell(value: object) -> str:
    if isinstance(value, str):
        return "'" + value if value.lstrip("'").startswith(_FORMULA) else value
    return _cell(value, "en")


def _cell(value: object, language: Language) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        number = repr(value)
        return number.replace(".", ",") if language == "nl" else number
    text = str(value)
    return "'" + text if text.startswith(_FORMULA) else text


def _sheet_cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    whole = clean(value)  # a workbook is XML
    return whole if len(whole) <= _LONGEST_CELL else whole[: _LONGEST_CELL - 1] + "…"
