"""Sign in and out."""

from __future__ import annotations

from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    current_app,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import SignInFailed, TooManyAttempts
from netmap.services.accounts import accounts, audit, one_time_links
from web.access.identity import User, of_account, owner, signed_in
from web.access.limits import SIGNING_IN, limiter
from web.core import query
from web.core.query import onward
from web.core.state import context, opened, settings

blueprint = Blueprint("access", __name__)

LINK = query.text("link")


@blueprint.get("/sign-in")
@limiter.limit(SIGNING_IN)
def sign_in() -> BaseResponse:
    """Where to sign in; with ``?link=`` a button that uses the one-time link.

    Opening the address uses nothing up: mail programs and chats open what they are sent too.
    """
    response = _form(link=LINK())
    if LINK():
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/sign-in")
@limiter.limit(SIGNING_IN)
def sign_in_with_password() -> BaseResponse:
    """Come in, with a name and a password or with the one-time link of the command line."""
    if token := request.form.get("link"):
        try:
            one_time_links.use_link(opened(current_app), token)
        except SignInFailed:
            return _form(status=HTTPStatus.UNAUTHORIZED, stale=True)
        return _enter(owner())
    name = request.form.get("name", "")
    try:
        found = accounts.sign_in(opened(current_app), name, request.form.get("password", ""))
    except SignInFailed:
        return _form(name=name, status=HTTPStatus.UNAUTHORIZED, failed=True)
    except TooManyAttempts as error:
        wait = int(error.facts["seconds"])
        return _form(name=name, status=HTTPStatus.TOO_MANY_REQUESTS, wait=wait)
    return _enter(of_account(found))


@blueprint.post("/sign-out")
def sign_out() -> BaseResponse:
    if signed_in():
        audit.record(context(), "sign-out")
    logout_user()
    session.clear()
    return redirect(url_for("access.sign_in", out="1"), HTTPStatus.SEE_OTHER)


def begin(user: User) -> None:
    """Begin a session of its own: nothing of an earlier one goes along."""
    session.clear()
    session.permanent = True
    login_user(user)


def _enter(user: User) -> BaseResponse:
    begin(user)
    return redirect(onward(url_for("partnerships.index")), HTTPStatus.SEE_OTHER)


def _form(*, status: HTTPStatus = HTTPStatus.OK, name: str = "", **told: object) -> Response:
    page = render_template(
        "access/sign_in.html",
        by_link=settings().access == "link",
        name=name,
        wanted=query.NEXT(),
        **told,
    )
    return Response(page, status=status, content_type="text/html; charset=utf-8")
