"""Opening an address changes nothing, whether it is looked at (GET) or only asked about (HEAD)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.maps import MapSettings
from netmap.model import Put
from netmap.services import meetings, views
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from tests.builders import entity
from tests.web.test_importing import started
from tests.web.test_query import WHERE

ASKED = {"revision": "1", "expect": "2", "version": "1", "ties": "1", "gap": "missing-function:f"}
WRITTEN_DOWN = {"audit"}  # that something was looked at


def _kept(store: Store) -> dict[str, Any]:
    kinds = set(store.desk.kinds()) - WRITTEN_DOWN
    return {"revision": store.ping()} | {kind: store.desk.documents(kind) for kind in kinds}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_an_address_changes_nothing(
    app: Flask, client: FlaskClient, store: Store, method: str
) -> None:
    ctx = Context(store)
    commit(ctx, [Put(entity("later"))], message="so that there is something to restore")
    views.save_view(ctx, "p", "Een weergave", "", MapSettings())
    held = meetings.open_meeting(ctx, "p", title="Voorjaar", date="2027-03-15")
    *_, draft = started(client).split("/")
    there = {**WHERE, "meeting": held.key, "draft": draft}
    build = app.url_map.bind("localhost").build
    before, changed = _kept(store), []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            address = build(rule.endpoint, {n: there.get(n, "1") for n in rule.arguments})
            for asked in ({}, ASKED):
                client.open(address, method=method, query_string=asked).close()
                if _kept(store) != before:
                    changed.append(address)
                    before = _kept(store)
    assert changed == []
