"""Tables as CSV that opens as it should in Dutch and in English spreadsheets."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence

from netmap.vocabulary import Language

# A cell that starts with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]], language: Language) -> bytes:
    """CSV in UTF-8 with a byte order mark, which is how Excel knows the encoding.

    Dutch: semicolons and a decimal comma; English: commas and a decimal point. Texts
    that a spreadsheet would run as a formula get an apostrophe in front. A number
    that is not defined is an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
    writer.writerow([_cell(name, language) for name in header])
    writer.writerows([_cell(value, language) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV for programs: UTF-8 without a mark, commas, a decimal point, whatever the language.

    As in `write_csv`, an apostrophe goes before a text that a spreadsheet would run; here
    also before one that already has it, so that taking one away gives the text back.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_program_cell(name) for name in header])
    writer.writerows([_program_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


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
