"""Maps: places that stay, a network that pyvis builds, and one file that works offline."""

from netmap.maps.drawing import MapData, Sizes, draw
from netmap.maps.labels import name_of
from netmap.maps.layout import Place, places
from netmap.maps.page import SCRIPTS, assets, standalone_html

__all__ = [
    "SCRIPTS",
    "MapData",
    "Place",
    "Sizes",
    "assets",
    "draw",
    "name_of",
    "places",
    "standalone_html",
]
