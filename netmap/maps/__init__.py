"""Maps: places that stay, a network that pyvis builds, pictures, one file that works offline."""

from netmap.maps.drawing import MapData, Sizes, draw, on_the_map, strongest_roles
from netmap.maps.layout import Place, places
from netmap.maps.page import assets, bundle, modules, standalone_html
from netmap.maps.schemes import ATTRIBUTES, Scheme, by_attribute, by_metric, label_of
from netmap.maps.select import Shown, excerpt, filters_told, select, shown
from netmap.maps.settings import NAMES, MapSettings
from netmap.maps.svg import Caption, svg

__all__ = [
    "ATTRIBUTES",
    "NAMES",
    "Caption",
    "MapData",
    "MapSettings",
    "Place",
    "Scheme",
    "Shown",
    "Sizes",
    "assets",
    "bundle",
    "by_attribute",
    "by_metric",
    "draw",
    "excerpt",
    "filters_told",
    "label_of",
    "modules",
    "on_the_map",
    "places",
    "select",
    "shown",
    "standalone_html",
    "strongest_roles",
    "svg",
]
