"""What is over is thrown away, and until then it does not count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from netmap.errors import Forbidden
from netmap.services import retention
from netmap.services.accounts import accounts, guests, one_time_links, tokens
from netmap.services.context import Context
from tests.services.accounts.conftest import Clock, add, events


def test_what_ended_is_thrown_away(ctx: Context, clock: Clock) -> None:
    one_time_links.make_link(ctx)
    tokens.make_token(ctx, "kort", role="reader", days=1)
    tokens.make_token(ctx, "lang", role="reader", days=366)
    add(ctx, "bestuur")
    ctx.store.desk.write("view", "dorp/x", {}, author="test")
    guests.make_guest_link(ctx, "dorp/x", title_="x", days=1)
    assert retention.discard_expired(ctx) == 0
    assert len(ctx.store.desk.documents("sign-in-link")) == 1
    clock.move(minutes=20)
    assert retention.discard_expired(ctx) == 1
    assert ctx.store.desk.documents("sign-in-link") == ()
    clock.move(days=1)
    assert retention.discard_expired(ctx) == 0
    assert len(tokens.own_tokens(ctx)) == 2  # its maker still sees why it stopped
    clock.now += retention.EXPIRED_KEPT + timedelta(days=1)
    retention.discard_expired(ctx)
    assert [token.name for token in tokens.own_tokens(ctx)] == ["lang"]
    assert guests.guest_links(ctx) == ()
    assert accounts.account(ctx, "bestuur")
    clock.move(days=400)
    retention.discard_expired(ctx)
    assert events(ctx) == []


def test_wrong_attempts_are_forgotten_after_a_day(ctx: Context, clock: Clock) -> None:
    ctx.store.desk.write(
        "sign-in-attempt",
        "bestuur",
        {"wrong": 9, "last": clock().isoformat(), "until": None},
        author="test",
    )
    clock.move(hours=23)
    assert retention.discard_expired(ctx) == 0
    clock.move(hours=2)
    assert retention.discard_expired(ctx) == 1


def test_only_the_service_itself_throws_away(anybody: Context) -> None:
    with pytest.raises(Forbidden):
        retention.discard_expired(anybody)
