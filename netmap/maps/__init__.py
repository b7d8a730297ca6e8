"""Maps: places that stay, a network that pyvis builds, pictures, one file that works offline."""

from netmap.maps.drawing import MapData, Sizes, draw, on_the_map, strongest_roles
from netmap.maps.excerpt import excerpt
from netmap.maps.filters_told import filters_told
from netmap.maps.labels import day
from netmap.maps.layout import Place, places
from netmap.maps.page import SCRIPTS, assets, standalone_html
from netmap.maps.schemes import ATTRIBUTES, Scheme, by_attribute, by_metric, label_of
from netmap.maps.select import Shown, select, shown
from netmap.maps.settings import NAMES, MapSettings
from netmap.maps.svg import svg
from netmap.maps.svg_legend import Caption

__all__ = [
    "ATTRIBUTES",
    "NAMES",
    "SCRIPTS",
    "Caption",
    "MapData",
    "MapSettings",
    "Place",
    "Scheme",
    "Shown",
    "Sizes",
    "assets",
    "by_attribute",
    "by_metric",
    "day",
    "draw",
    "excerpt",
    "filters_told",
    "label_of",
    "on_the_map",
    "places",
    "select",
    "shown",
    "standalone_html",
    "strongest_roles",
    "svg",
]
