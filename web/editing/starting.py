"""A new partnership, for a municipality that begins."""

from __future__ import annotations

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Forbidden, Invalid, Problem
from netmap.services.editing.partnership import start_partnership
from netmap.services.rights import Right
from web.access.identity import may
from web.core.answers import go
from web.core.area import Area
from web.core.messages import say
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)


@blueprint.get("/partnerships/new")
def new_partnership() -> Response:
    """The form, for who may send it."""
    if not may(Right.EDIT):
        raise Forbidden(Right.EDIT.value)
    return _form()


@blueprint.post("/partnerships/new")
def add_partnership() -> BaseResponse:
    """Begin it, and go to where one adds to it."""
    name = request.form.get("name", "")
    try:
        made = start_partnership(
            context(),
            name,
            place=request.form.get("place", ""),
            summary=request.form.get("summary", ""),
            message=str(gettext("Began: %(name)s", name=name.strip())),
        )
    except Invalid as error:
        return _form(error.problems)
    say(gettext("%(name)s is there. Add its members now.", name=made.name))
    return go(url_for("editing.hub", key=made.id))


def _form(problems: tuple[Problem, ...] = ()) -> Response:
    return area.page("start", problems=problems, values=request.form)
