"""Names as the map writes them: in the reader's language, wrapped, never too long."""

from __future__ import annotations

import textwrap

from netmap.maps.texts import texts
from netmap.model import Entity, PartialDate, Tie
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
    start, end = (day(d, language) if d else "" for d in (tie.valid_from, tie.valid_to))
    if start and end:
        return texts(language)["between"].format_map({"from": start, "to": end})
    if start:
        return texts(language)["since"].format_map({"from": start})
    return texts(language)["until"].format_map({"to": end}) if end else ""


def day(moment: PartialDate, language: Language) -> str:
    if moment.month is None:
        return str(moment.year)
    month = texts(language)["months"].split()[moment.month - 1]
    return " ".join(map(str, filter(None, (moment.day, month, moment.year))))
