"""Netmap: network analysis for cooperative partnerships."""

from importlib.metadata import version

__version__ = version("netmap")
