"""Sessions in a signed cookie, and forms that only our own pages can send.

The key that signs them lies in the store, so that every process of a service and the
next start of it know the same one. It is fetched when it is first needed: the service
starts, and says that it is up, also while its store is down.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Flask, Request, current_app, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from itsdangerous import URLSafeTimedSerializer
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from netmap.config import Settings
from netmap.errors import StoreUnavailable
from netmap.services.accounts import one_time_links
from netmap.services.rights import OWNER
from web.core.state import opened

csrf = CSRFProtect()
_IDLE = timedelta(hours=12)
_OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"]
# what needs nobody's session: also while the store is down
WITHOUT = ("static", "assets.", "bootstrap.", "health.", "api.", "api_guide.openapi")


class Sessions(SecureCookieSessionInterface):
    """The cookie sessions of Flask, with a key out of the store."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if not app.secret_key:
            try:
                itself = replace(opened(app), who=OWNER)  # the service, before anybody came in
                app.secret_key = one_time_links.secret_key(itself)
            except StoreUnavailable:
                return None  # no session; `identity` says why
        return super().get_signing_serializer(app)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if (request.endpoint or "").startswith(WITHOUT):
            return None
        return super().open_session(app, request)


def init_app(app: Flask, settings: Settings) -> None:
    app.session_interface = Sessions()
    app.config.update(
        # one for each port: a browser sends the cookies of one host to all of its ports
        SESSION_COOKIE_NAME=f"netmap_session_{settings.port}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=_IDLE,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form may stay open during a meeting
        WTF_CSRF_CHECK_DEFAULT=True,
    )
    if settings.https:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]  # as Flask documents
    if settings.access == "link":
        app.before_request(_check_host)
    csrf.init_app(app)


def _check_host() -> None:
    """Another name that leads to this machine is a page elsewhere that wants to read along."""
    if not host_is_trusted(request.host, _OWN_NAMES):
        raise BadRequest(f"'{request.host}' is not a name of this machine")


def available() -> bool:
    """Whether there can be a session at all: not while the store is down."""
    return bool(current_app.secret_key)
