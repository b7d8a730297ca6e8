"""The one store of a process, opened when it is first needed, and who asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock

from flask import Flask, current_app, g, request

from netmap.config import Settings
from netmap.services.cache import Cache
from netmap.services.context import Context
from netmap.services.rights import NOBODY, Actor
from netmap.stores import Store, open_store


@dataclass
class State:
    """Settings and store of one application."""

    settings: Settings
    store: Store | None = None
    cache: Cache = field(default_factory=Cache)
    lock: Lock = field(default_factory=Lock)

    def opened(self) -> Store:
        """The store; threads that ask at the same time get the same one."""
        with self.lock:
            if self.store is None:
                self.store = open_store(
                    self.settings.store_url,
                    user=self.settings.store_user,
                    password=self.settings.store_password,
                )
            return self.store


def init_app(app: Flask, settings: Settings, store: Store | None) -> None:
    app.extensions["netmap"] = State(settings, store)


def settings() -> Settings:
    state: State = current_app.extensions["netmap"]
    return state.settings


def opened(app: Flask) -> Context:
    """A context that may do nothing but what everybody may: to find out who asks."""
    state: State = app.extensions["netmap"]
    return Context(state.opened(), state.settings.author, state.cache, NOBODY)


def context() -> Context:
    """The context of the services for the current request: as whoever signed in."""
    actor: Actor = g.get("actor", NOBODY)
    plain = opened(current_app)
    named = actor.name if actor.name != "owner" else plain.author
    return replace(plain, author=named, who=actor, partnership=partnership_here())


def partnership_here() -> str | None:
    """The partnership that the address is about, if it is about one."""
    rule = request.url_rule.rule if request.url_rule else ""
    about_one = rule.startswith("/p/<key>") or "/partnerships/<key>" in rule
    return str((request.view_args or {})["key"]) if about_one else None
