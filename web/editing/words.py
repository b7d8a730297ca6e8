"""What the parts of a form and the changes of a revision are called, in the reader's language."""

from __future__ import annotations

import re

from flask import Flask
from flask_babel import gettext

from netmap.model import PartialDate
from netmap.services.editing.differences import Told, Word
from netmap.services.editing.fields import numbers
from netmap.vocabulary import Label, vocabulary
from web.core.formatting import label, moment

_CITATION = re.compile(r"cite\.([0-9]+)\.(source|locator|evidence)")

_ORDER = (
    *("keep", "drop", "name", "title", "source", "kind", "target", "to", "since", "unit", "move"),
    *("aliases", "summary", "join", "valid_from", "valid_to", "certainty", "attr", "cite", "new"),
)


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(word=word, words=words)
    app.jinja_env.globals.update(
        field_label=field_label, what_happened=what_happened, citation_numbers=numbers
    )


def word(value: Word) -> str:
    if isinstance(value, Label):
        return label(value)
    return moment(value) if isinstance(value, PartialDate) else value


def words(values: tuple[Word, ...]) -> str:
    """Several words in one line; of one line each when they are long."""
    return "; ".join(word(value) for value in values)


def what_happened(told: Told) -> str:
    """What became of a record, in one word."""
    happened: dict[str, str] = {
        "added": gettext("added"),
        "removed": gettext("removed"),
        "changed": gettext("changed"),
    }
    return happened[told.what]


def field_label(name: str) -> str:
    """What a field of a form is called."""
    definition = vocabulary().attributes.get(name.removeprefix("attr."))
    if definition and name.startswith("attr."):
        return label(definition.label).capitalize()
    if match := _CITATION.fullmatch(name):
        part = _labels()[f"cite.{match[2]}"]
        first = match[1] == "0"
        return part if first else f"{part} ({int(match[1]) + 1})"
    if name.startswith("unit."):
        return str(gettext("Department %(number)s", number=name.removeprefix("unit.")))
    if name.startswith("move."):
        return str(gettext("Goes to"))
    return _labels().get(name, name)


def field_place(name: str) -> int:
    """Where a field stands in the forms, from the top."""
    first = name.partition(".")[0]
    return _ORDER.index(first) if first in _ORDER else len(_ORDER)


def _labels() -> dict[str, str]:
    return {
        "": gettext("The whole form"),
        "name": gettext("Name"),
        "aliases": gettext("Other names"),
        "summary": gettext("Summary"),
        "collective": gettext("Stands for a group"),
        "kind": gettext("Kind"),
        "source": gettext("From"),
        "target": gettext("To"),
        "certainty": gettext("Certainty"),
        "valid_from": gettext("Since"),
        "valid_to": gettext("Until"),
        "join": gettext("How it belongs"),
        "join.other": gettext("With whom or what"),
        "join.certainty": gettext("Certainty"),
        "join.valid_from": gettext("Since"),
        "join.valid_to": gettext("Until"),
        "cite.source": gettext("Source"),
        "cite.locator": gettext("Place in the source"),
        "cite.evidence": gettext("What it says, in your own words"),
        "new.kind": gettext("Kind of source"),
        "new.title": gettext("Title"),
        "new.date": gettext("Date"),
        "new.by": gettext("Told by"),
        "title": gettext("Title"),
        "author": gettext("By whom"),
        "date": gettext("Date"),
        "language": gettext("Language"),
        "sections": gettext("Sections"),
        "note": gettext("Note"),
        "message": gettext("Why this change"),
        "keep": gettext("This one stays"),
        "drop": gettext("This one goes up in it"),
        "organisation": gettext("Organisation"),
        "unit": gettext("Unit"),
        "to": gettext("To which organisation"),
        "since": gettext("Since"),
    }
