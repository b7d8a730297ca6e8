"""What a running service does by itself, whether or not anybody comes by."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Thread

from flask import Flask

from netmap.errors import StoreUnavailable
from netmap.services import retention
from netmap.services.rights import OWNER
from web.core.state import opened

_LOG = logging.getLogger(__name__)


def start(app: Flask, every: float = retention.EVERY.total_seconds()) -> Callable[[], None]:
    """Throw away what is over, now and again after so many seconds; returns what stops it."""
    stop = Event()
    worker = Thread(target=_keep_up, args=(app, every, stop), name="upkeep", daemon=True)
    worker.start()

    def end() -> None:
        stop.set()
        worker.join(timeout=10)

    return end


def _keep_up(app: Flask, every: float, stop: Event) -> None:
    while not stop.is_set():
        try:
            retention.discard_expired(replace(opened(app), who=OWNER))
        except StoreUnavailable as error:
            _LOG.warning("what is over is still kept: %s", error)
        except Exception:  # a fault now must not keep it from being thrown away next time
            _LOG.exception("what is over is still kept")
        stop.wait(every)
