"""Who may come in, for administrators: accounts, everybody's tokens, the audit trail."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Invalid, Problem
from netmap.services.accounts import accounts, tokens
from netmap.services.accounts.audit import trail, trail_table
from web.access.words import EVENTS, no_role, role_choices
from web.core import query
from web.core.answers import download, go, page
from web.core.languages import language
from web.core.messages import say
from web.core.state import context, settings

PAGE = 100  # lines of the trail on one page

blueprint = Blueprint("administration", __name__, url_prefix="/admin")

EVENT = query.one_of("event", lambda: EVENTS)
BEFORE = query.text("before")


@blueprint.get("/accounts", endpoint="index")
def index() -> Response:
    """All accounts, and a form for another one."""
    return _all()


@blueprint.post("/accounts")
def add() -> BaseResponse:
    form = request.form
    try:
        given = accounts.add_account(
            context(),
            form.get("key", ""),
            form.get("role", ""),
            partnership=form.get("partnership", ""),
        )
    except Invalid as error:
        return _all(error.problems, typed=form)
    return _one(given.account.key, made=given.password, new=True)


@blueprint.get("/accounts/<name>")
def account(name: str) -> Response:
    """One account, with everything that can be done with it."""
    return _one(name)


@blueprint.post("/accounts/<name>/role")
def role(name: str) -> BaseResponse:
    try:
        accounts.change_role(
            context(),
            name,
            request.form.get("role", ""),
            partnership=request.form.get("partnership", ""),
        )
    except Invalid as error:
        return _one(name, error.problems)
    return _back(name, gettext("The role of %(name)s is changed.", name=name))


@blueprint.post("/accounts/<name>/password")
def password(name: str) -> Response:
    """Give a new password and show it, once."""
    given = accounts.set_password(context(), name)
    return _one(name, made=given.password)


@blueprint.post("/accounts/<name>/sign-out")
def sign_out(name: str) -> BaseResponse:
    accounts.sign_out_everywhere(context(), name)
    return _back(name, gettext("%(name)s is signed out everywhere.", name=name))


@blueprint.post("/accounts/<name>/unlock")
def unlock(name: str) -> BaseResponse:
    accounts.unlock(context(), name)
    return _back(name, gettext("%(name)s can try again.", name=name))


@blueprint.post("/accounts/<name>/disable")
def disable(name: str) -> BaseResponse:
    try:
        accounts.disable(context(), name)
    except Invalid as error:
        return _one(name, error.problems)
    return _back(name, gettext("%(name)s cannot sign in any more.", name=name))


@blueprint.post("/accounts/<name>/enable")
def enable(name: str) -> BaseResponse:
    accounts.enable(context(), name)
    return _back(name, gettext("%(name)s can sign in again.", name=name))


@blueprint.post("/accounts/<name>/remove")
def remove(name: str) -> BaseResponse:
    """Remove an account, once the box that says so is ticked."""
    if not request.form.get("sure"):
        return _one(name, (Problem("not-sure", "account", "sure", "tick the box"),))
    try:
        accounts.remove(context(), name)
    except Invalid as error:
        return _one(name, error.problems)
    say(gettext("%(name)s is removed.", name=name))
    return go(url_for("administration.index"))


@blueprint.post("/tokens/<token_id>/revoke")
def revoke_token(token_id: str) -> BaseResponse:
    tokens.revoke_token(context(), token_id)
    say(gettext("The token works no more."))
    return go(url_for("administration.index") + "#tokens")


@blueprint.get("/audit")
def audit() -> Response:
    """Who did what with access and data, newest first."""
    event, before = EVENT(), BEFORE()
    found = trail(context(), limit=PAGE + 1, before=before, event=event)
    return page(
        "access/audit",
        entries=found[:PAGE],
        older=found[PAGE - 1].key if len(found) > PAGE else "",
        before=before,
        event=event,
        events=EVENTS,
    )


@blueprint.get("/audit.csv")
def audit_csv() -> Response:
    """The trail, for a spreadsheet in the reader's language."""
    return download(trail_table(context(), event=EVENT()).csv(language()), "netmap-audit.csv")


def _all(problems: tuple[Problem, ...] = (), **told: Any) -> Response:
    ctx = context()
    return page(
        "access/accounts",
        accounts=accounts.accounts(ctx),
        locked=accounts.locked(ctx),
        tokens=tokens.all_tokens(ctx),
        roles=role_choices(),
        places=accounts.places(ctx),
        by_link=settings().access == "link",
        problems=problems,
        now=ctx.clock(),
        **{"typed": {}, **told},
    )


def _one(name: str, problems: tuple[Problem, ...] = (), **told: Any) -> Response:
    ctx = context()
    return page(
        "access/account_of",
        secret=bool(told.get("made")),
        account=accounts.account(ctx, name),
        locked=accounts.locked(ctx).get(name),
        tokens=[token for token in tokens.all_tokens(ctx) if token.account == name],
        roles=[*role_choices(), no_role()],
        places=accounts.places(ctx),
        problems=problems,
        **{"typed": {}, **told},
    )


def _back(name: str, sentence: str) -> BaseResponse:
    say(sentence)
    return go(url_for("administration.account", name=name))
