"""How often somebody may try. Counted in the memory of each process."""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")

SIGNING_IN = "30 per minute"  # one address may hold an office; a lockout guards each account
GUESTS = "120 per minute"
API = "600 per minute"  # by each token
GUESSES = "60 per minute"  # tokens that are not valid, by each address


def init_app(app: Flask) -> None:
    limiter.init_app(app)
