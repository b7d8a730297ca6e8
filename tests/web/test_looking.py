"""Opening an address changes nothing: a preview of a link, a prefetch and a crawler open them too.

Every address is asked by HEAD and by GET, as an administrator and as nobody, and every link that
can be sent to somebody as well. All that the store and its desk hold is compared after each one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.maps import MapSettings
from netmap.services import views
from netmap.services.accounts import guests, one_time_links
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.importing import drafts
from netmap.services.importing.uploads import Upload
from netmap.services.meetings.lifecycle import open_meeting
from netmap.stores.desk import Document
from netmap.stores.sqlite import SqliteStore
from tests.web.conftest import facts
from tests.web.entering import enter, with_accounts

# written down is who took data out and who tried what a role does not allow: the trail, no more
TRAIL = "audit"
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
    "format": "json",
    "matrix": "functions",
}

State = tuple[int, tuple[Document, ...]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "netmap.db") as store:
        ctx = Context(store)
        commit(ctx, facts(), message="facts")
        views.save_view(ctx, "p", "Een weergave", "", MapSettings())
        yield store


def _state(store: SqliteStore) -> State:
    """The graph, which only a revision changes, and every version on the desk but the trail's."""
    desk = store.desk
    kinds = (kind for kind in desk.kinds() if kind != TRAIL)
    return store.ping(), tuple(found for kind in kinds for found in desk.documents(kind))


def _addresses(app: Flask, where: dict[str, str]) -> list[str]:
    build = app.url_map.bind("localhost").build
    return sorted(
        build(rule.endpoint, {name: where.get(name, "1") for name in rule.arguments})
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.rule.startswith(("/api/", "/static", "/assets", "/bootstrap"))
    )


def _changed(client: FlaskClient, addresses: list[str], store: SqliteStore) -> list[str]:
    """The addresses that changed something when they were opened."""
    found, before = [], _state(store)
    for address in addresses:
        for ask in (client.head, client.get):
            ask(address).close()
            if (now := _state(store)) != before:
                found.append(f"{ask.__name__} {address}")
                before = now
    return found


def test_opening_any_address_changes_nothing(store: SqliteStore) -> None:
    ctx = Context(store)
    held = open_meeting(ctx, "p", title="Voorjaar", date="2027-03-15")
    draft = drafts.start(ctx, "p", [Upload("leden.csv", b"Naam\r\nNieuw\r\n")])
    app = with_accounts(store)
    where = {**WHERE, "meeting": held.key, "draft": draft}
    addresses = _addresses(app, where)
    assert len(addresses) > 100
    client = enter(app, "een-administrator")
    assert _changed(client, addresses, store) == []
    assert sum(client.get(address).status_code == 200 for address in addresses) > 60
    assert _changed(app.test_client(), addresses, store) == []


def test_opening_a_link_that_was_sent_uses_nothing_up(store: SqliteStore) -> None:
    ctx = Context(store)
    app = with_accounts(store)
    once = one_time_links.make_link(ctx)
    shown, _ = guests.make_guest_link(ctx, "p/een-weergave", title_="raad")
    earlier = Context(store, clock=lambda: datetime(2001, 2, 3, tzinfo=UTC))
    over, _ = guests.make_guest_link(earlier, "p/een-weergave", title_="voorbij")
    old = one_time_links.make_link(earlier)
    links = [
        *(f"/sign-in?link={token}" for token in (once, old, "nonsense")),
        *(f"/share/{token}{form}" for token in (shown, over) for form in ("", ".json", ".svg")),
        "/share/nonsense",
    ]
    client = app.test_client()
    client.get("/sign-in")  # the first to come makes the key that signs sessions
    assert _changed(client, links, store) == []
    kept = [d for d in store.desk.documents(views.KIND) if d.key == "p/een-weergave"]
    store.desk.discard(views.KIND, kept[0].key)  # gone some other way
    assert _changed(client, links, store) == []
    assert one_time_links.use_link(ctx, once)  # it was there all the time
