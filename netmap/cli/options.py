"""What the commands share: the store, the scope, and how results are printed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

import click

from netmap.codec import to_plain
from netmap.config import Settings
from netmap.errors import BadSetting, Invalid, Problem
from netmap.formats.table import Table
from netmap.model import CERTAINTIES, Certainty, Scope
from netmap.services.context import Context
from netmap.services.exchange import Progress
from netmap.stores import Store, open_store
from netmap.text.dates import read_date
from netmap.text.numbers import MISSING, rounded
from netmap.vocabulary import LANGUAGES, Language


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


_Option: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]
partnership_option = partial(
    click.option,
    "--partnership",
    "-p",
    metavar="KEY",
    help="Which one; `netmap partnerships` tells the keys.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
_CSV = click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of text.")


def one_of(name: str, values: Sequence[str], help_: str, *, default: str | None = None) -> _Option:
    """An option that takes one of these; the default is the first unless another is named."""
    return click.option(
        name,
        type=click.Choice(values),
        default=default or values[0],
        show_default=True,
        help=help_,
    )


language_option = one_of("--language", LANGUAGES, "Of names and sentences.")
_SCOPE = (
    click.option("--as-of", metavar="DATE", help="What held at a year, month or day."),
    click.option("--revision", type=int, metavar="N", help="What was known at a revision."),
    click.option(
        "--certainty",
        multiple=True,
        type=click.Choice(CERTAINTIES),
        help="Keep ties of this certainty (repeat for more).",
    ),
)
FILE = click.Path(path_type=Path)
output_option = partial(click.option, "--output", "-o", type=FILE, metavar="FILE")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found, and how it is told.

    ``value`` is what JSON tells, or makes it; ``text`` a sentence, or prints the value for people.
    ``csv`` makes the table, and ``json`` another form of the value (bytes go out as they are).
    """

    value: Any
    text: str | Callable[[Any], object]
    csv: Callable[[], Table] | None = None
    json: Callable[[Any], object] = lambda value: value
    problems: Sequence[Problem] = ()  # why it was not done: said at the end, as a failure

    def tell(self, *, as_json: bool, csv_in: Language | None = None) -> None:
        """Print it, as CSV when it names a language.

        Above a report about a made-up partnership stands that it is made up.
        """
        if csv_in and self.csv:
            click.echo(self.csv().csv(csv_in), nl=False)
            return
        value = self.value() if callable(self.value) else self.value
        if as_json:
            print_json(self.json(value))
            return
        say_fictional(getattr(value, "fictional", False))
        if callable(self.text):
            self.text(value)
        elif self.text:
            click.echo(self.text)


def command(
    name: str | None = None,
    *,
    group: click.Group | None = None,
    csv: bool = False,
    language: bool = False,
    scope: Literal["", "one", "any"] = "",
    partnership: bool = False,
) -> Callable[[Callable[..., Answer]], click.Command]:
    """Make a command of a function that answers with the services' context on the store.

    It takes ``--json`` and what is asked for here: ``csv``, ``language``, a ``partnership``, or a
    ``scope`` on one partnership or on any. The function gets the context and the options.
    """
    shared: list[_Option] = [
        json_option,
        *([_CSV] if csv else []),
        *([language_option] if language else []),
    ]
    if partnership or scope:
        shared += [partnership_option(required=scope != "any")]
    shared += _SCOPE if scope else ()

    def register(answer: Callable[..., Answer]) -> click.Command:
        @wraps(answer)
        def run(*, as_json: bool, as_csv: bool = False, **options: Any) -> None:
            if as_json and as_csv:
                raise click.UsageError("--json and --csv cannot go together; choose one.")
            if scope:
                asked = ("partnership", "as_of", "revision", "certainty")
                options["scope"] = scope_of(*(options.pop(each) for each in asked))
            with context() as ctx:
                csv_in = options["language"] if as_csv else None
                found = answer(ctx, **options)
                found.tell(as_json=as_json, csv_in=csv_in)
            if found.problems:
                raise Invalid(found.problems)

        own = getattr(run, "__click_params__", [])  # the options of the function come first
        run.__click_params__ = []  # type: ignore[attr-defined]  # as click keeps them
        for option in reversed(shared):
            option(run)
        run.__click_params__ += own  # type: ignore[attr-defined]  # as above
        return (group.command if group else click.command)(name)(run)

    return register


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
    if isinstance(value, bytes):
        click.echo(value, nl=False)
    else:
        click.echo(json.dumps(to_plain(value), ensure_ascii=False, indent=2))


def save(content: str | bytes, file: Path, option: str = "--output") -> None:
    """Write a file; raises BadSetting in the name of the option when that cannot be."""
    try:
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    except OSError as error:
        raise BadSetting(option, f"{file} cannot be written: {error.strerror}") from error


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
    """A number has the digits that it has everywhere, with the point of program code."""
    if value is None:
        return MISSING
    return f"{rounded(value):f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """A progress line on stderr, only for a person who watches."""
    shown = sys.stderr.isatty()

    def report(done: int, total: int) -> None:
        if shown:
            click.echo(f"\r{label}: {done} of {total}", nl=done == total, err=True)

    yield report
