"""The fields of a form: text as it was typed, read into records, and records written as fields.

What cannot be used is a problem at its field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias, cast

from netmap.errors import Problem
from netmap.model import (
    CERTAINTIES,
    Attribute,
    Certainty,
    Citation,
    Entity,
    PartialDate,
    Record,
    Snapshot,
    Source,
)
from netmap.services.identity import NEW_KINDS, make_source
from netmap.text.dates import asked_date
from netmap.text.names import clean
from netmap.text.numbers import asked_integer
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


Fields: TypeAlias = Mapping[str, str]

SHORT, LONG = 300, 4000


class Reading:
    """Reads the fields of one form; ``problems`` gathers everything that is wrong at once."""

    def __init__(self, fields: Fields) -> None:
        self.fields = {name: clean(text) for name, text in fields.items()}
        self.problems: list[Problem] = []

    def wrong(self, code: str, field: str, message: str, where: str = "") -> None:
        self.problems.append(Problem(code, where, field, message))

    def text(self, name: str, *, most: int = SHORT, required: bool = False) -> str:
        """One line, or more where ``most`` is LONG."""
        found = self.fields.get(name, "")
        if most <= SHORT:
            found = " ".join(found.split())
        if required and not found:
            self.wrong("missing", name, "fill this in")
        if len(found) > most:
            self.wrong("too-long", name, f"use at most {most} characters")
        return found

    def lines(self, name: str) -> tuple[str, ...]:
        """Each line once, in the order in which they stand."""
        rows = (" ".join(row.split()) for row in self.fields.get(name, "").splitlines())
        found = tuple(dict.fromkeys(row for row in rows if row))
        if any(len(row) > SHORT for row in found):
            self.wrong("too-long", name, f"use at most {SHORT} characters on a line")
        return found

    def flag(self, name: str) -> bool:
        return bool(self.fields.get(name))

    def date(self, name: str) -> PartialDate | None:
        return asked_date(self.fields.get(name, ""), name, self.problems)

    def integer(self, name: str) -> int | None:
        text = self.fields.get(name, "")
        return asked_integer(text, name, self.problems, least=-(10**15))

    def choice(self, name: str, known: Sequence[str], *, required: bool = False) -> str:
        """One of the known values, or nothing."""
        text = self.fields.get(name, "")
        if required and not text:
            self.wrong("missing", name, "choose one")
        elif text and text not in known:
            self.wrong("unknown-value", name, f"'{text}' is not one of: {', '.join(known)}")
            return ""
        return text


NEW = "new"  # as the source of a citation: the one that the form describes
_NUMBER = re.compile(r"cite\.([0-9]{1,3})\.(?:source|locator|evidence)")
_PARTS = ("source", "locator", "evidence")


def numbers(fields: Mapping[str, str]) -> list[int]:
    """The numbers of the citations that a form holds, also of those left empty."""
    return sorted({int(m[1]) for name in fields if (m := _NUMBER.fullmatch(name))})


def read_citations(
    reading: Reading, known: Collection[str], new: Source | None, *, required: bool
) -> tuple[Citation, ...]:
    """The citations that are filled in; an empty one is no citation."""
    found = []
    for number in numbers(reading.fields):
        names = [f"cite.{number}.{part}" for part in _PARTS]
        if not any(reading.fields.get(name) for name in names):
            continue
        source = reading.text(names[0])
        locator = reading.text(names[1])
        evidence = reading.text(names[2], most=LONG)
        if source == NEW:
            source = new.id if new else ""  # what is wrong with it is said at its own fields
        elif not source:
            reading.wrong("no-source", names[0], "choose where this comes from")
        elif source not in known:
            reading.wrong("unknown-source", names[0], f"there is no source '{source}'")
        if not evidence:
            reading.wrong("no-evidence", names[2], "say in your own words what the source says")
        found.append(Citation(source, locator, evidence))
    if required and not found:
        reading.wrong("no-source", "cite.0.source", "nothing enters without a source")
    return tuple(dict.fromkeys(found))


def wants_new_source(reading: Reading) -> bool:
    """Whether a citation of the form names the source that it describes."""
    places = (f"cite.{number}.source" for number in numbers(reading.fields))
    return any(reading.fields.get(place) == NEW for place in places)


def read_new_source(reading: Reading, taken: Collection[str], *, fictional: bool) -> Source | None:
    """The source that the form describes: a meeting, a conversation, a document, a page."""
    kind = reading.choice("new.kind", NEW_KINDS, required=True)
    date = reading.date("new.date")
    title = reading.text("new.title")
    by = reading.text("new.by")
    if kind == "conversation" and not by:
        reading.wrong("missing", "new.by", "say in which role somebody told this, without a name")
    if kind in ("document", "website") and not title:
        reading.wrong("missing", "new.title", "fill in the title")
    if kind == "meeting" and not date and not reading.fields.get("new.date"):
        reading.wrong("missing", "new.date", "say when the meeting was")
    if reading.problems:
        return None
    return make_source(kind, title, by, date, taken, fictional=fictional)


def read_with_source(
    reading: Reading, now: Snapshot, *, fictional: bool, required: bool
) -> tuple[Source | None, tuple[Citation, ...]]:
    """The citations of a form, and the new source that they may name."""
    new = None
    if wants_new_source(reading):
        own = Reading(reading.fields)
        new = read_new_source(own, now.taken("source"), fictional=fictional)
        reading.problems += own.problems
    return new, read_citations(reading, now.sources, new, required=required)


def citation_fields(citations: tuple[Citation, ...], new: Source | None = None) -> dict[str, str]:
    """Citations as the fields that they are read from."""
    found = {}
    for number, citation in enumerate(citations):
        is_new = new is not None and citation.source == new.id
        found[f"cite.{number}.source"] = NEW if is_new else citation.source
        found[f"cite.{number}.locator"] = citation.locator
        found[f"cite.{number}.evidence"] = citation.evidence
    return found


def offered_sources(sources: Mapping[str, Source], home: Entity) -> tuple[Source, ...]:
    """The sources that a form of this partnership offers, the latest first."""
    found = [source for source in sources.values() if source.fictional == home.fictional]
    found.sort(key=lambda source: source.title.casefold())
    found.sort(key=lambda source: str(source.date or ""), reverse=True)
    return tuple(found)
