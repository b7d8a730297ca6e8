"""Saving views and showing them one after another, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from netmap.config import Settings
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores.sqlite import SqliteStore
from tests.browser.conftest import Visitor, serve
from tests.browser.test_pages import grave
from tests.web.conftest import facts
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def small(tmp_path: Path) -> Iterator[str]:
    """A server with a small network and no views."""
    store = SqliteStore(tmp_path / "netmap.db")
    commit(Context(store), facts(), message="facts")
    yield from serve(create_app(Settings(), store), store)


def test_views_are_saved_on_the_map_and_presented(visit: Visitor, small: str) -> None:
    visited = visit(small)
    page = visited.open("/p/p/present")
    page.get_by_role("link", name="Naar de kaart").click()
    for number, layer in enumerate(("ateliers", "verwijzingen"), start=1):
        page.wait_for_selector("#nm-map[data-ready]")
        page.get_by_role("checkbox", name=layer).uncheck()
        page.get_by_role("link", name="Deze weergave bewaren").click()
        page.get_by_label("Titel").fill(f"Stap {number}")
        page.get_by_label("Wat men ziet").fill("Let op de leden")
        page.get_by_role("button", name="Bewaren").click()
        expect(page.get_by_role("status")).to_contain_text(f"“Stap {number}” is bewaard")
        assert grave(page) == []
        if number == 1:
            page.get_by_role("link", name="Nog een weergave maken").click()
    page.get_by_role("link", name="Presentatie starten").click()

    at = page.locator("#nm-show-at")
    heading = page.locator(".nm-step-now h2")
    expect(at).to_have_text("1 van 2")
    expect(heading).to_be_focused()
    assert grave(page) == []
    page.keyboard.press("ArrowRight")
    expect(at).to_have_text("2 van 2")
    expect(heading).to_have_text("Stap 2")
    assert page.url.endswith("#stap-2")
    page.keyboard.press("ArrowRight")
    expect(at).to_have_text("2 van 2")
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(heading).to_have_text("Stap 2")
    page.get_by_role("button", name="Vorige").click()
    expect(heading).to_have_text("Stap 1")
    picture = page.locator(".nm-step-now img")
    assert picture.evaluate("(image) => image.complete && image.naturalWidth") > 300
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") in {0, 2}
    page.keyboard.press("Escape")
    page.wait_for_url("**/p/p/views")
    assert visited.complaints == []


def test_without_script_every_step_stands_on_the_page(visit: Visitor, small: str) -> None:
    page = visit(small).open("/p/p/map?layers=membership")
    page.get_by_role("link", name="Deze weergave bewaren").click()
    page.get_by_label("Titel").fill("Een")
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url("**/views")
    plain = visit(small, scripts=False).open("/p/p/present")
    assert plain.locator(".nm-step").count() == 1
    assert plain.locator(".nm-step h2").is_visible()
    assert not plain.locator("#nm-show-bar").is_visible()


def test_a_view_can_be_renewed_from_the_map(visit: Visitor, small: str) -> None:
    page = visit(small).open("/p/p/views/new?layers=membership")
    page.get_by_label("Titel").fill("Leden")
    page.get_by_role("button", name="Bewaren").click()
    page = visit(small).open("/p/p/views/leden")
    page.wait_for_selector("#nm-map[data-ready]")
    assert page.url.endswith("/p/p/views/leden"), "an address that can be shared"
    page.get_by_role("checkbox", name="ateliers").check()
    assert page.url.endswith("/p/p/map?layers=ateliers,membership")
    page.get_by_role("link", name="De wijzigingen in deze weergave bewaren").click()
    page.get_by_role("button", name="Bewaren").click()
    page = visit(small).open("/p/p/views/leden")
    page.wait_for_selector("#nm-map[data-ready]")
    assert page.get_by_role("checkbox", name="ateliers").is_checked()
