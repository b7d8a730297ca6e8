"""The gate for what an address asks: nothing reads a query elsewhere, and nonsense is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import web
from netmap.maps import MapSettings
from netmap.maps.settings import NAMES as MAP
from netmap.services import meetings, views
from netmap.services.accounts import passwords
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.rights import Role
from netmap.stores.sqlite import SqliteStore
from tests.web.conftest import HOSTILE, Parsed, cheap_hasher, facts
from tests.web.entering import enter, with_accounts
from web.access.limits import limiter
from web.core.query import Parameter

NONSENSE = ("zz", "-1", "²", "9" * 30, "2020-02-30", HOSTILE, "p", "\x00")
SELF = ("endpoint", "key", "_anchor", "_method", "_scheme", "_external", "self", "values")
WHERE = {
    "key": "p",
    "level": "ties",
    "name": "een-reader",
    "kind": "entity",
    "record": "a",
    "entity": "a",
    "source": "s",
    "slug": "een-weergave",
    "atelier": "w",
    "unit": "team",
}


def test_only_the_gate_reads_the_query_of_an_address() -> None:
    folder = Path(web.__file__).parent
    reads = re.compile(r"request\.(args|values|query_string)")
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix in {".py", ".html"} and reads.search(path.read_text("utf-8"))
    }
    # the API has a gate of its own: the arguments of each operation are typed
    assert found == {"core/query.py", "api/paging.py"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, SqliteStore]]:
    """The service with something of everything, and an account of each role."""
    store = SqliteStore(tmp_path_factory.mktemp("query") / "netmap.db")
    ctx = Context(store)
    commit(ctx, facts(), message="facts")
    views.save_view(ctx, "p", "Een weergave", "", MapSettings())
    held = meetings.open_meeting(ctx, "p", title="Voorjaar", date="2027-03-15")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", cheap_hasher())
        app = with_accounts(store)
        patch.setattr(limiter, "enabled", False)
        patch.setitem(WHERE, "meeting", held.key)
        yield app, store


def _addresses(app: Flask) -> list[str]:
    """What can be looked at, with something that is there in each part; JSON says the same."""
    build = app.url_map.bind("localhost").build
    return sorted(
        build(rule.endpoint, {name: WHERE.get(name, "1") for name in rule.arguments})
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.rule.endswith(".json")
        and not rule.rule.startswith(("/api/", "/static", "/assets", "/bootstrap"))
    )


def _walk(
    client: FlaskClient, app: Flask, nonsense: tuple[str, ...], patch: pytest.MonkeyPatch
) -> list[str]:
    """Ask each page with nonsense in whatever it reads of its address; what broke."""
    read: set[str] = set()
    typed = Parameter.typed.fget
    assert typed

    def watched(self: Parameter[object]) -> list[str]:
        read.add(self.name)
        found: list[str] = typed(self)
        return found

    patch.setattr(Parameter, "typed", property(watched))
    broken, asked = [], 0
    for address in _addresses(app):
        read.clear()
        read.update(("as_of", "revision", "certainty", "lang"))  # links take these along
        read.update(MAP if "/map" in address or "/views/" in address else ())
        client.get(address).close()
        done: set[str] = set()
        while left := sorted(read - done):  # one value can lead to more that is read
            done.update(left)
            for name in left:
                for value in nonsense:
                    asked += 1
                    with client.get(address, query_string={name: value}) as answer:
                        if answer.status_code >= 500:
                            broken.append(answer.request.url)
    assert asked > 10
    return broken


@pytest.mark.parametrize("role", [None, *Role])
def test_nonsense_in_no_parameter_breaks_a_page_for_anybody(
    service: tuple[Flask, SqliteStore], role: Role | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = service
    client = enter(app, f"een-{role.value}") if role else app.test_client()
    whole = role is Role.ADMINISTRATOR
    assert _walk(client, app, NONSENSE if whole else NONSENSE[:1], monkeypatch) == []


def test_the_names_of_arguments_are_no_danger_in_an_address(client: FlaskClient) -> None:
    for address in ("/", "/p/p/gaps", "/p/p/map", "/p/p/coverage", "/sources"):
        answer = client.get(address, query_string=dict.fromkeys(SELF, "zz"))
        assert answer.status_code == 200, address
        assert "_scheme=zz&amp;" in answer.text, "the address in the other language says the same"


@pytest.mark.parametrize(
    ("language", "sentence"), [("nl", "dit is geen datum"), ("en", "this is no date")]
)
def test_what_is_refused_can_be_mended_where_it_was_asked(
    client: FlaskClient, language: str, sentence: str
) -> None:
    address = f"/p/p/metrics?as_of=zz&revision=x&certainty=reported&lang={language}"
    refused = client.get(address)
    assert refused.status_code == 400
    page = Parsed(refused.text)
    assert sentence in page.text
    fields = {each["name"]: each for each in page.named("input") if each.get("name")}
    assert (fields["as_of"]["value"], fields["revision"]["value"]) == ("zz", "x")
    assert fields["as_of"]["aria-invalid"] == "true"
    assert fields["certainty"]["type"] == "hidden"
    without = f'href="/p/p/metrics?certainty=reported&amp;lang={language}"'
    assert without in refused.text


@pytest.mark.parametrize("page", ["gaps", "coverage", "views", "guests", "history", "edit"])
def test_a_date_that_links_take_along_is_looked_at_on_every_page(
    client: FlaskClient, page: str
) -> None:
    for address in (f"/p/p/{page}", "/sources", "/entity/a"):
        assert client.get(f"{address}?as_of=zz").status_code == 400, address
        assert client.get(f"{address}?as_of=2020-02").status_code == 200, address
