"""The map as SVG, drawn on the server: for a page, a report, a slide."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from netmap.maps import svg_parts as parts
from netmap.maps.drawing import MapData
from netmap.maps.labels import LINE
from netmap.maps.layout import Point
from netmap.maps.schemes import Scheme
from netmap.maps.settings import MapSettings
from netmap.vocabulary import vocabulary

_MARGIN = 40.0
_LEAST = (760.0, 380.0)  # a map of one entity is no larger on paper than it should be
_INK, _MUTED, _GROUND = "#1d2730", "#52606c", "#ffffff"
_BESIDE_FILL, _BESIDE_BORDER = "#e7ebee", "#8a98a5"  # what a scheme says nothing about
_ALERT = "#9c2b1b"
_COLUMN = 250.0  # room for a legend entry, at unit 1
_ROW = 22.0
_DEEP = 7  # entries under each other


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around the drawing."""

    title: str
    lines: tuple[str, ...] = ()  # what one sees: the text of a view, the filters in words
    foot: str = ""  # partnership, revision, date
    fictional: str = ""  # a sentence when the partnership is invented


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


def heading(caption: Caption, width: float, unit: float) -> tuple[str, float]:
    """Title, what one sees, and whether it is made up; and the height of all that."""
    room = width / unit - 80
    found: list[str] = []
    height = 14.0
    if caption.fictional:
        height += 22
        found.append(parts.text(caption.fictional, 40, height, size=14, weight="bold", fill=_ALERT))
    for line in textwrap.wrap(caption.title, int(room / 15)):
        height += 32
        found.append(parts.text(line, 40, height, size=26, weight="bold"))
    for told in caption.lines:
        for line in textwrap.wrap(told, int(room / 8)):
            height += 24
            found.append(parts.text(line, 40, height, size=16, fill=_MUTED))
    everything = parts.element("g", "".join(found), transform=f"scale({unit:.3f})")
    return everything, (height + 16) * unit


def legend(
    data: MapData, settings: MapSettings, caption: Caption, width: float, unit: float
) -> tuple[str, float]:
    """The legend as columns under a line, and its height."""
    per_row = max(1, int((width / unit - 80) // _COLUMN))
    drawn: list[str] = []
    column, top, deepest = 0, 30.0, 0
    for name, entries in _blocks(data, settings):
        columns = min(per_row, -(-len(entries) // _DEEP))
        rows = -(-len(entries) // columns)
        if column + columns > per_row:
            column, top, deepest = 0, top + 34 + deepest * _ROW, 0
        x = 40 + column * _COLUMN
        drawn.append(parts.text(name, x, top, size=13, weight="bold", fill=_MUTED))
        for n, (picture, words) in enumerate(entries):
            at = (x + n // rows * _COLUMN, top + 22 + n % rows * _ROW)
            drawn.append(
                parts.element("g", picture, transform=f"translate({at[0]:.0f} {at[1]:.0f})")
            )
            short = textwrap.shorten(words, 31, placeholder=" …") or words[:31]
            drawn.append(parts.text(short, at[0] + 44, at[1] + 4.5, size=13, fill=_INK))
        column += columns
        deepest = max(deepest, rows)
    height = top + 32 + deepest * _ROW
    for note in (*_notes(data, settings), caption.foot):
        drawn.append(parts.text(note, 40, height, size=13, fill=_MUTED))
        height += 18
    rule = parts.element("path", d=f"M40 0H{width / unit - 40:.0f}", stroke="#c3ccd4")
    everything = parts.element("g", rule + "".join(drawn), transform=f"scale({unit:.3f})")
    return everything, (height + 12) * unit


def _blocks(data: MapData, settings: MapSettings) -> list[tuple[str, list[tuple[str, str]]]]:
    """The parts of the legend: a name, and a picture with words for each entry."""
    t = data.texts
    colours = data.schemes.get(settings.colour_by)

    def drawn(part: str, *, plain: bool = False) -> list[tuple[str, str]]:
        entries = data.legend[part]
        return [(parts.glyph(part, entry, plain=plain), entry["label"]) for entry in entries]

    found = [(t["legend_kinds"], drawn("kinds", plain=colours is not None))]
    if colours:
        chips = [(_chip(e), f"{e['label']} ({e['count']})") for e in colours.categories]
        found.append((t["legend_colour"].format(label=colours.label), chips))
    else:
        found.append((t["legend_roles"], drawn("roles")))
    found.append((t["legend_lines"], drawn("layers")))
    found.append((t["legend_certainties"], drawn("certainties")))
    return [(name, entries) for name, entries in found if entries]


def _notes(data: MapData, settings: MapSettings) -> list[str]:
    notes = []
    if data.size:
        notes.append(data.texts["legend_size"].format(label=data.size["label"]))
    if settings.pins:
        notes.append(data.texts["legend_pins"])
    return notes


def _chip(entry: dict[str, Any]) -> str:
    box = parts.element(
        "rect", x=6, y=-9, width=24, height=18, rx=4, fill=entry["fill"], stroke="#3d4852"
    )
    letter = parts.text(
        entry["letter"], 18, 5, size=13, anchor="middle", weight="bold", fill=entry["text"]
    )
    return box + letter
