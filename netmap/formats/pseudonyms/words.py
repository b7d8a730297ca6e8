"""The words of this package, and which values are taken together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netmap.text import cards
from netmap.vocabulary import Label, vocabulary


def coarser(attribute: str) -> Mapping[str, str]:
    """The group of each value of an attribute."""
    groups: Mapping[str, list[str]] = texts()["groups"][attribute]
    return {value: group for group, values in groups.items() for value in values}


def word(key: str) -> Label:
    """What a group, or a value of a published attribute, is called."""
    words = texts()["words"]
    if key in words:
        return cards.label(words[key])
    attributes = vocabulary().attributes
    return next(
        attributes[name].choices[key]
        for name in ("sector", "line", "form_of")
        if key in attributes[name].choices
    )


def texts() -> Mapping[str, Any]:
    return cards.read("netmap.formats.pseudonyms", "words")
