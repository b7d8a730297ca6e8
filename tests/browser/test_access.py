"""The pages of access: accessible in both languages, and the way in by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from netmap.config import Settings
from netmap.maps import MapSettings
from netmap.services import views
from netmap.services.accounts import accounts, guests, tokens
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores.sqlite import SqliteStore
from tests.browser.conftest import Visitor, serve
from tests.browser.test_pages import grave
from tests.web.conftest import facts
from web import create_app

pytestmark = pytest.mark.browser
PASSWORD = "een lange zin om binnen te komen"
PAGES = ["/account", "/admin/accounts", "/admin/accounts/lezer", "/admin/audit", "/p/p/guests"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    """Two accounts, a token, a view and a guest link; names try to break out."""
    folder: Path = tmp_path_factory.mktemp("access")
    store = SqliteStore(folder / "netmap.db")
    ctx = Context(store)
    commit(ctx, facts(), message="facts")
    accounts.add_account(ctx, "beheer", "administrator", PASSWORD, temporary=False)
    accounts.add_account(ctx, "lezer", "reader", PASSWORD, temporary=False)
    tokens.make_token(ctx, "script", role="reader")
    views.save_view(ctx, "p", "Rond het team", "Wat men ziet.", MapSettings(focus="team", depth=1))
    guests.make_guest_link(ctx, "p/rond-het-team", title_="x" * 70)
    return store


@pytest.fixture(scope="module")
def service(store: SqliteStore) -> Iterator[str]:
    yield from serve(create_app(replace(Settings(), access="accounts"), store), store)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("language", "width"), [("nl", 1300), ("en", 390)])
def test_a_page_of_access_is_accessible_and_quiet(
    visit: Visitor, service: str, address: str, language: str, width: int
) -> None:
    visited = visit(service, language=language, width=width, dark=width < 400)
    page = visited.open(address)
    for summary in page.locator("details > summary").all():
        summary.click()
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visited.complaints == []
    assert visited.outside == []


@pytest.mark.parametrize("width", [1300, 390])
def test_what_a_guest_sees_is_accessible_and_asks_for_nothing_else(
    visit: Visitor, service: str, store: SqliteStore, width: int
) -> None:
    token, _ = guests.make_guest_link(Context(store), "p/rond-het-team", title_="gast")
    visited = visit(service, width=width, signed_in=False)
    asked: list[str] = []
    visited.page.on("request", lambda request: asked.append(request.url.removeprefix(service)))
    page = visited.page
    page.goto(f"{service}/share/{token}")
    assert grave(page) == []
    page.locator("main form button").click()
    page.wait_for_selector("#nm-map[data-ready]")
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visited.complaints == []
    own = (f"/share/{token}", "/assets/", "/static/", "/bootstrap/")
    assert [address for address in asked if not address.startswith(own)] == []
    page.locator("#nm-canvas").focus()
    for key in ("Home", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert page.locator("#nm-panel a").count() == 0  # nothing leads behind the view


def _fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(text)


def test_an_administrator_lets_somebody_in_by_keyboard_alone(visit: Visitor, service: str) -> None:
    boss = visit(service, signed_in=False).page
    boss.goto(f"{service}/admin/accounts")  # leads to the sign-in page, and back
    _fill(boss, "Account", "beheer")
    _fill(boss, "Wachtwoord", PASSWORD)
    boss.keyboard.press("Enter")
    boss.wait_for_url(f"{service}/admin/accounts")
    _fill(boss, "Naam van het account", "Jan de Boer")
    boss.keyboard.press("Enter")
    expect(boss.locator("#problems")).to_be_focused()
    assert boss.get_by_label("Naam van het account", exact=True).input_value() == "Jan de Boer"
    boss.get_by_label("Naam van het account", exact=True).fill("bestuur-1")
    boss.keyboard.press("Enter")
    given = boss.locator("#made").input_value()
    expect(boss.locator("#made-title")).to_be_focused()

    newcomer = visit(service, signed_in=False)
    page = newcomer.page
    page.goto(service)
    _fill(page, "Account", "bestuur-1")
    _fill(page, "Wachtwoord", given)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{service}/account")
    assert grave(page) == []
    _fill(page, "Wachtwoord tot nu toe", given)
    _fill(page, "Nieuw wachtwoord", PASSWORD)
    _fill(page, "Nieuw wachtwoord, nog een keer", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("Uw wachtwoord is gewijzigd").wait_for()
    page.goto(f"{service}/p/p/gaps")
    assert page.url == f"{service}/p/p/gaps"
    assert newcomer.complaints == []
