"""The OpenAPI 3.1 document, made out of the operations that are registered."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import Flask
from flask_smorest import Api

from netmap.codec import PREFIX as REF
from netmap.codec import Schema, schemas
from netmap.errors import Problem
from web.api.routes import ANSWERED, ERROR, SENT, blueprint

TAGS = {
    "Service": "Who you are here.",
    "Partnerships": "The partnerships and their ateliers.",
    "Entities, ties and sources": "What the graph is made of, with where each claim stands.",
    "Revisions": "How the graph became what it is, and how to change it.",
    "Metrics": "Numbers by level, each with its card.",
    "Gaps and coverage": "What is missing, and who covers what.",
    "What if, and compare": "Assumptions, additions, and two states side by side.",
    "Map": "The map as data.",
    "Views, meetings and decisions": "What people keep around the graph.",
    "Exports": "Files for other programs.",
}
_DESCRIPTION = """\
The same numbers as the pages and the command line of Netmap.

Send a token with each request: `Authorization: Bearer nm_…`. Every answer about the graph
names the revision that it was computed from; ask for that `revision` to get it again. Lists
come in parts: `next` is the address of the next part, of the same revision."""
_ERROR = {
    "type": "object",
    "description": "What happened. `code` never changes; the message is for people.",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "facts": {
                    "type": "object",
                    "description": "For a conflict: the revisions `expected` and `actual`.",
                    "additionalProperties": {"type": ["string", "integer"]},
                },
                "problems": {"type": "array", "items": {"$ref": f"{REF}Problem"}},
            },
            "required": ["code", "message"],
        }
    },
    "required": ["error"],
}


class _Api(Api):  # type: ignore[misc]  # flask-smorest carries no types
    ERROR_SCHEMA = ERROR
    DEFAULT_ERROR_RESPONSE_NAME = None  # each operation names its errors

    def _register_error_handlers(self) -> None:
        """Errors are told by web/errors.py, as everywhere."""


def init_app(app: Flask) -> None:
    """Register the operations, and describe them."""
    api = _Api(
        spec_kwargs={
            "title": "Netmap",
            "version": version("netmap"),
            "openapi_version": "3.1.0",
            "info": {"description": _DESCRIPTION, "license": {"name": "EUPL-1.2"}},
            "security": [{"token": []}],
        }
    )
    api.init_app(app)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    for name, schema in {"Error": _ERROR, **_shapes()}.items():
        api.spec.components.schema(name, component=schema)
    api.register_blueprint(blueprint)
    document = api.spec.to_dict()
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    app.extensions["netmap-api"] = document


def _shapes() -> dict[str, Schema]:
    """What every answer and body looks like; the operations refer to it."""
    return {**schemas([*ANSWERED, Problem])[1], **schemas(SENT, sent=True)[1]}


def document(app: Flask) -> dict[str, Any]:
    """The document, as an object."""
    found: dict[str, Any] = app.extensions["netmap-api"]
    return found
