"""The document that describes the API, and a page of our own that shows it to people."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, render_template

from web.answers import json_answer
from web.api.routes import PREFIX
from web.api.spec import document

blueprint = Blueprint("api_guide", __name__)


@blueprint.get(f"{PREFIX}/openapi.json")
def openapi() -> Response:
    """The API as OpenAPI 3.1, for programs that make a client of it."""
    return json_answer(document(current_app))


@blueprint.get("/api")
def guide() -> str:
    """How to use the API, and every operation."""
    return render_template("pages/api.html", document=document(current_app), groups=_groups())


def _groups() -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
    """The operations by tag, with their method, path and parameters."""
    return []
