"""Whatever is typed into a form, nothing breaks: every form on every page, as the owner."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import product
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from netmap.config import Settings
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores.sqlite import SqliteStore
from tests.web.conftest import facts, signed_in
from tests.web.test_addresses import ALMOST, GOOD, KNOWN, filled
from web import create_app
from web.access.limits import limiter

TYPED = (
    *GOOD,
    *ALMOST,
    "=1+1",
    "x" * 5000,
    "\x00",
    "\ud7ff",
    "🙂",
    "<script>",
    "De Nieuwe",
    "2019-03",
)
MOMENT = re.compile("date|from|_to|due|opened|year|days|k$")
MOMENTS = ("2026-03", "2026-11-22", "30")
FILE = "\0file"  # stands for what a field for files offers
PLAIN = ("De Nieuwe", "nieuw", "a", "s", "2026-11-22", "een lange zin voor de proef")
TABLE = (b"naam;soort\nA;organisatie\nBuurtbus;organisatie\n", "leden.csv")
FILES = (
    (b"", "x.csv"),
    (b"\xff\xfe\x00", "x.csv"),
    (b"PK\x03\x04rest", "x.xlsx"),
    (b"<xml/>", ""),
    (b"a,a\n1\n\n,,,\n", "x.csv"),
)
ROUNDS = 4
LEFT_OUT = {"access.sign_out", "accounts.sign_out_everywhere"}  # nothing could be seen after that
Form = dict[str, list[str]]  # each field with the values that the page offers


class Forms(HTMLParser):
    """The forms of a page that change something: their action, and their fields."""

    def __init__(self, html: str, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Form]] = []
        self.links: list[str] = []
        self._page = page
        self._inside: Form | None = None
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        elif tag == "form" and given.get("method", "").lower() == "post":
            self._inside = {}
            self.found.append((urljoin(self._page, given.get("action", "")), self._inside))
        elif self._inside is not None and tag in {"input", "textarea", "select", "button"}:
            name = given.get("name", "")
            if name:
                value = FILE if given.get("type") == "file" else given.get("value", "")
                self._inside.setdefault(name, []).append(value)
            self._select = name if tag == "select" else ""
        elif self._inside is not None and tag == "option" and self._select:
            self._inside[self._select].append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None


def _pages(app: Flask) -> Iterator[str]:
    """Every page of ours, with what is there in its address."""
    for rule in app.url_map.iter_rules():
        own = not rule.rule.startswith(("/api", "/static", "/assets", "/bootstrap"))
        if own and "GET" in (rule.methods or ()) and "." not in rule.rule.rpartition("/")[2]:
            names = sorted(rule.arguments)
            for values in product(*(KNOWN.get(name, ("a", "p"))[:2] for name in names)):
                yield filled(rule.rule, dict(zip(names, values, strict=True)))


@pytest.fixture
def visitor(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    store = SqliteStore(tmp_path_factory.mktemp("forms") / "netmap.db")
    commit(Context(store), facts(), message="facts")
    monkeypatch.setattr(limiter, "enabled", False)
    return signed_in(create_app(Settings(), store), store)


class Walk:
    """Fills in every kind of form that can be reached, also those behind other forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.broken: list[tuple[str, object]] = []
        self.statuses: dict[str, set[int]] = {}
        self._client = client
        self._addresses = client.application.url_map.bind("localhost")
        self._chance = random.Random(22)  # noqa: S311 - the same each time
        self._todo: list[tuple[str, str, Form]] = []
        self._seen: set[str] = set()
        self._followed: Counter[str] = Counter()

    def look(self, page: str) -> None:
        """Remember the forms of a page that were not met before, and follow its links."""
        if page in self._seen or self._matched(page, "GET") in LEFT_OUT:
            return
        self._seen.add(page)
        with self._client.get(page) as answer:
            html = answer.text if answer.mimetype == "text/html" else ""
        parsed = Forms(html, page)
        for action, form in parsed.found:
            kind = self._matched(action, "POST")
            if kind not in self.statuses and kind not in LEFT_OUT:
                self.statuses[kind] = set()
                self._todo.append((kind, action, form))
        for link in parsed.links:
            way = self._matched(link, "GET")
            if self._followed[way] < 6 and "lang=" not in link:
                self._followed[way] += 1
                self.look(link)

    def _matched(self, address: str, method: str) -> str:
        try:
            return str(self._addresses.match(urlsplit(address).path, method=method)[0])
        except HTTPException:
            return ""

    def fill_in(self) -> None:
        self._seen.clear()  # a page may show something new from now on
        self._followed.clear()
        while self._todo:
            self._todo.sort(key=lambda found: found[0].startswith("history."))
            kind, action, form = self._todo.pop(0)  # what takes things back comes last
            for turn in range(ROUNDS):
                self._send(kind, action, form, odd=turn % 2 == 1)

    def _send(self, kind: str, action: str, form: Form, *, odd: bool) -> None:
        sent = {name: self._value(name, given, odd) for name, given in form.items()}
        sent["csrf_token"] = form.get("csrf_token", [""])[0]
        with self._client.post(action, data=sent, content_type="multipart/form-data") as answer:
            self.statuses[kind].add(answer.status_code)
            if answer.status_code >= 500:
                self.broken.append((action, sent))
        if answer.status_code == 303 and answer.location.startswith("/"):
            self.look(answer.location)

    def _value(self, name: str, offered: list[str], odd: bool) -> str | tuple[BytesIO, str]:
        """What the page offers and people type, or what somebody else would send."""
        if offered == [FILE]:
            content, name = self._chance.choice(FILES) if odd else TABLE
            return BytesIO(content), name
        if odd and self._chance.random() < 0.4:
            return self._chance.choice(TYPED)
        likely = MOMENTS if MOMENT.search(name) else PLAIN
        return self._chance.choice([given for given in offered if given] or likely)


def test_nothing_that_is_typed_breaks_a_form(visitor: FlaskClient) -> None:
    walk = Walk(visitor)
    for _ in range(2):  # what was made the first time can be changed the second time
        for page in _pages(visitor.application):
            walk.look(page)
        walk.fill_in()
    assert walk.broken == []
    assert len(walk.statuses) > 20
    assert visitor.get("/").status_code == 200, "still signed in"
    done = [kind for kind, found in walk.statuses.items() if found & {200, 303}]
    assert len(done) > len(walk.statuses) / 2, walk.statuses
