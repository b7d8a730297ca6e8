"""The map in a real browser: pointer, keyboard, address, file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from netmap.model import Scope
from netmap.services.context import Context
from netmap.services.maps import map_html
from netmap.stores.sqlite import SqliteStore
from netmap.vocabulary import Language
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

MAP = "/p/woudenberg/map"
TEAM = "sociaal-team-woudenberg"


def positions(page: Page) -> dict[str, Any]:
    """Where everything that shows stands."""
    found: dict[str, Any] = page.evaluate("netmap.map.network.getPositions()")
    return found


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def said(page: Page) -> str:
    return page.locator("#nm-live").inner_text()


def test_the_map_shows_the_members_where_the_server_put_them(visit: Visitor, base: str) -> None:
    page = visit(base).open(MAP)
    data = page.request.get(f"{base}{MAP}.json").json()["data"]
    organisations = [node for node in data["nodes"] if node["kind"] == "organisation"]
    assert sum(node["role"] == "member" for node in organisations) == 22
    drawn = positions(page)
    shown = [node for node in data["nodes"] if node["id"] in drawn]
    assert len(shown) > 80
    for node in shown:
        at = drawn[node["id"]]  # vis-network tells whole numbers
        assert (at["x"], at["y"]) == pytest.approx((node["x"], node["y"]), abs=1)


def test_places_stay_when_layers_size_and_language_change(visit: Visitor, base: str) -> None:
    visited = visit(base)
    page = visited.open(MAP)
    before = positions(page)
    page.get_by_role("checkbox", name=re.compile("thema")).check()
    more = positions(page)
    assert len(more) > len(before)
    assert {key: more[key] for key in before} == before
    page.get_by_label("Grootte toont").select_option("betweenness")
    page.wait_for_url("**size_by=betweenness*")
    page.wait_for_selector("#nm-map[data-ready]")
    assert "layers=" in page.url, "the other choices stay"
    assert positions(page) == more
    assert positions(visit(base, language="en").open(MAP)) == before


def test_a_click_tells_the_ties_with_their_evidence(visit: Visitor, base: str) -> None:
    page = visit(base).open(MAP)
    spot = page.evaluate(
        f"netmap.map.network.canvasToDOM(netmap.map.network.getPosition('{TEAM}'))"
    )
    page.locator("#nm-canvas").click(position=spot)
    panel = page.locator("#nm-panel")
    expect(panel.get_by_role("heading", name="Sociaal Team", exact=True)).to_be_visible()
    panel.locator("summary", has_text="verwijst naar").click()
    tie = panel.locator(".nm-tie").filter(has_text="Huisartsen").first
    expect(tie.locator(".nm-evidence").first).not_to_be_empty()
    expect(tie.locator(".nm-source a").first).to_have_attribute("href", re.compile("^/sources/"))
    panel.get_by_role("link", name="Open de pagina van Sociaal Team").click()
    assert page.url == f"{base}/entity/{TEAM}"


def test_the_whole_map_works_with_the_keyboard(visit: Visitor, base: str) -> None:
    visited = visit(base)
    page = visited.open(MAP)
    canvas = page.locator("#nm-canvas")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == "nm-canvas":
            break
    assert focused(page) == "nm-canvas", "Tab reaches the map"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    page.keyboard.press("ArrowRight")
    assert "De Kleine Schans" in said(page), "the walk begins at the partnership"
    first = said(page)
    page.keyboard.press("ArrowRight")
    assert said(page) != first
    there = page.evaluate("netmap.map.state.chosen")
    assert positions(page)[there]["x"] > positions(page)["woudenberg"]["x"]
    page.keyboard.press("n")
    neighbour = page.evaluate("netmap.map.state.chosen")
    tied = page.evaluate(
        f"[...netmap.map.model.neighbours('{there}', netmap.map.state.shown.ties)]"
    )
    assert neighbour in tied

    page.keyboard.press("Enter")
    assert focused(page) == "nm-panel-title"
    assert page.locator("#nm-panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#nm-panel").is_visible()
    assert focused(page) == "nm-canvas"

    scale = page.evaluate("netmap.map.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("netmap.map.network.getScale()") > scale
    page.keyboard.press("0")
    assert page.evaluate("netmap.map.network.getScale()") == pytest.approx(scale, rel=0.02)

    page.keyboard.press("/")
    assert focused(page) == "nm-search"
    page.keyboard.type("huisarts")
    assert "gevonden" in said(page)
    page.keyboard.press("ArrowDown")
    active = page.locator("#nm-search").get_attribute("aria-activedescendant") or ""
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert focused(page) == "nm-panel-title"
    assert "Huisartsen" in page.locator("#nm-panel h2").inner_text()
    assert canvas.get_attribute("role") == "application"
    assert visited.complaints == []


def test_the_address_can_be_shared(visit: Visitor, base: str) -> None:
    page = visit(base).open(f"{MAP}?layers=membership&focus={TEAM}")
    assert page.locator("#nm-panel h2").inner_text() == "Sociaal Team"
    checked = page.locator('input[name="layer"]:checked')
    assert [box.get_attribute("value") for box in checked.all()] == ["membership"]
    page.get_by_role("checkbox", name=re.compile("ateliers")).check()
    assert "layers=ateliers,membership" in page.url
    page.get_by_role("button", name="Sluiten").click()
    assert "focus" not in page.url
    page.reload()
    page.wait_for_selector("#nm-map[data-ready]")
    assert page.locator('input[name="layer"]:checked').count() == 2


def test_a_strange_address_does_no_harm(visit: Visitor, base: str) -> None:
    visited = visit(base)
    visited.open(f"{MAP}?focus=nobody&depth=2&pins=nobody:1:2&ateliers=nothing")
    assert visited.complaints == []
    refused = visited.open(f"{MAP}?focus=%3Cscript%3E&layers=nothing,%22")
    expect(refused.get_by_role("heading", level=1)).to_contain_text("niet")
    assert refused.locator("script:not([src])").count() == 0


def test_what_a_layer_hides_can_still_be_found(visit: Visitor, base: str) -> None:
    page = visit(base).open(f"{MAP}?layers=")
    assert page.evaluate("netmap.map.state.shown.nodes.size") == 1
    page.get_by_role("combobox", name="Zoek op de kaart").fill("Boa")
    page.keyboard.press("Enter")
    assert page.evaluate("netmap.map.state.shown.nodes.has(netmap.map.state.chosen)")


def test_the_map_at_a_date(visit: Visitor, base: str) -> None:
    page = visit(base).open("/p/voorbeeld/map")
    rows = page.locator("#nm-rows tbody tr:visible")
    everything = rows.count()
    page.get_by_label("Peildatum").fill("2023")
    page.keyboard.press("Enter")
    assert 1 < rows.count() < everything
    assert "as_of=2023" in page.url
    expect(page.locator("#nm-time-told")).to_contain_text("Stand van 2023")
    page.get_by_label("Peildatum").fill("2023-02-30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Schrijf een jaar")
    assert "as_of=2023" in page.url, "what cannot be a date changes nothing"


def test_a_date_on_the_map_is_read_as_people_write_it(visit: Visitor, base: str) -> None:
    page = visit(base).open("/p/woudenberg/map")
    for typed, read in (("15-3-2019", "2019-03-15"), ("maart 2020", "2020-03")):
        page.wait_for_selector("#nm-map[data-ready]")
        field = page.get_by_label("Peildatum")
        field.fill(typed)
        field.press("Enter")
        page.wait_for_url("**as_of=*")
        page.wait_for_selector("#nm-map[data-ready]")
        expect(page.get_by_label("Peildatum")).to_have_value(read)


def test_the_table_filters_and_sorts(visit: Visitor, base: str) -> None:
    page = visit(base).open(MAP)
    rows = page.locator("#nm-rows tbody tr:visible")
    total = rows.count()
    page.get_by_label("Filter de tabel").fill("cooperatie")  # without the diaeresis
    assert 0 < rows.count() < total
    assert f"van {total} rijen" in page.locator("#nm-table-count").inner_text()
    page.get_by_label("Filter de tabel").fill("")
    page.get_by_role("columnheader", name="Verbindingen").get_by_role("button").click()
    counts = [int(row.locator("td[data-value]").last.inner_text()) for row in rows.all()]
    assert counts == sorted(counts, reverse=True)


def test_the_map_prints_as_a_picture_with_legend_and_table(visit: Visitor, base: str) -> None:
    page = visit(base, dark=True).open(f"{MAP}?focus={TEAM}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator("#nm-tools").is_visible()
    assert not page.locator("#nm-canvas canvas").is_visible()
    assert page.locator(".nm-print").is_visible()
    assert page.evaluate("document.querySelector('.nm-print').naturalWidth") > 500
    assert page.locator("html").get_attribute("data-bs-theme") == "light"
    assert page.locator(".nm-legend").is_visible()
    assert page.locator("#nm-rows").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(".nm-print").count() == 0
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_hostile_names_stay_text(visit: Visitor, hostile_base: str) -> None:
    visited = visit(hostile_base)
    page = visited.open("/p/p/map?focus=hostile")
    assert page.locator("#nm-panel h2").inner_text().startswith("</script><script>alert(1)")
    page.locator("#nm-search").fill("script")
    assert page.locator("#nm-matches li").count() == 1
    spot = page.evaluate(
        "netmap.map.network.canvasToDOM(netmap.map.network.getPosition('hostile'))"
    )
    page.locator("#nm-canvas").hover(position=spot)
    expect(page.locator("#nm-tip")).to_contain_text("</script>")
    assert page.locator("#nm-map img").count() == 0
    assert visited.complaints == []
    assert visited.outside == []


def test_a_map_that_cannot_be_fetched_says_so(visit: Visitor, base: str) -> None:
    visited = visit(base)
    visited.page.route("**/map.json*", lambda route: route.fulfill(status=503, body="{}"))
    visited.page.goto(f"{base}{MAP}")
    expect(visited.page.get_by_role("alert")).to_contain_text("kan niet worden getekend")
    assert visited.page.locator("#nm-rows").is_visible()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_map_as_a_file_works_offline(
    visit: Visitor, seeded: SqliteStore, tmp_path: Path, language: Language
) -> None:
    scope = Scope(partnerships=("woudenberg",))
    html = map_html(Context(seeded), scope, language=language)
    path = tmp_path / "map.html"
    path.write_text(html, "utf-8")
    visited = visit("")
    page = visited.page
    page.context.set_offline(True)
    page.goto(path.as_uri())
    page.wait_for_selector("#nm-map[data-ready]")
    page.locator("#nm-search").fill("sociaal team" if language == "nl" else "social team")
    page.keyboard.press("Enter")
    assert page.locator("#nm-panel h2").is_visible()
    assert page.locator("#nm-panel a").count() == 0, "a file has no other pages to lead to"
    assert visited.complaints == []
    assert visited.outside == []
