"""An area of the service: a blueprint that registers each page with its JSON beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint

View = Callable[..., Any]


class Area(Blueprint):
    """The addresses of an area.

    Each page also answers with ``.json`` behind its address, with the same numbers, as the
    endpoint that has ``_json`` behind its name.
    """

    def __init__(
        self, name: str, module: str, *, url_prefix: str = "", parts: Iterable[Area] = ()
    ) -> None:
        """``parts`` are areas of the same name whose addresses are those of this one."""
        super().__init__(name, module, url_prefix=url_prefix or None)
        for part in parts:
            self.deferred_functions += part.deferred_functions

    def page(self, rule: str, *, json_rule: str = "", endpoint: str = "") -> Callable[[View], View]:
        """Register a view under its address, and under the same with .json."""

        def register(view: View) -> View:
            name = endpoint or view.__name__
            self.add_url_rule(rule, name, view, methods=["GET"])
            self.add_url_rule(json_rule or f"{rule}.json", f"{name}_json", view, methods=["GET"])
            return view

        return register
