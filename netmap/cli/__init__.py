"""The command line: thin commands on the same services as the web."""

from netmap.cli.entry import main

__all__ = ["main"]
