"""The words of a comparison: templates and labels (TOML), filled as those of the gaps are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from netmap.model import Snapshot
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
    found: Mapping[str, Any] = _read("words")[table]
    return {key: Label(nl=label["nl"], en=label["en"]) for key, label in found.items()}


def caveat(key: str) -> Label:
    """What to keep in mind when a metric of two networks is compared."""
    table = _read("words")["caveats"]
    name = next((name for name, entry in table.items() if key in entry["metrics"]), "other")
    return words("caveats")[name]


def quoted(things: Iterable[str], snapshot: Snapshot, language: Language) -> tuple[str, ...]:
    """Names and titles between quotes, so that an "and" in one does not seem to end it."""
    return tuple(sentence("quoted", {"thing": thing}, snapshot, language) for thing in things)


def written(value: float | None, language: Language) -> str:
    """A number as a reader writes it: three digits that matter, the comma of the language."""
    if value is None:
        return "–"
    text = f"{value:.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"
    return text.replace(".", ",") if language == "nl" else text


def sentence(key: str, facts: Facts, snapshot: Snapshot, language: Language) -> str:
    """One template with its facts."""
    entry = _read("sentences")[key]
    return tell([Sentence(entry["nl"], entry["en"])], facts, snapshot, language)


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("netmap.comparison") / f"{name}.toml").read_text("utf-8"))
