"""Commands that fill a store, look into it, and copy it."""

from __future__ import annotations

from pathlib import Path

import click

import graph_seed
from netmap.cli.options import (
    FILE,
    Answer,
    command,
    json_option,
    opened,
    progress,
    settings,
)
from netmap.errors import BadSetting
from netmap.services import copying, exchange
from netmap.services.context import Context
from netmap.services.exchange import check_folder, read_folder


@command()
@click.argument("folder", required=False, type=FILE)
def load(ctx: Context, folder: Path | None) -> Answer:
    """Load a folder of TOML files, or the seed graph.

    What differs becomes one revision that can be undone; loading the same again
    changes nothing.
    """
    with progress("loading") as report:
        batches = [read_folder(folder)] if folder else graph_seed.batches()
        number = exchange.load(ctx, batches, progress=report)
    return Answer({"revision": number}, f"The graph is at revision {number}.")


@click.command()
@click.argument("folder", required=False, type=FILE)
@json_option
def check(folder: Path | None, as_json: bool) -> None:
    """Check a folder of TOML files and change nothing.

    Without FOLDER: the seed graph.
    """
    counts = check_folder(folder or graph_seed.FOLDER)
    Answer(
        counts,
        f"No problems in {counts['source']} sources, {counts['entity']} entities"
        f" and {counts['tie']} ties.",
    ).tell(as_json=as_json)


@click.command()
@click.option("--from", "source", required=True, metavar="URL", help="The store to copy.")
@click.option("--to", "target", required=True, metavar="URL", help="An empty store.")
@json_option
def copy(source: str, target: str, as_json: bool) -> None:
    """Copy everything, with its history, to another store."""
    chosen = settings()
    if source == target:
        raise BadSetting("--to", "is the same store as --from")
    with (
        opened(chosen, source, "--from") as old,
        opened(chosen, target, "--to") as new,
        progress("copying") as report,
    ):
        if not old.ping():
            raise BadSetting("--from", "holds nothing; is it the right address?")
        number = copying.copy(old, new, progress=report)
    Answer({"revision": number}, f"Copied {number} revisions.").tell(as_json=as_json)
