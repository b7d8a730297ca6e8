"""The partnerships, and what they are made of: organisations, other entities and sources."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from netmap.services import browse
from netmap.services.browse import SourceView, TieView, entity_view, source_view
from netmap.services.reports import overview
from web.core.answers import answer
from web.core.area import Area
from web.core.query import scope
from web.core.state import context

blueprint = Area("partnerships", __name__)


@blueprint.page("/", json_rule="/index.json")
def index() -> Response:
    """The partnerships with their headline numbers and what needs attention."""
    return answer("partnerships/start", {"partnerships": overview(context())})


@blueprint.get("/p/<key>")
def partnership(key: str) -> BaseResponse:
    return redirect(url_for("maps.index", key=key), HTTPStatus.FOUND)


@blueprint.page("/entity/<key>")
def entity(key: str) -> Response:
    """An organisation or other entity with all its ties."""
    return answer("partnerships/entity", entity_view(context(), key, scope()))


@blueprint.page("/sources")
def sources() -> Response:
    """Every source, and how much rests on it."""
    return answer("partnerships/sources", {"sources": browse.sources(context()).sources})


@blueprint.page("/sources/<key>")
def source(key: str) -> Response:
    """One source with the ties that it carries."""
    view = source_view(context(), key)
    return answer("partnerships/source", view, by_place=_by_place(view, key))


def _by_place(view: SourceView, key: str) -> list[tuple[str, list[TieView]]]:
    """The ties by the places in the source that they cite."""
    found: dict[str, list[TieView]] = {place: [] for place in view.source.sections}
    for tie in view.ties:
        for place in dict.fromkeys(c.locator for c in tie.tie.citations if c.source == key):
            found.setdefault(place, []).append(tie)
    return [(place, ties) for place, ties in found.items() if ties]
