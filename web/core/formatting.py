"""Numbers, dates, names and labels as the reader's language writes them."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_datetime, gettext, to_user_timezone

from netmap.model import CERTAINTIES, Attribute, Citation, Entity, PartialDate, Tie
from netmap.services import cards
from netmap.services.browse import EntityView, TieView
from netmap.text.dates import date_text
from netmap.text.names import name_in
from netmap.text.numbers import number_text
from netmap.vocabulary import Label, vocabulary
from web.core.languages import language
from web.core.query import AS_OF


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(day=day, when=when)
    app.jinja_env.filters.update(
        number=number, moment=moment, label=label, name=name, facts=facts, source_kind=source_kind
    )
    app.jinja_env.globals.update(
        kind_label=kind_label,
        tie_label=tie_label,
        certainties=certainties,
        certainty_label=certainty_label,
        projection_label=projection_label,
        severity_labels=cards.gap_severities,
        family_labels=cards.gap_families,
        as_of=as_of,
        cited=cited,
        mentions=mentions,
    )


def number(value: float | None) -> str:
    return number_text(value, language())


def moment(value: PartialDate | None) -> str:
    """A date as precise as it is."""
    return date_text(value, language())


def day(value: date | datetime | None) -> str:
    """A day written out: 22 november 2026."""
    if isinstance(value, datetime):
        value = to_user_timezone(value)  # the day that it is where the partnerships are
    return date_text(value, language())


def when(value: datetime) -> str:
    """A moment to the minute: 22 november 2026 16:05."""
    return str(format_datetime(value, "d MMMM yyyy HH:mm"))


def as_of() -> str:
    """The date that the address asks for, in words. Raises Invalid."""
    return moment(AS_OF())


def label(value: Label) -> str:
    return value.in_(language())


def name(entity: Entity) -> str:
    """The name; where it has an English one, that for English readers."""
    return name_in(entity, language())


def facts(record: Tie | Entity) -> list[tuple[str, str]]:
    """The attributes with their labels, in words."""
    found = []
    for key, value in record.attributes.items():
        definition = vocabulary().attributes.get(key)
        if definition is None or key == "name_en":
            continue
        choice = definition.choices.get(str(value))
        found.append((label(definition.label), label(choice) if choice else _plain(value)))
    return found


def kind_label(kind: str) -> str:
    return label(vocabulary().entities[kind].label)


def tie_label(kind: str) -> str:
    return label(vocabulary().ties[kind].label)


def certainty_label(certainty: str) -> str:
    return label(vocabulary().certainties[certainty])


def certainties() -> list[tuple[str, str]]:
    """How sure a tie can be, with its words: to choose from."""
    return [(key, certainty_label(key)) for key in CERTAINTIES]


def source_kind(kind: str) -> str:
    return label(vocabulary().sources[kind])


def projection_label(projection: str) -> str:
    """Which network a metric is computed on."""
    known: dict[str, str] = {
        "collaboration": gettext("collaboration: who works with whom"),
        "referrals": gettext("referrals: who refers to whom"),
        "participation": gettext("participation: who takes part in which atelier"),
    }
    return known.get(projection, projection)


def cited(view: TieView) -> list[tuple[Citation, str]]:
    """Each citation of a tie with the title of its source."""
    return [
        (citation, source.title)
        for citation, source in zip(view.tie.citations, view.sources, strict=True)
    ]


def mentions(view: EntityView) -> list[tuple[Citation, str]]:
    """Each citation of an entity with the title of its source."""
    return [
        (citation, source.title)
        for citation, source in zip(view.entity.citations, view.sources, strict=True)
    ]


def _plain(value: Attribute) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
