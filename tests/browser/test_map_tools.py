"""What stands around the map, in a real browser: filters, time, looks, pins, pictures."""

from __future__ import annotations

import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import grave

pytestmark = pytest.mark.browser

MAP = "/p/voorbeeld/map"
SPOT = """(id) => {
  const at = netmap.map.network.canvasToDOM(netmap.map.network.getPosition(id));
  const box = document.getElementById("nm-canvas").getBoundingClientRect();
  return [at.x + box.x, at.y + box.y];
}"""


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def shown(page: Page) -> set[str]:
    return set(page.evaluate("[...netmap.map.state.shown.nodes]"))


def choose(page: Page, label: str, name: str, value: str) -> None:
    """Choose from a list, until what it asks of the server has come and been drawn."""
    page.get_by_label(label).select_option(value)
    page.wait_for_url(f"**{name}={value}*")


def test_a_filter_hides_says_so_and_is_cleared(visit: Visitor, base: str) -> None:
    visited = visit(base)
    page = visited.open(MAP)
    everything = shown(page)
    places = page.evaluate("netmap.map.network.getPositions()")
    page.locator("#nm-filters-toggle").click()
    assert page.evaluate("document.activeElement.id") == "nm-filters-title"
    page.get_by_role("checkbox", name="welzijn").check()
    few = shown(page)
    assert few < everything
    assert query(page)["sectors"] == ["welfare"]
    expect(page.locator("#nm-told")).to_contain_text(f"Te zien: {len(few)} van")
    assert page.locator("#nm-rows tbody tr:visible").count() == len(few)
    now = page.evaluate("netmap.map.network.getPositions()")
    assert now == {key: places[key] for key in now}, "a filter moves nothing"
    assert grave(page) == []
    page.get_by_role("button", name="Filters wissen").click()
    assert shown(page) == everything
    assert not page.get_by_role("checkbox", name="welzijn").is_checked()
    page.reload()
    page.wait_for_selector("#nm-map[data-ready]")
    assert shown(page) == everything
    assert visited.complaints == []


def test_the_slider_walks_through_the_years(visit: Visitor, base: str) -> None:
    page = visit(base).open(MAP)
    slider = page.get_by_role("slider", name="Tijd")
    last = int(slider.input_value())
    slider.focus()
    page.keyboard.press("Home")
    first = shown(page)
    assert query(page)["as_of"]
    assert (slider.get_attribute("aria-valuetext") or "").startswith("Stand van")
    page.get_by_role("button", name="Eén stap vooruit").click()
    assert int(slider.input_value()) == 1
    for _ in range(last):
        page.get_by_role("button", name="Eén stap vooruit").click()
    assert "as_of" not in query(page)
    assert len(shown(page)) > len(first)
    page.clock.install()
    play = page.get_by_role("button", name="Afspelen")
    play.click()
    page.clock.run_for(1400)
    assert slider.input_value() == "1", "it plays from the first moment"
    page.get_by_role("button", name="Pauze").click()
    page.clock.run_for(5000)
    assert slider.input_value() == "1"


def test_ties_without_a_date_are_told(visit: Visitor, base: str) -> None:
    page = visit(base).open("/p/woerden/map")
    expect(page.locator("#nm-undated")).to_contain_text("geen enkele verbinding")
    assert page.get_by_role("slider", name="Tijd").is_disabled()
    page = visit(base).open("/p/woudenberg/map")
    expect(page.locator("#nm-undated")).to_contain_text("blijven altijd staan")


def test_the_surroundings_of_one_and_back(visit: Visitor, base: str) -> None:
    page = visit(base).open("/p/woudenberg/map?focus=sociaal-team-woudenberg")
    everything = shown(page)
    page.get_by_role("button", name="Toon alleen wat 1 stap verwijderd is").click()
    near = shown(page)
    page.get_by_role("button", name="hoogstens 2 stappen").click()
    assert near < shown(page) <= everything
    assert query(page)["depth"] == ["2"]
    expect(page.locator("#nm-told")).to_contain_text("Rond Sociaal Team: 2 stappen")
    page.get_by_role("button", name="Terug naar de hele kaart").click()
    assert shown(page) == everything


