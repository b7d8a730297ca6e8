"""Whether the service works, for programs that watch over it."""

from __future__ import annotations

from http import HTTPStatus
from importlib.metadata import version

from flask import Blueprint, Response

from netmap.codec import to_plain
from netmap.services.browse import health
from web.core.answers import json_answer
from web.core.state import context

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def index() -> Response:
    """Whether the store answers."""
    found = health(context())
    response = json_answer({**to_plain(found), "version": version("netmap")})
    if not found.reachable:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return response
