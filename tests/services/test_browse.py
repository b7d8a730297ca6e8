"""Looking up an entity, a source, and the state of the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.errors import UnknownEntity, UnknownSource
from netmap.model import Entity, Put, Scope
from netmap.services.browse import Health, entity_view, health, source_view, sources
from netmap.services.context import Context
from netmap.stores.sqlite import SqliteStore
from tests.contract.examples import SAID, member, partnership, village


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    store = SqliteStore(tmp_path / "netmap.db")
    store.commit(village(), author="a", message="first")
    more = (partnership("stad"), member("zorg", "stad"), Entity("x", "law", "X", citations=SAID))
    store.commit([Put(record) for record in more], author="a", message="second")
    return Context(store)


def test_an_entity_shows_its_ties_by_partnership(ctx: Context) -> None:
    view = entity_view(ctx, "zorg")
    assert [(p.id, len(ties)) for p, ties in view.ties] == [("dorp", 2), ("stad", 1)]
    (first, second), _ = (ties for _, ties in view.ties)
    assert first.tie == member("zorg")
    assert (second.source.name, second.target.name) == ("School", "Zorg")
    assert [source.title for source in second.sources] == ["Notulen van de ledenvergadering"]


def test_a_partnership_shows_all_its_ties(ctx: Context) -> None:
    view = entity_view(ctx, "dorp")
    assert sum(len(ties) for _, ties in view.ties) == 3


def test_an_entity_at_an_earlier_revision(ctx: Context) -> None:
    assert len(entity_view(ctx, "zorg", Scope(revision=1)).ties) == 1
    with pytest.raises(UnknownEntity):
        entity_view(ctx, "stad", Scope(revision=1))


def test_what_is_not_there_is_said(ctx: Context) -> None:
    with pytest.raises(UnknownEntity):
        entity_view(ctx, "nobody")
    with pytest.raises(UnknownSource):
        source_view(ctx, "gossip")


def test_a_source_shows_what_rests_on_it(ctx: Context) -> None:
    (summary,) = sources(ctx).sources
    assert (summary.ties, summary.entities) == (4, 1)
    view = source_view(ctx, "notulen")
    assert (len(view.ties), [entity.id for entity in view.entities]) == (4, ["x"])


def test_health_of_a_store(ctx: Context, tmp_path: Path) -> None:
    assert health(ctx) == Health("sqlite", reachable=True, revision=2)
    broken = Context(SqliteStore(tmp_path))
    assert health(broken) == Health("sqlite", reachable=False, revision=None)
