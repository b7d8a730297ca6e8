"""What a reader does with pages in a real browser; `test_every_page` looks at each of them."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}


def grave(visit_page: object) -> list[str]:
    """What axe finds that would keep somebody out, with where."""
    found = Axe().run(visit_page).response["violations"]  # type: ignore[arg-type]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:120]} ({len(item['nodes'])} times)"
        for item in found
        if item["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_follows_the_colours_of_the_system(visit: Visitor, base: str, scheme: str) -> None:
    page = visit(base, dark=scheme == "dark").open("/sources")
    assert page.locator("html").get_attribute("data-bs-theme") == scheme


@pytest.mark.parametrize("address", ["/p/nothing/map", "/nothing", "/p/woudenberg/map?as_of=x"])
def test_an_error_page_is_accessible_too(visit: Visitor, base: str, address: str) -> None:
    page = visit(base).open(address)
    assert grave(page) == []
    page.get_by_role("link", name="Naar de startpagina").click()
    assert page.url == f"{base}/"


def test_pages_say_the_same_without_scripts(visit: Visitor, base: str) -> None:
    visited = visit(base, scripts=False)
    page = visited.page
    page.goto(f"{base}/p/woudenberg/map")
    assert page.locator("#nm-rows tbody tr").count() > 50
    assert page.locator("noscript p").is_visible()
    assert not page.locator("#nm-canvas").is_visible()
    page.goto(f"{base}/p/woudenberg/metrics")
    assert page.locator("table tbody tr").count() > 20
    assert visited.outside == []


def test_the_first_key_leads_to_the_content(visit: Visitor, base: str) -> None:
    page = visit(base).open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "nm-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_language_can_be_changed_on_the_page(visit: Visitor, base: str) -> None:
    page = visit(base).open("/p/woudenberg/gaps")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.startswith(f"{base}/p/woudenberg/gaps")
    page.get_by_role("link", name="Sources").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_metrics_sort_by_keyboard_and_say_so(visit: Visitor, base: str) -> None:
    page = visit(base, language="en").open("/p/woudenberg/metrics")
    head = page.locator("th", has=page.get_by_role("button", name="Degree", exact=True))
    button = head.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"

    def values() -> list[float]:
        cells = page.locator("tbody tr td:nth-child(2)").all()
        return [float(cell.get_attribute("data-value") or "nan") for cell in cells]

    assert values() == sorted(values(), reverse=True)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert values() == sorted(values())


def test_a_metric_leads_to_its_card_and_opens_it(visit: Visitor, base: str) -> None:
    page = visit(base, language="en").open("/p/woudenberg/metrics")
    page.get_by_role("link", name="Density").click()
    card = page.locator("#card-density")
    assert card.get_attribute("open") is not None
    assert card.get_by_text("Literature").is_visible()


def test_gaps_print_with_their_evidence_folded(visit: Visitor, base: str) -> None:
    visited = visit(base)
    page = visited.open("/p/woudenberg/gaps")
    page.emulate_media(media="print")
    assert not page.locator(".nm-tabs").is_visible()
    assert page.locator(".nm-gap").first.is_visible()
    assert page.pdf()[:4] == b"%PDF"
