"""Dates: read as people type them, as precise as they are written, and written out again."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

from babel.dates import format_date

from netmap.errors import Problem
from netmap.model import PartialDate
from netmap.text.numbers import LOCALES
from netmap.vocabulary import Language

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "maart march mrt mar maa",
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

_BETWEEN = r"(?:\s?[-/.]\s?|\s)"
_TIME = r"(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"  # midnight: a spreadsheet's cell was a date
_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?{_TIME}")
_DAY_FIRST = re.compile(rf"(?:(\d{{1,2}}){_BETWEEN})?(\d{{1,2}}){_BETWEEN}(\d{{4}}){_TIME}")
_NAMED = re.compile(r"(?:(\d{1,2})(?:e|st|nd|rd|th)?[-. /]+)?([a-z]+)\.?[- /,]+('?)(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def read_date(text: str) -> PartialDate:
    """The date that a text says: a year, a month or a day, in Dutch, English or ISO form.

    Raises ValueError, with the forms that are understood, when it is no date or could be
    more than one (the day comes first; a year of two digits only stands beside a month).

    >>> str(read_date("15 maart 2027")), str(read_date("3/2027")), str(read_date("mrt-26"))
    ('2027-03-15', '2027-03', '2026-03')
    """
    plain = " ".join(text.lower().replace("’", "'").split())
    for pattern, order in ((_YEAR, "y"), (_YEAR_FIRST, "ymd"), (_DAY_FIRST, "dmy")):
        if match := pattern.fullmatch(plain):
            parts = dict(zip(order, match.groups(), strict=True))
            return _date(text, parts["y"], parts.get("m"), parts.get("d"))
    if match := _NAMED.fullmatch(plain):
        day, name, short, year = match.groups()
        if name in _MONTHS and (len(year) == 4 or short or not day):
            return _date(text, _century(year), str(_MONTHS[name]), day)
    if (match := _NAMED_FIRST.fullmatch(plain)) and match[1] in _MONTHS:
        return _date(text, match[3], str(_MONTHS[match[1]]), match[2])
    raise ValueError(f"'{text}' is not a date; write {FORMS}")


FORMS = "2027, 3/2027, 15-3-2027 (day first), 15 March 2027 or 2027-03-15"


def asked_date(text: str, field: str, problems: list[Problem]) -> PartialDate | None:
    """The date in a field, or None when it is empty or no date; that is then a problem."""
    if not text.strip():
        return None
    try:
        return read_date(text)
    except ValueError as error:
        problems.append(Problem("bad-date", "", field, str(error)))
        return None


def date_text(value: PartialDate | date | datetime | None, language: Language) -> str:
    """A date in words, as precise as it is: 22 november 2026; empty for none."""
    if value is None:
        return ""
    form = "d MMMM yyyy"
    if isinstance(value, PartialDate):
        form = form if value.day else "LLLL yyyy" if value.month else "yyyy"
        value = value.first_day
    return str(format_date(value, form, locale=LOCALES[language]))


def _century(year: str) -> str:
    if len(year) == 4:
        return year
    return ("20" if int(year) <= _LAST_OF_THIS_CENTURY else "19") + year


def _date(text: str, year: str, month: str | None, day: str | None) -> PartialDate:
    parts = (year, *(part.zfill(2) for part in (month, day) if part))
    with suppress(ValueError):
        return PartialDate.parse("-".join(parts))
    raise ValueError(f"'{text}' is not in the calendar; write {FORMS}")
