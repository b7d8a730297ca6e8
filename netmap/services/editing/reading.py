"""Text as it was typed, read field by field: what cannot be used is a problem at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from netmap.errors import Problem
from netmap.model import PartialDate
from netmap.text.dates import asked_date
from netmap.text.names import clean
from netmap.text.numbers import asked_integer

Fields: TypeAlias = Mapping[str, str]

SHORT, LONG = 300, 4000


class Reading:
    """Reads the fields of one form; ``problems`` gathers everything that is wrong at once."""

    def __init__(self, fields: Fields) -> None:
        self.fields = {name: clean(text) for name, text in fields.items()}
        self.problems: list[Problem] = []

    def wrong(self, code: str, field: str, message: str, where: str = "") -> None:
        self.problems.append(Problem(code, where, field, message))

    def text(self, name: str, *, most: int = SHORT, required: bool = False) -> str:
        """One line, or more where ``most`` is LONG."""
        found = self.fields.get(name, "")
        if most <= SHORT:
            found = " ".join(found.split())
        if required and not found:
            self.wrong("missing", name, "fill this in")
        if len(found) > most:
            self.wrong("too-long", name, f"use at most {most} characters")
        return found

    def lines(self, name: str) -> tuple[str, ...]:
        """Each line once, in the order in which they stand."""
        rows = (" ".join(row.split()) for row in self.fields.get(name, "").splitlines())
        found = tuple(dict.fromkeys(row for row in rows if row))
        if any(len(row) > SHORT for row in found):
            self.wrong("too-long", name, f"use at most {SHORT} characters on a line")
        return found

    def flag(self, name: str) -> bool:
        return bool(self.fields.get(name))

    def date(self, name: str) -> PartialDate | None:
        return asked_date(self.fields.get(name, ""), name, self.problems)

    def integer(self, name: str) -> int | None:
        text = self.fields.get(name, "")
        return asked_integer(text, name, self.problems, least=-(10**15))

    def choice(self, name: str, known: Sequence[str], *, required: bool = False) -> str:
        """One of the known values, or nothing."""
        text = self.fields.get(name, "")
        if required and not text:
            self.wrong("missing", name, "choose one")
        elif text and text not in known:
            self.wrong("unknown-value", name, f"'{text}' is not one of: {', '.join(known)}")
            return ""
        return text
