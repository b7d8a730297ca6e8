"""The group of commands, and the one place where facts become exit codes."""

from __future__ import annotations

import sys

import click

from netmap import __version__
from netmap.cli import (
    access,
    analysis,
    ateliers,
    comparison,
    data,
    exporting,
    importing,
    meetings,
    reporting,
    serve,
)
from netmap.errors import (
    BadSetting,
    Cancelled,
    Conflict,
    Forbidden,
    Invalid,
    NetmapError,
    NotFound,
    PortInUse,
    SignedOut,
    SignInFailed,
    StoreNotEmpty,
    StoreUnavailable,
    TooManyAttempts,
)

# the first class that an error is an instance of decides; docs/reference.md lists them
EXIT_CODES: tuple[tuple[type[NetmapError], int], ...] = (
    (NotFound, 3),
    (Invalid, 4),
    (Conflict, 5),
    (StoreNotEmpty, 5),
    (StoreUnavailable, 6),
    (BadSetting, 7),
    (PortInUse, 7),
    (Forbidden, 8),
    (SignedOut, 8),
    (SignInFailed, 8),
    (TooManyAttempts, 8),
    (Cancelled, 130),
    (NetmapError, 1),
)
_MOST_PROBLEMS = 20


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="netmap")
def cli() -> None:
    """Network analysis for cooperative partnerships.

    The store is chosen by NETMAP_STORE_URL (default: a SQLite file under data/).
    Every command takes --json.
    """


for command in (
    *access.COMMANDS,
    *data.COMMANDS,
    *exporting.COMMANDS,
    *importing.COMMANDS,
    *analysis.COMMANDS,
    *ateliers.COMMANDS,
    *comparison.COMMANDS,
    *meetings.COMMANDS,
    *reporting.COMMANDS,
    serve.serve,
):
    cli.add_command(command)


def main() -> None:
    """Run a command; a fact becomes one sentence on stderr and its exit code."""
    try:
        cli.main(standalone_mode=False)
    except NetmapError as error:
        click.echo(f"netmap: {_sentence(error)}", err=True)
        sys.exit(exit_code(error))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("netmap: stopped.", err=True)
        sys.exit(130)
    except OSError as error:  # a full disk behind stdout, for one
        click.echo(f"netmap: the system refused: {error.strerror or error}.", err=True)
        sys.exit(1)


def exit_code(error: NetmapError) -> int:
    """The exit code of a fact."""
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))


def _sentence(error: NetmapError) -> str:
    if not isinstance(error, Invalid) or len(error.problems) < 2:
        return error.message
    shown = [f"  {problem}" for problem in error.problems[:_MOST_PROBLEMS]]
    hidden = len(error.problems) - len(shown)
    rest = [f"  and {hidden} more"] if hidden > 0 else []
    return "\n".join([f"{len(error.problems)} problems; nothing was changed.", *shown, *rest])
