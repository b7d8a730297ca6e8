"""The JSON document of everything in a scope, record by record, as Netmap itself holds it."""

from __future__ import annotations

from netmap.formats.document import document
from netmap.formats.document import write as json_text
from netmap.formats.exports.network import Options
from netmap.model import Snapshot


def write(snapshot: Snapshot, options: Options) -> bytes:  # noqa: ARG001 - every format takes options
    """The document of the snapshot, laws and functions without ties included."""
    return json_text(document(snapshot)).encode("utf-8", "replace")
