"""What is wrong with what somebody typed about a meeting or a decision."""

from __future__ import annotations

import re

from netmap.errors import Problem
from netmap.model import PartialDate

LONGEST_LINE, LONGEST_NOTE = 200, 4000

_DAY_FIRST = re.compile(
    r"(?:(?P<day>\d{1,2})[-/. ])?(?P<month>\d{1,2}|[^\W\d]{3,})[-/. ](?P<year>\d{4})", re.ASCII
)
_MONTHS = {
    name: number
    for names in (
        ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        ("", "", "mrt"),
    )
    for number, name in enumerate(names, start=1)
}


def line(text: str, field: str, problems: list[Problem], *, needed: bool = False) -> str:
    """One line of text without the space around it."""
    found = " ".join(text.split())
    return _checked(found, field, problems, most=LONGEST_LINE, needed=needed)


def note(text: str, field: str, problems: list[Problem]) -> str:
    """Text of several lines."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _checked(found, field, problems, most=LONGEST_NOTE, needed=False)


def moment(text: str, field: str, problems: list[Problem], *, needed: bool) -> PartialDate | None:
    """A year, month or day, as people write it; None when left empty."""
    text = text.strip()
    if not text:
        if needed:
            problems.append(Problem("missing", "", field, "a date is needed"))
        return None
    try:
        return PartialDate.parse(_iso(text))
    except ValueError as error:
        problems.append(Problem("bad-date", "", field, str(error)))
        return None


def _iso(text: str) -> str:
    """``15-3-2027``, ``3/2027``, ``15 maart 2027`` and ``March 2027`` as 2027-03-15 and 2027-03."""
    found = _DAY_FIRST.fullmatch(text)
    if not found:
        return text
    day, month, year = found["day"], found["month"].lower(), found["year"]
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3], 0)
    if not number:
        return text
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"


def _checked(text: str, field: str, problems: list[Problem], *, most: int, needed: bool) -> str:
    if needed and not text:
        problems.append(Problem("missing", "", field, "this is needed"))
    if len(text) > most:
        problems.append(Problem("too-long", "", field, f"is longer than {most} characters"))
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        problems.append(Problem("bad-text", "", field, "holds a control character"))
    return text
