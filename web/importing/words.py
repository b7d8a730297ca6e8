"""The sentences of an import: what is wrong with a row, what happens to it, who is meant."""

from __future__ import annotations

from flask import Flask
from flask_babel import LazyString, gettext, lazy_gettext

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
FAULTS: dict[str, LazyString] = {
    "missing": lazy_gettext("This is empty. Fill it in."),
    "bad-date": lazy_gettext(
        "“%(value)s” is no date. Write 2027, 3/2027, 15-3-2027 (the day first), 15 March 2027"
        " or 2027-03-15."
    ),
    "bad-period": lazy_gettext("The end (%(value)s) lies before the beginning."),
    "bad-flag": lazy_gettext("“%(value)s” is neither yes nor no."),
    "bad-number": lazy_gettext("“%(value)s” is not a number that can be here: %(allowed)s."),
    "unknown-choice": lazy_gettext("“%(value)s” is not known. Write one of: %(allowed)s."),
    "unknown-kind": lazy_gettext(
        "The kind “%(value)s” is not known. Choose at the columns what it means: %(allowed)s."
    ),
    "cell-error": lazy_gettext(
        "%(value)s is an error of Excel. Mend the formula or type the value."
    ),
    "too-many-cells": lazy_gettext(
        "“%(value)s” stands beyond the last column."
        " Look for a semicolon or quotation mark too many."
    ),
    "contradicts": lazy_gettext("Row %(value)s says something else about the same."),
    "id-twice": lazy_gettext("“%(value)s” is also the id of another row."),
    "new-partnership": lazy_gettext("“%(value)s” is a partnership; a row cannot add those."),
    "row-in-error": lazy_gettext("“%(value)s” stands in another row that has to be mended first."),
    "no-id-column": lazy_gettext(
        "“%(value)s” is in no table of nodes."
        " Give the nodes a column “Id”, or use names in both files."
    ),
    "same-ends": lazy_gettext("Both ends are “%(value)s”; a tie links two different ones."),
    "bad-ends": lazy_gettext("%(column)s: this kind cannot link %(value)s, but %(allowed)s."),
    "bad-text": lazy_gettext("Holds a character that cannot be kept. Type it again."),
    "example": lazy_gettext("The example of the template is left out."),
    "left-kind": lazy_gettext("“%(value)s” is left out, as you chose."),
    "left-name": lazy_gettext("“%(value)s” is left out, as you chose."),
    "other-partnership": lazy_gettext("Is about %(value)s, and is left out."),
    "not-for-kind": lazy_gettext("“%(value)s” is not taken over: this kind does not have that."),
    "no-tie-for-date": lazy_gettext("The date is not taken over: the row makes no tie."),
    "from-to": lazy_gettext("No direction is given; the tie is taken to go from the first on."),
}
_HOW: dict[str, LazyString] = {
    "name": lazy_gettext("same name"),
    "alias": lazy_gettext("other name of it"),
    "form": lazy_gettext("same name, other legal form"),
    "spelling": lazy_gettext("spelled nearly the same"),
    "part": lazy_gettext("part of the name is the same"),
}
_ENDS = "bad-ends"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        fate_words=FATES,
        fault_sentence=fault_sentence,
        difference_groups=difference_groups,
        how_alike=lambda how: _HOW[how],
        import_field=import_field,
    )


def fault_sentence(fault: Fault) -> str:
    """What is wrong and how to mend it, with the column in front."""
    between = " → " if fault.code == _ENDS else ", "
    values = {
        "value": fault.value,
        "allowed": between.join(fault.allowed),
        "column": fault.column,
    }
    told = FAULTS.get(fault.code)
    text = (
        str(told) % values if told else gettext("This cannot be kept (%(code)s).", code=fault.code)
    )
    if not fault.column or fault.code == _ENDS:
        return text
    return f"{import_field(fault.column)}: {text}"


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
