"""A small store to edit: one partnership with members, an atelier and a unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.model import Entity, Put, Record, Snapshot
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.rights import NOBODY, Actor, Right
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie

CITED = {"cite.0.source": "s", "cite.0.locator": "1", "cite.0.evidence": "It says so."}
MESSAGE = "a message"


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    """Revision 1 of everybody; written for 'first'."""
    ctx = Context(SqliteStore(tmp_path / "netmap.db"), author="first")
    records: list[Record] = [
        SOURCE,
        entity(PARTNERSHIP, "partnership", name="De Proef"),
        entity("q", "partnership", name="Elders"),
        Entity("gp", "organisation", "Huisarts", aliases=("Dokter",)),
        entity("a", name="Alfa"),
        entity("b", name="Beta"),
        entity("w", "atelier", name="Werkatelier"),
        entity("team", "unit", name="Het team"),
        entity("f", "function", name="Zorg"),
        *members("gp", "a", "b"),
        tie("team", "part_of", "a"),
        tie("a", "takes_part_in", "w"),
        tie("a", "refers_to", "gp", scale="up"),
        tie("b", "member_of", "q", partnership="q"),
    ]
    commit(ctx, [Put(record) for record in records], message="everybody")
    return ctx


@pytest.fixture
def other(ctx: Context) -> Context:
    """Somebody else who edits the same store."""
    return Context(ctx.store, author="second")


@pytest.fixture
def reader(ctx: Context) -> Context:
    return Context(ctx.store, who=Actor("reader", frozenset({Right.READ})))


@pytest.fixture
def nobody(ctx: Context) -> Context:
    return Context(ctx.store, who=NOBODY)


def now(ctx: Context) -> Snapshot:
    return ctx.store.snapshot()
