"""The cells of one row, each read as what its column is; what is wrong is collected."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from netmap.formats.sheets import Row
from netmap.model import Attribute, PartialDate
from netmap.services.importing import words
from netmap.services.importing.choices import TableChoice
from netmap.services.importing.preview import Fault
from netmap.text.dates import read_date
from netmap.text.numbers import asked_integer
from netmap.vocabulary import AttributeDefinition, Language

_FORMULA = ("=", "+", "-", "@")
_CELL_ERRORS = frozenset(
    (
        *("#N/A", "#N/B", "#REF!", "#VERW!", "#NAME?", "#NAAM?", "#VALUE!", "#WAARDE!"),
        *("#DIV/0!", "#DEEL/0!", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!"),
    )
)
_MOST_EVIDENCE = 600


class Cells:
    """The cells of one row by field."""

    def __init__(
        self, header: Sequence[str], choice: TableChoice, row: Row, language: Language
    ) -> None:
        self.language = language
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []
        self._found: dict[str, tuple[str, str]] = {}
        self._row = row
        for column, text, key in zip(header, row.cells, choice.columns, strict=False):
            if key:
                self._found[key] = column, _unguarded(text)
                if any((c < " " and c not in "\n\t") or "\ud800" <= c <= "\udfff" for c in text):
                    self.faults.append(Fault("bad-text", column))
                if text in _CELL_ERRORS:
                    self.faults.append(Fault("cell-error", column, text))
        beyond = [text for text in row.cells[len(header) :] if text]
        if beyond:
            self.faults.append(Fault("too-many-cells", "", beyond[0]))

    def header(self, key: str) -> str:
        """The header of the column that is this field."""
        return self._found[key][0] if key in self._found else key

    def text(self, key: str) -> str:
        return self._found[key][1] if key in self._found else ""

    def first(self) -> str:
        return next(filter(None, self._row.cells), "")

    def several(self, key: str) -> tuple[str, ...]:
        """Texts with | between them; where there is no |, with ; or a line end."""
        text = self.text(key)
        parts = _listed(text)
        if parts is None:
            parts = text.split("|") if "|" in text else text.replace("\n", ";").split(";")
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def moment(self, key: str) -> PartialDate | None:
        text = self.text(key)
        try:
            return read_date(text) if text else None
        except ValueError:
            self._wrong("bad-date", key)
            return None

    def flag(self, key: str) -> bool | None:
        text = self.text(key)
        found = words.flag(text) if text else None
        if text and found is None:
            self._wrong("bad-flag", key)
        return found

    def word(
        self,
        key: str,
        known: Callable[[str], str | None],
        allowed: Callable[[Language], tuple[str, ...]],
    ) -> str | None:
        """The code of one of a few words."""
        text = self.text(key)
        found = known(text) if text else None
        if text and found is None:
            self._wrong("unknown-choice", key, allowed(self.language))
        return found

    def attribute(self, definition: AttributeDefinition) -> Attribute | None:
        key = definition.key
        if definition.type == "choice":
            labels = tuple(label.in_(self.language) for label in definition.choices.values())
            return self.word(key, lambda text: words.choice(key, text), lambda _: labels)
        if definition.type == "integer":
            return self._integer(definition)
        return self.text(key)

    def quoted(self) -> str:
        """The row itself, as far as it was taken over."""
        parts = [
            f"{column}: {text}" if column else text for column, text in self._found.values() if text
        ]
        whole = "; ".join(parts)
        return whole if len(whole) <= _MOST_EVIDENCE else whole[: _MOST_EVIDENCE - 1] + "…"

    def _integer(self, definition: AttributeDefinition) -> int | None:
        low, high = definition.minimum, definition.maximum
        text = self.text(definition.key)
        found = asked_integer(text, definition.key, [], least=low or 0, most=high)
        if found is not None:
            return found
        allowed = (f"{low}–{high}",) if high is not None else ()
        self._wrong("bad-number", definition.key, allowed)
        return None

    def _wrong(self, code: str, key: str, allowed: tuple[str, ...] = ()) -> None:
        self.faults.append(Fault(code, self.header(key), self.text(key), allowed))


def _unguarded(text: str) -> str:
    """Without the apostrophe that exports put before what a spreadsheet would run."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(_FORMULA) else text


def _listed(text: str) -> list[str] | None:
    """The texts of a JSON list, as exports for programs write them."""
    if not text.startswith("["):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and all(isinstance(item, str) for item in found):
        return found
    return None
