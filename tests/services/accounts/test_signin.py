"""Signing in: lockout, equal answers for names that do not exist, one-time links."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from unittest import mock

import pytest

from netmap.errors import Forbidden, SignInFailed, TooManyAttempts
from netmap.services.accounts import _attempts, accounts, audit, one_time_links, passwords
from netmap.services.context import Context
from netmap.services.rights import NOBODY, OWNER
from tests.services.accounts.conftest import PASSWORD, Clock, add, at_once, events


def _wrong(ctx: Context, name: str, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(SignInFailed):
            accounts.sign_in(ctx, name, "helemaal verkeerd")


def _seconds(ctx: Context, name: str = "bestuur") -> int:
    with pytest.raises(TooManyAttempts) as refused:
        accounts.sign_in(ctx, name, PASSWORD)  # the right one does not help now
    return int(refused.value.facts["seconds"])


def test_after_five_wrong_passwords_an_account_waits_longer_each_time(
    ctx: Context, anybody: Context, clock: Clock
) -> None:
    add(ctx, "bestuur")
    _wrong(anybody, "bestuur", 5)
    waits = []
    for _ in range(6):
        waits.append(_seconds(anybody))
        clock.move(seconds=waits[-1])
        _wrong(anybody, "bestuur")
    assert waits == [60, 120, 240, 480, 900, 900]
    assert list(accounts.locked(ctx)) == ["bestuur"]
    clock.move(seconds=900)
    assert accounts.sign_in(anybody, "bestuur", PASSWORD)
    _wrong(anybody, "bestuur", 4)  # counts from nought again
    assert accounts.sign_in(anybody, "bestuur", PASSWORD)
    assert events(ctx).count("locked") == 7


def test_other_names_and_other_days(ctx: Context, anybody: Context, clock: Clock) -> None:
    add(ctx, "bestuur")
    add(ctx, "lezer")
    _wrong(anybody, "bestuur", 3)
    _wrong(anybody, "lezer", 4)
    accounts.sign_in(anybody, "lezer", PASSWORD)
    _wrong(anybody, "niemand")
    _wrong(anybody, "bestuur", 2)
    assert _seconds(anybody) == 60  # neither other names nor another's success reset it
    accounts.sign_in(anybody, "lezer", PASSWORD)
    clock.move(days=2)
    _wrong(anybody, "bestuur", 4)
    assert accounts.sign_in(anybody, "bestuur", PASSWORD)


def test_an_administrator_can_unlock(ctx: Context, anybody: Context) -> None:
    add(ctx, "bestuur")
    _wrong(anybody, "bestuur", 5)
    _seconds(anybody)
    assert accounts.unlock(ctx, "bestuur")
    assert not accounts.unlock(ctx, "bestuur")
    assert accounts.sign_in(anybody, "bestuur", PASSWORD)


def test_guesses_at_once_are_not_more_guesses(ctx: Context, anybody: Context) -> None:
    add(ctx, "bestuur")
    guess = partial(accounts.sign_in, anybody, "bestuur", "helemaal verkeerd")
    found = [type(one) for one in at_once(*[guess] * 12)]
    assert found.count(SignInFailed) == _attempts.FREE  # only these were compared
    assert found.count(TooManyAttempts) == 12 - _attempts.FREE


def test_a_name_that_does_not_exist_gets_the_same_answers_and_as_much_work(
    ctx: Context, anybody: Context
) -> None:
    with mock.patch.object(type(passwords.HASHER), "verify", autospec=True) as verify:
        verify.return_value = True
        _wrong(anybody, "niemand", 5)
        assert verify.call_count == 5
    assert _seconds(anybody, "niemand") == 60
    details = [dict(entry.details) for entry in audit.trail(ctx)]
    assert details == [{"account": "unknown"}] * 5  # a password typed as a name is not kept
    assert accounts.locked(ctx) == {}


def test_wrong_names_take_a_bounded_place(ctx: Context) -> None:
    places = {_attempts.place(ctx, f"naam-{n}", exists=False) for n in range(9000)}
    assert 3000 < len(places) <= 4096


def test_the_wait_is_never_longer_than_a_quarter() -> None:
    waits = [_attempts.wait(n) for n in range(200)]
    assert waits[4] == timedelta(0)
    assert waits == sorted(waits)
    assert max(waits) == timedelta(minutes=15)


def test_the_old_password_is_needed_and_counts(ctx: Context) -> None:
    own = add(ctx, "bestuur")
    for _ in range(5):
        with pytest.raises(SignInFailed):
            accounts.change_own_password(own, "helemaal verkeerd", "een nieuwe lange zin")
    with pytest.raises(TooManyAttempts):
        accounts.change_own_password(own, PASSWORD, "een nieuwe lange zin")


def test_a_link_works_once(ctx: Context, anybody: Context) -> None:
    token = one_time_links.make_link(ctx)
    assert token not in str(ctx.store.desk.documents("sign-in-link"))
    assert one_time_links.use_link(anybody, token) == OWNER
    for bad in (token, "", "x", "\ud800", "nm_" + token):
        with pytest.raises(SignInFailed):
            one_time_links.use_link(anybody, bad)
    assert events(ctx) == ["link-made", "link-used"]


def test_a_link_works_for_one_of_two_at_once(ctx: Context, anybody: Context) -> None:
    for _ in range(5):
        use = partial(one_time_links.use_link, anybody, one_time_links.make_link(ctx))
        found = at_once(use, use)
        assert sorted(type(one).__name__ for one in found) == ["Actor", "SignInFailed"]


def test_a_link_ends(ctx: Context, anybody: Context, clock: Clock) -> None:
    token = one_time_links.make_link(ctx, minutes=10)
    clock.move(minutes=10)
    with pytest.raises(SignInFailed):
        one_time_links.use_link(anybody, token)


def test_the_key_is_made_once_also_by_two_at_once(ctx: Context) -> None:
    found = at_once(*[partial(one_time_links.secret_key, ctx)] * 4)
    assert len(set(found)) == 1
    assert len(str(found[0])) > 40
    with pytest.raises(Forbidden):
        one_time_links.secret_key(replace(ctx, who=NOBODY))
