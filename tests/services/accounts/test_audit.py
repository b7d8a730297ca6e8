"""The trail: pages, filter, what it never holds, and how long it is kept."""

from __future__ import annotations

import pytest

from netmap.errors import Invalid
from netmap.services.accounts import audit
from netmap.services.context import Context
from tests.services.accounts.conftest import Clock, events


def test_pages_run_back_over_months_without_a_hole(ctx: Context, clock: Clock) -> None:
    for number in range(25):
        audit.record(ctx, "export" if number % 2 else "import", {"n": number})
        clock.move(days=9)
    seen: list[int] = []
    before = ""
    while page := audit.trail(ctx, limit=4, before=before):
        seen += [int(entry.details["n"]) for entry in page]
        before = page[-1].key
    assert seen == list(range(24, -1, -1))
    odd = [int(entry.details["n"]) for entry in audit.trail(ctx, limit=3, event="export")]
    assert odd == [23, 21, 19]
    assert audit.trail(ctx, before="0") == ()
    assert len(audit.trail(ctx, before="zzz", limit=None)) == 25


def test_an_empty_trail(ctx: Context) -> None:
    assert audit.trail(ctx) == ()
    with pytest.raises(Invalid):
        audit.record(ctx, "something")


def test_lines_of_the_same_moment_are_all_kept(ctx: Context) -> None:
    for _ in range(30):
        audit.record(ctx, "sign-out")
    assert len(events(ctx)) == 30


def test_old_lines_go(ctx: Context, clock: Clock) -> None:
    audit.record(ctx, "import")
    clock.move(days=300)
    audit.record(ctx, "export")
    clock.move(days=66)
    assert audit.prune(ctx) == 1
    assert events(ctx) == ["export"]
    with pytest.raises(Invalid):
        audit.prune(ctx, days=0)
