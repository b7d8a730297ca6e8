"""The sentences of the map's own controls, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from netmap.text import cards
from netmap.vocabulary import Language


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Every sentence of the map by key (constant data, read once)."""
    return {k: words[language] for k, words in cards.read("netmap.maps", "texts").items()}
