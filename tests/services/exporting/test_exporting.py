"""Files out of a store: by right, written down, the same bytes for the same question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from netmap.errors import Forbidden, Invalid, UnknownFormat, UnknownPartnership
from netmap.model import Put, Scope
from netmap.services import exporting
from netmap.services.accounts import audit
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.rights import Actor, Role
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie

HERE = Scope(partnerships=(PARTNERSHIP,))
CODE = "a code that nobody guesses"


@pytest.fixture
def ctx(tmp_path: Path) -> Iterator[Context]:
    with SqliteStore(tmp_path / "netmap.db") as store:
        records = [
            SOURCE,
            entity(PARTNERSHIP, "partnership"),
            *(entity(key, sector="care") for key in "abcd"),
            entity("w", "atelier"),
            *members("a", "b", "c"),
            tie("a", "refers_to", "b", certainty="inferred"),
            tie("a", "takes_part_in", "w"),
            tie("d", "takes_part_in", "w"),
        ]
        ctx = Context(store)
        commit(ctx, [Put(record) for record in records], message="facts")
        yield ctx


EVERY: dict[str, Callable[[Context], Any]] = {
    **{key: lambda ctx, key=key: exporting.export(ctx, HERE, key) for key in exporting.FORMATS},
    "bundle": lambda ctx: exporting.bundle(ctx, HERE),
    "pseudonymised": lambda ctx: exporting.pseudonymised(ctx, HERE, code=CODE),
    "pseudonym-key": lambda ctx: exporting.pseudonym_key(ctx, HERE, code=CODE),
}


@pytest.mark.parametrize("key", EVERY)
def test_every_file_needs_the_right_is_written_down_and_comes_again(ctx: Context, key: str) -> None:
    reader = replace(ctx, who=Actor("reader", Role.READER.rights))
    with pytest.raises(Forbidden):
        EVERY[key](reader)
    assert audit.trail(ctx, event="export") == ()
    one, other = EVERY[key](ctx), EVERY[key](ctx)
    assert one == other
    assert one.content
    lines = audit.trail(ctx, event="export")
    assert len(lines) == 2
    assert lines[0].details == {"format": key, "partnership": PARTNERSHIP, "revision": 1}


def test_later_revisions_leave_an_older_file_as_it_was(ctx: Context) -> None:
    then = replace(HERE, revision=1)
    before = [exporting.export(ctx, then, key).content for key in exporting.FORMATS]
    before.append(exporting.bundle(ctx, then).content)
    commit(ctx, [Put(entity("a", name="Another name"))], message="renamed")
    after = [exporting.export(ctx, then, key).content for key in exporting.FORMATS]
    after.append(exporting.bundle(ctx, then).content)
    assert after == before
    assert exporting.export(ctx, HERE, "graphml").content != before[0]


def test_all_partnerships_when_none_is_named(ctx: Context) -> None:
    assert exporting.export(ctx, Scope(), "graphml").name == "netmap-r1-graphml.graphml"
    with pytest.raises(Invalid):
        exporting.bundle(ctx, Scope())


def test_what_is_not_there_is_said(ctx: Context) -> None:
    with pytest.raises(UnknownFormat):
        exporting.export(ctx, HERE, "docx")
    with pytest.raises(UnknownPartnership):
        exporting.export(ctx, Scope(partnerships=("nowhere",)), "gexf")
    with pytest.raises(Invalid):
        exporting.pseudonymised(ctx, HERE, code="short")


def test_the_view_counts_what_would_go_out_and_offers_every_kind(ctx: Context) -> None:
    view = exporting.export_view(ctx, replace(HERE, certainty=frozenset({"inferred"})))
    assert (view.ties, view.entities) == (1, 3)
    assert view.kinds == {"member_of": 3, "takes_part_in": 2, "refers_to": 1}
    assert [form.key for form in view.formats] == list(exporting.FORMATS)


def test_the_numbers_of_the_statement_do_not_depend_on_the_code(ctx: Context) -> None:
    one, other = (exporting.pseudonym_view(ctx, HERE) for _ in range(2))
    assert one == other
    assert one.statement.knowledge[0].everybody.of == 4
    assert exporting.new_code() != exporting.new_code()


def test_the_name_of_the_file_does_not_tell_of_whom_it_is(ctx: Context) -> None:
    made = exporting.pseudonymised(ctx, HERE, code=CODE)
    assert made.name == "netmap-zonder-namen.zip"
