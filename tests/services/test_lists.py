from __future__ import annotations

from pathlib import Path

import pytest

from netmap.errors import UnknownTie
from netmap.model import Put, Remove, Scope
from netmap.services import browse, history
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    ctx = Context(SqliteStore(tmp_path / "netmap.db"))
    records = (
        SOURCE,
        entity(PARTNERSHIP, "partnership"),
        *(entity(key) for key in "abc"),
        entity("w", "atelier"),
        *members("a", "b"),
        tie("a", "takes_part_in", "w", since="2019", until="2021"),
    )
    commit(ctx, [Put(record) for record in records], message="first")
    commit(ctx, [Remove("tie", "p.member_of.b.p")], message="second")
    return ctx


def test_entities_by_scope_and_kind(ctx: Context) -> None:
    found = browse.entities(ctx, Scope())
    assert (found.revision, [e.id for e in found.entities]) == (2, ["a", "b", "c", "p", "w"])
    here = browse.entities(ctx, Scope(partnerships=("p",)))
    assert [e.id for e in here.entities] == ["a", "p", "w"]
    ateliers = browse.entities(ctx, Scope(), kinds=frozenset({"atelier"}))
    assert [e.id for e in ateliers.entities] == ["w"]


def test_ties_by_scope_entity_and_source(ctx: Context) -> None:
    before = browse.ties(ctx, Scope(revision=1), entity="b")
    assert [t.id for t in before.ties] == ["p.member_of.b.p"]
    assert browse.ties(ctx, Scope(), entity="b").ties == ()
    assert [t.id for t in browse.ties(ctx, Scope(), entity="w").ties] == ["p.takes_part_in.a.w"]
    assert len(browse.ties(ctx, Scope(), source="s").ties) == 2
    assert browse.ties(ctx, Scope(), source="other").ties == ()


def test_one_tie_with_its_ends(ctx: Context) -> None:
    assert browse.one_tie(ctx, "p.member_of.b.p", revision=1).source.id == "b"
    with pytest.raises(UnknownTie):
        browse.one_tie(ctx, "p.member_of.b.p")


def test_headings_of_revisions(ctx: Context) -> None:
    assert [r.message for r in history.revisions(ctx, limit=9)] == ["first", "second"]
    assert [r.number for r in history.revisions(ctx, after=1, limit=9)] == [2]
    touching = history.revisions(ctx, limit=9, touching=("tie", "p.member_of.b.p"))
    assert [r.number for r in touching] == [1, 2]
