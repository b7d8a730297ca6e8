"""Commands that fill a store, look into it, and copy it."""

from __future__ import annotations

from pathlib import Path

import click

import graph_seed
from netmap.cli.options import (
    context,
    json_option,
    opened,
    print_json,
    print_table,
    progress,
    settings,
)
from netmap.errors import BadSetting
from netmap.services import copying, exchange
from netmap.services.exchange import check_folder, read_folder
from netmap.services.reports import overview

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("folder", required=False, type=_FOLDER)
@json_option
def load(folder: Path | None, as_json: bool) -> None:
    """Load a folder of TOML files, or the seed graph.

    What differs becomes one revision that can be undone; loading the same again
    changes nothing.
    """
    with context() as ctx, progress("loading") as report:
        batches = [read_folder(folder)] if folder else graph_seed.batches()
        number = exchange.load(ctx, batches, progress=report)
        if as_json:
            print_json({"revision": number})
        else:
            click.echo(f"The graph is at revision {number}.")


@click.command()
@click.argument("folder", required=False, type=_FOLDER)
@json_option
def check(folder: Path | None, as_json: bool) -> None:
    """Check a folder of TOML files and change nothing.

    Without FOLDER: the seed graph.
    """
    counts = check_folder(folder or graph_seed.FOLDER)
    if as_json:
        print_json(counts)
    else:
        click.echo(
            f"No problems in {counts['source']} sources, {counts['entity']} entities"
            f" and {counts['tie']} ties."
        )


@click.command()
@json_option
def partnerships(as_json: bool) -> None:
    """List the partnerships with their headline numbers."""
    with context() as ctx:
        found = overview(ctx)
    if as_json:
        print_json(found)
    elif not found:
        click.echo("The store holds no partnerships yet; `netmap load` fills it.")
    else:
        print_table(
            ["key", "name", "members", "organisations", "ateliers", "ties", "gaps", ""],
            [
                [
                    p.key,
                    p.name,
                    p.members,
                    p.organisations,
                    p.ateliers,
                    p.ties,
                    sum(a.count for a in p.attention),
                    "fictional" if p.fictional else "",
                ]
                for p in found
            ],
        )


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
    if as_json:
        print_json({"revision": number})
    else:
        click.echo(f"Copied {number} revisions.")


def write_output(content: str | bytes, output: Path | None) -> None:
    """To a file, or to the screen; raises BadSetting when the file cannot be written."""
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    except OSError as error:
        raise BadSetting("--output", f"{output} cannot be written: {error.strerror}") from error
