"""What a guest sees: one saved view, by its link, and no way to anything behind it."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    current_app,
    redirect,
    render_template,
    session,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from netmap.services.accounts import guests
from netmap.services.maps import map_modules, what_shows
from netmap.services.views import SharedView
from web.access.limits import GUESTS, limiter
from web.core.answers import json_answer
from web.core.languages import language
from web.core.state import opened

blueprint = Blueprint("sharing", __name__, url_prefix="/share")
_OPENED, _MOST = "opened", 20  # what a browser remembers: which links it came in by


@blueprint.get("/<token>")
@limiter.limit(GUESTS)
def shared(token: str) -> Response:
    """The view on a page of its own: map, legend and the table that says the same.

    First a button: a chat or mail program that opens the link is no guest.
    """
    link = guests.guest_view(opened(current_app), token)
    if link.id not in session.get(_OPENED, ()):
        return _answer(
            Response(
                render_template("guests/door.html", token=token),
                content_type="text/html; charset=utf-8",
            )
        )
    view = _view(token)
    page = render_template(
        "guests/shared.html",
        result=view,
        shown=what_shows(view.data, view.settings),
        choices=[(key, scheme.label, scheme.metric) for key, scheme in view.data.schemes.items()],
        source=url_for("sharing.shared_json", token=token),
        picture=url_for("sharing.shared_svg", token=token),
        map_modules=map_modules(),
    )
    return _answer(Response(page, content_type="text/html; charset=utf-8"))


@blueprint.post("/<token>")
@limiter.limit(GUESTS)
def come_in(token: str) -> BaseResponse:
    """Somebody opens the view; the browser may then look at it."""
    link = guests.enter_by_guest_link(opened(current_app), token)
    session[_OPENED] = [*session.get(_OPENED, ()), link.id][-_MOST:]
    return redirect(url_for("sharing.shared", token=token), HTTPStatus.SEE_OTHER)


@blueprint.get("/<token>.json")
@limiter.limit(GUESTS)
def shared_json(token: str) -> Response:
    """The same as JSON: what the map on the page is drawn from."""
    return _answer(json_answer(replace(_view(token), svg="")))


@blueprint.get("/<token>.svg")
@limiter.limit(GUESTS)
def shared_svg(token: str) -> Response:
    """The same as a picture."""
    return _answer(Response(_view(token).svg, content_type="image/svg+xml; charset=utf-8"))


def _view(token: str) -> SharedView:
    """As nobody, also for who is signed in: the link alone decides. Raises SignInFailed."""
    return guests.open_guest_link(opened(current_app), token, language())


def _answer(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
