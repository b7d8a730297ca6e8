"""Guest links of a partnership: make one for a saved view, see them, stop them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Invalid, Problem, UnknownDocument
from netmap.services import views
from netmap.services.accounts import guests
from web.core import query
from web.core.answers import go, page
from web.core.messages import say
from web.core.state import context

blueprint = Blueprint("guests", __name__, url_prefix="/p/<key>/guests")

VIEW = query.text("view")


@blueprint.get("", endpoint="index")
def index(key: str) -> Response:
    """The links there are, and a form for another one; ``?view=`` chooses the view."""
    return _page(key, typed={"view": VIEW()})


@blueprint.post("")
def make(key: str) -> Response:
    """Make a link and show it, once: on this answer, which nobody keeps."""
    form = request.form
    slug = form.get("view", "")
    days = query.whole(form.get("days", "")) or 0
    try:
        token, _ = guests.make_guest_link(
            context(), f"{key}/{slug}", title_=form.get("title", ""), days=days
        )
    except UnknownDocument:
        wrong = Problem("not-there", "link", "view", "there is no such view")
        return _page(key, (wrong,), typed=form)
    except Invalid as error:
        return _page(key, error.problems, typed=form)
    return _page(key, made=url_for("sharing.shared", token=token, _external=True))


@blueprint.post("/<link_id>/revoke")
def revoke(key: str, link_id: str) -> BaseResponse:
    guests.revoke_guest_link(context(), link_id)
    say(gettext("The guest link works no more."))
    return go(url_for("guests.index", key=key))


def _page(key: str, problems: tuple[Problem, ...] = (), **told: Any) -> Response:
    ctx = context()
    links = guests.guest_links(ctx, key)  # first: it asks for the right
    found = views.list_views(ctx, key)
    return page(
        "guests/guests",
        problems=problems,
        secret=bool(told.get("made")),
        result=found,
        links=links,
        titles={view.key: view.title for view in found.views},
        now=ctx.clock(),
        **{"typed": {}, **told},
    )
