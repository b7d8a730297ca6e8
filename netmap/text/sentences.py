"""The template language of rules, cards and reports: sentences with facts filled in."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from netmap.model import Snapshot
from netmap.text.names import name_in
from netmap.text.numbers import number_text
from netmap.vocabulary import Label, Language

Fact: TypeAlias = (
    str | int | float | Label | tuple[str, ...] | tuple[Label, ...] | tuple[tuple[str, ...], ...]
)

MOST_NAMES = 8  # in one sentence; the facts hold them all

_AND = {"nl": "en", "en": "and"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template; used when the fact ``when`` holds something ("!fact": when it does not).

    ``{fact}`` becomes a number, a name, or names joined in words; ``{fact:one|many}``
    chooses a word by the number; ``{fact:sentences}`` tells texts as sentences, and
    ``{fact:path}`` names as the steps of a path.
    """

    nl: str
    en: str
    when: str = ""


def tell(
    sentences: Iterable[Sentence],
    facts: Mapping[str, Fact],
    snapshot: Snapshot,
    language: Language,
) -> str:
    """The sentences that apply to the facts, filled with names from the snapshot."""
    writer = _Writer(snapshot, language)
    return " ".join(
        writer.vformat(sentence.nl if language == "nl" else sentence.en, (), facts)
        for sentence in sentences
        if _applies(sentence, facts)
    )


def quoted(things: Iterable[str], snapshot: Snapshot, language: Language) -> tuple[str, ...]:
    """Names and titles between quotes, so that an "and" in one does not seem to end it."""
    template = (Sentence("‘{thing}’", "‘{thing}’"),)
    return tuple(tell(template, {"thing": thing}, snapshot, language) for thing in things)


def _applies(sentence: Sentence, facts: Mapping[str, Fact]) -> bool:
    if sentence.when.startswith("!"):
        return not facts[sentence.when[1:]]
    return not sentence.when or bool(facts[sentence.when])


class _Writer(string.Formatter):
    """Fills a template; what a value says is never read as a template itself."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self._entities = snapshot.entities
        self._language: Language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if (value if isinstance(value, int) else len(value)) == 1 else many
        if isinstance(value, tuple):
            if format_spec == "sentences":
                return " ".join(text[:1].upper() + text[1:].rstrip(" .") + "." for text in value)
            if format_spec == "path":
                return " → ".join(self._name(item) for item in value)
            if value and isinstance(value[0], tuple):
                return self._pieces(value)
            return self._list([self._name(item) for item in value])
        if isinstance(value, float):
            return number_text(value, self._language)
        return str(value) if isinstance(value, int) else self._name(value)

    def _name(self, text: str | Label) -> str:
        """The name of the entity with this id, in the language; any other text as it is."""
        if isinstance(text, Label):
            return text.in_(self._language)
        entity = self._entities.get(text)
        return text if entity is None else name_in(entity, self._language)

    def _list(self, names: list[str], left_out: int = 0) -> str:
        """``A``, ``A en B``, ``A, B en C``, ``A, B en nog 5``; ``;`` where a name has a comma."""
        left_out += max(0, len(names) - MOST_NAMES)
        names = names[:MOST_NAMES]
        if left_out:
            names.append(f"nog {left_out}" if self._language == "nl" else f"{left_out} more")
        if len(names) < 2:
            return "".join(names)
        comma = "; " if any(", " in name for name in names) else ", "
        return f"{comma.join(names[:-1])} {_AND[self._language]} {names[-1]}"

    def _pieces(self, pieces: tuple[tuple[str, ...], ...]) -> str:
        """Pieces of one in a plain list; larger ones apart, between semicolons."""
        groups = [piece for piece in pieces if len(piece) > 1]
        alone = [self._name(piece[0]) for piece in pieces if len(piece) == 1]
        shown = groups[:MOST_NAMES]
        left_out = sum(len(piece) for piece in groups[MOST_NAMES:])
        texts = [self._list([self._name(key) for key in piece]) for piece in shown]
        if alone or left_out:
            texts.append(self._list(alone, left_out))
        return "; ".join(texts)
