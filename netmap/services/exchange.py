"""Fill a store and take data out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from netmap.errors import Invalid, Problem
from netmap.formats import dataset
from netmap.formats.document import document, write
from netmap.model import Change, Scope
from netmap.services.context import Context
from netmap.stores.plan import Nothing, plan

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that belong in one revision, with the words that the revision gets."""

    message: str
    changes: tuple[Change, ...]


def load(ctx: Context, batches: Iterable[Batch], *, progress: Progress | None = None) -> int:
    """Commit each batch as one revision; what is there already stays as it is.

    Returns the number of the latest revision. Raises Invalid; the batches before
    the refused one are in the store then.
    """
    todo = tuple(batches)
    number = ctx.store.ping()
    for done, batch in enumerate(todo, start=1):
        number = ctx.store.commit(batch.changes, author=ctx.author, message=batch.message)
        if progress:
            progress(done, len(todo))
    return number


def read_folder(folder: Path) -> Batch:
    """The sources, entities and ties of a folder of TOML files, as one batch.

    Raises Invalid with every problem, each with its file and item.
    """
    if not folder.is_dir():
        raise Invalid([Problem("not-there", str(folder), "", "there is no such folder")])
    data = dataset.read(folder)
    if not data.records:
        raise Invalid([Problem("empty", str(folder), "", "holds no sources, entities or ties")])
    return Batch(f"Loaded from {folder.name}", data.changes)


def check_folder(folder: Path) -> dict[str, int]:
    """Counts of what a folder holds, once nothing in it would be refused by an empty store.

    Raises Invalid with every problem, each with its file and item.
    """
    if not folder.is_dir():
        raise Invalid([Problem("not-there", str(folder), "", "there is no such folder")])
    data = dataset.read(folder)
    try:
        recorded = plan(data.changes, Nothing(), author="check", message="check")
    except Invalid as refused:
        raise Invalid(_placed(problem, data) for problem in refused.problems) from refused
    kinds = [change.type for change in recorded]
    return {name: kinds.count(name) for name in ("source", "entity", "tie")}


def _placed(problem: Problem, data: dataset.Dataset) -> Problem:
    """The problem with the file and item that its record stands in."""
    kind, _, key = problem.where.partition(" ")
    table = {"source": "sources", "entity": "entities", "tie": "ties"}.get(kind, "")
    return replace(problem, where=data.where.get((table, key), problem.where))


def export_json(ctx: Context, scope: Scope) -> str:
    """Everything in the scope as one JSON document; same revision and scope, same bytes.

    Raises UnknownPartnership, UnknownRevision.
    """
    return write(document(ctx.store.snapshot(scope)))
