"""Edit a partnership by forms: add, change, remove, merge, split. And look back, and go back."""

from __future__ import annotations

from flask import Flask

from web.core.area import Area
from web.editing import (
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

PARTS = (entities, hub, merging, removing, sources, splitting, starting, ties)


def init_app(app: Flask) -> None:
    words.init_app(app)
    app.register_blueprint(Area("editing", __name__, parts=[part.blueprint for part in PARTS]))
