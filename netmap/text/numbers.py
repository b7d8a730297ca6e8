"""Numbers: read as people type them, and written the same wherever a value is shown.

A value that is shown or sent has three decimals at most, and where it is smaller than 0.1
three digits that matter, on the map, on a page, in a file, in the report and from the API
alike; what is computed with is not rounded.
"""

from __future__ import annotations

import math
import re

from babel.numbers import format_decimal

from netmap.errors import Problem
from netmap.vocabulary import Language

LOCALES: dict[Language, str] = {"nl": "nl_NL", "en": "en_GB"}
DIGITS = 3
MOST_DECIMALS = 6  # what is smaller still is what computing leaves of zero
MISSING = "–"

_INTEGER = re.compile(r"-?[0-9]{1,18}(?:[.,](?!000$)0+)?", re.ASCII)  # 1.000 may be a thousand


def read_integer(text: str) -> int:
    """A whole number, also as a spreadsheet writes it (``12,0``); ValueError when it is none."""
    plain = text.strip()
    if not _INTEGER.fullmatch(plain):
        raise ValueError(f"'{text}' is not a whole number; write for example 12")
    return int(re.split("[.,]", plain)[0])


def asked_integer(
    text: str, field: str, problems: list[Problem], *, least: int = 0, most: int | None = None
) -> int | None:
    """The number in a field, or None when it is empty, none or out of range: then a problem."""
    if not text.strip():
        return None
    try:
        found = read_integer(text)
    except ValueError as error:
        problems.append(Problem("bad-number", "", field, str(error)))
        return None
    if found < least or (most is not None and found > most):
        limits = f"{least} or more" if most is None else f"{least} to {most}"
        problems.append(Problem("out-of-range", "", field, f"{found} is not {limits}"))
        return None
    return found


def within(text: str, fallback: int, least: int = 0, most: int = 999_999) -> int:
    """The number in a text where it is one of those that can be; else the fallback."""
    found = asked_integer(text, "", [], least=least, most=most)
    return fallback if found is None else found


def rounded(value: float) -> float:
    """The value as it is shown and sent.

    >>> rounded(12.34567), rounded(0.0045678), rounded(0.00000012), rounded(-0.25)
    (12.346, 0.00457, 0.0, -0.25)
    """
    small = 0 < abs(value) < 0.1
    decimals = DIGITS - 1 - math.floor(math.log10(abs(value))) if small else DIGITS
    return round(value, min(decimals, MOST_DECIMALS)) + 0.0  # never minus zero


def number_text(value: float | None, language: Language) -> str:
    """A number as a reader writes it; a dash where there is none."""
    if value is None:
        return MISSING
    return str(format_decimal(rounded(value), "#,##0.######", locale=LOCALES[language]))
