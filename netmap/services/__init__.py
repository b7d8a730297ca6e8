"""The use cases: the only door for the web and the command line."""

from netmap.services.context import Context
from netmap.services.history import commit, revision, undo

__all__ = ["Context", "commit", "revision", "undo"]
