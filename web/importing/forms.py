"""What the pages of an import send, as choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast, get_args

from netmap.errors import Problem
from netmap.model import CERTAINTIES
from netmap.services.importing.choices import Alike, Choices, SourceChoice, TableChoice, Unknown
from netmap.services.importing.drafts import Draft
from netmap.services.importing.fields import catalogue
from netmap.services.importing.guess import guess_values, proposal
from netmap.vocabulary import vocabulary

OTHER = "?"  # the answer: somebody else who is known, by the name that is typed
_LONGEST = 400


def columns_of(draft: Draft, form: Mapping[str, str]) -> tuple[Choices, bool]:
    """The choices that the page of columns sent, and whether a table is of another kind now.

    The columns of such a table are guessed again: what was sent belonged to the other kind.
    """
    again = False
    tables = []
    for number, table in enumerate(draft.choices.tables):
        kind = form.get(f"table.{number}.kind", table.kind)
        if kind not in catalogue().tables:
            kind = ""
        if kind != table.kind:
            again = again or bool(kind)
            tables.append(proposal(table.file, draft.sheets[number], kind))
        else:
            tables.append(_table(number, table, draft, form))
    source = SourceChoice(
        existing=_text(form, "source.existing"),
        kind=_text(form, "source.kind") or "document",
        title=_text(form, "source.title"),
        by=_text(form, "source.by"),
        date=_text(form, "source.date"),
    )
    certainty = form.get("certainty", "")
    chosen = replace(
        draft.choices,
        tables=tuple(tables),
        source=source,
        certainty=certainty if certainty in CERTAINTIES else "reported",
        joins=bool(form.get("joins")),
    )
    return chosen, again


def names_of(
    draft: Draft, form: Mapping[str, str], known_as: Callable[[str], str | None]
) -> tuple[Choices, tuple[Problem, ...]]:
    """The choices with the answers about names; names that were typed and are not known.

    ``known_as`` gives the id that a typed name means.
    """
    answers = dict(draft.choices.names)
    problems = []
    for key in dict.fromkeys(name.partition(":")[2] for name in form if ":" in name):
        value = form.get(f"name:{key}", "")
        typed = form.get(f"other:{key}", "").strip()
        if value == "+":
            value += form.get(f"kind:{key}", "")
        elif typed and value in ("", OTHER):
            found = known_as(typed)
            if found is None:
                problems.append(Problem("no-such-name", "", f"other:{key}", "is not known"))
            value = f"={found}" if found else ""
        # what only followed from the choices for all names is no answer to this one
        if value not in ("", OTHER) and (key in answers or value != form.get(f"was:{key}")):
            answers[key] = value[:_LONGEST]
    unknown, alike = form.get("unknown", ""), form.get("alike", "")
    chosen = replace(
        draft.choices,
        names=answers,
        unknown=cast("Unknown", unknown) if unknown in get_args(Unknown) else draft.choices.unknown,
        alike=cast("Alike", alike) if alike in get_args(Alike) else draft.choices.alike,
    )
    return chosen, tuple(problems)


def _table(number: int, table: TableChoice, draft: Draft, form: Mapping[str, str]) -> TableChoice:
    kind = catalogue().tables.get(table.kind)
    if kind is None:
        return table
    columns = tuple(
        field if (field := form.get(f"table.{number}.column.{i}", "")) in kind.fields else ""
        for i in range(len(draft.sheets[number].header))
    )
    values = dict(table.values)
    if _kind_column(columns) != _kind_column(table.columns):
        values = dict(guess_values(draft.sheets[number], columns, kind))
    known = vocabulary().entities if kind.shape == "entity" else vocabulary().ties
    for place, word in enumerate(sorted(values)):
        sent = form.get(f"table.{number}.value.{place}")
        if sent is not None and form.get(f"table.{number}.word.{place}") == word:
            values[word] = sent if sent in known or sent == "-" else ""
    default = form.get(f"table.{number}.default", table.default_kind)
    return replace(
        table,
        columns=columns,
        values=values,
        default_kind=default if default in known else table.default_kind,
    )


def _kind_column(columns: tuple[str, ...]) -> int:
    return columns.index("kind") if "kind" in columns else -1


def _text(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").strip()[:_LONGEST]
