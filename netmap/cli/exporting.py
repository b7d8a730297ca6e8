"""Take data out: a command for each format, the research bundle, and a network without names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from netmap.cli.options import context, language_option, print_json, scope_options
from netmap.errors import BadSetting
from netmap.model import Scope
from netmap.services import exporting
from netmap.services.context import Context
from netmap.services.exporting import Exported, ExportFormat
from netmap.vocabulary import Language, vocabulary

_FILE = click.Path(path_type=Path)
_JSON = "application/json"


@click.group()
def export() -> None:
    """Files for other programs, for research or without names."""


def _writes(name: str, *, all_allowed: bool = False) -> Callable[[Callable[..., Exported]], None]:
    """A command that asks what to take along, and writes what the function makes of it."""

    def register(make: Callable[..., Exported]) -> None:
        @export.command(name)
        @click.option("--output", "-o", type=_FILE, metavar="FILE", help="Write here.")
        @click.option("--json", "as_json", is_flag=True, help="Tell what was written, as JSON.")
        @click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice(list(vocabulary().ties)),
            metavar="KIND",
            help="Keep ties of this kind (repeat for more).",
        )
        @language_option
        @scope_options(required=not all_allowed)
        @wraps(make)
        def command(
            *,
            scope: Scope,
            kinds: Sequence[str],
            output: Path | None,
            as_json: bool,
            **rest: Any,
        ) -> None:
            asked = replace(scope, kinds=frozenset(kinds)) if kinds else scope
            with context() as ctx:
                made = make(ctx, asked, **rest)
            if output is not None:
                _save(made, output, "--output")
                if as_json:
                    size = len(made.content)
                    print_json({"file": str(output), "type": made.media_type, "bytes": size})
            elif as_json and made.media_type != _JSON:
                raise click.UsageError("--json tells what was written; it needs --output FILE.")
            else:
                _to_screen(made)

    return register


def _format(form: ExportFormat) -> None:
    """The command of one format; all partnerships when none is named."""

    def make(ctx: Context, scope: Scope, *, language: Language) -> Exported:
        return exporting.export(ctx, scope, form.key, language)

    make.__doc__ = (
        f"{form.label.en}.\n\nFor {', '.join(form.programs)}.\n\n"
        f"Carries: {form.carries.en}\n\nCannot carry: {form.lacks.en}"
    )
    _writes(form.key, all_allowed=True)(make)


for _each in exporting.FORMATS.values():
    _format(_each)


@_writes("bundle")
def _bundle(ctx: Context, scope: Scope, *, language: Language) -> Exported:
    """The research bundle of a partnership, as a zip.

    Graph, tables, metrics, codebook, method and datapackage.json.
    """
    return exporting.bundle(ctx, scope, language)


@_writes("pseudonymised")
@click.option(
    "--key-file",
    type=_FILE,
    metavar="FILE",
    help="Write here who is who. Never hand it over with the network.",
)
@click.option("--code", metavar="TEXT", help="The code of an earlier key, for the same names.")
@click.option("-k", "k", type=int, default=3, show_default=True, help="Size of a safe group.")
@click.option("--years/--no-years", default=True, help="Keep the years of ties, or not.")
def _pseudonymised(
    ctx: Context,
    scope: Scope,
    *,
    key_file: Path | None,
    code: str | None,
    **wishes: Any,
) -> Exported:
    """A partnership without names, as a zip. What can still be found out goes to stderr."""
    secret = exporting.new_code() if code is None else code
    made = exporting.pseudonymised(ctx, scope, code=secret, **wishes)
    if key_file is not None:
        key = exporting.pseudonym_key(ctx, scope, code=secret, **wishes)
        _save(key, key_file, "--key-file")
    elif code is None:
        click.echo("No key was written: nobody can tell any more who is who.", err=True)
    click.echo(exporting.pseudonym_view(ctx, scope, **wishes).statement.conclusion, err=True)
    return made


def _save(made: Exported, file: Path, option: str) -> None:
    try:
        file.write_bytes(made.content)
    except OSError as error:
        raise BadSetting(option, f"{file} cannot be written: {error.strerror}") from error


def _to_screen(made: Exported) -> None:
    """Texts to the screen; what is no text only to a pipe."""
    text = made.media_type.startswith("text/") or made.media_type.endswith(("json", "xml"))
    if not text and sys.stdout.isatty():
        raise click.UsageError(f"{made.name} is no text; write it with --output FILE.")
    click.echo(made.content, nl=False)
