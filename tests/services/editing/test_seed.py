"""Every record of the seed opens in its form, and saves as it is."""

from __future__ import annotations

from pathlib import Path

import graph_seed
from netmap.services.context import Context
from netmap.services.editing.fields import to_fields
from netmap.services.editing.form_records import entity_from_form, source_from_form, tie_from_form
from netmap.services.exchange import load
from netmap.services.identity import Names
from netmap.stores.sqlite import SqliteStore


def test_every_record_goes_through_its_form_unchanged(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "seed.db")
    load(Context(store), graph_seed.batches())
    now = store.snapshot()
    home, text = now.entities["woudenberg"], Names(now).text
    for entity in now.entities.values():
        assert entity_from_form(now, home, to_fields(entity, text), entity.id).record == entity
    for source in now.sources.values():
        assert source_from_form(now, home, to_fields(source, text), source.id).record == source
    for tie in now.ties.values():
        own = now.entities[tie.partnership]
        assert tie_from_form(now, own, to_fields(tie, text), tie.id).record == tie
