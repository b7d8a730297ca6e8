"""The group of commands, and the one place where facts become exit codes."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

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


# where each command is; imported when it is called, because most need much of the analysis
COMMANDS = {
    "account": "access:account",
    "atelier": "ateliers:atelier",
    "audit": "access:audit",
    "check": "data:check",
    "compare": "comparison:compare",
    "copy": "data:copy",
    "coverage": "meetings:coverage_command",
    "decisions": "meetings:decisions_command",
    "export": "exporting:export",
    "gaps": "analysis:gaps",
    "import": "importing:import_",
    "link": "access:link",
    "load": "data:load",
    "map": "analysis:map_",
    "meetings": "meetings:meetings_command",
    "metrics": "analysis:metrics",
    "partnerships": "analysis:partnerships",
    "report": "reporting:report",
    "scenario": "comparison:scenario",
    "serve": "serve:serve",
    "token": "access:token",
}


class Commands(click.Group):
    """The commands by name, without importing those that are only listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"netmap.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._told(name, room)) for name in names])

    def _told(self, name: str, room: int) -> str:
        """What the command's own docstring says first, read from the source."""
        module, _, function = COMMANDS[name].partition(":")
        spec = find_spec(f"netmap.cli.{module}")
        source = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
        told = next(
            ast.get_docstring(part)
            for part in ast.parse(source).body
            if isinstance(part, ast.FunctionDef) and part.name == function
        )
        return click.Command(name, help=told).get_short_help_str(room)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="netmap", prog_name="netmap")
def cli() -> None:
    """Network analysis for cooperative partnerships.

    The store is chosen by NETMAP_STORE_URL (default: a SQLite file under data/).
    Every command takes --json.
    """


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
