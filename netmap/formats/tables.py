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
