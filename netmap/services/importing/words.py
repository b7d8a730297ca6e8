"""Words in cells, recognised: kinds, choices, yes and no. None where a word says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from netmap.services.importing.fields import catalogue
from netmap.text.names import fold
from netmap.vocabulary import Label, vocabulary

_ALIKE = 86  # out of 100: a slip of the pen, not another word


def importable_kinds() -> tuple[str, ...]:
    """Kinds of entity that a row may add; a partnership is not added by a row."""
    return tuple(key for key in vocabulary().entities if key != "partnership")


def entity_kind(text: str) -> str | None:
    """The kind of entity that a text names, also in the plural or the other language."""
    return _entity_kinds().get(fold(text))


def tie_kind(text: str) -> str | None:
    return _tie_kinds().get(fold(text))


def guessed_kind(text: str, shape: str) -> str:
    """The kind that a text most likely means; empty when nothing comes near."""
    known = _entity_kinds() if shape == "entity" else _tie_kinds()
    wish = fold(text)
    if wish in known:
        return known[wish]
    found = process.extractOne(wish, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if found:
        return known[found[0]]
    inside = [known[word] for word in wish.split() if word in known]
    return inside[0] if inside else ""


def choice(attribute: str, text: str) -> str | None:
    """The code of an attribute's choice by its code or label."""
    return _choices(attribute).get(fold(text))


def certainty(text: str) -> str | None:
    return _group("certainties", vocabulary().certainties).get(fold(text))


def part(text: str) -> str | None:
    """The kind of tie that a role in an atelier says."""
    return _group("parts", {}).get(fold(text))


def direction(text: str) -> str | None:
    return _group("directions", {}).get(fold(text))


def flag(text: str) -> bool | None:
    """Yes or no; signs that folding takes away count too."""
    words = catalogue().words["flags"]
    for code, known in words.items():
        if text.strip().casefold() in known:
            return code == "yes"
    return None


@cache
def _entity_kinds() -> Mapping[str, str]:
    kinds = vocabulary().entities.values()
    named = [
        (kind.key, (*_named(kind.key, kind.label), kind.plural.nl, kind.plural.en))
        for kind in kinds
    ]
    return _by_word([*named, *((kind.key, kind.also) for kind in kinds)])


@cache
def _tie_kinds() -> Mapping[str, str]:
    kinds = vocabulary().ties.values()
    named = [(kind.key, _named(kind.key, kind.label)) for kind in kinds]
    return _by_word([*named, *((kind.key, kind.also) for kind in kinds)])


@cache
def _choices(attribute: str) -> Mapping[str, str]:
    choices = vocabulary().attributes[attribute].choices
    return _by_word((code, _named(code, label)) for code, label in choices.items())


def _group(name: str, labels: Mapping[str, Label]) -> Mapping[str, str]:
    more = catalogue().words[name]
    pairs = [(code, _named(code, label)) for code, label in labels.items()]
    return _by_word([*pairs, *((code, (code, *words)) for code, words in more.items())])


def _named(code: str, label: Label) -> tuple[str, ...]:
    return (code, label.nl, label.en)


def _by_word(pairs: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    """The first code that a word stands for."""
    found: dict[str, str] = {}
    for code, words in pairs:
        for word in words:
            found.setdefault(fold(word), code)
    return found
