"""The application factory."""

from __future__ import annotations

from importlib.metadata import version

from flask import Flask
from flask_bootstrap import Bootstrap5
from jinja2 import ChoiceLoader, PackageLoader

from netmap.config import Settings
from netmap.stores import Store
from web import access, api, editing, importing
from web.ateliers import views as ateliers
from web.comparison import views as comparison
from web.core import (
    errors,
    files,
    formatting,
    health,
    languages,
    navigation,
    problems,
    query,
    security,
    state,
)
from web.coverage import views as coverage
from web.exporting import views as exporting
from web.gaps import views as gaps
from web.guests import sharing
from web.guests import views as guests
from web.history import views as history
from web.maps import views as maps
from web.meetings import views as meetings
from web.metrics import views as metrics
from web.partnerships import views as partnerships
from web.reports import views as reports
from web.views import views


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """The web service on one store.

    Without ``store`` the one that the settings name is opened at the first request
    that needs it, and kept for the life of the process.
    """
    app = Flask(__name__, static_url_path="/static", static_folder=None, template_folder=".")
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
    query.init_app(app)
    navigation.init_app(app)
    problems.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    files.init_app(app)
    api.init_app(app)
    editing.init_app(app)
    importing.init_app(app)
    metrics.init_app(app)
    reports.init_app(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(partnerships.blueprint)
    app.register_blueprint(maps.blueprint)
    app.register_blueprint(ateliers.blueprint)
    app.register_blueprint(coverage.blueprint)
    app.register_blueprint(gaps.blueprint)
    app.register_blueprint(comparison.blueprint)
    app.register_blueprint(history.blueprint)
    app.register_blueprint(meetings.blueprint)
    app.register_blueprint(views.blueprint)
    app.register_blueprint(guests.blueprint)
    app.register_blueprint(sharing.blueprint)
    app.register_blueprint(exporting.blueprint)
    return app
