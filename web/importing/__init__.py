"""Import of tables: upload, say what the columns are, look at every row, import or not."""

from __future__ import annotations

from flask import Flask

from netmap.services.importing.uploads import LIMITS, MOST_FILES
from web.importing import views, words

_FORM_BYTES = 1_000_000  # the fields around the files


def init_app(app: Flask) -> None:
    """No request may be larger than the files of one import."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_FILES * LIMITS.file_bytes + _FORM_BYTES
    app.register_blueprint(views.blueprint)
    words.init_app(app)
