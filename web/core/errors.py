"""The one place where facts become statuses and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_babel import LazyString, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from netmap.codec import to_plain
from netmap.errors import Forbidden, Invalid, NetmapError, Problem
from netmap.services.accounts import audit
from web.core.answers import for_programs, json_answer, wants_json
from web.core.query import refused
from web.core.state import context


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and what to do next."""

    status: HTTPStatus
    title: LazyString
    advice: LazyString


_LOOK = lazy_gettext("Check the address, or begin at the start page.")
_MISSING = HTTPStatus.NOT_FOUND

SENTENCES: dict[str, Sentence] = {
    "error": Sentence(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("Something went wrong on our side."),
        lazy_gettext(
            "Nothing was changed. Try again; if it stays, tell whoever runs this service."
        ),
    ),
    "invalid": Sentence(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("The address holds a value that cannot be used."),
        lazy_gettext(
            "Dates are written as 2027, 3/2027, 15-3-2027 or 15 March 2027, revisions as a number."
        ),
    ),
    "refused": Sentence(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lazy_gettext("Something in this request cannot be used; nothing was changed."),
        lazy_gettext("Each problem says where it is and how to mend it."),
    ),
    "no-token": Sentence(
        HTTPStatus.UNAUTHORIZED,
        lazy_gettext("This needs a token."),
        lazy_gettext("Send it with the request: Authorization: Bearer, and the token."),
    ),
    "not-found": Sentence(_MISSING, lazy_gettext("This page does not exist."), _LOOK),
    "unknown-partnership": Sentence(
        _MISSING, lazy_gettext("This partnership does not exist."), _LOOK
    ),
    "unknown-entity": Sentence(
        _MISSING, lazy_gettext("This organisation or other entity does not exist."), _LOOK
    ),
    "unknown-tie": Sentence(_MISSING, lazy_gettext("This tie does not exist."), _LOOK),
    "unknown-source": Sentence(
        _MISSING,
        lazy_gettext("This source does not exist."),
        lazy_gettext("The list of sources shows all that are known."),
    ),
    "unknown-revision": Sentence(
        _MISSING,
        lazy_gettext("This revision does not exist."),
        lazy_gettext("Leave the revision out of the address to see the latest."),
    ),
    "unknown-metric": Sentence(
        _MISSING,
        lazy_gettext("This metric does not exist."),
        lazy_gettext("The page of metrics shows all that are known."),
    ),
    "unknown-attribute": Sentence(
        _MISSING, lazy_gettext("Organisations and units have no such attribute."), _LOOK
    ),
    "unknown-format": Sentence(
        _MISSING,
        lazy_gettext("This export format does not exist."),
        lazy_gettext("The page of exports shows all formats that are known."),
    ),
    "unknown-rule": Sentence(
        _MISSING,
        lazy_gettext("This gap rule does not exist."),
        lazy_gettext("The page of gaps shows all rules that are known."),
    ),
    "method-not-allowed": Sentence(
        HTTPStatus.METHOD_NOT_ALLOWED,
        lazy_gettext("This page can only be read."),
        _LOOK,
    ),
    "unknown-document": Sentence(
        _MISSING,
        lazy_gettext("This does not exist, or somebody removed it."),
        _LOOK,
    ),
    "signed-out": Sentence(
        HTTPStatus.UNAUTHORIZED,
        lazy_gettext("Nobody is signed in."),
        lazy_gettext("Sign in and load the page again."),
    ),
    "sign-in-failed": Sentence(
        HTTPStatus.UNAUTHORIZED,
        lazy_gettext("This link or token is not valid, or not any more."),
        lazy_gettext("Ask whoever gave it to you for a new one."),
    ),
    "forbidden": Sentence(
        HTTPStatus.FORBIDDEN,
        lazy_gettext("Your role does not allow this."),
        lazy_gettext("Ask an administrator for another role, or somebody who has it to do this."),
    ),
    "too-many-attempts": Sentence(
        HTTPStatus.TOO_MANY_REQUESTS,
        lazy_gettext("Too many attempts in too short a time."),
        lazy_gettext("Wait a minute and try again."),
    ),
    "form-expired": Sentence(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("This form is too old, or was not sent from this service."),
        lazy_gettext("Go back, copy what you typed, load the page again and send it once more."),
    ),
    "too-large": Sentence(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        lazy_gettext("This file or form is too large."),
        lazy_gettext("Nothing was changed. Split it, and send the parts one by one."),
    ),
    "conflict": Sentence(
        HTTPStatus.CONFLICT,
        lazy_gettext("Somebody else changed this meanwhile; nothing was changed."),
        lazy_gettext("Load the page again to see what is new."),
    ),
    "cancelled": Sentence(
        HTTPStatus.SERVICE_UNAVAILABLE,
        lazy_gettext("The computation was stopped before it was done."),
        lazy_gettext("Nothing was changed. Load the page again to start it once more."),
    ),
    "store-unavailable": Sentence(
        HTTPStatus.SERVICE_UNAVAILABLE,
        lazy_gettext("The database does not answer at the moment."),
        lazy_gettext("Nothing is lost. Try again in a minute; this page recovers by itself."),
    ),
    "store-not-empty": Sentence(
        HTTPStatus.CONFLICT,
        lazy_gettext("The database is not empty; nothing was changed."),
        _LOOK,
    ),
    "bad-setting": Sentence(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("This service is not set up correctly."),
        lazy_gettext("Its log names the setting. Tell whoever runs this service."),
    ),
}
_FOR_PROGRAMS = {"invalid": "refused", "signed-out": "no-token"}  # who has no form and no page
_BY_STATUS = {
    HTTPStatus.BAD_REQUEST: "invalid",
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method-not-allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.TOO_MANY_REQUESTS: "too-many-attempts",
    HTTPStatus.SERVICE_UNAVAILABLE: "store-unavailable",
}


