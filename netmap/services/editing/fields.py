"""A record as the text fields of its form, and out of them again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import cast

from netmap.model import (
    CERTAINTIES,
    Attribute,
    Certainty,
    Citation,
    Entity,
    PartialDate,
    Record,
    Source,
)
from netmap.services.editing.citing import citation_fields
from netmap.services.editing.reading import LONG, SHORT, Reading
from netmap.vocabulary import AttributeDefinition, vocabulary

_LONG_TEXTS = frozenset({"note", "obstacle"})


def to_fields(
    record: Record, text_of: Callable[[str], str], new: Source | None = None
) -> dict[str, str]:
    """The fields as a form shows them; ``text_of`` says what stands for the id of an entity."""
    if isinstance(record, Source):
        return {
            "title": record.title,
            "kind": record.kind,
            "author": record.author,
            "date": _plain(record.date),
            "language": record.language,
            "sections": "\n".join(record.sections),
            "note": record.note,
        }
    common = {
        **{f"attr.{key}": _attribute_text(value) for key, value in record.attributes.items()},
        **citation_fields(record.citations, new),
    }
    if isinstance(record, Entity):
        return {
            "kind": record.kind,
            "name": record.name,
            "aliases": "\n".join(record.aliases),
            "summary": record.summary,
            "collective": "yes" if record.collective else "",
            **common,
        }
    return {
        "kind": record.kind,
        "source": text_of(record.source),
        "target": text_of(record.target),
        "certainty": record.certainty,
        "valid_from": _plain(record.valid_from),
        "valid_to": _plain(record.valid_to),
        **common,
    }


def read_entity(
    reading: Reading, key: str, kind: str, citations: tuple[Citation, ...], *, fictional: bool
) -> Entity:
    """The entity that the fields describe; what is wrong is added to the reading."""
    return Entity(
        id=key,
        kind=kind,
        name=reading.text("name", required=True),
        aliases=reading.lines("aliases"),
        summary=reading.text("summary", most=LONG),
        collective=reading.flag("collective"),
        fictional=fictional,
        citations=citations,
        attributes=read_attributes(reading, vocabulary().entity_attributes(kind)),
    )


def read_period(
    reading: Reading, start: str, end: str
) -> tuple[PartialDate | None, PartialDate | None]:
    """From when until when, in that order."""
    valid_from, valid_to = reading.date(start), reading.date(end)
    if valid_from and valid_to and valid_to.first_day <= valid_from.first_day:
        reading.wrong("bad-period", end, "the period ends before or when it begins")
    return valid_from, valid_to


def read_certainty(reading: Reading, name: str) -> Certainty:
    chosen = reading.choice(name, CERTAINTIES)
    return cast("Certainty", chosen) if chosen else "reported"


def read_source(reading: Reading, key: str, *, fictional: bool) -> Source:
    """The source that the fields describe."""
    return Source(
        id=key,
        title=reading.text("title", required=True),
        kind=reading.choice("kind", tuple(vocabulary().sources), required=True),
        author=reading.text("author"),
        date=reading.date("date"),
        language=reading.choice("language", ("nl", "en")) or "nl",
        sections=reading.lines("sections"),
        note=reading.text("note", most=LONG),
        fictional=fictional,
    )


def read_attributes(
    reading: Reading, definitions: Collection[AttributeDefinition]
) -> dict[str, Attribute]:
    """The attributes that are filled in, each as its definition says."""
    found: dict[str, Attribute] = {}
    for definition in definitions:
        value = _read_attribute(reading, definition)
        if value is not None and value not in ("", ()):
            found[definition.key] = value
    return found


def tie_attributes(kind: str) -> tuple[AttributeDefinition, ...]:
    """The attributes that a tie of a kind may carry, in the order of the vocabulary."""
    words = vocabulary()
    allowed = words.ties[kind].attributes if kind in words.ties else frozenset()
    return tuple(a for a in words.attributes.values() if a.key in allowed)


def _read_attribute(reading: Reading, definition: AttributeDefinition) -> Attribute | None:
    name = f"attr.{definition.key}"
    if definition.type == "choice":
        return reading.choice(name, tuple(definition.choices))
    if definition.type == "ids":
        return reading.lines(name)
    if definition.type == "integer":
        number = reading.integer(name)
        low, high = definition.minimum, definition.maximum
        outside = number is not None and (
            (low is not None and number < low) or (high is not None and number > high)
        )
        if outside:
            reading.wrong("out-of-range", name, f"use a number from {low} to {high}")
        return number
    return reading.text(name, most=LONG if definition.key in _LONG_TEXTS else SHORT)


def _attribute_text(value: Attribute) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _plain(date: PartialDate | None) -> str:
    return "" if date is None else str(date)
