"""The application factory."""

from __future__ import annotations

from importlib.metadata import version

from flask import Flask
from flask_bootstrap import Bootstrap5
from jinja2 import ChoiceLoader, PackageLoader

from netmap.config import Settings
from netmap.stores import Store
from web import (
    access,
    accounts,
    administration,
    api,
    assets,
    ateliers,
    coverage,  # noqa: F401 - adds its pages to those of the blueprint
    editing,
    errors,
    exporting,
    formatting,
    gaps,  # noqa: F401 - adds its pages to those of the blueprint
    guests,
    history,
    importing,
    languages,
    levels,
    maps,  # noqa: F401 - adds its pages to those of the blueprint
    meetings,
    navigation,
    pages,
    problems,
    questions,
    reporting,
    security,
    sharing,
    state,
    views,
    what_if,  # noqa: F401 - adds its pages to those of the blueprint
)


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """The web service on one store.

    Without ``store`` the one that the settings name is opened at the first request
    that needs it, and kept for the life of the process.
    """
    app = Flask(__name__)
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # of Flask's default provider
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_loader = ChoiceLoader([app.jinja_loader, PackageLoader("netmap.maps")])  # type: ignore[list-item]
    app.jinja_env.globals["version"] = version("netmap")
    Bootstrap5(app)
    state.init_app(app, settings, store)
    access.init_app(app, settings)
    languages.init_app(app)
    formatting.init_app(app)
    questions.init_app(app)
    levels.init_app(app)
    navigation.init_app(app)
    problems.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    editing.init_app(app)
    app.register_blueprint(assets.blueprint)
    api.init_app(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(history.blueprint)
    app.register_blueprint(accounts.blueprint)
    app.register_blueprint(administration.blueprint)
    app.register_blueprint(guests.blueprint)
    app.register_blueprint(sharing.blueprint)
    app.register_blueprint(ateliers.blueprint)
    reporting.init_app(app)
    app.register_blueprint(meetings.blueprint)
    app.register_blueprint(views.blueprint)
    app.register_blueprint(exporting.blueprint)
    importing.init_app(app)
    return app
