"""Dates as people in the Netherlands write them, as precise as they are written."""

from __future__ import annotations

import re
from contextlib import suppress

from netmap.model import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "maart march mrt mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_LAST_OF_THIS_CENTURY = 49  # "mrt-26", as Excel shows a month, is 2026; "mrt-50" is 1950

_TIME = r"(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"  # midnight: the cell was a date
_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?" + _TIME)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\s?[-/.]\s?)?(\d{1,2})\s?[-/.]\s?(\d{4})" + _TIME)
_NAMED = re.compile(r"(?:(\d{1,2})(?:e|st|nd|rd|th)?[-. ]+)?([a-z]+)\.?[- ]+'?(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def read_moment(text: str) -> PartialDate:
    """The date in a cell; ValueError when it is none, or could be more than one.

    >>> str(read_moment("03-02-2026")), str(read_moment("maart 2026")), str(read_moment("2026"))
    ('2026-02-03', '2026-03', '2026')
    """
    plain = " ".join(text.lower().split())
    for pattern, order in ((_YEAR, "y"), (_YEAR_FIRST, "ymd"), (_DAY_FIRST, "dmy")):
        if match := pattern.fullmatch(plain):
            parts = dict(zip(order, match.groups(), strict=True))
            return _date(text, parts["y"], parts.get("m"), parts.get("d"))
    if match := _NAMED.fullmatch(plain):
        day, name, year = match.groups()
        if name in _MONTHS and (len(year) == 4 or not day):
            return _date(text, _century(year), str(_MONTHS[name]), day)
    if (match := _NAMED_FIRST.fullmatch(plain)) and match[1] in _MONTHS:
        return _date(text, match[3], str(_MONTHS[match[1]]), match[2])
    raise ValueError(
        f"'{text}' is not a date; write 2026, 2026-03, 2026-03-31 or 31-03-2026 (day first)"
    )


def _century(year: str) -> str:
    if len(year) == 4:
        return year
    return ("20" if int(year) <= _LAST_OF_THIS_CENTURY else "19") + year


def _date(text: str, year: str, month: str | None, day: str | None) -> PartialDate:
    parts = (year, *(part.zfill(2) for part in (month, day) if part))
    with suppress(ValueError):
        return PartialDate.parse("-".join(parts))
    raise ValueError(f"'{text}' is not in the calendar; write the day first: 31-03-2026")
