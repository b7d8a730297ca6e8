"""What is wrong with what somebody typed about a meeting or a decision."""

from __future__ import annotations

from netmap.errors import Problem

LONGEST_LINE, LONGEST_NOTE = 200, 4000


def line(text: str, field: str, problems: list[Problem], *, needed: bool = False) -> str:
    """One line of text without the space around it."""
    found = " ".join(text.split())
    return _checked(found, field, problems, most=LONGEST_LINE, needed=needed)


def note(text: str, field: str, problems: list[Problem]) -> str:
    """Text of several lines."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _checked(found, field, problems, most=LONGEST_NOTE, needed=False)


def _checked(text: str, field: str, problems: list[Problem], *, most: int, needed: bool) -> str:
    if needed and not text:
        problems.append(Problem("missing", "", field, "this is needed"))
    if len(text) > most:
        problems.append(Problem("too-long", "", field, f"is longer than {most} characters"))
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        problems.append(Problem("bad-text", "", field, "holds a control character"))
    return text
