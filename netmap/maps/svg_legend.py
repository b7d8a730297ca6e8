"""The words around a map in SVG: title, legend, and where and when it comes from."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from netmap.maps import svg_parts as parts
from netmap.maps.drawing import MapData
from netmap.maps.settings import MapSettings

_INK, _MUTED, _ALERT = "#1d2730", "#52606c", "#9c2b1b"
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
    kinds = [(_kind(entry, plain=colours is not None), entry) for entry in data.legend["kinds"]]
    found = [(t["legend_kinds"], [(picture, entry["label"]) for picture, entry in kinds])]
    if colours:
        chips = [(_chip(e), f"{e['label']} ({e['count']})") for e in colours.categories]
        found.append((t["legend_colour"].format(label=colours.label), chips))
    else:
        roles = [(_role(entry), entry["label"]) for entry in data.legend["roles"]]
        found.append((t["legend_roles"], roles))
    lines = [(_tie(entry), entry["label"]) for entry in data.legend["layers"]]
    dashes = [(_dash(entry), entry["label"]) for entry in data.legend["certainties"]]
    found += [(t["legend_lines"], lines), (t["legend_certainties"], dashes)]
    return [(name, entries) for name, entries in found if entries]


def _notes(data: MapData, settings: MapSettings) -> list[str]:
    notes = []
    if data.size:
        notes.append(data.texts["legend_size"].format(label=data.size["label"]))
    if settings.pins:
        notes.append(data.texts["legend_pins"])
    return notes


def _kind(entry: dict[str, Any], *, plain: bool) -> str:
    """The shape; without its usual colours where colour says something else."""
    fill = "#e7ebee" if plain else entry["fill"]
    border = "#3d4852" if plain else entry["border"]
    if entry["shape"] in {"box", "ellipse"}:
        return parts.element(
            "rect", x=4, y=-7, width=28, height=14, rx=3, fill=fill,
            stroke=border, stroke_width=1.6,
        )  # fmt: skip
    return parts.shape(entry["shape"], 18, 0, 7.5, fill=fill, border=border)


def _role(entry: dict[str, Any]) -> str:
    return parts.shape(
        "dot", 18, 0, 7.5, fill=entry["fill"], border=entry["border"],
        width=entry["width"], dash=" ".join(map(str, entry["dashes"])),
    )  # fmt: skip


def _chip(entry: dict[str, Any]) -> str:
    box = parts.element(
        "rect", x=6, y=-9, width=24, height=18, rx=4, fill=entry["fill"], stroke="#3d4852"
    )
    letter = parts.text(
        entry["letter"], 18, 5, size=13, anchor="middle", weight="bold", fill=entry["text"]
    )
    return box + letter


def _tie(entry: dict[str, Any]) -> str:
    return parts.line(
        (0, 0), (36, 0), colour=entry["colour"], width=2.2, arrow=entry["arrow"], room=1
    )


def _dash(entry: dict[str, Any]) -> str:
    dash = " ".join(map(str, entry["dashes"]))
    return parts.line((0, 0), (36, 0), colour=_INK, width=2.2, dash=dash)
