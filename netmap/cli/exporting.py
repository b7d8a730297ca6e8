"""Take data out: a command for each format, the research bundle, and a network without names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, Literal

import click

from netmap.cli.options import FILE, Answer, command, output_option, save
from netmap.model import Scope
from netmap.services import exporting
from netmap.services.context import Context
from netmap.services.exporting import Exported, ExportFormat
from netmap.vocabulary import Language, vocabulary


@click.group()
def export() -> None:
    """Files for other programs, for research or without names."""


def _writes(
    name: str, *, scope: Literal["one", "any"] = "one"
) -> Callable[[Callable[..., Exported]], click.Command]:
    """A command that asks what to take along, and writes what the function makes of it."""

    def register(make: Callable[..., Exported]) -> click.Command:
        @command(name, group=export, language=True, scope=scope)
        @output_option(help="Write here.")
        @click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice(list(vocabulary().ties)),
            metavar="KIND",
            help="Keep ties of this kind (repeat for more).",
        )
        @wraps(make)
        def told(
            ctx: Context, *, scope: Scope, kinds: Sequence[str], output: Path | None, **rest: Any
        ) -> Answer:
            asked = replace(scope, kinds=frozenset(kinds)) if kinds else scope
            made = make(ctx, asked, **rest)
            if output is None:
                return Answer(made, _to_screen, json=_as_json)
            save(made.content, output)
            written = {"file": str(output), "type": made.media_type, "bytes": len(made.content)}
            return Answer(written, "")

        return told

    return register


def _format(form: ExportFormat) -> None:
    """The command of one format; all partnerships when none is named."""

    def make(ctx: Context, scope: Scope, *, language: Language) -> Exported:
        return exporting.export(ctx, scope, form.key, language)

    make.__doc__ = (
        f"{form.label.en}.\n\nFor {', '.join(form.programs)}.\n\n"
        f"Carries: {form.carries.en}\n\nCannot carry: {form.lacks.en}"
    )
    _writes(form.key, scope="any")(make)


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
    type=FILE,
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
        save(key.content, key_file, "--key-file")
    elif code is None:
        click.echo("No key was written: nobody can tell any more who is who.", err=True)
    click.echo(exporting.pseudonym_view(ctx, scope, **wishes).statement.conclusion, err=True)
    return made


def _as_json(made: Exported) -> bytes:
    if made.media_type != "application/json":
        raise click.UsageError("--json tells what was written; it needs --output FILE.")
    return made.content


def _to_screen(made: Exported) -> None:
    """Texts to the screen; what is no text only to a pipe."""
    text = made.media_type.startswith("text/") or made.media_type.endswith(("json", "xml"))
    if not text and sys.stdout.isatty():
        raise click.UsageError(f"{made.name} is no text; write it with --output FILE.")
    click.echo(made.content, nl=False)
