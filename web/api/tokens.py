"""Who asks: the account of a bearer token, and never the session of a browser."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from flask import Response, current_app, g, request
from flask_limiter.util import get_remote_address

from netmap.errors import SignedOut
from netmap.services.accounts import tokens
from web.access.limits import API, GUESSES, limiter
from web.access.sessions import csrf
from web.api.routes import blueprint
from web.core.state import opened


@blueprint.before_request  # type: ignore[untyped-decorator]  # flask-smorest carries no types
def identify() -> None:
    token = _token()
    if not token:
        raise SignedOut("Send a token: Authorization: Bearer nm_…")
    g.actor = tokens.actor_of_token(opened(current_app), token)


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _caller() -> str:
    """Each token has its own count; who sends none is counted by address."""
    token = _token()
    return hashlib.sha256(token.encode()).hexdigest() if token else str(get_remote_address())


def _refused(response: Response) -> bool:
    return response.status_code == HTTPStatus.UNAUTHORIZED


csrf.exempt(blueprint)  # no cookie has a say here, so that no other page can abuse one
limiter.shared_limit(API, "api", key_func=_caller)(blueprint)
limiter.shared_limit(GUESSES, "api-guesses", key_func=get_remote_address, deduct_when=_refused)(
    blueprint
)
