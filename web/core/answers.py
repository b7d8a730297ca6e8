"""One result, two forms: a page for people and JSON for programs."""

from __future__ import annotations

from typing import Any

from flask import Response, json, render_template, request

from netmap.codec import to_plain
from web.core.query import again


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
    return Response(json.dumps(body) + "\n", content_type="application/json; charset=utf-8")


def answer(template: str, result: Any, **more: Any) -> Response:
    """The result as JSON, or as the page that the template makes of it.

    ``template`` is the area and the page in it, as in "gaps/gaps"; ``more`` is for the page
    only. A result that is not an object becomes one under the name of the page.
    """
    if wants_json():
        plain = to_plain(result)
        return json_answer(
            plain if isinstance(plain, dict) else {template.rpartition("/")[2]: plain}
        )
    page = render_template(f"{template}.html", result=result, json_url=_json_url(), **more)
    return Response(page, content_type="text/html; charset=utf-8")


def _json_url() -> str:
    """The address of this page as JSON, with the same question."""
    return again(f"{request.endpoint}_json", lang=None)
