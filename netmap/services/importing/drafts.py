"""An import that is being prepared: kept on the desk until it is done, or for a day.

What was read from the files and what the user decides about it are two documents, so that
a decision does not write the rows again. The files themselves are not kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from netmap.codec import read, to_plain
from netmap.errors import UnknownDocument
from netmap.formats.sheets import Row, Sheet
from netmap.model import Entity, Scope
from netmap.services.belonging import around
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.identity import Names, options
from netmap.services.importing.choices import Choices, SourceChoice
from netmap.services.importing.guess import guess
from netmap.services.importing.plan import plan
from netmap.services.importing.preview import Preview
from netmap.services.importing.uploads import Upload, read_uploads
from netmap.services.importing.words import importable_kinds
from netmap.services.rights import Right, needs
from netmap.stores.desk import Document
from netmap.vocabulary import Language

KIND, ROWS_KIND = "import", "import-rows"
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """An import that waits: its tables and what was decided about them so far."""

    key: str
    version: int
    begun: datetime
    author: str
    revision: int  # of the graph, when the draft was looked at
    partnership: Entity
    files: tuple[tuple[str, int], ...]  # name and size in bytes
    sheets: tuple[Sheet, ...]
    choices: Choices

    @property
    def fictional(self) -> bool:
        return self.partnership.fictional


@dataclass(frozen=True, slots=True)
class Waiting:
    """An import that waits, in a list."""

    key: str
    version: int
    at: datetime
    author: str
    files: tuple[str, ...]


@needs(Right.EDIT)
def start(ctx: Context, partnership: str, uploads: Sequence[Upload]) -> str:
    """Keep what the files hold, with a first guess; the key of the draft.

    Raises Invalid (see `read_uploads`), UnknownPartnership.
    """
    one_partnership(ctx, Scope(partnerships=(partnership,)))
    found = read_uploads(uploads)
    chosen = Choices(
        partnership,
        tuple(guess(file, sheet) for file, sheet in found),
        source=SourceChoice(title=_title(uploads[0].name)),
    )
    now = ctx.clock().astimezone(UTC)
    key = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(6)}"
    begun = now.isoformat()
    rows = {"sheets": [_sheet_json(sheet) for _, sheet in found], "begun": begun}
    files = [[upload.name, len(upload.data)] for upload in uploads]
    value = {"choices": to_plain(chosen), "files": files, "begun": begun}
    desk = ctx.store.desk
    desk.write(ROWS_KIND, key, rows, author=ctx.author, expect_version=0, at=now)
    desk.write(KIND, key, value, author=ctx.author, expect_version=0, at=now)
    return key


@needs(Right.EDIT)
def waiting(ctx: Context, partnership: str) -> tuple[Waiting, ...]:
    """The imports into a partnership that wait, the latest first; none whose day is over."""
    return tuple(
        Waiting(found.key, found.version, _begun(found), found.author, _file_names(found))
        for found in ctx.store.desk.documents(KIND, newest_first=True)
        if _is_here(ctx, found, partnership)
    )


@needs(Right.EDIT)
def draft(ctx: Context, partnership: str, key: str) -> Draft:
    """An import that waits.

    Raises UnknownDocument, also when its day is over and for one of another partnership.
    """
    document, rows = (ctx.store.desk.document(kind, key) for kind in (KIND, ROWS_KIND))
    if document is None or rows is None or not _is_here(ctx, document, partnership):
        raise UnknownDocument(KIND, key)
    chosen = read(Choices, document.value["choices"])
    snapshot, home = one_partnership(ctx, Scope(partnerships=(partnership,)))
    return Draft(
        key,
        document.version,
        _begun(document),
        document.author,
        snapshot.revision,
        home,
        tuple((name, size) for name, size in document.value["files"]),
        tuple(_sheet(values) for values in rows.value["sheets"]),
        chosen,
    )


@needs(Right.EDIT)
def choose(ctx: Context, found: Draft, choices: Choices) -> int:
    """Keep what was decided; the new version.

    Raises Conflict when somebody else decided too, or threw the draft away. A draft stays in
    its partnership, whatever the choices say.
    """
    value = {
        "choices": to_plain(replace(choices, partnership=found.partnership.id)),
        "files": [list(file) for file in found.files],
        "begun": found.begun.isoformat(),
    }
    return ctx.store.desk.write(
        KIND, found.key, value, author=ctx.author, expect_version=found.version
    )


@needs(Right.EDIT)
def known_names(ctx: Context, found: Draft) -> tuple[str, ...]:
    """What may be typed as the name of somebody who is known; the partnership's own first."""
    kinds = frozenset(importable_kinds())
    now, home = ctx.store.snapshot(), found.partnership
    offered = around(now, ctx.store.desk, home.id, elsewhere=False)
    return tuple(option.text for option in options(now, home, kinds, offered))


@needs(Right.EDIT)
def known_as(ctx: Context, found: Draft, text: str) -> str | None:
    """The id of the one entity that a typed name means; None when it is none, or several."""
    called = Names(ctx.store.snapshot()).called(text.strip())
    ids = [entity.id for entity in called if entity.fictional == found.fictional]
    return ids[0] if len(ids) == 1 else None


@needs(Right.EDIT)
def preview(ctx: Context, found: Draft, language: Language = "nl") -> Preview:
    """The fate of every row as things stand now, told in a language."""

    def compute(scope: Scope) -> Preview:
        return plan(ctx.store.snapshot(scope), found.sheets, found.choices, language)

    return ctx.answer("import", Scope(), compute, found.key, found.version, language)


@needs(Right.EDIT)
def cancel(ctx: Context, partnership: str, key: str, version: int) -> None:
    """Throw a draft away, as it was looked at.

    Raises UnknownDocument as `draft`, and Conflict when somebody decided about it since.
    """
    desk = ctx.store.desk
    found = desk.document(KIND, key)
    if found is None or not _is_here(ctx, found, partnership):
        raise UnknownDocument(KIND, key)
    desk.discard(KIND, key, expect_version=version)
    desk.discard(ROWS_KIND, key)


def _begun(document: Document) -> datetime:
    return datetime.fromisoformat(document.value["begun"])


def _is_here(ctx: Context, document: Document, partnership: str) -> bool:
    """Whether a draft is one of the partnership, and its day is not over."""
    lasts = ctx.clock() - _begun(document) <= KEPT
    return lasts and bool(document.value["choices"]["partnership"] == partnership)


def _file_names(document: Document) -> tuple[str, ...]:
    return tuple(name for name, _ in document.value["files"])


def _title(file: str) -> str:
    """A title for the source to begin with: the name of the file."""
    return file.rpartition(".")[0].replace("_", " ").strip() or file


def _sheet_json(sheet: Sheet) -> dict[str, Any]:
    rows = [[row.number, *row.cells] for row in sheet.rows]
    return {"name": sheet.name, "header": list(sheet.header), "rows": rows}


def _sheet(values: Mapping[str, Any]) -> Sheet:
    rows: Iterable[list[Any]] = values["rows"]
    return Sheet(
        values["name"],
        tuple(values["header"]),
        tuple(Row(number, tuple(cells)) for number, *cells in rows),
    )
