"""From a request to an actor: a session of an account or of the owner, or nobody."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, current_app, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import SignedOut, StoreUnavailable
from netmap.services.accounts import accounts, one_time_links
from netmap.services.accounts._accounts import Account
from netmap.services.rights import NOBODY, OWNER, Actor, Right
from web.access import sessions
from web.core.state import opened, partnership_here

# Everything else asks for somebody who is signed in.
PUBLIC = (*sessions.WITHOUT, "access.", "sharing.", "api_guide.")
manager = LoginManager()


class User(UserMixin):  # type: ignore[misc]  # flask-login carries no types
    """Who a session belongs to. Its id names the epoch, so that a session can be ended."""

    def __init__(
        self, actor: Actor, epoch: int, *, account: bool, must_change: bool = False
    ) -> None:
        self.actor = actor
        self.account = account
        self.must_change = must_change
        self.id = f"{'account' if account else 'owner'}:{epoch}:{actor.name if account else ''}"


def owner() -> User:
    """Who came in by a one-time link."""
    return User(OWNER, one_time_links.local_epoch(opened(current_app)), account=False)


def of_account(found: Account) -> User:
    must_change = found.must_change_password
    return User(found.actor, found.epoch, account=True, must_change=must_change)


def init_app(app: Flask) -> None:
    manager.init_app(app)
    manager.session_protection = None  # addresses of laptops change during a meeting
    manager.user_loader(_load)
    app.before_request(_identify)
    app.jinja_env.globals.update(may=may, signed_in=signed_in, signed_in_account=signed_in_account)


def actor() -> Actor:
    """Who asks, for the services."""
    found: Actor = g.get("actor", NOBODY)
    return found


def may(right: str) -> bool:
    """Whether to show what needs a right; the services check it again."""
    return actor().may(Right(right), partnership_here())


def signed_in() -> bool:
    return g.get("user") is not None


def signed_in_account() -> str:
    """The name of the account; empty for the owner of the machine, and for nobody."""
    user = g.get("user")  # never looks again: this also stands on the page of an error
    return user.actor.name if isinstance(user, User) and user.account else ""


def is_public(endpoint: str | None) -> bool:
    return (endpoint or "").startswith(PUBLIC)


def _identify() -> BaseResponse | None:
    if (request.endpoint or "").startswith(sessions.WITHOUT) or request.blueprint == "api":
        return None  # the API takes tokens only, and finds out itself whose they are
    if not sessions.available():  # opening the session of this request has just tried
        raise StoreUnavailable("The store does not answer, so nobody can be recognised.")
    if current_user.is_authenticated:
        g.user = current_user._get_current_object()
        g.actor = current_user.actor
        if current_user.must_change and request.blueprint not in {"accounts", "access"}:
            return redirect(url_for("accounts.own"), HTTPStatus.SEE_OTHER)
    elif not is_public(request.endpoint) and request.routing_exception is None:
        raise SignedOut
    return None


def _load(key: str) -> User | None:
    """The user of a session; None when it was ended, or the account is no more."""
    kind, epoch, name = (*key.split(":", 2), "", "")[:3]
    ctx = opened(current_app)
    if kind == "owner":
        user = owner()
        return user if user.id == key else None
    if not epoch.isdigit():
        return None
    found = accounts.session_account(ctx, name, int(epoch))
    return of_account(found) if found else None
