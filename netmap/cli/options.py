"""What the commands share: the store, the scope, and how results are printed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, cast

import click

from netmap.codec import to_plain
from netmap.config import Settings
from netmap.errors import BadSetting
from netmap.model import CERTAINTIES, Certainty, Scope
from netmap.services.context import Context
from netmap.services.exchange import Progress
from netmap.stores import Store, open_store
from netmap.text.dates import read_date


def settings() -> Settings:
    """The settings of this run; the only place where the command line reads the environment."""
    return Settings.from_environment(os.environ)


@contextmanager
def context() -> Iterator[Context]:
    """The services' context on the store of the settings; closed afterwards."""
    chosen = settings()
    with opened(chosen, chosen.store_url) as store:
        yield Context(store, chosen.author)


def opened(chosen: Settings, url: str, option: str = "NETMAP_STORE_URL") -> Store:
    """A store by its address, with the user and password of the settings.

    Raises BadSetting in the name of the option that the address came from.
    """
    try:
        return open_store(url, user=chosen.store_user, password=chosen.store_password)
    except BadSetting as error:
        if error.facts["name"] != "NETMAP_STORE_URL":
            raise
        raise BadSetting(option, error.message.removeprefix("NETMAP_STORE_URL: ")) from error


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
csv_option = click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of text.")
language_option = click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    help="Of names and sentences.",
)


def _partnership(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--partnership",
        "-p",
        "partnership",
        required=required,
        metavar="KEY",
        help="Which one; `netmap partnerships` tells the keys.",
    )


partnership_option = _partnership(required=True)


def scope_options(*, required: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``--partnership``, ``--as-of``, ``--revision`` and ``--certainty`` as one ``scope``."""
    options = (
        _partnership(required=required),
        click.option("--as-of", metavar="DATE", help="What held at a year, month or day."),
        click.option("--revision", type=int, metavar="N", help="What was known at a revision."),
        click.option(
            "--certainty",
            multiple=True,
            type=click.Choice(CERTAINTIES),
            help="Keep ties of this certainty (repeat for more).",
        ),
    )

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_scope(
            *,
            partnership: str | None,
            as_of: str | None,
            revision: int | None,
            certainty: Sequence[str],
            **rest: Any,
        ) -> None:
            command(scope=scope_of(partnership, as_of, revision, certainty), **rest)

        decorated: Callable[..., None] = with_scope
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


def scope_of(
    partnership: str | None,
    as_of: str | None,
    revision: int | None,
    certainty: Sequence[str],
    *,
    date_option: str = "--as-of",
) -> Scope:
    """The scope that the options ask for. Raises BadSetting for a date that is none."""
    try:
        moment = read_date(as_of) if as_of is not None else None
    except ValueError as error:
        raise BadSetting(date_option, str(error)) from error
    return Scope(
        partnerships=(partnership,) if partnership is not None else None,
        as_of=moment,
        revision=revision,
        certainty=frozenset(cast("Sequence[Certainty]", certainty)) if certainty else None,
    )


def print_json(value: object) -> None:
    """A result as JSON, the same values as the web's."""
    click.echo(json.dumps(to_plain(value), ensure_ascii=False, indent=2))


def print_csv(table: bytes) -> None:
    """A table for a spreadsheet, byte by byte as it is."""
    click.echo(table, nl=False)


def one_format(as_json: bool, as_csv: bool) -> None:
    """Refuse what cannot be printed both ways at once."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv cannot go together; choose one.")


def print_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows under headings; columns of numbers to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    numbers = [
        bool(rows) and all(isinstance(row[i], int | float) or row[i] is None for row in rows)
        for i in range(len(header))
    ]
    for line in (list(header), ["-" * width for width in widths], *cells):
        padded = (
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(line, widths, numbers, strict=True)
        )
        click.echo("  ".join(padded).rstrip())


def say_fictional(fictional: bool) -> None:
    """What stands above every report about a made-up partnership."""
    if fictional:
        click.echo("FICTIONAL: this partnership is made up.\n")


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """A progress line on stderr, only for a person who watches."""
    shown = sys.stderr.isatty()

    def report(done: int, total: int) -> None:
        if shown:
            click.echo(f"\r{label}: {done} of {total}", nl=done == total, err=True)

    yield report
