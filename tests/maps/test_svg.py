from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from netmap import maps
from netmap.maps import Caption, MapSettings
from netmap.model import Entity
from tests.builders import members, snapshot, tie
from tests.maps.examples import ALL, SETTINGS, drawn, network

HOSTILE = "</text><script>alert(1)</script>\"'<image href=x>&amp;"
SPACE = "{http://www.w3.org/2000/svg}"


def parsed(data: maps.MapData, settings: MapSettings = ALL, **more: object) -> ET.Element:
    caption = Caption("Kaart", ("Wat men ziet",), "Revisie 7", "VERZONNEN")
    return ET.fromstring(maps.svg(maps.select(data, settings), settings, caption, **more))  # type: ignore[arg-type]  # noqa: S314 - our own drawing


def words(picture: ET.Element) -> set[str]:
    return {element.text or "" for element in picture.iter(f"{SPACE}text")}


def test_the_picture_names_everybody_with_title_legend_and_where_it_comes_from() -> None:
    picture = parsed(drawn())
    texts = words(picture)
    assert {node["label"] for node in drawn().nodes} <= texts
    assert {"Kaart", "Wat men ziet", "VERZONNEN", "Revisie 7", "Vorm: wat het is"} <= texts
    assert len(picture.findall(f".//{SPACE}path")) >= len(drawn().edges)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_selection_can_be_drawn(name: str) -> None:
    picture = parsed(drawn(), SETTINGS[name])
    left, top, width, height = map(float, picture.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert 700 < width < 5000
    assert 200 < height < 5000


def test_a_picture_of_nothing_or_one_is_a_picture_too() -> None:
    nothing = maps.draw(replace(snapshot([]), entities={}), language="en")
    assert parsed(nothing).tag == f"{SPACE}svg"
    assert "P" in words(parsed(maps.draw(snapshot([]), language="en")))


def test_hostile_names_stay_text() -> None:
    snap = snapshot(members("a"), [Entity("a", "organisation", HOSTILE)])
    picture = parsed(maps.draw(snap, language="nl"))
    names = {element.tag.removeprefix(SPACE) for element in picture.iter()}
    assert names <= {"svg", "title", "rect", "g", "circle", "polygon", "path", "text"}
    assert any("<script>" in text for text in words(picture))


def test_no_style_sheet_and_no_script() -> None:
    text = maps.svg(drawn(), ALL, Caption("x"))
    assert not re.search(r"style=|<style|<script|href|url\(|on\w+=", text)


def test_pins_and_groups_say_where_things_stand() -> None:
    scheme = maps.by_attribute(network(), "sector", {}, "nl")
    data = replace(drawn(), schemes={"sector": scheme})
    settings = replace(ALL, group_by="sector", colour_by="sector", pins=(("care", 5, 7),))
    from netmap.maps.svg import standing  # noqa: PLC0415 - only this test looks inside

    at = standing(data, settings)
    assert at["care"] == (5.0, 7.0)
    assert at["school"] == scheme.places["school"]
    assert {"Z · zorg", "Z"} <= words(parsed(data, settings))


def test_an_excerpt_holds_an_entity_and_its_neighbours() -> None:
    data = maps.select(drawn(), ALL)
    part, places, more = maps.excerpt(data, ["desk", "nobody"])
    assert {node["id"] for node in part.nodes} == places.keys() == {"desk", "care", "school"}
    assert more == 0
    assert places["desk"] == (0.0, 0.0)
    assert words(parsed(part, places=places, bare=True)) >= {"DESK", "CARE", "SCHOOL"}


def test_an_excerpt_leaves_out_what_could_not_be_read() -> None:
    data = maps.draw(snapshot([tie(f"o{n}", "refers_to", "hub") for n in range(40)]), language="nl")
    part, places, more = maps.excerpt(data, ["hub"])
    assert len(part.nodes) == len(places) == 17
    assert more == 24
