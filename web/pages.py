"""The pages. Each address also answers with ``.json`` behind it, with the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from importlib.metadata import version

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from netmap import services
from web.answers import answer, json_answer
from web.languages import language
from web.questions import scope
from web.state import context

blueprint = Blueprint("pages", __name__)


def page(
    rule: str, *, json_rule: str = ""
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Register a view under its address, and under the same with .json."""

    def register(view: Callable[..., Response]) -> Callable[..., Response]:
        name = view.__name__
        blueprint.add_url_rule(rule, name, view, methods=["GET"])
        blueprint.add_url_rule(json_rule or f"{rule}.json", f"{name}_json", view, methods=["GET"])
        return view

    return register


@page("/", json_rule="/index.json")
def start() -> Response:
    """The partnerships with their headline numbers and what needs attention."""
    return answer("start", {"partnerships": services.overview(context())})


@blueprint.get("/p/<key>")
def partnership(key: str) -> BaseResponse:
    return redirect(url_for("pages.map_", key=key), HTTPStatus.FOUND)


@page("/p/<key>/metrics")
def metrics(key: str) -> Response:
    """The metrics of every actor and of the whole, with their cards."""
    return answer("metrics", services.metric_report(context(), scope(key)))


@blueprint.get("/p/<key>/metrics.csv")
def metrics_csv(key: str) -> Response:
    """The metrics by actor, for a spreadsheet in the reader's language."""
    content = services.metrics_csv(context(), scope(key), language())
    response = Response(content, content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"netmap-{key}-metrics.csv")
    return response


@page("/entity/<key>")
def entity(key: str) -> Response:
    """An organisation or other entity with all its ties."""
    return answer("entity", services.entity_view(context(), key, scope()))


@page("/sources")
def sources() -> Response:
    """Every source, and how much rests on it."""
    return answer("sources", {"sources": services.source_list(context())})


@page("/sources/<key>")
def source(key: str) -> Response:
    """One source with the ties that it carries."""
    view = services.source_view(context(), key)
    return answer("source", view, by_place=_by_place(view, key))


def _by_place(view: services.SourceView, key: str) -> list[tuple[str, list[services.TieView]]]:
    """The ties by the places in the source that they cite."""
    found: dict[str, list[services.TieView]] = {place: [] for place in view.source.sections}
    for tie in view.ties:
        for place in dict.fromkeys(c.locator for c in tie.tie.citations if c.source == key):
            found.setdefault(place, []).append(tie)
    return [(place, ties) for place, ties in found.items() if ties]


@blueprint.get("/health")
def health() -> Response:
    """Whether the store answers; for programs that watch over the service."""
    found = services.health(context())
    response = json_answer({**services.to_plain(found), "version": version("netmap")})
    if not found.reachable:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return response
