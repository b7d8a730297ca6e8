"""The REST API for programs: tokens, JSON, and the same services as the pages."""

from __future__ import annotations

from flask import Flask

from web.api import (  # noqa: F401 - each adds its operations
    differences,
    exports,
    gaps,
    guide,
    map,
    meetings,
    metrics,
    partnerships,
    records,
    revisions,
    spec,
    tokens,
)


def init_app(app: Flask) -> None:
    spec.init_app(app)
    app.register_blueprint(guide.blueprint)
