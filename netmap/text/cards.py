"""Words kept as data: cards and texts in TOML files beside the code that needs them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from netmap.text.sentences import Sentence
from netmap.vocabulary import Label


@cache
def read(package: str, name: str) -> Mapping[str, Any]:
    """What ``name``.toml in a package says (constant data, read once)."""
    return tomllib.loads((files(package) / f"{name}.toml").read_text("utf-8"))


def label(words: Mapping[str, str]) -> Label:
    """Words in both languages."""
    return Label(nl=words["nl"], en=words["en"])


def labels(table: Mapping[str, Mapping[str, str]]) -> dict[str, Label]:
    """A table of words, by key."""
    return {key: label(words) for key, words in table.items()}


def sentences(templates: Iterable[Mapping[str, str]]) -> tuple[Sentence, ...]:
    """Templates in both languages, each with its condition."""
    return tuple(Sentence(**template) for template in templates)
