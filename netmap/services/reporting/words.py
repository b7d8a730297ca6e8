"""The words of a report, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from netmap.model import Snapshot
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
