"""The map as data."""

from __future__ import annotations

from netmap.services.maps import MapSettings, MapView, map_view
from web.api.asking import WithinInLanguage, language_of, scope_of, text
from web.api.routes import Asked, get
from web.core.state import context

_ID = r"^[a-z0-9][a-z0-9._-]{0,199}$"


class Looks(WithinInLanguage):
    level = text(
        "Fold units into the organisation they are part of, or not.", "organisation", "unit"
    )
    size_by = text("An attribute or the key of a metric that sizes follow.", pattern=_ID)
    colour_by = text("An attribute or the key of a metric that colours follow.", pattern=_ID)
    group_by = text("An attribute or the key of a metric to group by.", pattern=_ID)


@get("/partnerships/<key>/map", tag="Map", asks=Looks)
def map_data(asked: Asked, key: str) -> MapView:
    """The map: nodes with their places, edges, and what each tie says.

    Everybody keeps their place from one revision to the next.
    """
    names = ("level", "size_by", "colour_by", "group_by")
    looks = MapSettings.from_query({name: asked[name] for name in names if asked.get(name)})
    return map_view(context(), scope_of(asked, key), looks, language=language_of(asked))
