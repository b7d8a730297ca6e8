"""The files of pages: those beside the templates of each area, and those of the map."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path, PurePosixPath

from flask import Blueprint, Flask, Response, abort, request, send_from_directory

from netmap.services.maps import map_files

WEB = Path(__file__).parent.parent
blueprint = Blueprint("assets", __name__, url_prefix="/assets")

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}


def init_app(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", "static", _beside_the_templates)
    app.register_blueprint(blueprint)


def _beside_the_templates(filename: str) -> Response:
    """A style, script or drawing of an area, by area and name. Nothing else leaves the folders."""
    path = PurePosixPath(filename)
    if len(path.parts) != 2 or path.suffix not in _TYPES:
        abort(404)
    return send_from_directory(WEB, filename, mimetype=_TYPES[path.suffix], max_age=None)


@blueprint.get("/<name>")
def asset(name: str) -> Response:
    """One file of the map by name; only those that the map lists."""
    found = map_files().get(name)
    if found is None:
        abort(404)
    content = found.read_bytes()
    response = Response(content, content_type=_TYPES[PurePosixPath(name).suffix])
    response.set_etag(sha256(content).hexdigest()[:32])
    response.cache_control.max_age = 3600
    response.cache_control.public = True
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns itself
