"""The document that describes the API, and a page of our own that shows it to people."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request

from web.api.reading import groups, shapes
from web.api.routes import PREFIX
from web.api.spec import document
from web.core.answers import json_answer

blueprint = Blueprint("api_guide", __name__)


@blueprint.get(f"{PREFIX}/openapi.json")
def openapi() -> Response:
    """The API as OpenAPI 3.1, for programs that make a client of it."""
    return json_answer(document(current_app))


@blueprint.get("/api")
def guide() -> str:
    """How to use the API, and every operation."""
    described = document(current_app)
    return render_template(
        "api/guide.html",
        groups=groups(described),
        shapes=shapes(described),
        base=request.host_url.rstrip("/"),
        prefix=PREFIX,
    )
