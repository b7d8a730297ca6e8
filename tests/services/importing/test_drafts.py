"""An import from upload to revision: all of it or nothing, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from netmap.errors import Conflict, Forbidden, Invalid, StoreUnavailable, UnknownDocument
from netmap.model import Put
from netmap.services.accounts.audit import trail
from netmap.services.context import Context
from netmap.services.importing import commit
from netmap.services.importing.commit import Imported
from netmap.services.importing.drafts import (
    Draft,
    cancel,
    choose,
    draft,
    preview,
    start,
    waiting,
)
from netmap.services.importing.uploads import Upload
from netmap.services.retention import discard_expired
from netmap.services.rights import Actor, Right
from netmap.stores.sqlite import SqliteStore
from tests.builders import entity
from tests.services.importing.helpers import known

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MEMBERS = Upload("leden.csv", b"Naam;Plaats;Lid\r\nNieuw;Ergens;ja\r\nKwintes;Utrecht;ja\r\n")
SIZE = len(MEMBERS.data)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    store = SqliteStore(tmp_path / "netmap.db")
    store.commit(known(), author="test", message="known")
    return Context(store, author="redactie", clock=lambda: NOON)


def started(ctx: Context, *uploads: Upload) -> Draft:
    key = start(ctx, "dorp", uploads or (MEMBERS,))
    return draft(ctx, "dorp", key)


def apply(ctx: Context, found: Draft, **more: bool) -> Imported:
    revision = preview(ctx, found).revision
    return commit.apply(ctx, found, expect_revision=revision, message="leden", **more)


def test_an_upload_becomes_one_revision_and_then_is_gone(ctx: Context) -> None:
    found = started(ctx)
    assert (found.files, found.choices.source.title) == ((("leden.csv", SIZE),), "leden")
    assert apply(ctx, found).revision == 2
    (revision,) = ctx.store.revisions(after=1, with_changes=True)
    assert (revision.author, revision.message) == ("redactie", "leden")
    assert sorted(change.id for change in revision.changes) == [
        "dorp.member_of.kwintes.dorp",
        "dorp.member_of.nieuw.dorp",
        "kwintes",
        "leden",
        "nieuw",
    ]
    with pytest.raises(UnknownDocument):
        draft(ctx, "dorp", found.key)
    assert [ctx.store.desk.documents(kind) for kind in ("import", "import-rows")] == [(), ()]


def test_the_trail_names_the_file_and_not_what_is_in_it(ctx: Context) -> None:
    apply(ctx, started(ctx))
    (entry,) = trail(ctx, event="import")
    assert entry.details == {
        "partnership": "dorp",
        "revision": 2,
        "file 1": "leden.csv",
        "bytes 1": SIZE,
    }


def test_the_same_file_again_is_no_revision(ctx: Context) -> None:
    apply(ctx, started(ctx))
    done = apply(ctx, started(ctx))
    assert (done.revision, done.counts["same"]) == (None, 2)
    assert ctx.store.ping() == 2
    assert len(trail(ctx, event="import")) == 1


def test_what_was_decided_survives_until_the_next_page(ctx: Context) -> None:
    found = started(ctx)
    chosen = replace(found.choices, joins=True, names={"x": "=kwintes"}, unknown="new")
    choose(ctx, found, chosen)
    again = draft(ctx, "dorp", found.key)
    assert (again.choices, again.sheets) == (chosen, found.sheets)
    with pytest.raises(Conflict):
        choose(ctx, found, chosen)  # somebody else decided meanwhile


def test_a_graph_that_moved_on_is_looked_at_again(ctx: Context) -> None:
    found = started(ctx)
    seen = preview(ctx, found)
    other = Put(entity("gedeeld", name="Abrona Zorg"))
    ctx.store.commit([other], author="other", message="other")
    with pytest.raises(Conflict):
        commit.apply(ctx, found, expect_revision=seen.revision)
    assert ctx.store.ping() == 2
    assert preview(ctx, found).revision == 2
    assert apply(ctx, found).revision == 3


def test_errors_and_open_names_stop_it_and_nothing_is_done(ctx: Context) -> None:
    wrong = Upload("x.csv", b"Naam;Sinds\r\nGoed;\r\nFout;ooit\r\n")
    with pytest.raises(Invalid) as refused:
        apply(ctx, started(ctx, wrong))
    assert [p.code for p in refused.value.problems] == ["rows-wrong"]
    with pytest.raises(Invalid) as refused:
        apply(ctx, started(ctx, Upload("y.csv", b"Naam;Plaats\r\nKwintus;\r\n")), leave_out=True)
    assert [p.code for p in refused.value.problems] == ["names-open"]
    assert ctx.store.ping() == 1
    done = apply(ctx, started(ctx, wrong), leave_out=True)
    assert done.counts["error"] == 1
    entities = ctx.store.snapshot().entities
    assert "goed" in entities
    assert "fout" not in entities


def test_a_store_that_breaks_off_keeps_the_draft(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = started(ctx)

    def down(*_: object, **__: object) -> int:
        raise StoreUnavailable("no answer")

    with monkeypatch.context() as broken:
        broken.setattr(SqliteStore, "commit", down)
        with pytest.raises(StoreUnavailable):
            apply(ctx, found)
    assert ctx.store.ping() == 1
    assert apply(ctx, draft(ctx, "dorp", found.key)).revision == 2


def test_a_draft_is_kept_for_a_day(ctx: Context) -> None:
    found = started(ctx)
    assert [w.files for w in waiting(ctx, "dorp")] == [("leden.csv",)]
    assert waiting(ctx, "elders") == ()
    with pytest.raises(UnknownDocument):
        draft(ctx, "elders", found.key)
    later = replace(ctx, clock=lambda: NOON + timedelta(days=1, seconds=1))
    with pytest.raises(UnknownDocument):
        draft(later, "dorp", found.key)
    assert waiting(later, "dorp") == ()
    with pytest.raises(UnknownDocument):
        cancel(later, "dorp", found.key, found.version)
    with pytest.raises(UnknownDocument):
        apply(later, found)
    assert ctx.store.ping() == 1


@pytest.mark.parametrize("hours", [25, 49])
def test_what_is_over_goes_when_a_service_looks(ctx: Context, hours: int) -> None:
    started(ctx)
    later = replace(ctx, clock=lambda: NOON + timedelta(hours=hours))
    assert discard_expired(later) == 2
    assert [ctx.store.desk.documents(kind) for kind in ("import", "import-rows")] == [(), ()]


def test_a_draft_that_is_cancelled_is_gone(ctx: Context) -> None:
    found = started(ctx)
    cancel(ctx, "dorp", found.key, found.version)
    with pytest.raises(UnknownDocument):
        cancel(ctx, "dorp", found.key, found.version)
    with pytest.raises(Conflict):
        choose(ctx, found, found.choices)  # nobody brings it back
    assert [ctx.store.desk.documents(kind) for kind in ("import", "import-rows")] == [(), ()]


def test_every_step_is_bound_to_the_version_that_was_looked_at(ctx: Context) -> None:
    found = started(ctx)
    choose(ctx, found, replace(found.choices, joins=True))
    steps: tuple[Callable[[], object], ...] = (
        lambda: cancel(ctx, "dorp", found.key, found.version),
        lambda: choose(ctx, found, found.choices),
        lambda: apply(ctx, found),
    )
    for step in steps:
        with pytest.raises(Conflict):
            step()
    assert draft(ctx, "dorp", found.key).choices.joins
    assert ctx.store.ping() == 1


def test_a_draft_stays_in_its_partnership(ctx: Context) -> None:
    found = started(ctx)
    ctx.store.commit(
        [Put(entity("elders", "partnership", name="Elders"))], author="test", message="elders"
    )
    strange = replace(found, partnership=ctx.store.snapshot().entities["elders"])
    for step in (
        lambda: draft(ctx, "elders", found.key),
        lambda: cancel(ctx, "elders", found.key, found.version),
        lambda: apply(ctx, strange),
    ):
        with pytest.raises(UnknownDocument):
            step()
    choose(ctx, found, replace(found.choices, partnership="elders"))
    assert draft(ctx, "dorp", found.key).choices.partnership == "dorp"
    assert waiting(ctx, "elders") == ()


def test_all_that_is_wrong_with_the_files_is_told(ctx: Context) -> None:
    uploads = [Upload("a.csv", b"%PDF-1"), Upload("b.csv", b""), MEMBERS]
    with pytest.raises(Invalid) as refused:
        start(ctx, "dorp", uploads)
    assert [(p.where, p.code) for p in refused.value.problems] == [
        ("a.csv", "not-a-table"),
        ("b.csv", "file-empty"),
    ]
    for uploads, code in (
        ([], "no-file"),
        ([MEMBERS] * 2, "file-twice"),
        ([MEMBERS] * 6, "too-many-files"),
    ):
        with pytest.raises(Invalid) as refused:
            start(ctx, "dorp", uploads)
        assert refused.value.problems[0].code == code
    assert ctx.store.desk.documents("import") == ()


def test_a_reader_may_not_import(ctx: Context) -> None:
    found = started(ctx)
    reader = replace(ctx, who=Actor("reader", frozenset({Right.READ, Right.EXPORT})))
    with pytest.raises(Forbidden):
        start(reader, "dorp", [MEMBERS])
    with pytest.raises(Forbidden):
        preview(reader, found)
