"""Tables of numbers with names instead of ids, and the words that head them."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from netmap.metrics.card import Metric, TableMetric
from netmap.model import Snapshot
from netmap.services.changes import Named, named
from netmap.text import cards
from netmap.vocabulary import Label, Language, vocabulary

Cell: TypeAlias = Named | tuple[Named, ...] | str | float | None

_ACTORS = frozenset({"entity", "carrier"})
_RELATIONS = frozenset({"relation", "other"})


@dataclass(frozen=True, slots=True)
class Column:
    """What stands above a column, by key and in the language."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """One table, with the cards of the metrics in it. A number is None where not defined.

    The first ``heads`` columns say what a row is about.
    """

    key: str
    title: str
    cards: tuple[Metric, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1


class Writer:
    """Makes cells and headings out of ids and codes, in one language."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self._snapshot = snapshot
        self._language: Language = language

    def title(self, key: str) -> str:
        return self._said("titles", key)

    def kind(self, key: str) -> str:
        return self.label(vocabulary().entities[key].plural.capitalised())

    def word(self, key: str) -> str:
        return self._said("words", key)

    def truth(self, value: bool | None) -> str | None:
        return None if value is None else self.word("yes" if value else "no")

    def headings(self, *keys: str) -> tuple[Column, ...]:
        return tuple(Column(key, self._said("headings", key)) for key in keys)

    def cards(self, cards: Iterable[Metric]) -> tuple[Column, ...]:
        """A heading for each metric."""
        return tuple(Column(card.key, self.label(card.name)) for card in cards)

    def label(self, label: Label) -> str:
        return label.in_(self._language)

    def name(self, key: str) -> Named:
        return named(key, self._snapshot, self._language)

    def names(self, keys: Iterable[str]) -> tuple[Named, ...]:
        return tuple(self.name(key) for key in keys)

    def table(self, card: TableMetric, frame: Any, attribute: str) -> Section:
        """A metric that is a table, with its codes in words."""
        levels = [str(name) for name in frame.index.names]
        heads = [Column(levels[0], self.label(card.rows))]
        heads += [Column(name, self._said("headings", "other")) for name in levels[1:]]
        columns = [
            Column(str(key), self.label(card.columns[key]))
            if key in card.columns
            else Column(str(key), str(self._code(card, attribute, key, attribute)))
            for key in frame.columns
        ]
        rows = []
        for index, values in zip(frame.index, frame.to_numpy(dtype=object), strict=True):
            keys = index if isinstance(index, tuple) else (index,)
            about = [
                self._code(card, level, key, attribute)
                for level, key in zip(levels, keys, strict=True)
            ]
            cells = [
                self._code(card, str(column), value, attribute)
                for column, value in zip(frame.columns, values, strict=True)
            ]
            rows.append((*about, *cells))
        return Section(
            card.key, self.label(card.name), (card,), (*heads, *columns), tuple(rows), len(heads)
        )

    def _code(self, card: TableMetric, place: str, value: Hashable, attribute: str) -> Cell:
        """The word for what stands in a table of a metric."""
        if not isinstance(value, str):
            return number(value)
        if value in card.codes:
            return self.label(card.codes[value])
        words = vocabulary()
        if place in _ACTORS:
            return self.name(value) if value else None
        if place in _RELATIONS and value in words.ties:
            return self.label(words.ties[value].label)
        if place == attribute:
            choice = words.attributes[attribute].choices.get(value)
            return self.label(choice) if choice else value or self.word("group_unknown")
        return value

    def _said(self, part: str, key: str) -> str:
        words = cards.read("netmap.services", "levels")[part][key]
        return cards.label(words).in_(self._language)


def cell_text(cell: Cell) -> str | float | None:
    """A cell as it stands in a plain table: names, not ids."""
    if isinstance(cell, tuple):
        return ", ".join(thing.name for thing in cell)
    return cell.name if isinstance(cell, Named) else cell


def number(value: Any) -> float | None:
    """A number for a cell; None for what is none."""
    return float(value) if value is not None and math.isfinite(value) else None


def numbers(values: Iterable[Any]) -> tuple[float | None, ...]:
    return tuple(number(value) for value in values)
