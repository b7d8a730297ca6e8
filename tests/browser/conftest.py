"""A real browser on a real server with the seed graph."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)
from werkzeug.serving import make_server

import graph_seed
from netmap.config import Settings
from netmap.services.accounts import one_time_links
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.services.history import commit
from netmap.stores import Store
from netmap.stores.sqlite import SqliteStore
from tests.optional import optional_part
from tests.waiting import PATIENCE
from tests.web.conftest import facts
from web import create_app
from web.access.limits import limiter

# Chromium would call home at every start; some machines let nothing out.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


def come_in(context: BrowserContext, address: str) -> None:
    """Open a link and press the one button of its page."""
    page = context.new_page()
    page.goto(address)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda url: "link=" not in url)
    page.close()


def chromium_path() -> str | None:
    """Where the browser is; None when this machine has none."""
    chosen = os.environ.get("NETMAP_CHROMIUM")
    names = (chosen,) if chosen else ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@dataclass
class Visit:
    """A page in the browser, and everything that went wrong or out while it was open."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(f"{self.base}{address}")
        if "/map" in address and self.page.locator("#nm-map").count():
            self.page.wait_for_selector("#nm-map[data-ready]")
        return self.page


Visitor = Callable[..., Visit]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if chromium_path() is None:
        optional_part("browser", "there is no Chromium on this machine")
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(QUIET))
    yield browser
    browser.close()


SERVED: dict[str, Store] = {}  # the stores behind the addresses, to make sign-in links


def _whole(app: Flask) -> WSGIApplication:
    """The application with each answer made before it is sent.

    The server of the tests leaves a file open when the browser goes elsewhere meanwhile.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        found = app(environ, start_response)
        try:
            return [b"".join(found)]
        finally:
            if hasattr(found, "close"):
                found.close()

    return answer


def serve(app: Flask, store: Store) -> Iterator[str]:
    """The application on a free port of this machine, until the test is over."""
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True)
    SERVED[f"http://127.0.0.1:{server.server_port}"] = store
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    store = SqliteStore(tmp_path_factory.mktemp("seed") / "netmap.db")
    load(Context(store), graph_seed.batches())
    return store


@pytest.fixture(scope="session")
def base(seeded: SqliteStore) -> Iterator[str]:
    """A server with the three partnerships and the invented one."""
    yield from serve(create_app(Settings(), seeded), seeded)


@pytest.fixture(scope="session")
def hostile_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose names and evidence try to break out."""
    store = SqliteStore(tmp_path_factory.mktemp("hostile") / "netmap.db")
    commit(Context(store), facts(), message="facts")
    yield from serve(create_app(Settings(), store), store)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visitor]:
    """Opens pages: ``visit(base, language="en", width=390, dark=True, scripts=False)``."""
    contexts: list[BrowserContext] = []

    def begin(
        base: str,
        *,
        language: str = "nl",
        width: int = 1400,
        dark: bool = False,
        scripts: bool = True,
        signed_in: bool = True,
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_init_script(_TELL_VIOLATIONS)
        visit = Visit(context.new_page(), base)

        def complain(kind: str, text: str) -> None:
            if kind in {"error", "warning"}:
                visit.complaints.append(text)

        visit.page.on("console", lambda message: complain(message.type, message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))

        def refuse(dialog: Dialog) -> None:
            visit.complaints.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        visit.page.on("dialog", refuse)
        own = (base, "data:", "blob:") if base else ("file:", "data:", "blob:")

        def watch(request: Request) -> None:
            if not request.url.startswith(own):
                visit.outside.append(request.url)

        visit.page.on("request", watch)
        if signed_in and base in SERVED:
            link = one_time_links.make_link(Context(SERVED[base]))
            limiter.reset()  # many tests sign in from one address within a minute
            come_in(context, f"{base}/sign-in?link={link}")
        return visit

    yield begin
    for context in contexts:
        context.close()
