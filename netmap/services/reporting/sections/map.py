"""The map in a report: a drawing that stays sharp, with a text that stands for it."""

from __future__ import annotations

import re

from netmap import maps
from netmap.maps.svg import legend
from netmap.services.maps import STANDARD, map_view, picture
from netmap.services.reporting.blocks import Block, Heading, Picture, Text
from netmap.services.reporting.material import Material

LARGEST = 400  # entities; more would be a grey spot on paper

_LEGEND = 840.0  # units wide
_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')


def mapped(material: Material) -> tuple[Block, ...]:
    """The map as it opens on its page, drawn for the day of the revision."""
    words = material.words
    view = map_view(material.ctx, material.scope, language=material.language)
    data = maps.select(view.data, STANDARD)
    shown, lines = len(data.nodes), len(data.edges)
    if shown < 2:
        return (Text(words("map_nothing"), "note"),)
    if shown > LARGEST:
        return (Text(words("map_large", shown=shown), "note"),)
    drawn = picture(view, STANDARD, material.day, bare=True)
    width, height = (float(part) for part in _SIZE.search(drawn).groups())  # type: ignore[union-attr]  # our own drawing says its size
    alt = words("map_alt", partnership=material.home.id, shown=shown, lines=lines)
    caption = words("map_caption", shown=shown, lines=lines)
    return (
        Text(words("map_lead"), "lead"),
        Picture(drawn, width, height, alt, caption, whole_page=True),
        Heading(words("map_legend")),
        _legend(data, material),
    )


def _legend(data: maps.MapData, material: Material) -> Picture:
    """The signs of the map, apart: so that the map itself can fill a page."""
    nothing = maps.Caption(title="")
    drawn, height = legend(data, STANDARD, nothing, _LEGEND, 1.0)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEGEND:.0f} {height:.0f}" '
        f'width="{_LEGEND:.0f}" height="{height:.0f}" font-family="sans-serif">{drawn}</svg>\n'
    )
    return Picture(svg, _LEGEND, height, material.words("legend_alt"))
