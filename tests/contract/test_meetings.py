"""Meetings on each store, also begun and changed by several people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from netmap.model import Put
from netmap.services import meetings
from netmap.services.context import Context
from netmap.stores import Store
from tests.builders import PARTNERSHIP, entity
from tests.waiting import PATIENCE

PEOPLE = 4


def test_who_begin_the_same_meeting_at_once_are_in_one(store: Store) -> None:
    store.commit([Put(entity(PARTNERSHIP, "partnership"))], author="a", message="first")
    ready = Barrier(PEOPLE)

    def begin(number: int) -> str:
        ctx = Context(store, author=f"a{number}", clock=lambda: datetime(2027, 3, 1, tzinfo=UTC))
        ready.wait(PATIENCE)
        typed = ("maart 2027", "2027-03", "3/2027", "mrt-27")[number]  # one date, as people type
        return meetings.open_meeting(ctx, PARTNERSHIP, title=" Voorjaar ", date=typed).key

    with ThreadPoolExecutor(PEOPLE) as pool:
        assert set(pool.map(begin, range(PEOPLE))) == {"2027-03-voorjaar"}
    ctx = Context(store, author="a")
    (only,) = meetings.meetings(ctx, PARTNERSHIP)
    assert only.is_open

    meetings.close_meeting(ctx, PARTNERSHIP, only.key)
    with ThreadPoolExecutor(PEOPLE) as pool:  # after its end the same words begin the next
        assert set(pool.map(begin, range(PEOPLE))) == {"2027-03-voorjaar-2"}
    assert len(meetings.meetings(ctx, PARTNERSHIP)) == 2
