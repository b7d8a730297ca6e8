"""What the map writes: its sentences, names that are wrapped and never too long, periods."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from functools import cache

from netmap.model import Entity, Tie
from netmap.text import cards
from netmap.text.dates import date_text
from netmap.text.names import name_in
from netmap.vocabulary import LANGUAGES, Language

WIDTH = 16  # characters a line
LONGEST = 26  # characters of one word
LINES = 3
CHARACTER = 6.9  # width of an average character at FONT, in map units
FONT = 13
LINE = 15.0


def wrapped(name: str) -> str:
    """The name on at most three short lines; the panel and the table have it whole."""
    words = " ".join(
        word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…" for word in name.split()
    )
    lines = textwrap.wrap(words, WIDTH, max_lines=LINES, placeholder=" …", break_long_words=False)
    return "\n".join(lines)


def extent(entity: Entity) -> tuple[float, float]:
    """Width and height that the label needs, whatever the language: places do not depend on it."""
    lines = [wrapped(name_in(entity, language)).split("\n") for language in LANGUAGES]
    longest = max(len(line) for each in lines for line in each)
    return longest * CHARACTER + 6, max(len(each) for each in lines) * LINE


def period(tie: Tie, language: Language) -> str:
    """When a tie holds, in words; empty when nothing is known of it."""
    start, end = (date_text(d, language) for d in (tie.valid_from, tie.valid_to))
    if start and end:
        return texts(language)["between"].format_map({"from": start, "to": end})
    if start:
        return texts(language)["since"].format_map({"from": start})
    return texts(language)["until"].format_map({"to": end}) if end else ""


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Every sentence of the map by key (constant data, read once)."""
    return {k: words[language] for k, words in cards.read("netmap.maps", "texts").items()}
