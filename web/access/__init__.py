"""Who is asking: signing in, sessions, and the actor that the services see.

Two ways of working (docs/access.md). Alone: no account, a one-time link that the command
line shows. As a service: accounts with a role. In both, the services check the right; the
web only finds out who asks.
"""

from __future__ import annotations

from flask import Flask

from netmap.config import Settings
from web.access import accounts, administration, identity, limits, sessions, sign_in, words


def init_app(app: Flask, settings: Settings) -> None:
    sessions.init_app(app, settings)
    limits.init_app(app)
    identity.init_app(app)
    words.init_app(app)
    app.register_blueprint(sign_in.blueprint)
    app.register_blueprint(accounts.blueprint)
    app.register_blueprint(administration.blueprint)
