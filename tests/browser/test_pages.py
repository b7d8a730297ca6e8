"""Every page in a real browser: quiet, accessible, and nothing leaves the machine."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/p/woudenberg/map",
    "/p/voorbeeld/map?focus=voorbeeld",
    "/p/voorbeeld/map?group_by=role&colour_by=sector&as_of=2024&level=organisation",
    "/p/woudenberg/views",
    "/p/woudenberg/views/new?kinds=organisation",
    "/p/woudenberg/present",
    "/p/woudenberg/gaps",
    "/p/woudenberg/coverage",
    "/p/woudenberg/coverage?matrix=life-domains",
    "/p/woudenberg/metrics",
    "/p/woudenberg/metrics/ranges",
    "/p/woudenberg/metrics/two_mode",
    "/p/woudenberg/what-if?leaves=werkorganisatie-de-kleine-schans",
    "/p/woudenberg/what-if?best=1",
    "/p/woudenberg/compare?with=voorbeeld",
    "/p/voorbeeld/compare?with_as_of=2023",
    "/p/woudenberg/export?kind=refers_to",
    "/p/woudenberg/export/without-names?years=0",
    "/entity/gemeente-woudenberg",
    "/sources",
    "/sources/eindrapport-2021",
    "/api",
]
GRAVE = {"serious", "critical"}


def grave(visit_page: object) -> list[str]:
    """What axe finds that would keep somebody out, with where."""
    found = Axe().run(visit_page).response["violations"]  # type: ignore[arg-type]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:120]} ({len(item['nodes'])} times)"
        for item in found
        if item["impact"] in GRAVE
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_quiet_accessible_and_asks_nobody_else(
    visit: Visitor, base: str, address: str, language: str
) -> None:
    visited = visit(base, language=language)
    page = visited.open(address)
    assert page.locator("html").get_attribute("lang") == language
    assert grave(page) == []
    assert visited.complaints == []
    assert visited.outside == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_the_dark_on_a_phone(visit: Visitor, base: str, address: str) -> None:
    visited = visit(base, width=390, dark=True)
    page = visited.open(address)
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave(page) == []
    assert visited.complaints == []


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
