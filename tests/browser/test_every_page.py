"""Every page that there is: both languages, dark, on a phone and at 200 %, by axe's rules.

The list is held to the routes of the application, so that a new page cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

import graph_seed
from netmap.config import Settings
from netmap.maps import MapSettings
from netmap.services import meetings, views
from netmap.services.accounts import accounts, guests, one_time_links
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.services.importing.drafts import start
from netmap.services.importing.uploads import Upload
from netmap.services.levels import LEVELS
from netmap.stores.sqlite import SqliteStore
from tests.browser.conftest import come_in, serve
from tests.browser.test_pages import grave
from tests.waiting import PATIENCE
from web import create_app
from web.access.limits import limiter

pytestmark = pytest.mark.browser

HOME = "/p/woudenberg"
TEAM = "sociaal-team-woudenberg"
TIE = "woudenberg.member_of.gemeente-woudenberg.woudenberg"
WHO = "werkorganisatie-de-kleine-schans"

# by endpoint: the addresses that are looked at; what stands in braces is made in `made`
PAGES: dict[str, tuple[str, ...]] = {
    "access.sign_in": ("/sign-in?out=1",),
    "accounts.own": ("/account",),
    "administration.account": ("/admin/accounts/lezer",),
    "administration.audit": ("/admin/audit",),
    "administration.index": ("/admin/accounts",),
    "api_guide.guide": ("/api",),
    "ateliers.atelier": (f"{HOME}/ateliers/atelier-normaliseren-woudenberg",),
    "ateliers.index": (f"{HOME}/ateliers", "/p/woerden/ateliers"),
    "editing.entity": (f"{HOME}/edit/entity/{TEAM}",),
    "editing.hub": (f"{HOME}/edit",),
    "editing.merge": (f"{HOME}/edit/merge", f"{HOME}/edit/merge?keep=mee&drop=youke"),
    "editing.move": (f"{HOME}/edit/move", f"{HOME}/edit/move?unit=directeur-de-kleine-schans"),
    "editing.new_entity": (f"{HOME}/edit/entity/new?kind=organisation",),
    "editing.new_partnership": ("/partnerships/new",),
    "editing.new_source": (f"{HOME}/edit/source/new",),
    "editing.new_tie": (f"{HOME}/edit/tie/new?source={TEAM}&target={WHO}",),
    "editing.of_entity": (),  # leads to editing.entity
    "editing.of_source": (),
    "editing.remove": (f"{HOME}/edit/entity/{TEAM}/remove",),
    "editing.source": (f"{HOME}/edit/source/eindrapport-2021",),
    "editing.split": (f"{HOME}/edit/split?organisation=gemeente-woudenberg",),
    "editing.tie": ("{tie}",),
    "exporting.bundle": (),  # files
    "exporting.file": (),
    "exporting.index": (f"{HOME}/export?kind=refers_to",),
    "exporting.without_names": (f"{HOME}/export/without-names?years=0",),
    "guests.index": (f"{HOME}/guests",),
    "history.entity": (f"/entity/{TEAM}/history",),
    "history.partnership": (f"{HOME}/history",),
    "history.restore": (f"{HOME}/restore?revision=3", "/p/voorbeeld/restore?revision=15"),
    "history.restore_record": (f"/restore/entity/{TEAM}?revision=3",),
    "history.revision": ("/revisions/3", "/revisions/10"),
    "history.undoing": ("/revisions/16/undo",),
    "history.whole": ("/history",),
    "importing.columns": ("{draft}/columns",),
    "importing.rows": ("{draft}",),
    "importing.template": (),  # a file
    "importing.upload": (f"{HOME}/import",),
    "meetings.index": (f"{HOME}/meetings",),
    "meetings.review": tuple(
        f"{{meeting}}?view={view}" for view in ("start", "one", "list", "end")
    ),
    "comparison.compare": (
        f"{HOME}/compare?with=voorbeeld",
        "/p/voorbeeld/compare?with_as_of=2023",
    ),
    "coverage.index": tuple(
        f"{HOME}/coverage?matrix={matrix}" for matrix in ("functions", "life-domains", "goals")
    ),
    "partnerships.entity": ("/entity/gemeente-woudenberg",),
    "gaps.index": (f"{HOME}/gaps",),
    "health.index": (),  # for programs
    "metrics.level": tuple(f"{HOME}/metrics/{level}" for level in LEVELS),
    "maps.index": (
        f"{HOME}/map",
        "/p/voorbeeld/map?focus=voorbeeld",
        "/p/voorbeeld/map?group_by=role&colour_by=sector&as_of=2024&level=organisation",
    ),
    "metrics.index": (f"{HOME}/metrics",),
    "partnerships.partnership": (),  # leads to the map
    "partnerships.source": ("/sources/eindrapport-2021",),
    "partnerships.sources": ("/sources",),
    "partnerships.index": ("/",),
    "comparison.what_if": (f"{HOME}/what-if?leaves={WHO}", f"{HOME}/what-if?best=1"),
    "reports.index": (f"{HOME}/report", "/p/woerden/report"),
    "sharing.shared": ("{guest}",),
    "views.edit": ("{view}/edit",),
    "views.index": (f"{HOME}/views", "/p/woerden/views"),
    "views.new": (f"{HOME}/views/new?kinds=organisation",),
    "views.present": (f"{HOME}/present", "/p/woerden/present"),
    "views.view": ("{view}",),
}
ADDRESSES = sorted({address for found in PAGES.values() for address in found})
# no page: scripts and styles, files, and the same as JSON
NO_PAGE = ("static", "assets.", "bootstrap.", "api.")
FILES = (".json", ".csv", ".svg", ".pdf")


@dataclass
class Window:
    """One way of looking, kept open from page to page."""

    page: Page
    base: str
    language: str
    width: int
    complaints: list[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Flask, dict[str, str]]]:
    """A service with something of everything, and where that stands."""
    store = SqliteStore(tmp_path_factory.mktemp("every") / "netmap.db")
    ctx = Context(store)
    load(ctx, graph_seed.batches())
    accounts.add_account(ctx, "lezer", "reader", "een lange zin voor de proef")
    view = views.save_view(ctx, "woudenberg", "Wie met wie", "Kijk naar links.", MapSettings())
    token, _ = guests.make_guest_link(ctx, f"woudenberg/{view.slug}", title_="Voor de raad")
    held = meetings.open_meeting(ctx, "woudenberg", title="Voorjaar", date="2027-03-15")
    upload = Upload("leden.csv", "naam;lid\nNieuw;ja\n;ja\nMEE;ja\n".encode("cp1252"))
    draft = start(ctx, "woudenberg", [upload])
    tie = next(t.id for t in store.snapshot().ties.values() if t.source == TEAM)
    made = {
        "tie": f"{HOME}/edit/tie/{tie}",
        "draft": f"{HOME}/import/{draft}",
        "meeting": f"{HOME}/meetings/{held.key}",
        "view": f"{HOME}/views/{view.slug}",
        "guest": f"/share/{token}",
    }
    app = create_app(Settings(), store)
    for base in serve(app, store):
        made["links"] = " ".join(one_time_links.make_link(ctx) for _ in range(3))
        yield base, app, made


@pytest.fixture(scope="module")
def windows(chromium: Browser, site: tuple[str, Flask, dict[str, str]]) -> Iterator[list[Window]]:
    """Dutch and wide; English at twice the size (half the room); Dutch in the dark on a phone."""
    base, _, made = site
    found = []
    ways = (("nl", 1400, False), ("en", 700, False), ("nl", 390, True))
    for (language, width, dark), link in zip(ways, made["links"].split(), strict=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        limiter.reset()  # many tests sign in from one address within a minute
        come_in(context, f"{base}/sign-in?link={link}")
        complaints: list[str] = []
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.on(
            "console",
            lambda message, said=complaints: (
                said.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )
        page.on("pageerror", lambda error, said=complaints: said.append(str(error)))
        page.on(
            "request",
            lambda request, said=complaints: (
                None
                if request.url.startswith((base, "data:", "blob:"))
                else said.append(f"outside: {request.url}")
            ),
        )
        found.append(Window(page, base, language, width, complaints))
    yield found
    for window in found:
        window.page.context.close()


def test_no_page_is_forgotten(site: tuple[str, Flask, dict[str, str]]) -> None:
    _, app, _ = site
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.endpoint.startswith(NO_PAGE)
        and not rule.rule.endswith(FILES)
    }
    assert there == set(PAGES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_quiet_accessible_and_asks_nobody_else(
    windows: list[Window], site: tuple[str, Flask, dict[str, str]], address: str
) -> None:
    _, _, made = site
    for window in windows:
        window.complaints.clear()
        page = window.page
        answer = page.goto(window.base + address.format(**made))
        assert answer is not None
        assert answer.status == 200
        look_at(window)
        door = page.locator("[data-door]")
        if door.count():  # a guest sees the view behind it
            door.click()
            page.wait_for_selector("#nm-map")
            look_at(window)


def look_at(window: Window) -> None:
    """The page that is shown is quiet, accessible and no wider than the screen."""
    page = window.page
    if page.locator("#nm-map:not([data-empty])").count():
        page.wait_for_selector("#nm-map[data-ready]")
    where = f"{window.language}, {window.width} wide"
    assert page.locator("html").get_attribute("lang") == window.language, where
    assert page.evaluate("document.documentElement.scrollWidth") <= window.width, where
    assert page.locator("h1").count() == 1, where
    assert grave(page) == [], where
    assert window.complaints == [], where
