"""The files of the map: our own scripts and vis-network, out of the installed packages."""

from __future__ import annotations

from hashlib import sha256

from flask import Blueprint, Response, abort, request

from netmap import maps

blueprint = Blueprint("assets", __name__, url_prefix="/assets")

_TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}


@blueprint.get("/<name>")
def asset(name: str) -> Response:
    """One file by name; only those that the map lists."""
    found = maps.assets().get(name)
    if found is None:
        abort(404)
    content = found.read_bytes()
    response = Response(content, content_type=_TYPES[name.rpartition(".")[2]])
    response.set_etag(sha256(content).hexdigest()[:32])
    response.cache_control.max_age = 3600
    response.cache_control.public = True
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns itself
