"""Templates to fill in: one for each kind of table that people make themselves."""

from __future__ import annotations

from netmap.formats.sheets import Column, template_csv, template_xlsx
from netmap.services.importing.fields import Field, TableKind, catalogue
from netmap.services.importing.words import importable_kinds
from netmap.vocabulary import Label, Language, vocabulary

TEMPLATES = tuple(key for key, table in catalogue().tables.items() if table.template)
_ABOUT = Label("Uitleg", "Explanation")
_HEADINGS = {
    "nl": ("Kolom", "Verplicht", "Wat erin staat", "Te kiezen woorden", "ja"),
    "en": ("Column", "Required", "What it holds", "Words to choose from", "yes"),
}
_EXAMPLES = {  # fields whose example depends on the table
    ("organisations", "kind"): "kind_of_entity",
    ("ties", "kind"): "kind_of_tie",
    ("participation", "target"): "atelier",
}


def csv_template(table: str, language: Language) -> bytes:
    """A template as CSV that Excel opens: in Dutch with semicolons."""
    return template_csv(_columns(catalogue().tables[table], language), language)


def xlsx_template(table: str, language: Language) -> bytes:
    """A template as workbook, with lists to choose from and an explanation."""
    kind = catalogue().tables[table]
    return template_xlsx(
        _columns(kind, language),
        title=kind.short.in_(language),
        about=_ABOUT.in_(language),
        headings=_HEADINGS[language],
    )


def _columns(table: TableKind, language: Language) -> list[Column]:
    fields = catalogue().fields
    return [
        Column(
            table.name_of(key).in_(language),
            _about(fields[key], language),
            _example(table.key, key, language),
            required=key in table.required,
            choices=tuple(label.in_(language) for label in _choices(table, key)),
        )
        for key in table.template
    ]


def _about(field: Field, language: Language) -> str:
    return field.about.in_(language) if field.about else ""


def _example(table: str, key: str, language: Language) -> str:
    examples = catalogue().examples
    label = examples.get(_EXAMPLES.get((table, key), key))
    return label.in_(language) if label else ""


def _choices(table: TableKind, key: str) -> list[Label]:
    """The words that a column may hold, where these can be listed."""
    known = vocabulary()
    if key == "kind" and table.shape == "entity":
        return [known.entities[kind].label for kind in importable_kinds()]
    if key == "kind":
        return [kind.label for kind in known.ties.values()]
    if key == "certainty":
        return list(known.certainties.values())
    if key == "part":
        return [Label("kartrekker", "leads"), Label("deelnemer", "takes part")]
    if key in ("member", "collective"):
        return [Label("ja", "yes"), Label("nee", "no")]
    definition = known.attributes.get(key)
    if definition and definition.minimum is not None and definition.maximum is not None:
        levels = range(definition.minimum, definition.maximum + 1)
        return [Label(str(level), str(level)) for level in levels]
    return list(definition.choices.values()) if definition else []
