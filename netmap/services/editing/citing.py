"""Where a claim stands: the citations of a form, and the source that it may bring with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from netmap.model import Citation, Entity, PartialDate, Source
from netmap.services.editing.ids import free
from netmap.services.editing.reading import LONG, Reading
from netmap.text.dates import date_text
from netmap.text.names import slug

NEW = "new"  # as the source of a citation: the one that the form describes
NEW_KINDS = ("meeting", "conversation", "document", "website")
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
    reading: Reading, sources: Collection[str], *, fictional: bool, required: bool
) -> tuple[Source | None, tuple[Citation, ...]]:
    """The citations of a form, and the new source that they may name."""
    new = None
    if wants_new_source(reading):
        own = Reading(reading.fields)
        new = read_new_source(own, sources, fictional=fictional)
        reading.problems += own.problems
    return new, read_citations(reading, sources, new, required=required)


def make_source(
    kind: str,
    title: str,
    by: str,
    date: PartialDate | None,
    taken: Collection[str],
    *,
    fictional: bool,
) -> Source:
    """A source with a title that says what it is, and an id made of that."""
    day = date_text(date, "nl") if date else ""
    # “vergadering van 3 maart 2025” says it already
    when = f", {day}" if day and day.casefold() not in title.casefold() else ""
    if kind == "meeting":
        title = f"{title or 'Bijeenkomst'}{when}"
    elif kind == "conversation":
        title = f"{title or 'Gesprek met ' + by}{when}"
    key = free(slug(title, kind), taken)
    return Source(key, title, kind, author=by, date=date, fictional=fictional)


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
