"""What a map shows and how: one value that an address, a saved view and a drawing share.

An address says only what differs from the map as it opens, always in the same order, so
that the same settings have one address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias, cast
from urllib.parse import urlencode

from netmap.errors import Invalid, Problem
from netmap.model import CERTAINTIES, SLUG, PartialDate
from netmap.roles import Level
from netmap.text.dates import asked_date
from netmap.vocabulary import vocabulary

Query: TypeAlias = Mapping[str, str | Sequence[str]]
Pin: TypeAlias = tuple[str, int, int]  # entity, x, y

NO_SECTOR = "none"  # stands in a filter for organisations of which no sector is known
NO_SIZE = "none"  # in an address: all of one size
DEEPEST = 3
_FARTHEST = 1_000_000  # map units that a pin may lie from the middle
_MOST_PINS = 2_000
_PIN = re.compile(r"([a-z0-9][a-z0-9._-]{0,199}):(-?\d{1,7}):(-?\d{1,7})")


@dataclass(frozen=True, slots=True)
class MapSettings:
    """Filters, looks and places of a map. None stands for 'no restriction'.

    Attributes
    ----------
    kinds, sectors, certainty, relations
        What stays: kinds of entity, sectors (of what can have one; `NO_SECTOR` for those
        without), certainties, kinds of tie.
    layers
        The layers of ties that show; None for those that the map opens with.
    ateliers
        What is tied to one of these stays.
    as_of
        Ties that do not hold on this date are left out; undated ones stay.
    focus, depth
        The chosen entity; with a depth only what is at most that many ties away stays.
        Ties to a partnership do not count as a way from one to another.
    level
        ``organisation`` folds units into the organisation that they are part of.
    colour_by, size_by, group_by
        An attribute or the key of a metric; empty for the usual looks.
    pins
        Places that somebody chose by hand, by id.
    """

    kinds: frozenset[str] | None = None
    sectors: frozenset[str] | None = None
    ateliers: frozenset[str] | None = None
    certainty: frozenset[str] | None = None
    layers: frozenset[str] | None = None
    relations: frozenset[str] | None = None
    as_of: PartialDate | None = None
    focus: str = ""
    depth: int = 0
    level: Level = "unit"
    colour_by: str = ""
    size_by: str = "degree"
    group_by: str = ""
    pins: tuple[Pin, ...] = ()

    @property
    def shown_layers(self) -> frozenset[str]:
        return first_layers() if self.layers is None else self.layers

    @property
    def filters(self) -> bool:
        """Whether something is left out, besides by layers."""
        sets = (self.kinds, self.sectors, self.ateliers, self.certainty, self.relations)
        return any(s is not None for s in sets) or self.as_of is not None or self.depth > 0

    def looks(self) -> MapSettings:
        """The same without any filter: for a map from which all that does not show is gone."""
        return MapSettings(
            layers=frozenset(vocabulary().layers),
            focus=self.focus,
            level=self.level,
            colour_by=self.colour_by,
            size_by=self.size_by,
            group_by=self.group_by,
            pins=self.pins,
        )

    def to_query(self) -> dict[str, str]:
        """What differs from the map as it opens, by name, in a fixed order."""
        found: dict[str, str] = {}
        for name in _SETS:
            chosen = getattr(self, name)
            if chosen is not None and not (name == "layers" and chosen == first_layers()):
                found[name] = ",".join(sorted(chosen))
        for name in ("as_of", "focus", "depth", "level", "colour_by", "size_by", "group_by"):
            value = getattr(self, name)
            if value != getattr(_STANDARD, name):
                found[name] = str(value) or NO_SIZE
        if self.pins:
            found["pins"] = ",".join(f"{key}:{x}:{y}" for key, x, y in sorted(self.pins))
        return found

    def address(self) -> str:
        """The same as the query of an address; empty for the map as it opens."""
        return urlencode(self.to_query(), safe=",:")

    def plain(self) -> dict[str, Any]:
        """The same for JSON, with every name."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in _SETS:
            found[name] = None if found[name] is None else sorted(found[name])
        found["layers"] = sorted(self.shown_layers)
        found["as_of"] = "" if self.as_of is None else str(self.as_of)
        found["pins"] = {key: [x, y] for key, x, y in sorted(self.pins)}
        return found

    @classmethod
    def from_query(cls, query: Query) -> MapSettings:
        """Read what an address or a saved view says; other names are left alone.

        Raises Invalid with every value that cannot be used, by the name of its field.
        """
        reader = _Reader(query)
        words = vocabulary()
        found = cls(
            kinds=reader.chosen("kinds", words.entities),
            sectors=reader.chosen("sectors", {*words.attributes["sector"].choices, NO_SECTOR}),
            ateliers=reader.chosen("ateliers", None),
            certainty=reader.chosen("certainty", CERTAINTIES),
            layers=reader.chosen("layers", words.layers, empty=True),
            relations=reader.chosen("relations", words.ties),
            as_of=reader.date("as_of"),
            focus=reader.key("focus"),
            depth=int(reader.one_of("depth", [str(n) for n in range(DEEPEST + 1)]) or 0),
            level=cast("Level", reader.one_of("level", ["organisation", "unit"]) or "unit"),
            colour_by=reader.key("colour_by"),
            size_by=_size(reader.key("size_by")),
            group_by=reader.key("group_by"),
            pins=reader.pins(),
        )
        if reader.problems:
            raise Invalid(reader.problems)
        return found


