"""What an import would do: a pure function of what is known, the tables and the choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netmap.errors import Problem, UnknownPartnership
from netmap.formats.sheets import Sheet
from netmap.model import Snapshot, Source
from netmap.services.identity import NEW_KINDS, make_source
from netmap.services.importing.choices import Choices, SourceChoice
from netmap.services.importing.fields import catalogue
from netmap.services.importing.preview import Fault, Preview
from netmap.services.importing.reconcile import Reconciliation
from netmap.services.importing.rows import Place, read_rows
from netmap.text.dates import read_date
from netmap.text.names import fold
from netmap.vocabulary import Language

_NOT_YET = Source("import", "…")  # stands for the source until it is named
_ROUNDS = 5  # a row that is left out may leave others without their ends


def plan(
    snapshot: Snapshot, sheets: Sequence[Sheet], choices: Choices, language: Language = "nl"
) -> Preview:
    """The fate of every row; ``sheets`` stand in the order of the tables of the choices.

    ``language`` is that of kinds and labels in what is told, not of what is stored.

    ``snapshot`` holds everything (no restriction). Nothing of it is changed; the same input
    gives the same preview. Raises UnknownPartnership.
    """
    home = snapshot.entities.get(choices.partnership)
    if home is None or home.kind != "partnership":
        raise UnknownPartnership(choices.partnership)
    source, problems = source_of(choices.source, snapshot, fictional=home.fictional)
    problems += tuple(_wrong_tables(choices))
    if any(problem.field.startswith("table.") for problem in problems):
        return Preview(snapshot.revision, source, problems, (), (), ())
    rows = [
        read
        for number, (table, sheet) in enumerate(zip(choices.tables, sheets, strict=True))
        if table.kind
        for read in read_rows(number, table, sheet, home, language)
    ]
    refused: dict[Place, list[Fault]] = {}
    for _ in range(_ROUNDS):
        work = Reconciliation(
            snapshot, source or _NOT_YET, choices, rows, refused, language=language
        )
        more = work.refused()
        if not more:
            break
        refused |= more
    fates = tuple(work.fate(row) for row in rows)
    moving = {(row.table, row.number) for row in fates if row.fate != "same"}
    questions = [q for q in work.names.questions.values() if moving.intersection(q.rows)]
    return Preview(
        snapshot.revision,
        source,
        problems,
        fates,
        tuple(sorted(questions, key=lambda q: (bool(q.chosen), q.rows[0]))),
        work.changes() if source else (),
    )


def _wrong_tables(choices: Choices) -> Iterable[Problem]:
    """Tables that lack a column, or take one thing from two columns."""
    if not any(table.kind for table in choices.tables):
        yield Problem("no-table", "", "table.0.kind", "choose what at least one table is")
    for number, table in enumerate(choices.tables):
        kind = catalogue().tables.get(table.kind)
        if kind is None:
            continue
        chosen = [key for key in table.columns if key]
        for key in kind.required:
            if key not in chosen:
                message = f"choose the column that is '{kind.name_of(key).en}'"
                yield Problem("missing-column", table.file, f"table.{number}.need.{key}", message)
        for column, key in enumerate(table.columns):
            if key and key in table.columns[:column]:
                message = "another column is this already"
                yield Problem(
                    "column-twice", table.file, f"table.{number}.column.{column}", message
                )


def source_of(
    choice: SourceChoice, snapshot: Snapshot, *, fictional: bool
) -> tuple[Source | None, tuple[Problem, ...]]:
    """The source that is chosen or described, or what is wrong with it.

    A description that a known source fits exactly is that source: the same file imported
    twice has one source.
    """
    known = snapshot.sources
    if choice.existing:
        found = known.get(choice.existing)
        if found is None:
            return None, (Problem("unknown-source", "", "source.existing", "there is none such"),)
        return found, ()
    problems = []
    date = None
    if not choice.title.strip() and not (choice.kind == "conversation" and choice.by.strip()):
        problems.append(Problem("missing", "", "source.title", "say where this comes from"))
    if choice.kind not in NEW_KINDS:
        problems.append(Problem("unknown-value", "", "source.kind", "choose a kind of source"))
    try:
        date = read_date(choice.date) if choice.date.strip() else None
    except ValueError as error:
        problems.append(Problem("bad-date", "", "source.date", str(error)))
    if problems:
        return None, tuple(problems)
    made = make_source(
        choice.kind,
        choice.title.strip(),
        choice.by.strip(),
        date,
        snapshot.taken("source"),
        fictional=fictional,
    )
    for source in known.values():
        same = fold(source.title) == fold(made.title) and source.date == made.date
        if same and source.kind == made.kind and source.fictional == made.fictional:
            return source, ()
    return made, ()
