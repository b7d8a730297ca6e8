"""The command line: thin commands on the same services as the web."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run what was typed; Ctrl-C is also heard in the second that loading the program takes."""
    try:
        from netmap.cli.entry import main as run  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        sys.exit(130)
    run()
