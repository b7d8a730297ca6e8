"""The tabs of a partnership, in groups by what one comes to do. A new page is a line here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Flask, current_app, request
from flask_babel import LazyString, lazy_gettext

from netmap.services.rights import Right
from web.access.identity import may


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a partnership; ``also`` are endpoints (or blueprints) that belong to it."""

    endpoint: str
    text: LazyString
    right: Right = Right.READ
    also: tuple[str, ...] = ()

    @property
    def here(self) -> bool:
        """Whether the page that is shown is this one, or belongs to it."""
        here = request.endpoint or ""
        return here == self.endpoint or here.startswith(self.also or ("\0",))


@dataclass(frozen=True, slots=True)
class Group:
    """Tabs that belong together; only those of the group that one is in are shown."""

    text: LazyString
    tabs: tuple[Tab, ...]

    @property
    def here(self) -> bool:
        return any(tab.here for tab in self.tabs)


GROUPS = (
    Group(
        lazy_gettext("Look"),
        (
            Tab("maps.index", lazy_gettext("Map")),
            Tab("ateliers.index", lazy_gettext("Ateliers"), also=("ateliers.",)),
            Tab("coverage.index", lazy_gettext("Coverage")),
            Tab("gaps.index", lazy_gettext("Gaps")),
            Tab("metrics.index", lazy_gettext("Metrics"), also=("metrics.level",)),
            Tab("comparison.what_if", lazy_gettext("What if")),
            Tab("comparison.compare", lazy_gettext("Compare")),
        ),
    ),
    Group(
        lazy_gettext("Edit"),
        (
            Tab("editing.hub", lazy_gettext("Add and edit"), Right.EDIT, also=("editing.",)),
            Tab("importing.upload", lazy_gettext("Import"), Right.EDIT, also=("importing.",)),
            Tab("history.partnership", lazy_gettext("History"), also=("history.",)),
        ),
    ),
    Group(
        lazy_gettext("Meet"),
        (
            Tab("meetings.index", lazy_gettext("Meetings"), also=("meetings.",)),
            Tab("reports.index", lazy_gettext("Report"), also=("reports.",)),
            Tab("views.present", lazy_gettext("Presentation")),
        ),
    ),
    Group(
        lazy_gettext("Share"),
        (
            Tab(
                "views.index",
                lazy_gettext("Saved views"),
                also=("views.view", "views.edit", "views.new"),
            ),
            Tab("exporting.index", lazy_gettext("Export"), Right.EXPORT, also=("exporting.",)),
            Tab("guests.index", lazy_gettext("Guest links"), Right.EDIT, also=("guests.",)),
        ),
    ),
)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["navigation"] = navigation
    app.jinja_env.tests["an_address"] = lambda endpoint: endpoint in app.view_functions


def navigation() -> list[Group]:
    """The groups with the tabs that this visitor can use."""
    known = current_app.view_functions
    found = [
        replace(group, tabs=tuple(t for t in group.tabs if t.endpoint in known and may(t.right)))
        for group in GROUPS
    ]
    return [group for group in found if group.tabs]
