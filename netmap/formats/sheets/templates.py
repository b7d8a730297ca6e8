"""Files to fill in: a header, one example row, and what each column means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # it carries no types
from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]

from netmap.formats.table import NO_SURPRISES, Table
from netmap.vocabulary import Language

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # a file is the same whenever it is made
_ROWS = 1_000  # that get a list to choose from
_LISTS = "lists"  # a hidden sheet: a list in a cell may hold no more than 255 characters
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template; ``choices`` become a list to choose from."""

    header: str
    meaning: str
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


def template_csv(columns: Sequence[Column], language: Language) -> bytes:
    """The header and one example row, as Excel in that language opens it."""
    return Table.of((c.header for c in columns), [[c.example for c in columns]]).csv(language)


def template_xlsx(
    columns: Sequence[Column], *, title: str, about: str, headings: Sequence[str]
) -> bytes:
    """A workbook: the sheet ``title`` to fill in, and the sheet ``about`` that explains it.

    ``headings`` are those of the explanation: column, required, meaning, choices, and the
    sign that a column is required. The same input gives the same bytes.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, NO_SURPRISES)
    book.set_properties({"created": _EPOCH, "title": title})
    bold = book.add_format({"bold": True, "bg_color": "#E2EFF3", "bottom": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [c.header for c in columns], bold)
    sheet.write_row(1, 0, [c.example for c in columns], text)
    for number, column in enumerate(columns):
        width = max(len(column.header), len(column.example)) + 4
        sheet.set_column(number, number, min(width, _WIDEST), text)

    notes = book.add_worksheet(about[:31])
    notes.write_row(0, 0, list(headings[:4]), bold)
    notes.set_column(0, 1, 18)
    notes.set_column(2, 3, 60)
    for number, column in enumerate(columns, start=1):
        sign = headings[4] if column.required else ""
        cells = [column.header, sign, column.meaning, ", ".join(column.choices)]
        notes.write_row(number, 0, cells, wrapped)
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    for number, column in enumerate(columns):
        lists.write_column(0, number, column.choices)
        if column.choices:
            place = xl_range_abs(0, number, len(column.choices) - 1, number)
            rule = {"validate": "list", "source": f"={_LISTS}!{place}", "error_type": "warning"}
            sheet.data_validation(1, number, _ROWS, number, rule)
    book.close()
    return buffer.getvalue()
