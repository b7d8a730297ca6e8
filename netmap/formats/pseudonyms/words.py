"""The words of this package, and which values are taken together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from netmap.vocabulary import Label, vocabulary


def coarser(attribute: str) -> Mapping[str, str]:
    """The group of each value of an attribute."""
    groups: Mapping[str, list[str]] = texts()["groups"][attribute]
    return {value: group for group, values in groups.items() for value in values}


def word(key: str) -> Label:
    """What a group, or a value of a published attribute, is called."""
    words = texts()["words"]
    if key in words:
        return Label(**words[key])
    attributes = vocabulary().attributes
    return next(
        attributes[name].choices[key]
        for name in ("sector", "line", "form_of")
        if key in attributes[name].choices
    )


@cache
def texts() -> Mapping[str, Any]:
    """Constant data, read once."""
    return tomllib.loads((files("netmap.formats.pseudonyms") / "words.toml").read_text("utf-8"))
