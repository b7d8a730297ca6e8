"""Every record of the seed opens in its form, and saves as it is."""

from __future__ import annotations

from pathlib import Path

import graph_seed
from netmap.services.context import Context
from netmap.services.editing.drafts import draft_entity, draft_source, draft_tie
from netmap.services.editing.fields import to_fields
from netmap.services.editing.naming import Names
from netmap.services.exchange import load
from netmap.stores.sqlite import SqliteStore


def test_every_record_goes_through_its_form_unchanged(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "seed.db")
    load(Context(store), graph_seed.batches())
    now = store.snapshot()
    home, text = now.entities["woudenberg"], Names(now).text
    for entity in now.entities.values():
        assert draft_entity(now, home, to_fields(entity, text), entity.id).record == entity
    for source in now.sources.values():
        assert draft_source(now, home, to_fields(source, text), source.id).record == source
    for tie in now.ties.values():
        own = now.entities[tie.partnership]
        assert draft_tie(now, own, to_fields(tie, text), tie.id).record == tie
