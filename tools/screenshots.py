"""Renew the pictures of the README: ``python -m tools.screenshots`` (needs Chromium).

Serves the seed graph on a free port and photographs each page in both languages.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

import graph_seed
from netmap.config import Settings
from netmap.services import meetings
from netmap.services.accounts import one_time_links
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.stores.sqlite import SqliteStore
from netmap.vocabulary import LANGUAGES
from web import create_app

IMAGES = Path(__file__).parent.parent / "docs" / "images"
PAGES = {
    "start": "/",
    "map": "/p/woudenberg/map",
    "atelier": "/p/woudenberg/ateliers/atelier-normaliseren-woudenberg",
    "coverage": "/p/woudenberg/coverage",
    "gaps": "/p/woudenberg/gaps",
    "meeting": "/p/voorbeeld/meetings/{meeting}?view=one",
    "report": "/p/woudenberg/report",
    "metrics": "/p/woudenberg/metrics",
    "what-if": "/p/woudenberg/what-if?leaves=werkorganisatie-de-kleine-schans",
    "compare": "/p/woudenberg/compare?with=wijk-bij-duurstede",
    "entity": "/entity/gemeente-woudenberg",
    "edit": "/p/woudenberg/edit/entity/gemeente-woudenberg",
    "history": "/p/woudenberg/history",
    "export": "/p/woudenberg/export",
    "source": "/sources/eindrapport-2021",
}


def main() -> None:
    chromium = os.environ.get("NETMAP_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("screenshots: needs Chromium (Debian: apt install chromium).")
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "netmap.db")
        load(Context(store), graph_seed.batches())
        server = make_server("127.0.0.1", 0, create_app(Settings(), store), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        meeting = meetings.open_meeting(  # only of the invented partnership: it did not take place
            Context(store), "voorbeeld", title="Voorjaarsvergadering", date="2027-03-15"
        )
        links = [one_time_links.make_link(Context(store)) for _ in LANGUAGES]
        photograph(chromium, f"http://127.0.0.1:{server.server_port}", links, meeting.key)
        server.shutdown()


def photograph(chromium: str, address: str, links: list[str], meeting: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language, link in zip(LANGUAGES, links, strict=True):
            page = browser.new_page(viewport={"width": 1440, "height": 960})
            page.goto(f"{address}/sign-in?link={link}")
            page.locator("main form button").click()
            for name, path in PAGES.items():
                asked = path.format(meeting=meeting)
                page.goto(f"{address}{asked}{'&' if '?' in asked else '?'}lang={language}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=IMAGES / f"{name}-{language}.png")
        browser.close()


if __name__ == "__main__":
    main()
