"""The members' assembly in a real browser: coverage and a meeting, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import grave

pytestmark = pytest.mark.browser

COVERAGE = "/p/woudenberg/coverage"
VIEWS = ("start", "one", "list", "end")


def open_meeting(page: Page, base: str, title: str) -> str:
    """Begin a meeting; returns its address."""
    page.goto(f"{base}/p/woudenberg/meetings")
    page.get_by_label("Naam").fill(title)
    page.get_by_label("Datum").fill("15 maart 2027")
    page.get_by_role("button", name="Vergadering openen").click()
    return page.url.split("?")[0]


def test_the_arrows_walk_the_matrix_and_a_cell_tells_its_reason(visit: Visitor, base: str) -> None:
    page = visit(base).open(COVERAGE)
    cells = page.locator("a[data-cell]")
    assert page.locator("a[data-cell][tabindex='0']").count() == 1  # one stop for the Tab key
    cells.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    here = page.locator("a[data-cell]:focus")
    name = here.get_attribute("data-cell") or "nobody"
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading")).to_contain_text(f"× {name}")
    expect(dialog).to_contain_text(f"Van {name} is niets vastgelegd")
    assert grave(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("a[data-cell]:focus")).to_have_attribute("data-cell", name)


def test_without_scripts_a_cell_leads_to_its_reason_in_the_list(visit: Visitor, base: str) -> None:
    page = visit(base, scripts=False).open(COVERAGE)
    page.locator("a[data-cell]").first.click()
    reason = page.locator("li:target")
    expect(reason).to_be_visible()
    expect(reason).to_contain_text("Armoedebestrijding")


def test_a_phone_shows_the_list(visit: Visitor, base: str) -> None:
    page = visit(base, width=390).open(COVERAGE)
    expect(page.locator(".nm-matrix")).to_be_hidden()
    expect(page.locator(".nm-reason-row")).to_have_count(50)


def test_a_meeting_by_keyboard_only(visit: Visitor, base: str) -> None:
    visited = visit(base)
    page = visited.page
    address = open_meeting(page, base, "Toetsenbord")
    page.goto(f"{address}?view=one")
    title = page.locator("#gap-title").inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#gap-title")).not_to_have_text(title)
    page.wait_for_load_state()  # the script that listens comes last
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#gap-title")).to_have_text(title)
    page.wait_for_load_state()
    page.locator("#field-choice-invite").focus()
    page.keyboard.press("ArrowDown")  # within the choices, not to the next gap
    page.keyboard.press("Tab")
    page.keyboard.type("bestuur")
    page.keyboard.press("Enter")
    expect(page.locator(".nm-message")).to_contain_text("Besluit bewaard: uitzoeken")
    page.get_by_role("button", name="Ongedaan maken").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".nm-message")).to_contain_text("Het vorige besluit geldt weer.")
    assert visited.complaints == []


@pytest.mark.parametrize(("language", "width", "dark"), [("nl", 1400, False), ("en", 390, True)])
def test_every_view_of_a_meeting_is_accessible(
    visit: Visitor, base: str, language: str, width: int, dark: bool
) -> None:
    address = open_meeting(visit(base).page, base, f"Weergaven {language}")
    visited = visit(base, language=language, width=width, dark=dark)
    for view in VIEWS:
        visited.page.goto(f"{address}?view={view}")
        assert visited.page.evaluate("document.documentElement.scrollWidth") <= width, view
        assert grave(visited.page) == [], view
    assert visited.complaints == []
