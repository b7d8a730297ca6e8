"""Decisions outlive their meeting, keep their history, and meet the facts again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from netmap.codec import to_plain
from netmap.errors import Conflict, Forbidden, Invalid, UnknownDocument
from netmap.model import Put, Record, Remove, Scope
from netmap.services import meetings
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.rights import Actor, Right
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie

SCOPE = Scope(partnerships=(PARTNERSHIP,))
PARTNER = "partner-not-member:x"
FUNCTION = "missing-function:f"


class Clock:
    """A day passes at every look."""

    def __init__(self) -> None:
        self.now = datetime(2027, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    ctx = Context(SqliteStore(tmp_path / "netmap.db"), author="coordinator", clock=Clock())
    records: list[Record] = [
        SOURCE,
        entity(PARTNERSHIP, "partnership"),
        *(entity(key) for key in "abx"),
        entity("f", "function", name="Huisartsenzorg"),
        *members("a", "b"),
        tie("a", "collaborates_with", "b"),
        tie("a", "refers_to", "x", scale="up"),
    ]
    commit(ctx, [Put(record) for record in records], message="facts")
    return ctx


@pytest.fixture
def decide(ctx: Context) -> Callable[..., meetings.Decision]:
    def decide(gap: str = FUNCTION, **said: object) -> meetings.Decision:
        known = meetings.decision(ctx, PARTNERSHIP, gap)
        values = {"choice": "invite", "expect_version": known.version if known else 0, **said}
        return meetings.decide(ctx, PARTNERSHIP, gap, **values)  # type: ignore[arg-type]

    return decide


def opened(ctx: Context, title: str = "Voorjaar") -> meetings.Meeting:
    return meetings.open_meeting(ctx, PARTNERSHIP, title=title, date="2027-03", chair="voorzitter")


def closed(ctx: Context, title: str = "Voorjaar") -> meetings.Meeting:
    return meetings.close_meeting(ctx, PARTNERSHIP, opened(ctx, title).key)


def found(standing: meetings.Agenda, gap: str) -> meetings.AgendaItem:
    return next(item for item in standing.items if item.item.gap.key == gap)


def test_a_meeting_is_opened_edited_closed_and_reopened(ctx: Context) -> None:
    other = closed(ctx)
    one = opened(ctx)
    assert (other.key, one.key) == ("2027-03-voorjaar", "2027-03-voorjaar-2")
    assert opened(ctx) == one  # it is open already
    assert opened(ctx, "Lente").key == "2027-03-lente"
    assert (one.opened, one.opened_by, one.is_open) == (1, "coordinator", True)
    changed = meetings.edit_meeting(
        ctx, PARTNERSHIP, one.key, title="Lente", date="2027-04-01", expect_version=one.version
    )
    assert meetings.meeting(ctx, PARTNERSHIP, one.key) == changed
    with pytest.raises(Conflict):  # somebody else looked before that
        meetings.edit_meeting(
            ctx, PARTNERSHIP, one.key, title="X", date="2027", expect_version=one.version
        )
    ended = meetings.close_meeting(ctx, PARTNERSHIP, one.key)
    assert (ended.closed, ended.closed_by, ended.status) == (1, "coordinator", "closed")
    with pytest.raises(Invalid) as twice:
        meetings.close_meeting(ctx, PARTNERSHIP, one.key)
    assert [p.code for p in twice.value.problems] == ["meeting-closed"]
    assert meetings.reopen_meeting(ctx, PARTNERSHIP, one.key).closed_at is None
    assert [m.key for m in meetings.meetings(ctx, PARTNERSHIP)] == [
        "2027-03-lente",
        one.key,
        other.key,
    ]


def test_a_decision_keeps_everything_that_it_was(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    held = opened(ctx)
    decide(owner=" netwerk-\nregisseur ", due="2027-03", note="eerst bellen", meeting=held.key)
    decide(choice="accept")
    known = meetings.decision(ctx, PARTNERSHIP, FUNCTION)
    assert known is not None
    assert known.now is not None
    assert [r.choice for r in known.history] == ["invite", "accept"]
    first = known.history[0]
    assert (first.owner, str(first.due), first.meeting) == (
        "netwerk- regisseur",
        "2027-03",
        held.key,
    )
    assert (first.by, first.revision, first.severity) == ("coordinator", 1, "high")
    assert known.titles == {
        "nl": "Niet vervuld: Huisartsenzorg",
        "en": "Not covered: Huisartsenzorg",
    }


def test_undo_puts_the_former_decision_back_and_undo_of_that_is_redo(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    def undo(version: int) -> meetings.Decision:
        return meetings.undo_decision(ctx, PARTNERSHIP, FUNCTION, expect_version=version)

    first = decide()
    withdrawn = undo(first.version)
    assert withdrawn.now is None
    again = undo(withdrawn.version)
    assert again.now is not None
    assert again.now.choice == "invite"
    with pytest.raises(Conflict):
        undo(first.version)
    assert len(again.history) == 3


def test_who_decided_on_an_older_version_is_told(decide: Callable[..., meetings.Decision]) -> None:
    decide(choice="accept", note="first")
    with pytest.raises(Conflict) as stale:
        decide(choice="invite", note="second", expect_version=0)
    assert (stale.value.facts["expected"], stale.value.facts["actual"]) == (0, 1)


def test_a_meeting_is_reached_by_its_own_partnership_only(ctx: Context) -> None:
    commit(ctx, [Put(entity("q", "partnership"))], message="another")
    held = opened(ctx)
    theirs = meetings.open_meeting(ctx, "q", title="Najaar", date="2027-10")
    for key, foreign in ((PARTNERSHIP, theirs.key), ("q", held.key), ("nowhere", held.key)):
        for reach in (meetings.meeting, meetings.close_meeting, meetings.reopen_meeting):
            with pytest.raises(UnknownDocument):
                reach(ctx, key, foreign)
        with pytest.raises(UnknownDocument):
            meetings.edit_meeting(ctx, key, foreign, title="X", date="2027", expect_version=1)
    with pytest.raises(UnknownDocument):
        meetings.agenda(ctx, SCOPE, "nl", theirs.key)
    with pytest.raises(UnknownDocument):
        meetings.decide(
            ctx, PARTNERSHIP, FUNCTION, choice="accept", meeting=theirs.key, expect_version=0
        )
    assert [m.key for m in meetings.meetings(ctx, "q")] == [theirs.key]
    assert meetings.decisions(ctx, "q") == ()


def test_what_cannot_be_used_is_told_all_at_once(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    with pytest.raises(Invalid) as wrong:
        decide(choice="maybe", due="maart", owner="x" * 201, note="\x00")
    told = {(p.code, p.field) for p in wrong.value.problems}
    assert told == {
        ("bad-value", "choice"), ("bad-date", "due"), ("too-long", "owner"), ("bad-text", "note"),
    }  # fmt: skip
    assert meetings.decision(ctx, PARTNERSHIP, FUNCTION) is None
    with pytest.raises(UnknownDocument):
        decide("missing-function:nothing")
    with pytest.raises(UnknownDocument):
        decide(meeting="nothing")
    with pytest.raises(Invalid):
        decide(meeting=closed(ctx).key)
    with pytest.raises(Invalid) as empty:
        meetings.open_meeting(ctx, PARTNERSHIP, title=" ", date="")
    assert {(p.code, p.field) for p in empty.value.problems} == {
        ("missing", "title"),
        ("missing", "date"),
    }


def test_a_reader_looks_and_does_not_decide(ctx: Context) -> None:
    reader = replace(ctx, who=Actor("reader", frozenset({Right.READ})))
    assert meetings.agenda(reader, SCOPE).undecided
    with pytest.raises(Forbidden):
        meetings.decide(reader, PARTNERSHIP, FUNCTION, choice="done", expect_version=0)
    with pytest.raises(Forbidden):
        meetings.open_meeting(reader, PARTNERSHIP, title="x", date="2027")


def test_the_next_meeting_starts_from_what_was_decided(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    held = opened(ctx)
    decide(owner="bestuur", due="2027-01", meeting=held.key)
    decide(PARTNER, choice="done", meeting=held.key)
    state = meetings.agenda(ctx, SCOPE, "nl", held.key)
    assert (state.discussed, state.previous, state.since) == (2, None, None)
    assert state.undecided == len(state.items) - 2
    meetings.close_meeting(ctx, PARTNERSHIP, held.key)

    changes = [
        Put(entity("c")), Put(entity("g", "function")), *(Put(t) for t in members("c")),
        Put(tie("c", "covers", "f")),
        *(Put(tie(key, "refers_to", "x")) for key in "bc"),
        *(Put(tie(key, "collaborates_with", "x")) for key in "abc"),
    ]  # fmt: skip
    commit(ctx, changes, message="a GP joins")
    ctx.clock.now = datetime(2027, 6, 1, tzinfo=UTC)  # type: ignore[attr-defined]
    after = opened(ctx, "Najaar")
    state = meetings.agenda(ctx, SCOPE, "nl", after.key)

    assert state.previous is not None
    assert (state.previous.key, state.since, state.discussed) == (held.key, 1, 0)
    partner = found(state, PARTNER)
    assert (partner.since, partner.before, partner.item.gap.severity) == ("worse", "low", "high")
    assert partner.returned  # called done, and still found
    assert found(state, "missing-function:g").since == "new"
    gone = {item.key: item for item in state.gone}
    assert (gone[FUNCTION].closed, gone[FUNCTION].title) == (True, "Niet vervuld: Huisartsenzorg")
    assert [r.message for r in gone[FUNCTION].changes] == ["a GP joins"]
    now = gone[FUNCTION].now
    assert now is not None
    assert now.owner == "bestuur"
    assert state.change is not None
    assert "C" in " ".join(told.text for told in state.change.sentences)
    assert state.choices == {"invite": 1, "done": 1}
    to_plain(state)


def test_a_closed_meeting_shows_what_it_left(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    held = opened(ctx)
    decide(due="2027", meeting=held.key)
    meetings.close_meeting(ctx, PARTNERSHIP, held.key)
    decide(choice="not-ours")
    commit(ctx, [Put(tie("a", "covers", "f"))], message="covered after all")
    then = meetings.agenda(ctx, SCOPE, "nl", held.key)
    now = found(then, FUNCTION).now
    assert now is not None
    assert (now.choice, then.revision, then.overdue) == ("invite", 1, 0)
    latest = meetings.agenda(ctx, SCOPE)
    assert [item.now.choice for item in latest.gone if item.now] == ["not-ours"]


def test_a_decision_is_overdue_once_its_day_is_over(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    decide(due="2027-02")
    ctx.clock.now = datetime(2027, 2, 27, tzinfo=UTC)  # type: ignore[attr-defined]
    assert meetings.agenda(ctx, SCOPE).overdue == 0
    ctx.clock.now = datetime(2027, 3, 1, tzinfo=UTC)  # type: ignore[attr-defined]
    assert meetings.agenda(ctx, SCOPE).overdue == 1
    decide(choice="accept", due="2027-02")  # nobody has to act any more
    assert meetings.agenda(ctx, SCOPE).overdue == 0


def test_what_vanished_is_not_called_closed(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    decide(PARTNER)
    closed(ctx)
    commit(ctx, [Remove("tie", "p.refers_to.a.x")], message="no longer so")
    (gone,) = [item for item in meetings.agenda(ctx, SCOPE).gone if item.key == PARTNER]
    assert (gone.closed, [r.number for r in gone.changes]) == (False, [2])


def test_the_minutes_hold_a_row_for_every_gap(
    ctx: Context, decide: Callable[..., meetings.Decision]
) -> None:
    decide(owner="=bestuur", note="regel 1\nregel 2")
    rows = (
        meetings.decisions_table(ctx, PARTNERSHIP, "nl").csv("nl").decode("utf-8-sig").splitlines()
    )
    line = next(row for row in rows if row.startswith(FUNCTION))
    assert ";invite;uitnodigen;'=bestuur;" in line
    assert b"Voorjaar" in meetings.meetings_table(ctx, opened(ctx).partnership).csv("nl")
