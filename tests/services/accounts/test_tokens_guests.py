"""Tokens for programs and links for guests: what they open, and when they stop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmap.errors import Invalid, SignInFailed, UnknownDocument
from netmap.services import views
from netmap.services.accounts import accounts, guests, tokens
from netmap.services.context import Context
from netmap.services.rights import OWNER, Actor, Role
from tests.services.accounts.conftest import Clock, add, events


def _refused(anybody: Context, token: str) -> None:
    with pytest.raises(SignInFailed):
        tokens.actor_of_token(anybody, token)


def test_a_token_acts_for_its_account_and_no_further(ctx: Context, anybody: Context) -> None:
    own = add(ctx, "onderzoek", "researcher")
    token, kept = tokens.make_token(own, "  R  script ", role="reader")
    assert token.startswith("nm_")
    assert token not in str(ctx.store.desk.documents("token"))
    assert (kept.name, kept.account, kept.last_used) == ("R script", "onderzoek", None)
    assert tokens.actor_of_token(anybody, token) == Actor("onderzoek", Role.READER.rights)
    for bad in ("", "nm_", token + "x", token.removeprefix("nm_"), "\ud800", kept.id):
        _refused(anybody, bad)
    with pytest.raises(Invalid) as wide:
        tokens.make_token(own, "x", role="editor")
    assert wide.value.problems[0].code == "role-too-wide"


def test_a_token_made_through_a_token_is_no_wider(ctx: Context, anybody: Context) -> None:
    boss = add(ctx, "beheer", "administrator")
    token, _ = tokens.make_token(boss, "lezen", role="reader")
    program = replace(ctx, who=tokens.actor_of_token(anybody, token))
    with pytest.raises(Invalid):
        tokens.make_token(program, "meer", role="administrator")


def test_a_token_follows_the_role_of_its_account(ctx: Context, anybody: Context) -> None:
    own = add(ctx, "bestuur", "editor")
    token, _ = tokens.make_token(own, "t", role="editor")
    accounts.change_role(ctx, "bestuur", "reader")
    assert tokens.actor_of_token(anybody, token).rights == Role.READER.rights
    accounts.disable(ctx, "bestuur")
    _refused(anybody, token)
    accounts.enable(ctx, "bestuur")
    assert tokens.actor_of_token(anybody, token).rights
    accounts.set_password(ctx, "bestuur")  # others know it: nothing until it is changed
    _refused(anybody, token)


def test_a_token_ends_with_its_account_also_for_a_later_one_of_that_name(
    ctx: Context, anybody: Context
) -> None:
    token, _ = tokens.make_token(add(ctx, "bestuur"), "t", role="reader")
    kept = ctx.store.desk.documents("token")[0]
    accounts.remove(ctx, "bestuur")
    _refused(anybody, token)
    add(ctx, "bestuur")
    ctx.store.desk.write("token", kept.key, kept.value, author="a race")
    _refused(anybody, token)


def test_a_token_ends_at_its_date_and_when_revoked(
    ctx: Context, anybody: Context, clock: Clock
) -> None:
    token, kept = tokens.make_token(ctx, "t", role="reader", days=2)
    assert tokens.actor_of_token(anybody, token) == Actor(OWNER.name, Role.READER.rights)
    assert tokens.own_tokens(ctx)[0].last_used == clock.now.date()
    clock.move(days=2)
    _refused(anybody, token)
    other, kept = tokens.make_token(ctx, "u", role="administrator")
    tokens.revoke_token(ctx, kept.id)
    _refused(anybody, other)
    for gone in (kept.id, "", "zz", "%" * 12):
        with pytest.raises(UnknownDocument):
            tokens.revoke_token(ctx, gone)
    for days in (0, 367):
        with pytest.raises(Invalid):
            tokens.make_token(ctx, "t", role="reader", days=days)
    assert events(ctx) == ["token-made", "token-made", "token-revoked"]


def test_only_an_administrator_stops_a_token_of_another(ctx: Context) -> None:
    own, other = add(ctx, "een", "reader"), add(ctx, "twee", "reader")
    _, kept = tokens.make_token(own, "t", role="reader")
    with pytest.raises(UnknownDocument):
        tokens.revoke_token(other, kept.id)
    assert tokens.own_tokens(other) == ()
    assert [token.account for token in tokens.all_tokens(ctx)] == ["een"]
    tokens.revoke_token(ctx, kept.id)
    assert tokens.own_tokens(own) == ()


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "a\u202eb", "\ud800"])
def test_a_name_for_a_token_must_be_readable(ctx: Context, name: str) -> None:
    with pytest.raises(Invalid):
        tokens.make_token(ctx, name, role="reader")


def test_there_is_a_most_to_the_tokens_of_one(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "MOST_TOKENS", 2)
    for name in "ab":
        tokens.make_token(ctx, name, role="reader")
    with pytest.raises(Invalid) as refused:
        tokens.make_token(ctx, "c", role="reader")
    assert refused.value.problems[0].code == "too-many-tokens"


def _view(ctx: Context, key: str = "dorp/overzicht") -> str:
    ctx.store.desk.write("view", key, {"title": "x", "text": "", "settings": {}}, author="test")
    return key


def test_a_guest_link_names_one_view(ctx: Context, anybody: Context, clock: Clock) -> None:
    own = add(ctx, "bestuur", "editor")
    view = _view(ctx)
    token, kept = guests.make_guest_link(own, view, title_="De gemeente", days=7)
    assert token not in str(ctx.store.desk.documents("guest-link"))
    link = guests.guest_view(anybody, token)
    assert (link.view, link.partnership, link.made_by) == (view, "dorp", "bestuur")
    assert events(ctx)[1:] == ["guest-link-made"]  # who only looks changes nothing
    assert guests.enter_by_guest_link(anybody, token) == link
    guests.enter_by_guest_link(anybody, token)
    assert events(ctx)[1:] == ["guest-link-made", "guest-link-opened"]  # once a day is enough
    assert guests.guest_links(own, "dorp")[0].last_opened == clock.now.date()
    assert guests.guest_links(own, "elders") == ()
    clock.move(days=7)
    with pytest.raises(SignInFailed):
        guests.guest_view(anybody, token)
    assert not guests.GUEST.rights
    assert kept.id == link.id


def test_a_guest_link_stops_when_revoked_or_when_its_view_is_gone(
    ctx: Context, anybody: Context
) -> None:
    view = _view(ctx)
    token, kept = guests.make_guest_link(ctx, view, title_="x")
    guests.revoke_guest_link(ctx, kept.id)
    with pytest.raises(SignInFailed):
        guests.guest_view(anybody, token)
    gone, _ = guests.make_guest_link(ctx, view, title_="x")
    ctx.store.desk.discard("view", view)
    for look in (guests.guest_view, guests.enter_by_guest_link):
        with pytest.raises(SignInFailed):
            look(anybody, gone)
    _view(ctx)  # another one under that name
    with pytest.raises(SignInFailed):
        guests.guest_view(anybody, gone)
    guests.make_guest_link(ctx, view, title_="x")
    views.delete_view(ctx, *view.split("/"))
    assert guests.guest_links(ctx) == ()
    with pytest.raises(UnknownDocument):
        guests.make_guest_link(ctx, "dorp/niets", title_="x")
