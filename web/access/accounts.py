"""One's own access: password, tokens for programs, sign out everywhere."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Invalid, Problem, SignInFailed, TooManyAttempts
from netmap.services.accounts import accounts, tokens
from netmap.services.rights import Right
from web.access.identity import actor, of_account, owner, signed_in_account
from web.access.limits import SIGNING_IN, limiter
from web.access.sign_in import begin
from web.access.words import role_choices
from web.core.answers import go, page
from web.core.messages import say
from web.core.query import whole
from web.core.state import context, opened

blueprint = Blueprint("accounts", __name__, url_prefix="/account")


@blueprint.get("")
def own() -> Response:
    """Who one is here, what one may do, and one's tokens."""
    return _page()


@blueprint.post("/password")
@limiter.limit(SIGNING_IN)
def change_password() -> BaseResponse:
    old, new, again = (request.form.get(name, "") for name in ("old", "new", "again"))
    if new != again:
        return _page(_wrong("password-differs", "again"))
    try:
        found = accounts.change_own_password(context(), old, new)
    except SignInFailed:
        return _page(_wrong("password-wrong", "old"))
    except TooManyAttempts as error:
        return _page(_wrong("password-wrong", "old"), wait=int(error.facts["seconds"]))
    except Invalid as error:
        return _page(error.problems)
    begin(of_account(found))
    say(gettext("Your password is changed. You are signed out on other devices."))
    return go(url_for("accounts.own"))


@blueprint.post("/sign-out-everywhere")
def sign_out_everywhere() -> BaseResponse:
    """End all sessions but this one."""
    epoch = accounts.end_own_sessions(context())
    name = signed_in_account()
    found = accounts.session_account(opened(current_app), name, epoch) if name else None
    begin(of_account(found) if found else owner())
    say(gettext("You are signed out on all other devices."))
    return go(url_for("accounts.own"))


@blueprint.post("/tokens")
def make_token() -> Response:
    """Make a token and show it, once: on this answer, which nobody keeps."""
    form = request.form
    days = whole(form.get("days", "")) or 0
    try:
        token, kept = tokens.make_token(
            context(), form.get("name", ""), role=form.get("role", ""), days=days
        )
    except Invalid as error:
        return _page(error.problems, typed=form)
    return _page(made=token, made_name=kept.name)


@blueprint.post("/tokens/<token_id>/revoke")
def revoke_token(token_id: str) -> BaseResponse:
    tokens.revoke_token(context(), token_id)
    say(gettext("The token works no more."))
    return go(url_for("accounts.own") + "#tokens")


def _page(problems: tuple[Problem, ...] = (), **told: Any) -> Response:
    may_read = actor().may(Right.READ)
    return page(
        "access/account",
        secret=bool(told.get("made")),
        problems=problems,
        account=signed_in_account(),
        rights=[right for right in Right if actor().may(right)],
        tokens=tokens.own_tokens(context()) if may_read else (),
        roles=role_choices(actor().anywhere),
        now=context().clock(),
        **{"typed": {}, **told},
    )


def _wrong(code: str, field: str) -> tuple[Problem, ...]:
    return (Problem(code, "account", field, code),)
