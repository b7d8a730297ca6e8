"""Fill a store; `netmap.services.exporting` takes data out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from netmap.errors import Invalid, Problem
from netmap.formats import dataset
from netmap.model import Change, Put, RecordType, record_type
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.stores.plan import Nothing, plan

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that belong in one revision, with the words that the revision gets."""

    message: str
    changes: tuple[Change, ...]


@needs(Right.EDIT)
def load(
    ctx: Context,
    batches: Iterable[Batch],
    *,
    first_only: bool = False,
    progress: Progress | None = None,
) -> int:
    """Bring the store to what the batches say; returns the number of the latest revision.

    An empty store gets each batch as a revision of its own, so that it has their
    history; after an interruption this goes on where it stopped. A store that is
    filled gets what differs, as one revision that can be undone; loading the same
    again changes nothing. With ``first_only`` a filled store is left alone.

    Raises Invalid; the batches before the refused one are in the store then.
    """
    todo = tuple(batches)
    number = ctx.store.ping()
    if number:
        last = {_target(change): change for batch in todo for change in batch.changes}
        again = Batch("Loaded again", tuple(last.values()))
        if _interrupted(ctx, todo):
            todo = (*todo[number:], again)  # the batches may have changed since then
        elif first_only:
            return number
        elif len(todo) > 1:
            todo = (again,)
    for done, batch in enumerate(todo, start=1):
        number = ctx.store.commit(batch.changes, author=ctx.author, message=batch.message)
        if progress:
            progress(done, len(todo))
    return number


def _interrupted(ctx: Context, batches: tuple[Batch, ...]) -> bool:
    """Whether the store holds the first of these batches, and nothing else."""
    held = [revision.message for revision in ctx.store.revisions(limit=len(batches))]
    return len(held) < len(batches) and held == [b.message for b in batches[: len(held)]]


def _target(change: Change) -> tuple[RecordType, str]:
    """The record that a change is about."""
    if isinstance(change, Put):
        return record_type(change.record), change.record.id
    return change.type, change.id


def read_folder(folder: Path) -> Batch:
    """The sources, entities and ties of a folder of TOML files, as one batch.

    Raises Invalid with every problem, each with its file and item.
    """
    return Batch(f"Loaded from {folder.resolve().name}", _filled(folder).changes)


def check_folder(folder: Path) -> dict[str, int]:
    """Counts of what a folder holds, once nothing in it would be refused by an empty store.

    Raises Invalid with every problem, each with its file and item.
    """
    data = _filled(folder)
    try:
        recorded = plan(data.changes, Nothing(), author="check", message="check")
    except Invalid as refused:
        raise Invalid(_placed(problem, data) for problem in refused.problems) from refused
    kinds = [change.type for change in recorded]
    return {name: kinds.count(name) for name in ("source", "entity", "tie")}


def _filled(folder: Path) -> dataset.Dataset:
    if not folder.is_dir():
        raise Invalid([Problem("not-there", str(folder), "", "there is no such folder")])
    data = dataset.read(folder)
    if not data.records:
        raise Invalid([Problem("empty", str(folder), "", "holds no sources, entities or ties")])
    return data


def _placed(problem: Problem, data: dataset.Dataset) -> Problem:
    """The problem with the file and item that its record stands in."""
    kind, _, key = problem.where.partition(" ")
    table = {"source": "sources", "entity": "entities", "tie": "ties"}.get(kind, "")
    return replace(problem, where=data.where.get((table, key), problem.where))
