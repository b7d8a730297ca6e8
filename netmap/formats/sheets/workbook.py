"""XLSX: the values that Excel kept, as text. Nothing in the file is run or computed."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl

from netmap.errors import Invalid
from netmap.formats.sheets.sheet import Limits, Sheet, make_sheet, refused

_BRACKETED = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')
_ZEROS = re.compile(r"0+")
_FLAG = {True: "true", False: "false"}
_MOST_ROWS = 1_048_576  # that Excel can hold


def read_workbook(file: str, data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The visible sheets that hold text, in their order. Raises Invalid."""
    _check_package(file, data, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it does not keep
            return _sheets(file, data, limits)
    except Invalid:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise nearly anything
        message = "is damaged; open it in Excel and save it again as XLSX"
        raise refused(file, "bad-file", message) from error


def _check_package(file: str, data: bytes, limits: Limits) -> None:
    """Refuse what is no XLSX file, and what would unpack to more than it may."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        message = "is damaged; open it in Excel and save it again as XLSX"
        raise refused(file, "bad-file", message) from error
    if len(parts) > limits.parts or sum(p.file_size for p in parts) > limits.unpacked_bytes:
        raise refused(file, "file-too-large", "unpacks to more than fits; split it in parts")
    if any(part.flag_bits & 1 for part in parts):
        raise refused(file, "encrypted", "has a password; save it without one")
    if "xl/workbook.xml" not in names:
        message = "is not an XLSX file; open it in its program and save it as XLSX or CSV"
        raise refused(file, "not-a-table", message)


def _sheets(file: str, data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if len(visible) > limits.sheets:
            raise refused(file, "too-many-sheets", f"has over {limits.sheets} sheets")
        found = []
        room = limits.characters
        for sheet in visible:
            sheet.reset_dimensions()  # programs write them wrong; the rows themselves count
            lines = list(_lines(file, sheet, limits, room))
            room -= sum(len(text) for _, line in lines for text in line)
            found.append(make_sheet(sheet.title, lines))
        return tuple(sheet for sheet in found if sheet)
    finally:
        book.close()


def _lines(file: str, sheet: Any, limits: Limits, room: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Lines with any text, numbered as Excel does."""
    filled = 0
    gap: object = None  # openpyxl gives the same row for all that the file leaves out
    rows: Iterable[Sequence[Any]] = sheet.iter_rows(max_col=limits.columns + 1)
    for number, row in enumerate(rows, start=1):
        if number > _MOST_ROWS:
            raise refused(file, "too-many-rows", "has more rows than Excel can hold")
        if row is gap:
            continue
        line = [cell_text(c.value, getattr(c, "number_format", "")) for c in row]
        if not any(line):
            gap = row
            continue
        filled += 1
        room -= sum(map(len, line))
        if room < 0:
            raise refused(file, "file-too-large", "holds too much text; split it in parts")
        if filled > limits.rows + 1:
            message = f"has over {limits.rows} rows; split it in parts"
            raise refused(file, "too-many-rows", message)
        if len(line) > limits.columns and line[limits.columns]:
            raise refused(file, "too-many-columns", f"has over {limits.columns} columns")
        yield number, line


def cell_text(value: object, number_format: str = "General") -> str:
    """A value as its reader sees it: leading zeros, months and years as the cell shows them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _FLAG[value]
    if isinstance(value, int | float):
        return _number(value, number_format or "")
    if isinstance(value, datetime | date):
        return _moment(value, number_format or "")
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _number(value: float, number_format: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return format(value, ".15g")  # as many digits as Excel keeps
    whole = str(int(value))
    return whole.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else whole


def _moment(value: datetime | date, number_format: str) -> str:
    if isinstance(value, datetime):
        if value.time() != time():
            return value.isoformat(sep=" ")
        value = value.date()
    shown = _BRACKETED.sub("", number_format).lower()
    if "y" in shown and "d" not in shown:
        return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
    return value.isoformat()
