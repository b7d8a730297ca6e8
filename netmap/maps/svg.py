"""The map as SVG, drawn on the server: for a page, a report, a slide."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from netmap.maps import svg_parts as parts
from netmap.maps.drawing import MapData
from netmap.maps.labels import LINE
from netmap.maps.overlap import Point
from netmap.maps.schemes import Scheme
from netmap.maps.settings import MapSettings
from netmap.maps.svg_legend import Caption, heading, legend
from netmap.vocabulary import vocabulary

_MARGIN = 40.0
_LEAST = (760.0, 380.0)  # a map of one entity is no larger on paper than it should be
_INK, _MUTED, _GROUND = "#1d2730", "#52606c", "#ffffff"
_BESIDE_FILL, _BESIDE_BORDER = "#e7ebee", "#8a98a5"  # what a scheme says nothing about


def svg(
    data: MapData,
    settings: MapSettings,
    caption: Caption,
    *,
    places: Mapping[str, Point] | None = None,
    marked: frozenset[str] = frozenset(),
    bare: bool = False,
    headed: bool = True,
) -> str:
    """Everything that ``data`` holds, as one picture; select first (see `select`).

    ``places`` overrules where things stand; ``marked`` entities get a heavy border;
    ``bare`` leaves out title and legend, for a small picture beside a text; ``headed=False``
    only the title.
    """
    drawing = _Drawing(data, settings, places or {}, marked)
    left, top, width, height = drawing.frame()
    unit = max(1.0, width / 1200)  # so that words around a wide map stay as large as inside
    above, head = heading(caption, width, unit) if headed and not bare else ("", 0.0)
    below, foot = ("", 0.0) if bare else legend(data, settings, caption, width, unit)
    everything = [
        parts.element("title", escape(caption.title)),
        parts.element("rect", width=width, height=head + height + foot, fill=_GROUND),
        above,
        parts.element(
            "g", "".join(drawing.all()), transform=f"translate({-left:.1f} {head - top:.1f})"
        ),
        parts.element("g", below, transform=f"translate(0 {head + height:.1f})") if below else "",
    ]
    size = f"0 0 {width:.0f} {head + height + foot:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" width="{width:.0f}" '
        f'height="{head + height + foot:.0f}" font-family="{parts.FONT}" role="img">'
        f"{''.join(everything)}</svg>\n"
    )


def standing(data: MapData, settings: MapSettings) -> dict[str, Point]:
    """Where everything stands: at its pin, in its group, or at its own place."""
    group = data.schemes.get(settings.group_by)
    pinned = {key: (float(x), float(y)) for key, x, y in settings.pins}
    own = {node["id"]: (node["x"], node["y"]) for node in data.nodes}
    inside = {key: group.places[key] for key in own if key in group.places} if group else {}
    return own | inside | {key: point for key, point in pinned.items() if key in own}


class _Drawing:
    def __init__(
        self,
        data: MapData,
        settings: MapSettings,
        places: Mapping[str, Point],
        marked: frozenset[str],
    ) -> None:
        self.data, self.marked = data, marked
        self.at = standing(data, settings) | {**places}
        self.colours = data.schemes.get(settings.colour_by)
        self.group = None if places else data.schemes.get(settings.group_by)
        self.pinned = {key for key, _, _ in settings.pins}

    def frame(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of all that is drawn."""
        boxes = [self._box(node) for node in self.data.nodes] or [(0.0, 0.0, 0.0, 0.0)]
        if self.group:
            boxes += [
                (a["x"], a["y"], a["x"] + a["width"], a["y"] + a["height"])
                for a in self.group.areas
            ]
        left, top = min(b[0] for b in boxes) - _MARGIN, min(b[1] for b in boxes) - _MARGIN
        width = max(b[2] for b in boxes) + _MARGIN - left
        height = max(b[3] for b in boxes) + _MARGIN - top
        wide, high = max(width, _LEAST[0]), max(height, _LEAST[1] if len(boxes) > 1 else 200)
        return left - (wide - width) / 2, top - (high - height) / 2, wide, high

    def _box(self, node: Mapping[str, Any]) -> tuple[float, float, float, float]:
        x, y = self.at[node["id"]]
        lines = node["label"].split("\n")
        half = max(max(map(len, lines)) * 3.7, 20)
        return x - half, y - 20, x + half, y + 20 + len(lines) * LINE

    def all(self) -> list[str]:
        areas = [_area(area) for area in self.group.areas] if self.group else []
        size = {node["id"]: float(node.get("size", 14)) for node in self.data.nodes}
        lines = [self._line(edge, size) for edge in self.data.edges]
        return [*areas, *lines, *(self._node(node) for node in self.data.nodes)]

    def _line(self, edge: Mapping[str, Any], size: Mapping[str, float]) -> str:
        arrow = edge["arrows"]["to"]
        smooth = edge["smooth"]
        bend = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1) if smooth else 0.0
        dashes = edge["dashes"] or []
        return parts.line(
            self.at[edge["from"]],
            self.at[edge["to"]],
            colour=edge["color"],
            width=edge["width"],
            dash=" ".join(map(str, dashes)),
            arrow=arrow["type"] if arrow["enabled"] else "",
            bend=bend,
            room=size[edge["to"]] + 3,
            opacity=0.8 if len(self.data.edges) <= 800 else 0.4,  # thousands would be a spot
        )

    def _node(self, node: Mapping[str, Any]) -> str:
        x, y = self.at[node["id"]]
        fill, border, letter, ink = looks(node, self.colours)
        marked = node["id"] in self.marked
        width = 4.5 if marked else node["borderWidth"]
        lines = node["label"].split("\n")
        size = 17.0 if node["kind"] == "partnership" else 13.0
        border = "#b35c00" if marked else border
        if vocabulary().entities[node["kind"]].name_inside:
            return parts.label_box(lines, x, y, size=12, fill=fill, border=border, width=width)
        reach = float(node.get("size", 12))
        dash = "4 3" if node["shapeProperties"]["borderDashes"] else ""
        drawn = parts.shape(
            node["shape"], x, y, reach, fill=fill, border=border, width=width, dash=dash
        )
        if letter:
            drawn += parts.text(
                letter, x, y + reach * 0.4, size=reach * 1.15, fill=ink, anchor="middle",
                weight="bold",
            )  # fmt: skip
        if node["id"] in self.pinned:
            drawn += parts.element("circle", cx=x + reach, cy=y - reach, r=4, fill="#b35c00")
        first = y + reach + size + 2
        weight = "bold" if marked or node["kind"] == "partnership" else ""
        return drawn + "".join(
            parts.text(
                line, x, first + n * size * 1.15, size=size, anchor="middle", halo=_GROUND,
                weight=weight,
            )
            for n, line in enumerate(lines)
        )  # fmt: skip


def looks(node: Mapping[str, Any], scheme: Scheme | None) -> tuple[str, str, str, str]:
    """Fill, border, letter and the colour of the letter of a node."""
    colour = node["color"]
    if scheme is None or node["kind"] == "partnership":
        return colour["background"], colour["border"], "", ""
    category = scheme.of.get(node["id"])
    for each in scheme.categories:
        if each["key"] == category:
            return each["fill"], "#3d4852", each["letter"], each["text"]
    return _BESIDE_FILL, _BESIDE_BORDER, "", ""


def _area(area: Mapping[str, Any]) -> str:
    name = f"{area['letter']} · {area['label']}" if area["letter"] else area["label"]
    box = parts.element(
        "rect", x=area["x"], y=area["y"], width=area["width"], height=area["height"], rx=14,
        fill="#f5f7f8", stroke="#c3ccd4", stroke_width=1.5,
    )  # fmt: skip
    return box + parts.text(
        name, area["x"] + 16, area["y"] + 28, size=19, weight="bold", fill=_MUTED
    )
