"""An import in a real browser: accessible at each step, by keyboard, also without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import grave

pytestmark = pytest.mark.browser

LIST: FilePayload = {
    "name": "leden.csv",
    "mimeType": "text/csv",
    "buffer": (
        "Organisatie;Soort;Lid;Sinds\r\n"
        f"{'Een heel lange naam ' * 6};club;ja;2026\r\nStichting A;;;\r\nNieuw;;ja;ooit\r\n"
    ).encode("cp1252"),
}
_DROP = """(zone) => {
  const data = new DataTransfer();
  data.items.add(new File(["Naam;Lid\\r\\nA;ja\\r\\n"], "gesleept.csv", {type: "text/csv"}));
  zone.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
}"""


@pytest.mark.parametrize(
    ("language", "width", "dark"), [("nl", 1400, False), ("en", 390, True), ("nl", 700, False)]
)
def test_every_step_can_be_used(
    visit: Visitor, hostile_base: str, language: str, width: int, dark: bool
) -> None:
    """700 is what a laptop shows at 200 %; there it has no scripts either."""
    scripts = width != 700
    visited = visit(hostile_base, language=language, width=width, dark=dark, scripts=scripts)
    page = visited.open("/p/p/import")
    for step in ("upload", "columns", "rows"):
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, step
            assert grave(page) == [], step
        if step == "upload":
            page.locator("#field-files").set_input_files(LIST)
            page.get_by_role("button", name="Bestand lezen" if language == "nl" else "Read").focus()
        elif step == "columns":
            page.locator("button[value=on]").focus()
        if step != "rows":
            page.keyboard.press("Enter")
            page.wait_for_url("**/columns" if step == "upload" else "**/import/*")
    expect(page.locator(".nm-fate-error")).to_have_count(2)
    page.locator("form[action$=cancel] button").click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert visited.complaints == []
    assert visited.outside == []


def test_a_file_can_be_dropped_and_is_named_at_once(visit: Visitor, hostile_base: str) -> None:
    visited = visit(hostile_base)
    page = visited.open("/p/p/import")
    page.locator("[data-drop]").evaluate(_DROP)
    expect(page.locator(".nm-chosen li")).to_have_text("gesleept.csv, 16 byte")
    page.get_by_role("button", name="Bestand lezen").click()
    expect(page.get_by_role("heading", name="gesleept.csv")).to_be_visible()
    page.locator("form[action$=cancel] button").click()
    assert visited.complaints == []
