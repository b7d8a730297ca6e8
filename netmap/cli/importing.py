"""``netmap import``: tables into the graph, with the fate of every row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from netmap.cli.options import FILE, Answer, command, one_of, print_table
from netmap.errors import BadSetting
from netmap.formats.sheets import LIMITS, Sheet
from netmap.model import CERTAINTIES
from netmap.services.context import Context
from netmap.services.identity import NEW_KINDS
from netmap.services.importing.choices import Choices, SourceChoice, TableChoice
from netmap.services.importing.commit import foresee, import_now, obstacles
from netmap.services.importing.faults import fault_text
from netmap.services.importing.fields import catalogue
from netmap.services.importing.guess import guess, proposal
from netmap.services.importing.preview import Preview
from netmap.services.importing.uploads import Upload, read_uploads
from netmap.text.names import fold
from netmap.vocabulary import Language


@command("import", language=True, partnership=True)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@click.option("--source", "title", default="", help="Title of the source; default: the file name.")
@click.option("--source-id", default="", metavar="ID", help="A source that is there already.")
@one_of("--source-kind", NEW_KINDS, "What the source is.", default="document")
@click.option("--source-date", default="", metavar="DATE", help="Of the source.")
@click.option("--source-by", default="", metavar="ROLE", help="Who told it, by role.")
@click.option("--mapping", type=FILE, help="JSON that says what tables and columns are.")
@one_of("--certainty", CERTAINTIES, "Of ties that do not say it.", default="reported")
@click.option("--joins", is_flag=True, help="What is imported belongs to the partnership.")
@one_of(
    "--unknown",
    ["ask", "new", "leave"],
    "Names that nothing resembles: refuse, add them, or leave their rows out.",
)
@one_of(
    "--alike",
    ["ask", "same", "apart"],
    "Names that something resembles: refuse, take them for the same, or keep them apart.",
)
@click.option("--leave-out-errors", "leave_out", is_flag=True, help="Import the other rows.")
@click.option("--message", "-m", default="", help="What the revision says.")
@click.option("--dry-run", is_flag=True, help="Tell the fate of every row and change nothing.")
def import_(
    ctx: Context,
    files: Sequence[Path],
    mapping: Path | None,
    *,
    title: str,
    source_id: str,
    source_kind: str,
    source_date: str,
    source_by: str,
    leave_out: bool,
    message: str,
    dry_run: bool,
    language: Language,
    **wishes: Any,
) -> Answer:
    """Import tables (CSV, XLSX) as one revision, or nothing.

    Organisations and ties, participation in ateliers, Kumu's elements and connections,
    Gephi's nodes and edges. Importing the same file twice changes nothing.
    """
    uploads = [Upload(path.name, _bytes(path)) for path in files]
    found = read_uploads(uploads)
    said = _mapping(mapping) if mapping else {}
    tables = tuple(_mapped(guess(file, sheet), sheet, said) for file, sheet in found)
    name = title or files[0].stem
    source = SourceChoice(source_id, source_kind, name, source_by, source_date)
    choices = Choices(tables=tables, source=source, **wishes)
    seen = foresee(ctx, [sheet for _, sheet in found], choices, language)
    problems = obstacles(seen, leave_out=leave_out)
    number = None
    if not dry_run and not problems:
        sizes = [(upload.name, len(upload.data)) for upload in uploads]
        done = import_now(ctx, seen, choices, sizes, message=message, leave_out=leave_out)
        number = done.revision

    def text(seen: Preview) -> None:
        _print(seen, choices)
        nothing = "Nothing is changed." if dry_run else "Everything was there already."
        if not problems:
            click.echo(f"The graph is at revision {number}." if number else nothing)

    return Answer(seen, text, json=lambda _: _plain(number, seen, choices), problems=problems)


def _print(seen: Preview, choices: Choices) -> None:
    """Every row that is not the same already, and how many there are of each fate."""
    told = {
        (row.table, row.number): [fault_text(fault, "en") for fault in row.faults]
        for row in seen.rows
    }
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


def _plain(number: int | None, seen: Preview, choices: Choices) -> dict[str, Any]:
    return {
        "revision": number,
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
