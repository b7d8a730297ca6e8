"""``netmap import``: tables into the graph, with the fate of every row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from netmap.cli.options import (
    FILE,
    context,
    json_option,
    language_option,
    partnership_option,
    print_json,
    print_table,
)
from netmap.errors import BadSetting, Invalid
from netmap.formats.sheets import LIMITS, Sheet
from netmap.model import CERTAINTIES
from netmap.services.importing.choices import Choices, SourceChoice, TableChoice
from netmap.services.importing.commit import foresee, import_now, obstacles
from netmap.services.importing.fields import catalogue
from netmap.services.importing.guess import guess, proposal
from netmap.services.importing.preview import Preview
from netmap.services.importing.telling import tell
from netmap.services.importing.uploads import Upload, read_uploads
from netmap.text.names import fold

_SOURCES = ("document", "meeting", "conversation", "website")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@partnership_option(required=True)
@click.option("--source", "title", default="", help="Title of the source; default: the file name.")
@click.option("--source-id", default="", metavar="ID", help="A source that is there already.")
@click.option(
    "--source-kind",
    type=click.Choice(_SOURCES),
    default="document",
    show_default=True,
    help="What the source is.",
)
@click.option("--source-date", default="", metavar="DATE", help="Of the source.")
@click.option("--source-by", default="", metavar="ROLE", help="Who told it, by role.")
@click.option("--mapping", type=FILE, help="JSON that says what tables and columns are.")
@click.option(
    "--certainty",
    type=click.Choice(CERTAINTIES),
    default="reported",
    show_default=True,
    help="Of ties that do not say it.",
)
@click.option("--joins", is_flag=True, help="What is imported belongs to the partnership.")
@click.option(
    "--unknown",
    type=click.Choice(["ask", "new", "leave"]),
    default="ask",
    show_default=True,
    help="Names that nothing resembles: refuse, add them, or leave their rows out.",
)
@click.option(
    "--alike",
    type=click.Choice(["ask", "same", "apart"]),
    default="ask",
    show_default=True,
    help="Names that something resembles: refuse, take them for the same, or keep them apart.",
)
@click.option("--leave-out-errors", "leave_out", is_flag=True, help="Import the other rows.")
@click.option("--message", "-m", default="", help="What the revision says.")
@language_option
@click.option("--dry-run", is_flag=True, help="Tell the fate of every row and change nothing.")
@json_option
def import_(
    files: Sequence[Path],
    mapping: Path | None,
    *,
    leave_out: bool,
    message: str,
    dry_run: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Import tables (CSV, XLSX) as one revision, or nothing.

    Organisations and ties, participation in ateliers, Kumu's elements and connections,
    Gephi's nodes and edges. Importing the same file twice changes nothing.
    """
    uploads = [Upload(path.name, _bytes(path)) for path in files]
    found = read_uploads(uploads)
    tables = [guess(file, sheet) for file, sheet in found]
    if mapping:
        said = _mapping(mapping)
        sheets = [sheet for _, sheet in found]
        tables = [_mapped(t, s, said) for t, s in zip(tables, sheets, strict=True)]
    source = SourceChoice(
        existing=options["source_id"],
        kind=options["source_kind"],
        title=options["title"] or files[0].stem,
        by=options["source_by"],
        date=options["source_date"],
    )
    choices = Choices(
        options["partnership"],
        tuple(tables),
        source,
        certainty=options["certainty"],
        joins=options["joins"],
        unknown=options["unknown"],
        alike=options["alike"],
    )
    with context() as ctx:
        seen = foresee(ctx, [sheet for _, sheet in found], choices, options["language"])
        if not as_json:
            _print(seen, choices)
        problems = obstacles(seen, leave_out=leave_out)
        number = None
        if not dry_run and not problems:
            sizes = [(upload.name, len(upload.data)) for upload in uploads]
            done = import_now(ctx, seen, choices, sizes, message=message, leave_out=leave_out)
            number = done.revision
    if as_json:
        print_json({"revision": number, **_plain(seen, choices)})
    if problems:
        raise Invalid(problems)
    if not as_json:
        nothing = "Nothing is changed." if dry_run else "Everything was there already."
        click.echo(f"The graph is at revision {number}." if number else nothing)


def _print(seen: Preview, choices: Choices) -> None:
    """Every row that is not the same already, and how many there are of each fate."""
    told = {(row.table, row.number): [*map(tell, row.faults)] for row in seen.rows}
    for question in seen.names:
        candidates = ", ".join(f"{c.name} [{c.id}]" for c in question.candidates)
        for place in question.rows if not question.chosen else ():
            likes = f"; it resembles {candidates}" if candidates else ""
            told[place].append(f"'{question.text}' is not known{likes}")
    rows = [
        [
            choices.tables[row.table].sheet or choices.tables[row.table].file,
            row.number,
            row.fate,
            row.title,
            "; ".join(told[row.table, row.number]),
        ]
        for row in seen.rows
        if row.fate != "same"
    ]
    if rows:
        print_table(["table", "row", "fate", "what", "why"], rows)
    counts = ", ".join(f"{number} {fate}" for fate, number in seen.counts.items() if number)
    click.echo(counts or "no rows")


def _plain(seen: Preview, choices: Choices) -> dict[str, Any]:
    return {
        "counts": seen.counts,
        "tables": [
            {"file": t.file, "sheet": t.sheet, "kind": t.kind, "columns": t.columns}
            for t in choices.tables
        ],
        "rows": seen.rows,
        "names": seen.names,
        "problems": seen.problems,
    }


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.file_bytes + 1)
    except OSError as error:
        raise BadSetting("FILE", f"{path} cannot be read: {error.strerror}") from error


def _mapping(path: Path) -> Mapping[str, Any]:
    """``{"members.csv": {"kind": …, "columns": {"header": "field"}, "values": {…}}}``."""
    try:
        said = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadSetting("--mapping", f"{path} cannot be read: {error}") from error
    if not isinstance(said, dict) or not all(isinstance(item, dict) for item in said.values()):
        raise BadSetting("--mapping", "write an object for each file or sheet")
    return said


def _mapped(table: TableChoice, sheet: Sheet, said: Mapping[str, Any]) -> TableChoice:
    """A table as the mapping says it is, by the name of its sheet or file."""
    wish = said.get(table.sheet) or said.get(table.file)
    if not wish:
        return table
    kind = wish.get("kind", table.kind)
    if kind and kind not in catalogue().tables:
        raise BadSetting("--mapping", f"'{kind}' is no kind of table")
    table = proposal(table.file, sheet, kind)
    columns = list(table.columns)
    for header, field in (wish.get("columns") or {}).items():
        if header not in sheet.header or (field and field not in catalogue().fields):
            raise BadSetting("--mapping", f"'{header}' cannot be '{field}'")
        if field:
            columns = ["" if each == field else each for each in columns]
        columns[sheet.header.index(header)] = field
    values = {fold(word): str(code) for word, code in (wish.get("values") or {}).items()}
    return replace(table, columns=tuple(columns), values={**table.values, **values})
