"""Loading batches into a store."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph_seed
from netmap.errors import Invalid
from netmap.model import Entity, Put, Remove, Scope
from netmap.services.context import Context
from netmap.services.exchange import Batch, load
from netmap.stores.sqlite import SqliteStore
from tests.contract.examples import organisation, refers, village


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return Context(SqliteStore(tmp_path / "netmap.db"))


def test_an_empty_store_gets_the_history(ctx: Context) -> None:
    seen: list[tuple[int, int]] = []
    batches = [Batch("one", tuple(village())), Batch("two", (Put(organisation("kerk")),))]
    assert load(ctx, batches, progress=lambda *step: seen.append(step)) == 2
    assert [r.message for r in ctx.store.revisions()] == ["one", "two"]
    assert seen == [(1, 2), (2, 2)]


def test_loading_the_seed_again_changes_nothing(ctx: Context) -> None:
    number = load(ctx, graph_seed.batches())
    assert load(ctx, graph_seed.batches()) == number


def test_what_differs_becomes_one_revision(ctx: Context) -> None:
    rename = Batch("rename", (Put(organisation("zorg", "Zorg Samen")),))
    load(ctx, [Batch("one", tuple(village())), rename])
    ctx.store.commit([Put(organisation("zorg", "Mine"))], author="me", message="my own name")
    assert load(ctx, [Batch("one", tuple(village())), rename]) == 4
    (last,) = ctx.store.revisions(after=3, with_changes=True)
    assert [(c.id, _name(c.before), _name(c.after)) for c in last.changes] == [
        ("zorg", "Mine", "Zorg Samen")
    ]


def test_a_removal_in_a_later_batch_counts_last(ctx: Context) -> None:
    add, remove = Put(organisation("kerk")), Remove("entity", "kerk")
    load(ctx, [Batch("one", tuple(village())), Batch("two", (add,))])
    load(ctx, [Batch("add", (add,)), Batch("remove", (remove,))])
    assert "kerk" not in ctx.store.snapshot(Scope()).entities


def test_loading_stops_at_the_batch_that_is_refused(ctx: Context) -> None:
    first = Batch("first", tuple(village()))
    bad = Batch("bad", (Put(refers("kerk", "nobody")),))
    seen: list[tuple[int, int]] = []
    with pytest.raises(Invalid):
        load(ctx, [first, bad, first], progress=lambda *step: seen.append(step))
    assert seen == [(1, 3)]
    assert ctx.store.ping() == 1


def test_a_load_that_was_interrupted_goes_on_and_keeps_the_history(ctx: Context) -> None:
    one = Batch("one", tuple(village()))
    two, three = (Batch(key, (Put(organisation(key)),)) for key in ("kerk", "toneel"))
    load(ctx, [one])
    assert load(ctx, [one, two, three], first_only=True) == 3
    assert [r.message for r in ctx.store.revisions()] == ["one", "kerk", "toneel"]


def test_going_on_also_brings_what_changed_in_the_part_that_was_there(ctx: Context) -> None:
    load(ctx, [Batch("one", tuple(village()))])
    newer = Batch("one", (*village(), Put(organisation("zorg", "Zorg Samen"))))
    load(ctx, [newer, Batch("kerk", (Put(organisation("kerk")),))])
    assert [r.message for r in ctx.store.revisions()] == ["one", "kerk", "Loaded again"]
    assert ctx.store.snapshot(Scope()).entities["zorg"].name == "Zorg Samen"


def test_a_filled_store_can_be_left_alone(ctx: Context) -> None:
    batches = [Batch("one", tuple(village())), Batch("two", (Put(organisation("kerk")),))]
    load(ctx, batches)
    ctx.store.commit([Put(organisation("zorg", "Mine"))], author="me", message="my own name")
    assert load(ctx, batches, first_only=True) == 3
    assert ctx.store.snapshot(Scope()).entities["zorg"].name == "Mine"


def _name(record: object) -> str | None:
    return record.name if isinstance(record, Entity) else None
