"""Accounts: names, passwords, roles, and that one administrator always remains."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from netmap.errors import Invalid, SignInFailed, UnknownDocument
from netmap.services.accounts import accounts, audit, one_time_links, passwords
from netmap.services.context import Context
from netmap.services.rights import Right, Role
from tests.services.accounts.conftest import PASSWORD, Clock, add, at_once, events


def _codes(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_an_account_gets_a_password_that_is_told_once_and_must_be_changed(
    ctx: Context, anybody: Context
) -> None:
    made = accounts.add_account(ctx, "bestuur-1", "reader")
    assert made.password is not None
    passwords.check(made.password, "bestuur-1")
    assert made.password not in str(ctx.store.desk.documents("account"))
    assert made.password not in repr(made)  # nor in a log
    account = accounts.sign_in(anybody, "Bestuur-1 ", made.password)
    assert account.must_change_password
    assert not account.actor.rights  # nothing, until only they know it
    own = replace(ctx, who=account.actor)
    changed = accounts.change_own_password(own, made.password, PASSWORD)
    assert changed.actor.rights == Role.READER.rights
    assert changed.epoch != account.epoch
    assert accounts.session_account(anybody, "bestuur-1", account.epoch) is None
    assert accounts.session_account(anybody, "bestuur-1", changed.epoch) == changed
    with pytest.raises(SignInFailed):
        accounts.sign_in(anybody, "bestuur-1", made.password)


@pytest.mark.parametrize(
    "name",
    ["", "a", "Jan de Boer", "jan@example.nl", "é", "-a", "a-", "a--b", "x" * 41, "../x", "a\n",
     "owner", "guest", "ｂｅｓｔｕｕｒ", "<b>x</b>", "a\x00b", "\ud800"],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused_and_harmless(
    ctx: Context, anybody: Context, name: str
) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.add_account(ctx, name, "reader")
    assert _codes(refused) == ["bad-name"]
    with pytest.raises(SignInFailed):
        accounts.sign_in(anybody, name, PASSWORD)
    assert accounts.session_account(anybody, name, 1) is None
    with pytest.raises(UnknownDocument):
        accounts.disable(ctx, name)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password-short"),
        ("elf tekens.", "password-short"),
        ("x" * 257, "password-long"),
        ("bestuur-2026!", "password-name"),
        ("Bestuur1Bestuur1", "password-name"),
        ("Welkom2026!!", "password-common"),
        ("wachtwoord123", "password-common"),
        ("aaaaaaaaaaaaaaaa", "password-common"),
        ("123456789012", "password-common"),
        ("098765432109", "password-common"),
    ],
)
def test_a_weak_password_is_refused(ctx: Context, password: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.add_account(ctx, "bestuur", "reader", password)
    assert _codes(refused) == [code]
    assert accounts.accounts(ctx) == ()


def test_length_is_enough_and_keyboards_do_not_matter(ctx: Context, anybody: Context) -> None:
    accounts.add_account(ctx, "bestuur", "reader", "vier kleine schapén")  # é in one sign
    assert accounts.sign_in(anybody, "bestuur", "vier kleine schape\u0301n")  # and in two
    odd = "tekens die \ud800 niet kunnen"
    accounts.set_password(ctx, "bestuur", odd)
    assert accounts.sign_in(anybody, "bestuur", odd)


def test_a_name_is_given_once_also_to_two_at_once(ctx: Context) -> None:
    both = at_once(*[partial(accounts.add_account, ctx, "bestuur", "reader")] * 2)
    assert sorted(type(one).__name__ for one in both) == ["Given", "Invalid"]


def test_an_unknown_role_is_refused(ctx: Context) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.add_account(ctx, "bestuur", "king")
    assert _codes(refused) == ["unknown-role"]


def test_one_administrator_remains(ctx: Context) -> None:
    add(ctx, "een", "administrator")
    add(ctx, "twee", "administrator")
    add(ctx, "lezer", "reader")
    accounts.disable(ctx, "twee")
    for change in (
        lambda: accounts.remove(ctx, "een"),
        lambda: accounts.disable(ctx, "een"),
        lambda: accounts.change_role(ctx, "een", "editor"),
    ):
        with pytest.raises(Invalid) as refused:
            change()
        assert _codes(refused) == ["last-administrator"]
    assert accounts.account(ctx, "een").role is Role.ADMINISTRATOR
    accounts.enable(ctx, "twee")
    accounts.remove(ctx, "een")
    assert [account.key for account in accounts.accounts(ctx)] == ["lezer", "twee"]


@pytest.mark.parametrize("how", ["remove", "disable", "demote"])
def test_two_administrators_who_turn_on_each_other_do_not_both_go(ctx: Context, how: str) -> None:
    add(ctx, "een", "administrator")
    add(ctx, "twee", "administrator")
    does = {
        "remove": accounts.remove,
        "disable": accounts.disable,
        "demote": lambda ctx, key: accounts.change_role(ctx, key, "reader"),
    }[how]
    at_once(partial(does, ctx, "een"), partial(does, ctx, "twee"))
    left = [a for a in accounts.accounts(ctx) if a.role is Role.ADMINISTRATOR and not a.disabled]
    assert left


def test_disabling_and_signing_out_end_a_session(ctx: Context, anybody: Context) -> None:
    add(ctx, "bestuur", "reader")
    before = accounts.account(ctx, "bestuur")
    accounts.disable(ctx, "bestuur")
    assert accounts.session_account(anybody, "bestuur", before.epoch) is None
    with pytest.raises(SignInFailed):
        accounts.sign_in(anybody, "bestuur", PASSWORD)
    accounts.enable(ctx, "bestuur")
    assert accounts.session_account(anybody, "bestuur", before.epoch) is not None
    accounts.sign_out_everywhere(ctx, "bestuur")
    assert accounts.session_account(anybody, "bestuur", before.epoch) is None


def test_who_signs_out_everywhere_goes_on_with_the_new_number(ctx: Context) -> None:
    own = add(ctx, "bestuur", "reader")
    epoch = accounts.end_own_sessions(own)
    assert accounts.account(ctx, "bestuur").epoch == epoch
    assert accounts.end_own_sessions(ctx) == one_time_links.local_epoch(ctx) == 1


def test_a_session_of_an_earlier_account_of_that_name_stays_out(
    ctx: Context, anybody: Context
) -> None:
    add(ctx, "bestuur", "reader")
    old = accounts.account(ctx, "bestuur")
    accounts.remove(ctx, "bestuur")
    assert accounts.session_account(anybody, "bestuur", old.epoch) is None
    add(ctx, "bestuur", "reader")
    assert accounts.session_account(anybody, "bestuur", old.epoch) is None


def test_an_account_keeps_the_day_of_its_last_sign_in_and_no_more(
    ctx: Context, anybody: Context, clock: Clock
) -> None:
    add(ctx, "bestuur", "reader")
    assert accounts.account(ctx, "bestuur").last_sign_in is None
    accounts.sign_in(anybody, "bestuur", PASSWORD)
    assert accounts.account(ctx, "bestuur").last_sign_in == clock.now.date()


def test_a_password_is_hashed_again_when_the_parameters_change(
    ctx: Context, anybody: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ctx, "bestuur", "reader")
    stronger = type(passwords.HASHER)(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", stronger)
    accounts.sign_in(anybody, "bestuur", PASSWORD)
    document = ctx.store.desk.document("account", "bestuur")
    assert document is not None
    assert "m=16,t=2" in document.value["password"]
    accounts.sign_in(anybody, "bestuur", PASSWORD)


def test_the_trail_tells_what_was_done_by_whom(ctx: Context) -> None:
    boss = add(ctx, "beheer", "administrator")
    accounts.add_account(boss, "bestuur", "reader", PASSWORD, temporary=False)
    accounts.change_role(boss, "bestuur", "editor")
    accounts.set_password(boss, "bestuur")
    accounts.remove(boss, "bestuur")
    assert events(ctx) == [
        "account-added", "account-added", "account-changed", "password-changed", "account-removed",
    ]  # fmt: skip
    last = audit.trail(ctx, limit=1)[0]
    assert (last.actor, dict(last.details)) == ("beheer", {"account": "bestuur"})
    assert boss.who.may(Right.ADMINISTER)
