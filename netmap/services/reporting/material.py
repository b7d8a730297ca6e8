"""What the sections of a report draw from: one partnership at one revision, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from netmap.model import Entity, Scope, Snapshot
from netmap.services.context import Context
from netmap.services.meetings import Agenda
from netmap.text import cards
from netmap.text.sentences import Fact, Sentence, tell
from netmap.vocabulary import Label, Language

LAYOUT = ("contents", "fictional_short", "fictional", "remedy", "decision", "honest")


class Words:
    """Sentences with their facts filled in; ids become the names in the snapshot."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self._snapshot = snapshot
        self.language: Language = language

    def __call__(self, key: str, **facts: Fact) -> str:
        label = texts()[key]
        return tell([Sentence(label.nl, label.en)], facts, self._snapshot, self.language)

    def layout(self) -> dict[str, str]:
        """The words that stand between the blocks."""
        return {key: self(key) for key in LAYOUT}


def literal(text: str) -> Label:
    """A text that is told as it is, also where an entity has it as its id."""
    return Label(nl=text, en=text)


@cache
def texts() -> Mapping[str, Label]:
    """Every sentence by key (constant data, read once)."""
    return cards.labels(cards.read("netmap.services.reporting", "texts"))


@dataclass(frozen=True, slots=True)
class Material:
    """The same for every section. ``scope`` names its revision; ``day`` is that revision's."""

    ctx: Context
    scope: Scope
    snapshot: Snapshot
    home: Entity
    agenda: Agenda
    day: date
    words: Words

    @property
    def language(self) -> Language:
        return self.words.language
