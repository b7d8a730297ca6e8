"""The forms in a real browser: accessible, quiet, by keyboard, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import grave

pytestmark = pytest.mark.browser

EDIT = "/p/woudenberg/edit"


def test_the_form_of_a_tie_shows_what_fits(visit: Visitor, base: str) -> None:
    page = visit(base).open(f"{EDIT}/tie/new?source=mee&target=youke")
    shown = "els => els.filter((e) => e.value && !e.disabled).map((e) => e.value)"

    def kinds() -> set[str]:
        return set(page.locator("#field-kind option").evaluate_all(shown))

    assert "refers_to" in kinds()
    assert "member_of" not in kinds()
    page.get_by_label("Naar", exact=True).fill("Coöperatie De Kleine Schans")
    assert "member_of" in kinds()
    assert page.locator("[data-attribute=scale]").is_hidden()
    page.get_by_label("Soort verbinding").select_option("refers_to")
    assert page.locator("[data-attribute=scale]").is_visible()
    page.get_by_role("button", name="Omwisselen").click()
    assert kinds() == {"refers_to"}, "what was chosen stays, though it does not fit"
    expect(page.get_by_text("Geen soort verbinding past")).to_be_visible()
    assert page.locator("#field-new\\.by").is_hidden()
    page.get_by_label("Bron", exact=True).select_option("new")
    assert page.locator("#field-new\\.by").is_visible()


def test_a_form_by_keyboard_tells_what_is_wrong_and_keeps_the_rest(
    visit: Visitor, base: str
) -> None:
    visited = visit(base)
    page = visited.open(f"{EDIT}/entity/new?kind=organisation")
    page.get_by_label("Naam", exact=True).focus()
    page.keyboard.type("Het Nieuwe Huis")
    page.keyboard.press("Tab")
    page.keyboard.type("HNH")
    page.get_by_label("Waarom deze wijziging").focus()
    page.keyboard.press("Enter")
    summary = page.locator("#problems")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Bron")
    assert grave(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#field-cite.0.source")
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Het Nieuwe Huis")
    expect(page.get_by_label("Andere namen")).to_have_value("HNH")


def test_without_scripts_the_server_shows_what_fits(visit: Visitor, base: str) -> None:
    page = visit(base, scripts=False).open(f"{EDIT}/tie/new?source=mee")
    page.get_by_label("Naar", exact=True).fill("Youké")
    page.get_by_label("Soort verbinding").select_option("refers_to")
    page.get_by_role("button", name="Toon de soorten").click()
    assert page.get_by_label("Wachttijd").is_visible()
    assert page.get_by_label("Naar", exact=True).input_value() == "Youké"
    assert page.locator("#field-kind option[value=member_of]").is_disabled()
