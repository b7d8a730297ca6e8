"""The pages of exports, and what comes down from them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.config import Settings
from netmap.services import exporting
from netmap.services.accounts import accounts, audit
from netmap.services.context import Context
from netmap.stores import Store
from netmap.vocabulary import LANGUAGES
from tests.web.conftest import HOSTILE, Parsed
from tests.web.test_access import PASSWORD, enter
from web import create_app

PAGE, HIDDEN = "/p/p/export", "/p/p/export/without-names"


def _form(client: FlaskClient, **more: str) -> dict[str, str]:
    page = Parsed(client.get(HIDDEN).text)
    found = {a["name"]: a["value"] for a in page.named("input") if "value" in a and "name" in a}
    return {k: found[k] for k in ("csrf_token", "code", "k")} | {"years": "1"} | more


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_is_told_with_what_it_cannot_carry(client: FlaskClient, language: str) -> None:
    page = Parsed(client.get(f"{PAGE}?lang={language}").text)
    addresses = {a.get("href") for a in page.named("a")}
    for form in exporting.FORMATS.values():
        assert f"{PAGE}/{form.key}" in addresses
        assert form.lacks.in_(language) in page.text  # type: ignore[arg-type]  # of the two
        assert all(program in page.text for program in form.programs)
    assert {f"{PAGE}/bundle", HIDDEN} <= addresses
    plain = client.get(f"{PAGE}.json").json
    assert [each["key"] for each in plain["formats"]] == list(exporting.FORMATS)
    assert plain["kinds"]["member_of"] == 3


@pytest.mark.parametrize("key", [*exporting.FORMATS, "bundle"])
def test_every_file_comes_down_and_is_written_in_the_trail(
    client: FlaskClient, store: Store, key: str
) -> None:
    answer = client.get(f"{PAGE}/{key}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=netmap-p-r1-")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data
    (line,) = audit.trail(Context(store), event="export")
    assert line.details["format"] == key


def test_the_downloads_keep_what_was_chosen(client: FlaskClient) -> None:
    query = "certainty=reported&kind=refers_to&revision=1"
    page = Parsed(client.get(f"{PAGE}?{query}").text)
    (address,) = [a["href"] for a in page.named("a") if f"{PAGE}/ucinet" in a.get("href", "")]
    assert {"certainty=reported", "kind=refers_to", "revision=1"} <= set(
        address.partition("?")[2].split("&")
    )
    lines = client.get(address).text.splitlines()
    assert len(lines[lines.index("data:") + 1 :]) == 1
    every = "kind=member_of&kind=part_of&kind=takes_part_in&kind=refers_to"
    assert f'href="{PAGE}/gexf"' in client.get(f"{PAGE}?{every}").text  # all ticked: no choice
    assert client.get(f"{PAGE}?kind=knows").status_code == 400
    wrong = client.get(f"{PAGE}?as_of=someday&kind=refers_to")
    assert 'value="refers_to" checked' in wrong.text
    assert wrong.status_code == 400
    assert 'value="someday"' in wrong.text
    assert 'aria-describedby="hint-as_of wrong-as_of"' in wrong.text
    assert client.get(f"{PAGE}.json?as_of=x").json["error"]["code"] == "invalid"
    assert client.get(f"{PAGE}/gexf?as_of=x").status_code == 400
    assert client.get(f"{PAGE}/docx").status_code == 404
    assert "bijna leeg" in client.get(f"{PAGE}?kind=funds&lang=nl").text


def test_what_remains_is_told_before_anything_can_be_taken(client: FlaskClient) -> None:
    page = client.get(f"{HIDDEN}?lang=nl").text
    assert page.index("Wat er nog te achterhalen is") < page.index("Netwerk zonder namen")
    assert HOSTILE not in page
    assert client.get(f"{HIDDEN}.json").json["statement"]["knowledge"][0]["everybody"]["of"] == 4
    refused = client.post(HIDDEN, data=_form(client, network="1"))
    assert refused.status_code == 400
    assert "achterhalen" in refused.text


def test_the_network_and_its_key_come_apart(client: FlaskClient, store: Store) -> None:
    form = _form(client, read="1")
    network = client.post(HIDDEN, data={**form, "network": "1"})
    key = client.post(HIDDEN, data={**form, "key": "1"})
    assert (network.status_code, key.status_code) == (200, 200)
    assert "p" not in network.headers["Content-Disposition"].split("netmap-")[1].split("-")
    with zipfile.ZipFile(io.BytesIO(network.data)) as archive:
        told = "".join(archive.read(name).decode() for name in archive.namelist())
    for name in ("De Proef", "alert(1)", "hostile", "=cmd", "Het team", form["code"]):
        assert name not in told
    assert "De Proef" in key.text
    assert form["code"] in key.text
    again = client.post(HIDDEN, data={**form, "network": "1"})
    assert again.data == network.data
    events = {line.details["format"] for line in audit.trail(Context(store), event="export")}
    assert events == {"pseudonymised", "pseudonym-key"}


@pytest.mark.parametrize(
    ("field", "value"), [("code", "short"), ("k", "1"), ("k", "x"), ("k", "9" * 40)]
)
def test_what_cannot_be_used_stays_in_the_form(client: FlaskClient, field: str, value: str) -> None:
    answer = client.post(HIDDEN, data=_form(client, read="1", network="1") | {field: value})
    assert answer.status_code == 400
    page = Parsed(answer.text)
    (typed,) = [a for a in page.named("input") if a.get("id") == f"field-{field}"]
    assert (typed["value"], typed.get("aria-invalid")) == (value, "true")
    if field == "k":
        assert client.get(f"{HIDDEN}?k={value}").status_code == 400


def test_who_only_reads_takes_nothing_out(store: Store) -> None:
    accounts.add_account(Context(store), "lezer", "reader", PASSWORD, temporary=False)
    app: Flask = create_app(replace(Settings(), access="accounts"), store)
    app.testing = True
    client = app.test_client()
    assert enter(client, "lezer", PASSWORD) == 303
    for address in (PAGE, f"{PAGE}/graphml", f"{PAGE}/bundle", HIDDEN):
        assert client.get(address).status_code == 403
    assert PAGE not in client.get("/p/p/map").text
