"""The seed as commits: what all partnerships share, then each partnership, then the example."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from graph_seed.voorbeeld import generator
from netmap.formats import dataset
from netmap.model import Put, Record, record_type
from netmap.services.exchange import Batch

FOLDER = Path(__file__).parent
REAL = ("woudenberg", "wijk-bij-duurstede", "woerden")
FICTIONAL = "voorbeeld"

_FIRST = "Laad de bronnen, het referentieprofiel en de gedeelde organisaties"
_TABLES = {"source": "sources", "entity": "entities", "tie": "ties"}


def batches(folder: Path = FOLDER) -> tuple[Batch, ...]:
    """Batches that fill an empty store, in the order in which they can be committed.

    All files are read together, so that a mistake in one of them keeps everything
    out. Raises Invalid.
    """
    data = dataset.read(folder)
    parts: defaultdict[str, list[Record]] = defaultdict(list)
    for record in data.records:
        place = data.where[_TABLES[record_type(record)], record.id]
        top = PurePosixPath(place).parts[1]
        parts[top if top in REAL else ""].append(record)
    return (
        _batch(_FIRST, parts[""]),
        *(_batch(f"Laad het samenwerkingsverband {key}", parts[key]) for key in REAL),
        *generator.batches(),
    )


def _batch(message: str, records: Iterable[Record]) -> Batch:
    return Batch(message, tuple(Put(record) for record in records))
