"""The browser leaves out what the server leaves out: the same settings, the same map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from netmap import maps
from tests.browser.conftest import Visitor
from tests.maps.examples import SETTINGS, drawn

pytestmark = pytest.mark.browser

SHOWN = """(settings) => {
  const data = JSON.parse(document.getElementById("nm-data").textContent);
  const found = netmap.shown(data, settings);
  return { nodes: [...found.nodes].sort(), ties: Object.fromEntries(found.ties) };
}"""
QUERY = """(settings) => netmap.query(settings, %s)"""


@pytest.fixture
def page(visit: Visitor, tmp_path: Path) -> Page:
    path = tmp_path / "map.html"
    html = maps.standalone_html(drawn(), name="x", revision=1, fictional=False)
    path.write_text(html, "utf-8")
    page = visit("").page
    page.goto(path.as_uri())
    page.wait_for_selector("#nm-map[data-ready]")
    return page


def test_the_browser_selects_as_the_server_does(page: Page) -> None:
    for name, settings in SETTINGS.items():
        expected = maps.shown(drawn(), settings)
        found: dict[str, Any] = page.evaluate(SHOWN, settings.plain())
        assert found["nodes"] == sorted(expected.nodes), name
        assert found["ties"] == {key: list(ends) for key, ends in expected.ties.items()}, name


def test_the_browser_writes_addresses_as_the_server_does(page: Page) -> None:
    first = json.dumps(",".join(sorted(maps.MapSettings().shown_layers)))
    pinned = maps.MapSettings(pins=(("a", 1, -2), ("b.c", 0, 3)), size_by="", colour_by="sector")
    for settings in (*SETTINGS.values(), pinned):
        assert page.evaluate(QUERY % first, settings.plain()) == settings.address()
