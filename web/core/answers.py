"""What is answered: a page for people, the same as JSON for programs, a file, the way on."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, json, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from netmap.codec import to_plain
from netmap.errors import Problem
from web.core.query import again

CSV = "text/csv; charset=utf-8"
SVG = "image/svg+xml; charset=utf-8"


def wants_json() -> bool:
    """Whether the address ends in .json, or the client prefers JSON; the API has nothing else."""
    if request.path.endswith(".json") or request.path == "/health" or for_programs():
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def for_programs() -> bool:
    """Whether the address is one of the API."""
    return request.path.startswith("/api/")


def json_answer(body: Any) -> Response:
    """A result, or plain values, as JSON."""
    return Response(
        json.dumps(to_plain(body)) + "\n", content_type="application/json; charset=utf-8"
    )


def page(
    template: str,
    *,
    problems: Sequence[Problem] = (),
    status: HTTPStatus | None = None,
    secret: bool = False,
    **shown: Any,
) -> Response:
    """A page of the template "area/page"; 400 when it tells what is wrong.

    Nobody keeps the answer when it shows a ``secret`` once.
    """
    html = render_template(f"{template}.html", problems=problems, **shown)
    status = status or (HTTPStatus.BAD_REQUEST if problems else HTTPStatus.OK)
    response = Response(html, status, content_type="text/html; charset=utf-8")
    if secret:
        response.cache_control.no_store = True
    return response


def go(address: str) -> BaseResponse:
    """Where to look after a form was sent."""
    return redirect(address, HTTPStatus.SEE_OTHER)


def download(
    content: bytes | str, name: str, kind: str = CSV, *, secret: bool = False, inline: bool = False
) -> Response:
    """A file under its name; ``inline`` when it can also be looked at in place."""
    response = Response(content, content_type=kind)
    way = "inline" if inline else "attachment"
    response.headers.set("Content-Disposition", way, filename=name)
    if secret:
        response.cache_control.no_store = True
    return response


def answer(
    template: str, result: Any, *, problems: Sequence[Problem] = (), **more: Any
) -> Response:
    """The result as JSON, or as the page that the template makes of it.

    ``template`` is the area and the page in it, as in "gaps/gaps"; ``more`` is for the page
    only. A result that is not an object becomes one under the name of the page.
    """
    if wants_json():
        plain = to_plain(result)
        name = template.rpartition("/")[2]
        return json_answer(plain if isinstance(plain, dict) else {name: plain})
    return page(template, problems=problems, result=result, json_url=_json_url(), **more)


def _json_url() -> str:
    """The address of this page as JSON, with the same question."""
    return again(f"{request.endpoint}_json", lang=None)
