"""What an earlier version kept can be read: ``kept/0.1.sql`` is a dump of a store of 0.1."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmap.codec import to_json
from netmap.model import Citation, PartialDate, RecordType, Scope, Tie
from netmap.services import meetings, views
from netmap.services.accounts.accounts import accounts
from netmap.services.context import Context
from netmap.services.history import revision
from netmap.services.importing.drafts import draft, waiting
from netmap.stores import Store, open_store

DUMP = Path(__file__).parent / "kept" / "0.1.sql"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    db = sqlite3.connect(tmp_path / "old.db")
    db.executescript(DUMP.read_text("utf-8") + "PRAGMA user_version = 2;")
    db.close()
    return open_store(f"sqlite:///{tmp_path}/old.db")


@pytest.fixture
def ctx(store: Store) -> Context:
    return Context(store, clock=lambda: datetime(2026, 3, 2, 10, tzinfo=UTC))


def test_records_are_read_and_written_as_they_were(store: Store, tmp_path: Path) -> None:
    snapshot = store.snapshot()
    assert snapshot.ties["p.member_of.q.p"] == Tie(
        "p.member_of.q.p",
        "p",
        "member_of",
        "q",
        "p",
        "inferred",
        PartialDate(2024, 2, 29),
        PartialDate(2027, 1),
        (Citation("plan", "§ 2", "Lid."),),
    )
    held = {"entity": snapshot.entities, "tie": snapshot.ties, "source": snapshot.sources}
    db = sqlite3.connect(tmp_path / "old.db")
    kept = db.execute("SELECT type, id, body FROM record WHERE until IS NULL").fetchall()
    db.close()
    assert len(kept) == 7
    for kind, key, body in kept:
        assert to_json(held[kind][key]) == json.loads(body)  # type: ignore[index]  # one of three


@pytest.mark.parametrize(("kind", "number"), [("tie", 2), ("entity", 1)])
def test_history_too(ctx: Context, kind: RecordType, number: int) -> None:
    assert kind in {change.type for change in revision(ctx, number).changes}


def test_what_lies_around_the_graph_is_read(ctx: Context) -> None:
    held = meetings.meetings(ctx, "p")
    assert {(m.title, m.status, m.date, m.closed_at is None) for m in held} == {
        ("Overleg", "closed", PartialDate(2026, 3, 2), False),
        ("Nog een overleg", "open", PartialDate(2026, 4), True),
    }
    decided = {d.gap: d.history[-1] for d in meetings.decisions(ctx, "p")}
    assert decided["member-without-ties:q"].due in {PartialDate(2026, 6), None}
    assert {entry.due for entry in decided.values()} == {PartialDate(2026, 6), None}
    (view,) = views.list_views(ctx, "p").views
    assert (view.title, view.settings.as_of) == ("Een kijk", PartialDate(2025, 6))
    (account,) = accounts(ctx)
    assert (account.key, account.role, account.last_sign_in) == ("redactie", "editor", None)
    (begun,) = waiting(ctx, "p")
    choices = draft(ctx, "p", begun.key).choices
    assert choices.tables[0].columns == ("name", "kind", "since")
    assert dict(choices.tables[0].values) == {"organisatie": "organisation"}
    assert meetings.agenda(ctx, Scope(partnerships=("p",))).partnership.id == "p"