def init_app(app: Flask) -> None:
    app.register_error_handler(NetmapError, _fact)
    app.register_error_handler(HTTPException, _refusal)


def _fact(error: NetmapError) -> BaseResponse:
    """A named fact of the core; one without a sentence is an error of ours."""
    code = error.code if error.code in SENTENCES else "error"
    if SENTENCES[code].status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s: %s", error.code, error.message)
    if isinstance(error, Forbidden):
        with suppress(NetmapError):  # a store that is down now must not hide what happened
            audit.record(context(), "forbidden", {"right": error.facts["right"]})
    if code == "signed-out" and not wants_json() and request.method != "POST":
        here = request.full_path.rstrip("?")
        return redirect(url_for("access.sign_in", next=here), HTTPStatus.SEE_OTHER)
    if isinstance(error, Invalid):
        return _answer(code, error.problems)
    return _answer(code, facts=error.facts)


def _refusal(error: HTTPException) -> Response:
    """What Flask refuses: unknown pages, bad requests, and crashes (as 500, already logged)."""
    if error.code is not None and error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]  # a redirect
    code = _BY_STATUS.get(HTTPStatus(error.code or 500))
    if isinstance(error, CSRFError):
        code = "form-expired"
    if code is None and error.code and error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
        code = "invalid"
    said: tuple[Problem, ...] = ()
    if code == "invalid" and for_programs():
        said = (Problem("bad-value", "", "", error.description or ""),)
    response = _answer(code or "error", said)
    if code == "invalid" and error.code:
        response.status_code = error.code
    response.headers.extend((k, v) for k, v in error.get_headers() if k == "Allow")
    return response


def _answer(
    code: str,
    problems: tuple[Problem, ...] = (),
    facts: Mapping[str, str | int] = MappingProxyType({}),
) -> Response:
    api = for_programs()
    sentence = SENTENCES[_FOR_PROGRAMS.get(code, code) if api else code]
    if wants_json():
        body: dict[str, object] = {
            "code": code,
            "message": f"{sentence.title} {sentence.advice}",
        }
        if problems:
            body["problems"] = to_plain(problems)
        if facts and api:
            body["facts"] = dict(facts)
        response = json_answer({"error": body})
    else:
        asked = refused(problems)
        page = render_template(
            "core/error.html", code=code, sentence=sentence, problems=problems, asked=asked
        )
        response = Response(page, content_type="text/html; charset=utf-8")
    response.status_code = sentence.status
    if sentence.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "30"
    if sentence.status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = "60"
    if sentence.status == HTTPStatus.UNAUTHORIZED and api:
        response.headers["WWW-Authenticate"] = 'Bearer realm="netmap"'
    return response
