"""The trail: pages, filter, what it never holds, and how long it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from netmap.errors import Invalid
from netmap.services.accounts import accounts, audit, guests, one_time_links, retention, tokens
from netmap.services.context import Context
from tests.services.accounts.conftest import Clock, add, events


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


def test_tidying_is_done_once_an_hour_and_throws_away_what_ended(
    ctx: Context, anybody: Context, clock: Clock
) -> None:
    one_time_links.make_link(ctx)
    tokens.make_token(ctx, "kort", role="reader", days=1)
    tokens.make_token(ctx, "lang", role="reader", days=366)
    add(ctx, "bestuur")
    ctx.store.desk.write("view", "dorp/x", {}, author="test")
    guests.make_guest_link(ctx, "dorp/x", title_="x", days=1)
    retention.tidy_when_due(anybody)
    assert len(ctx.store.desk.documents("sign-in-link")) == 1
    clock.move(minutes=20)
    retention.tidy_when_due(anybody)  # was done within the hour
    assert len(ctx.store.desk.documents("sign-in-link")) == 1
    clock.move(days=1)
    retention.tidy_when_due(anybody)
    assert ctx.store.desk.documents("sign-in-link") == ()
    assert len(tokens.own_tokens(ctx)) == 2  # its maker still sees why it stopped
    clock.now += retention.EXPIRED_KEPT + timedelta(days=1)
    retention.tidy_when_due(anybody)
    assert [token.name for token in tokens.own_tokens(ctx)] == ["lang"]
    assert guests.guest_links(ctx) == ()
    assert accounts.account(ctx, "bestuur")
    clock.move(days=400)
    retention.tidy_when_due(replace(anybody))
    assert events(ctx) == []
