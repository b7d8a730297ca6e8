"""Edit a partnership by forms: add, change, remove, merge, split. And look back, and go back."""

from __future__ import annotations

from flask import Flask

from web.editing import (  # noqa: F401 - each adds its pages to the blueprint
    entities,
    hub,
    merging,
    removing,
    sources,
    splitting,
    starting,
    ties,
    words,
)
from web.editing.area import blueprint


def init_app(app: Flask) -> None:
    words.init_app(app)
    app.register_blueprint(blueprint)
