"""Files for other programs: one module for each format, all from the same flat network.

Each format is a pure function of a snapshot and options; the same input gives the same
bytes. What a format cannot carry is part of what it is, and shown to whoever downloads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from netmap.formats.exports import (
    complete,
    cypher,
    cytoscape,
    gephi,
    gexf,
    graphml,
    kumu,
    node_link,
    pajek,
    ucinet,
)
from netmap.formats.exports.network import Options
from netmap.model import Snapshot
from netmap.text import cards
from netmap.vocabulary import Label

__all__ = ["EXPORTS", "ExportFormat", "Options", "Writer"]

Writer: TypeAlias = Callable[[Snapshot, Options], bytes]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format with the words that help to choose it.

    ``programs`` open it, ``use`` says how, ``carries`` and ``lacks`` what arrives there.
    """

    key: str
    label: Label
    extension: str
    media_type: str
    programs: tuple[str, ...]
    use: Label
    carries: Label
    lacks: Label
    write: Writer


_WRITERS: Mapping[str, Writer] = {
    "gephi": gephi.write,
    "gexf": gexf.write,
    "graphml": graphml.write,
    "kumu": kumu.write,
    "pajek": pajek.write,
    "ucinet": ucinet.write,
    "cytoscape": cytoscape.write,
    "nodelink": node_link.write,
    "cypher": cypher.write,
    "json": complete.write,
}


def _formats() -> dict[str, ExportFormat]:
    data = cards.read("netmap.formats.exports", "formats")
    return {
        key: ExportFormat(
            key=key,
            extension=data[key]["extension"],
            media_type=data[key]["media_type"],
            programs=tuple(data[key]["programs"]),
            write=write,
            **{name: Label(**data[key][name]) for name in ("label", "use", "carries", "lacks")},
        )
        for key, write in _WRITERS.items()
    }


EXPORTS: Mapping[str, ExportFormat] = _formats()
