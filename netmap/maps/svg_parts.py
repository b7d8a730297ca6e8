"""Parts of a drawing in SVG: shapes, lines, texts. Presentation attributes only.

No style sheet and no script, so that a strict policy and every program that reads SVG
(a word processor, a maker of PDFs) show the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from netmap.maps.layout import Point

FONT = "'Source Sans 3', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
_SIDES = {"hexagon": 6, "triangle": 3, "triangleDown": 3, "diamond": 4, "star": 5}
_TURN = {"hexagon": 0.0, "triangle": -90.0, "triangleDown": 90.0, "diamond": -90.0, "star": -90.0}


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """One element; an underscore in the name of an attribute stands for a hyphen."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 1):g}"


def text(
    content: str,
    x: float,
    y: float,
    *,
    size: float = 13,
    fill: str = "#1d2730",
    anchor: str = "start",
    weight: str = "",
    halo: str = "",
) -> str:
    """A line of text; ``halo`` is the colour around it that keeps it apart from lines."""
    around: dict[str, str | float] = {}
    if halo:
        around = {"stroke": halo, "stroke_width": size / 4, "stroke_linejoin": "round"}
        around["paint_order"] = "stroke"
    return element(
        "text",
        escape(content),
        x=x,
        y=y,
        font_size=size,
        fill=fill,
        text_anchor=anchor,
        font_weight=weight,
        **around,
    )


def shape(
    name: str,
    x: float,
    y: float,
    size: float,
    *,
    fill: str,
    border: str,
    width: float = 2,
    dash: str = "",
) -> str:
    """One of the shapes that vis-network draws, of about the same size."""
    looks: dict[str, str | float] = {"fill": fill, "stroke": border, "stroke_width": width}
    if dash:
        looks["stroke_dasharray"] = dash
    if name == "dot":
        return element("circle", cx=x, cy=y, r=size, **looks)
    if name in {"square", "box", "ellipse"}:
        return element(
            "rect", x=x - size, y=y - size, width=2 * size, height=2 * size, rx=2, **looks
        )
    points = " ".join(f"{round(px, 1):g},{round(py, 1):g}" for px, py in _polygon(name, x, y, size))
    return element("polygon", points=points, stroke_linejoin="round", **looks)


def _polygon(name: str, x: float, y: float, size: float) -> Iterable[Point]:
    sides, turn = _SIDES.get(name, 4), _TURN.get(name, -90.0)
    reach = size * (1.15 if sides < 5 else 1.05)
    count = 2 * sides if name == "star" else sides
    for n in range(count):
        radius = reach * (0.45 if name == "star" and n % 2 else 1.2 if name == "star" else 1)
        angle = math.radians(turn + 360 * n / count)
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)


def glyph(part: str, entry: Mapping[str, Any], *, plain: bool = False, ink: str = "#1d2730") -> str:
    """The drawing beside an entry of the legend, 36 units wide around the height 0.

    ``part`` is the part of the legend; ``plain`` leaves out the usual colour of a kind,
    where colour says something else; ``ink`` draws what has no colour of its own.
    """
    if part in {"layers", "certainties"}:
        dash = " ".join(map(str, entry.get("dashes", ())))
        colour, arrow = entry.get("colour", ink), entry.get("arrow", "")
        return line((0, 0), (36, 0), colour=colour, width=2.2, arrow=arrow, dash=dash, room=1)
    fill = "#e7ebee" if plain else entry["fill"]
    border = "#3d4852" if plain else entry["border"]
    if part == "roles":
        dash = " ".join(map(str, entry["dashes"]))
        return shape("dot", 18, 0, 7.5, fill=fill, border=border, width=entry["width"], dash=dash)
    if entry["shape"] in {"box", "ellipse"}:
        radius = 3 if entry["shape"] == "box" else 7
        return element(
            "rect", x=4, y=-7, width=28, height=14, rx=radius, fill=fill,
            stroke=border, stroke_width=1.6,
        )  # fmt: skip
    return shape(entry["shape"], 18, 0, 7.5, fill=fill, border=border)


def label_box(
    lines: list[str], x: float, y: float, *, size: float, fill: str, border: str, width: float
) -> str:
    """A kind whose label stands inside it: laws, life domains, functions, target groups."""
    wide = max(len(line) for line in lines) * size * 0.56 + 14
    high = len(lines) * size * 1.2 + 10
    box = element(
        "rect",
        x=x - wide / 2,
        y=y - high / 2,
        width=wide,
        height=high,
        rx=6,
        fill=fill,
        stroke=border,
        stroke_width=width,
    )
    first = y - (len(lines) - 1) * size * 0.6 + size * 0.35
    return box + "".join(
        text(line, x, first + n * size * 1.2, size=size, anchor="middle")
        for n, line in enumerate(lines)
    )


def line(
    start: Point,
    end: Point,
    *,
    colour: str,
    width: float,
    dash: str = "",
    arrow: str = "",
    bend: float = 0,
    room: float = 0,
    opacity: float = 0.8,
) -> str:
    """A tie: straight or bent aside by a share of its length, with its mark at the end."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy)
    looks: dict[str, str | float] = {"fill": "none", "stroke": colour, "stroke_width": width}
    looks |= {"stroke_dasharray": dash, "stroke_opacity": opacity}
    if length < 1:
        return element("circle", cx=x1 + 14, cy=y1 - 14, r=12, **looks)
    mx, my = (x1 + x2) / 2 - dy * bend, (y1 + y2) / 2 + dx * bend
    bx, by = (x2 - mx, y2 - my)
    far = math.hypot(bx, by) or 1.0
    ux, uy = bx / far, by / far
    tip = (x2 - ux * room, y2 - uy * room)
    path = f"M{x1:.1f} {y1:.1f}"
    path += f"Q{mx:.1f} {my:.1f} " if bend else "L"
    drawn = element("path", d=f"{path}{tip[0]:.1f} {tip[1]:.1f}", **looks)
    return drawn + (mark(arrow, tip, (ux, uy), colour, 4 + 1.6 * width) if arrow else "")


def mark(name: str, at: Point, way: Point, colour: str, size: float) -> str:
    """The mark at the end of a line: one for each layer."""
    (x, y), (ux, uy) = at, way

    def put(along: float, aside: float) -> str:
        px, py = (
            x - ux * along * size - uy * aside * size,
            y - uy * along * size + ux * aside * size,
        )
        return f"{px:.1f},{py:.1f}"

    if name == "circle":
        return element(
            "circle", cx=x - ux * size / 2, cy=y - uy * size / 2, r=size / 2, fill=colour
        )
    corners = {
        "arrow": ((0, 0), (1.2, 0.55), (1.2, -0.55)),
        "vee": ((0, 0), (1.3, 0.6), (0.8, 0), (1.3, -0.6)),
        "diamond": ((0, 0), (0.6, 0.5), (1.2, 0), (0.6, -0.5)),
        "bar": ((0, 0.6), (0.3, 0.6), (0.3, -0.6), (0, -0.6)),
        "box": ((0, 0.4), (0.8, 0.4), (0.8, -0.4), (0, -0.4)),
    }
    return element("polygon", points=" ".join(put(*c) for c in corners[name]), fill=colour)
