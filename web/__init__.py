"""The Flask front end: pages and the same as JSON, on the services."""

from web.app import create_app
from web.core import upkeep

__all__ = ["create_app", "upkeep"]
