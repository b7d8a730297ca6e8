"""The words of a comparison: templates and labels (TOML), filled as those of the gaps are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from netmap.model import Snapshot
from netmap.text import cards
from netmap.text.sentences import Fact, Sentence, tell
from netmap.vocabulary import Label, Language

Facts: TypeAlias = Mapping[str, Fact]
Tellable: TypeAlias = tuple[str, Facts]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence in plain text, and the name of its template: what it is about."""

    key: str
    text: str


def told(tellable: Iterable[Tellable], snapshot: Snapshot, language: Language) -> tuple[Told, ...]:
    """Sentences by the names of their templates."""
    return tuple(Told(key, sentence(key, facts, snapshot, language)) for key, facts in tellable)


def merged(one: Snapshot, other: Snapshot) -> Snapshot:
    """A snapshot that knows the names of both; where they differ, that of the first."""
    return replace(one, entities={**other.entities, **one.entities})


def words(table: str) -> Mapping[str, Label]:
    """What the kinds, the coverages or the caveats are called."""
    return cards.labels(cards.read("netmap.comparison", "words")[table])


def caveat(key: str) -> Label:
    """What to keep in mind when a metric of two networks is compared."""
    table = cards.read("netmap.comparison", "words")["caveats"]
    name = next((name for name, entry in table.items() if key in entry["metrics"]), "other")
    return words("caveats")[name]


def sentence(key: str, facts: Facts, snapshot: Snapshot, language: Language) -> str:
    """One template with its facts."""
    entry = cards.read("netmap.comparison", "sentences")[key]
    return tell([Sentence(**entry)], facts, snapshot, language)
