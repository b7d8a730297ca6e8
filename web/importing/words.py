"""The sentences of an import: what is wrong with a row, what happens to it, who is meant."""

from __future__ import annotations

from flask import Flask
from flask_babel import LazyString, gettext, lazy_gettext

from netmap.services.importing.faults import fault_text
from netmap.services.importing.fields import catalogue, field_label
from netmap.services.importing.preview import Difference, Fault
from netmap.services.importing.words import importable_kinds
from netmap.vocabulary import vocabulary
from web.core.languages import language

FATES: dict[str, LazyString] = {
    "error": lazy_gettext("error"),
    "choose": lazy_gettext("to choose"),
    "new": lazy_gettext("new"),
    "changed": lazy_gettext("changed"),
    "same": lazy_gettext("the same"),
    "left": lazy_gettext("left out"),
}
_HOW: dict[str, LazyString] = {
    "name": lazy_gettext("same name"),
    "alias": lazy_gettext("other name of it"),
    "form": lazy_gettext("same name, other legal form"),
    "spelling": lazy_gettext("spelled nearly the same"),
    "part": lazy_gettext("part of the name is the same"),
}


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        fate_words=FATES,
        fault_sentence=fault_sentence,
        difference_groups=difference_groups,
        how_alike=lambda how: _HOW[how],
        import_field=import_field,
    )


def fault_sentence(fault: Fault) -> str:
    """What is wrong and how to mend it, with the column in front as the page calls it."""
    return fault_text(fault, language(), import_field(fault.column))


def import_field(key: str, table: str = "") -> str:
    """What a field is called; a header of the file stays as it is."""
    if key == "citations":
        return str(gettext("Source"))
    known = catalogue().fields
    return field_label(key, language(), table) if key in known else key


def difference_groups(
    differences: tuple[Difference, ...],
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The differences by record: what it is, and (field, before, after) of each."""
    found: dict[tuple[str, str], list[Difference]] = {}
    for difference in differences:
        found.setdefault((difference.record, difference.id), []).append(difference)
    return [
        (
            _heading(kind, items),
            [(import_field(d.field), d.before, d.after) for d in items if not _is_heading(d)],
        )
        for (kind, _), items in found.items()
    ]


def _heading(kind: str, items: list[Difference]) -> str:
    """New records are called by what they are; others by what kind of thing they are."""
    first = items[0]
    if kind == "tie":
        return first.after if _is_heading(first) else str(gettext("tie"))
    if _is_heading(first):
        name = next((d.after for d in items if d.field == "name"), "")
        return str(gettext("new: %(kind)s %(name)s", kind=first.after, name=name))
    return ""


def _is_heading(difference: Difference) -> bool:
    return difference.field == "kind" and not difference.before


def entity_kinds() -> list[tuple[str, str]]:
    """The kinds of entity that a row may be, with their labels."""
    known = vocabulary().entities
    return [(key, known[key].label.in_(language())) for key in importable_kinds()]


def tie_kinds() -> list[tuple[str, str]]:
    return [(key, kind.label.in_(language())) for key, kind in vocabulary().ties.items()]