def test_colour_never_says_it_alone(visit: Visitor, base: str) -> None:
    visited = visit(base)
    page = visited.open(MAP)
    choose(page, "Kleur toont", "colour_by", "sector")
    legend = page.locator("#nm-legend-colour li")
    letters = [item.inner_text() for item in page.locator("#nm-legend-colour .nm-letter").all()]
    assert legend.count() > 5
    assert len(set(letters)) == len(letters)
    assert (
        page.evaluate(
            "netmap.map.looks.category(netmap.map.model.nodes.get('fabel-gemeente')).letter"
        )
        in letters
    )
    choose(page, "Kleur toont", "colour_by", "betweenness")
    expect(page.locator("#nm-legend-colour")).to_contain_text("–")
    assert query(page)["colour_by"] == ["betweenness"]
    choose(page, "Groeperen op", "group_by", "role")
    assert page.evaluate("netmap.map.looks.group.areas.length") > 3
    choose(page, "Niveau", "level", "organisation")
    assert "fabel-balie" not in shown(page)
    assert grave(page) == []
    assert visited.complaints == []
    before = page.evaluate("netmap.map.network.getPositions()")
    page.reload()
    page.wait_for_selector("#nm-map[data-ready]")
    assert page.evaluate("netmap.map.network.getPositions()") == before


def test_what_is_dragged_stays_in_its_place(visit: Visitor, base: str) -> None:
    page = visit(base).open(MAP)
    x, y = page.evaluate(SPOT, "fabel-gemeente")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y - 40, steps=5)
    page.mouse.up()
    (pin,) = query(page)["pins"]
    assert pin.startswith("fabel-gemeente:")
    place = page.evaluate("netmap.map.network.getPosition('fabel-gemeente')")
    page.locator("#nm-filters-toggle").click()
    page.get_by_role("checkbox", name="welzijn").check()
    page.get_by_role("checkbox", name="welzijn").uncheck()
    page.reload()
    page.wait_for_selector("#nm-map[data-ready]")
    assert page.evaluate("netmap.map.network.getPosition('fabel-gemeente')") == place
    page.get_by_role("button", name="Alles terug op zijn plaats").click()
    assert "pins" not in query(page)
    assert page.evaluate("netmap.map.network.getPosition('fabel-gemeente')") != place


def test_the_keyboard_moves_and_pins(visit: Visitor, base: str) -> None:
    page = visit(base).open(f"{MAP}?focus=fabel-gemeente")
    before = page.evaluate("netmap.map.state.at('fabel-gemeente').x")
    page.locator("#nm-canvas").focus()
    page.keyboard.press("Shift+ArrowRight")
    after = page.evaluate("netmap.map.state.at('fabel-gemeente').x")
    assert after == pytest.approx(before + 20, abs=1)
    assert "staat vast" in page.locator("#nm-live").inner_text()
    page.keyboard.press("p")
    assert "pins" not in query(page)
    page.get_by_role("button", name="Vastzetten").click()
    assert "fabel-gemeente" in query(page)["pins"][0]


def test_two_are_chosen_for_a_new_tie(visit: Visitor, base: str) -> None:
    visited = visit(base)
    page = visited.open(MAP)
    page.keyboard.down("Shift")
    for key, name in (("fabel-gemeente", "Gemeente"), ("fabel-dorpsteam", "Dorpsteam")):
        page.mouse.click(*page.evaluate(SPOT, key))
        expect(page.locator("#nm-pair")).to_contain_text(name)  # it is taken before the next
    page.keyboard.up("Shift")
    link = page.get_by_role("link", name="Verbinding toevoegen")
    expect(link).to_have_attribute(
        "href", "/p/voorbeeld/edit/tie/new?source=fabel-gemeente&target=fabel-dorpsteam"
    )
    page.get_by_role("button", name="Omdraaien").click()
    assert "source=fabel-dorpsteam" in (link.get_attribute("href") or "")
    assert grave(page) == []
    page.get_by_role("button", name="Stoppen").click()
    assert link.count() == 0
    page.locator("#nm-canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("v")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "nm-pair-go"


def test_the_map_as_a_picture(visit: Visitor, base: str, tmp_path: Path) -> None:
    visited = visit(base, dark=True)
    page = visited.open(f"{MAP}?colour_by=sector")
    with page.expect_download() as download:
        page.get_by_role("button", name="Afbeelding (PNG)").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width == 2000
    assert height > 1300, "the legend stands below"
    assert page.locator("html").get_attribute("data-bs-theme") == "dark", "the page stays dark"
    link = page.get_by_role("link", name="Tekening (SVG)").get_attribute("href") or ""
    assert "colour_by=sector" in link
    assert page.request.get(f"{base}{link}").headers["content-type"].startswith("image/svg+xml")
    assert visited.complaints == []
