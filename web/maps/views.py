"""The map of a partnership: the page, its JSON, the picture, and what looks can follow."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, url_for
from flask_babel import gettext

from netmap.codec import to_plain
from netmap.model import Scope
from netmap.services.maps import (
    MapSettings,
    MapView,
    looks_to_choose,
    map_modules,
    map_scheme,
    map_svg,
    map_view,
    selected_map,
    what_is_left_out,
    what_shows,
)
from netmap.services.rights import Right
from netmap.services.views import SavedView
from netmap.text.names import name_in
from web.access.identity import may
from web.core.answers import SVG, answer, download, json_answer, wants_json
from web.core.area import Area
from web.core.languages import language
from web.core.query import everything, known
from web.core.state import context

blueprint = Area("maps", __name__)

_LOOKS = ("size_by", "colour_by", "group_by", "level")


def asked() -> MapSettings:
    """The settings that the address asks for. Raises Invalid."""
    return MapSettings.from_query(everything())


@blueprint.page("/p/<key>/map")
def index(key: str) -> Response:
    """The map, with the table that says the same."""
    return show(key, asked())


@blueprint.get("/p/<key>/map.svg")
def picture(key: str) -> Response:
    """The same as a picture."""
    found = map_svg(context(), known(key), asked(), language())
    return svg_answer(found, f"netmap-{key}")


@blueprint.get("/p/<key>/map/scheme/<scheme>.json")
def scheme(key: str, scheme: str) -> Response:
    """What colour, size and group say when an attribute or a metric chooses them."""
    found = map_scheme(context(), known(key), scheme, asked(), language=language())
    return json_answer(found)


def show(key: str, settings: MapSettings, saved: SavedView | None = None) -> Response:
    """The page of the map with these settings, under the title of a view when there is one.

    JSON holds only what the settings leave, when the address asks for that.
    """
    scope = known(key)
    if wants_json():
        view = selected_map(context(), scope, settings, language=language())
        about = {
            "revision": view.revision,
            "partnership": to_plain(view.partnership),
            "fictional": view.fictional,
            "settings": view.settings,
        }
        return json_answer({**about, "data": view.data.plain()})
    view = map_view(context(), scope, settings, language=language())
    title = saved.title if saved else view.data.texts["title"].format(name=_name(view))
    return answer(
        "maps/map",
        view,
        saved=saved,
        settings=settings,
        shown=what_shows(view.data, settings),
        told=what_is_left_out(view.data, settings),
        choices=looks_to_choose(language()),
        addresses=_addresses(key, scope, settings, saved),
        words={
            "title": title,
            "text": saved.text if saved else "",
            "foot": gettext(
                "%(name)s, revision %(number)s", name=_name(view), number=view.revision
            ),
            "file": f"netmap-{key}",
            "fictional": view.data.texts["fictional_short"] if view.fictional else "",
        },
        map_modules=map_modules(),
        entity_url=lambda entity_id: url_for("partnerships.entity", key=entity_id),
    )


def svg_answer(picture: str, name: str) -> Response:
    """A picture under a name, in case it is kept."""
    return download(picture, f"{name}.svg", SVG, inline=True)


def _name(view: MapView) -> str:
    return name_in(view.partnership, language())


def _addresses(
    key: str, scope: Scope, settings: MapSettings, saved: SavedView | None
) -> dict[str, str]:
    """Where the scripts of the map find the rest; patterns have __id__ for an id."""
    query = settings.to_query()
    looks: dict[str, Any] = {name: query[name] for name in _LOOKS if name in query}
    if scope.revision is not None:
        looks["revision"] = str(scope.revision)
    found = {
        "source": url_for("maps.index_json", key=key, **looks),
        "home": url_for("maps.index", key=key),
        "svg": url_for("maps.picture", key=key),
        "save": url_for("views.new", key=key) if may(Right.EDIT) else "",
        "scheme": url_for("maps.scheme", key=key, scheme="__id__"),
        "entity": url_for("partnerships.entity", key="__id__"),
        "sources": url_for("partnerships.source", key="__id__"),
    }
    if may(Right.EDIT):
        if saved:
            found["renew"] = url_for("views.edit", key=key, slug=saved.slug, again=1)
        found["tie"] = _address("editing.new_tie", key=key)
        found["edit"] = _address("editing.entity", key=key, entity="__id__")
    return found


def _address(endpoint: str, **values: Any) -> str:
    """The address of a page; empty where this application has none."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
