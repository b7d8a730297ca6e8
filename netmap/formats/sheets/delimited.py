"""CSV as spreadsheets write it: encoding and delimiter are found out, every cell is text."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice

from netmap.formats.sheets.sheet import Limits, Sheet, make_sheet, refused

DELIMITERS = (";", ",", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 60  # rows that decide which delimiter it is


def read_delimited(file: str, data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The one sheet of a CSV file, or none when it is empty. Raises Invalid."""
    text = decode(file, data)
    if len(text) > limits.characters:
        raise refused(file, "file-too-large", "holds too much text; split it in parts")
    announced, text = _announced(text)
    delimiter = announced or find_delimiter(text)
    lines: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, line in enumerate(reader, start=1):
            if not any(cell.strip() for cell in line):
                continue
            if len(line) > limits.columns:
                message = f"row {number} has over {limits.columns} columns"
                raise refused(file, "too-many-columns", message)
            lines.append((number, line))
            if len(lines) > limits.rows + 1:
                message = f"has over {limits.rows} rows; split it in parts"
                raise refused(file, "too-many-rows", message)
    except csv.Error as error:
        message = f"the quotes in row {number + 1} do not close as they should: {error}"
        raise refused(file, "bad-quotes", message) from error
    sheet = make_sheet("", lines)
    return (sheet,) if sheet else ()


def decode(file: str, data: bytes) -> str:
    """The text of a file: by its mark, else UTF-16, UTF-8 or what Windows writes (cp1252)."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(file, data, name)
    if b"\0" in data:
        return _decoded(file, data, _utf_16(file, data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(file, data, "cp1252")


def _utf_16(file: str, data: bytes) -> str:
    """Which UTF-16 it is, by where the zeros of Latin letters stand; else it is no text."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    least = len(data) / 8
    if odd > least and odd > 4 * even:
        return "utf-16-le"
    if even > least and even > 4 * odd:
        return "utf-16-be"
    raise refused(file, "not-a-table", "is not a CSV or XLSX file")


def _decoded(file: str, data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        message = "its letters are written in a way that is not known; save it as CSV UTF-8"
        raise refused(file, "bad-encoding", message) from error
    if "\0" in text:
        raise refused(file, "not-a-table", "is not a CSV or XLSX file")
    return text


def _announced(text: str) -> tuple[str, str]:
    """The delimiter of a first line ``sep=;``, which Excel writes and hides, and the rest."""
    first, _, rest = text.partition("\n")
    line = first.rstrip("\r").strip('"')
    if line[:4].lower() == "sep=" and len(line) == len("sep=;") and line[4] not in '"\r\n':
        return line[4], rest
    return "", text


def find_delimiter(text: str) -> str:
    """The delimiter that makes most rows equally wide; a semicolon when none divides anything."""

    def fit(delimiter: str) -> tuple[float, int]:
        """How many of the rows have the width that most have, and that width."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in islice(reader, _SAMPLE) if row]
        except csv.Error:
            return 0.0, 0
        divided = Counter(width for width in widths if width > 1)
        if not divided:
            return 0.0, 0
        width, count = divided.most_common(1)[0]
        return count / len(widths), width

    return max(DELIMITERS, key=fit)  # the first of equals