def first_layers() -> frozenset[str]:
    """The layers that show when the map opens."""
    return frozenset(key for key, layer in vocabulary().layers.items() if layer.first)


_SETS = ("kinds", "sectors", "ateliers", "certainty", "layers", "relations")
NAMES = tuple(field.name for field in fields(MapSettings))
_STANDARD = MapSettings()


def _size(key: str) -> str:
    return {"": _STANDARD.size_by, NO_SIZE: ""}.get(key, key)


class _Reader:
    """Reads values out of a query and gathers what is wrong with them."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.problems: list[Problem] = []

    def refuse(self, field: str, text: str, code: str = "bad-value") -> None:
        self.problems.append(Problem(code, "", field, f"'{text[:80]}' cannot be used"))

    def texts(self, field: str) -> list[str]:
        """Every value of a field, whether repeated or separated by commas."""
        given = self.query.get(field, ())
        values: Iterable[str] = [given] if isinstance(given, str) else given
        return [part.strip() for value in values for part in value.split(",") if part.strip()]

    def chosen(
        self, field: str, known: Collection[str] | None, *, empty: bool = False
    ) -> frozenset[str] | None:
        found = self.texts(field)
        for text in found:
            if text not in known if known is not None else not SLUG.fullmatch(text):
                self.refuse(field, text)
        if not found and not (empty and field in self.query):
            return None
        return frozenset(found)

    def one(self, field: str) -> str:
        found = self.texts(field)
        if len(found) > 1:
            self.refuse(field, ",".join(found))
        return found[0] if found else ""

    def one_of(self, field: str, known: Collection[str]) -> str:
        text = self.one(field)
        if text and text not in known:
            self.refuse(field, text)
            return ""
        return text

    def key(self, field: str) -> str:
        text = self.one(field)
        if text and not SLUG.fullmatch(text):
            self.refuse(field, text)
        return text

    def date(self, field: str) -> PartialDate | None:
        return asked_date(self.one(field), field, self.problems)

    def pins(self) -> tuple[Pin, ...]:
        found: dict[str, Pin] = {}
        texts = self.texts("pins")
        if len(texts) > _MOST_PINS:
            self.refuse("pins", f"{len(texts)} pins")
            return ()
        for text in texts:
            match = _PIN.fullmatch(text)
            if match is None or max(abs(int(match[2])), abs(int(match[3]))) > _FARTHEST:
                self.refuse("pins", text)
            else:
                found[match[1]] = (match[1], int(match[2]), int(match[3]))
        return tuple(found[key] for key in sorted(found))
