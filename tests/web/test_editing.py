"""The forms, walked as a coordinator does; in Dutch."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netmap.stores import Store
from tests.web.conftest import HOSTILE, Parsed
from tests.web.entering import enter, post, with_accounts

CITED = {"cite.0.source": "s", "cite.0.evidence": "Dat staat er."}
NEW = {"kind": "organisation", "name": "Gamma", "join": "member_of", **CITED}
FORMS = [
    "/p/p/edit",
    "/p/p/edit?q=a",
    "/p/p/edit/entity/new?kind=organisation",
    "/p/p/edit/entity/new?kind=unit",
    "/p/p/edit/entity/new?kind=atelier",
    "/p/p/edit/entity/new?kind=activity",
    "/p/p/edit/entity/new?kind=theme",
    "/p/p/edit/entity/new?kind=goal",
    "/p/p/edit/entity/new?kind=nonsense",
    "/p/p/edit/entity/hostile",
    "/p/p/edit/entity/f",
    "/p/p/edit/tie/new",
    "/p/p/edit/tie/new?source=hostile&target=a",
    "/p/p/edit/tie/new?source=w&target=a&kind=leads",
    "/p/p/edit/tie/p.refers_to.team.hostile",
    "/p/p/edit/source/new",
    "/p/p/edit/source/bad-source",
    "/p/p/edit/entity/hostile/remove",
    "/p/p/edit/tie/p.refers_to.team.hostile/remove",
    "/p/p/edit/source/bad-source/remove",
    "/p/p/edit/merge",
    "/p/p/edit/merge?keep=hostile&drop=formula",
    "/p/p/edit/split",
    "/p/p/edit/split?organisation=hostile",
    "/p/p/edit/move",
    "/p/p/edit/move?unit=team",
    "/revisions/1/undo",
    "/p/p/restore?revision=1",
    "/restore/entity/hostile?revision=1",
    "/restore/entity/hostile?revision=1&ties=1",
]
LOOKS = ["/history", "/p/p/history", "/entity/hostile/history", "/revisions/1"]


@pytest.fixture
def dutch(client: FlaskClient) -> FlaskClient:
    client.get("/?lang=nl")
    return client


def form_of(page: TestResponse, action: str = "") -> dict[str, str]:
    """What a browser would send for the (last) form of a page with a token."""
    text = page.text.split("<form")[-1] if not action else page.text.split(action)[1]
    fields: dict[str, str] = {}
    for tag, attrs in Parsed("<form" + text).elements:
        name = attrs.get("name", "")
        if tag != "input" or not name or attrs.get("type") in ("radio", "checkbox"):
            continue
        fields[name] = attrs.get("value", "")
    return fields


def send(client: FlaskClient, address: str, fields: dict[str, str], **keys: object) -> TestResponse:
    """Open the form and send it back with these fields filled in."""
    opened = client.get(address)
    assert opened.status_code == 200, opened.text
    hidden = {
        name: value
        for name, value in form_of(opened).items()
        if name in ("csrf_token", "base_revision", "expect", "keep", "drop", "organisation", "unit")
    }
    return client.post(address, data={**hidden, **fields}, **keys)  # type: ignore[arg-type]


def revision(client: FlaskClient) -> int:
    return int(client.get("/health").json["revision"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_and_lets_nothing_break_out(client: FlaskClient, language: str) -> None:
    client.get(f"/?lang={language}")
    for address in FORMS + LOOKS:
        page = client.get(address)
        assert page.status_code == 200, address
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        ids = [attrs["id"] for _, attrs in Parsed(page.text).elements if attrs.get("id")]
        assert len(ids) == len(set(ids)), address


def test_a_reader_may_look_back_but_not_edit(store: Store) -> None:
    reader = enter(with_accounts(store), "een-reader")
    for address in FORMS:
        assert reader.get(address).status_code == 403, address
    for address in LOOKS:
        page = reader.get(address)
        assert page.status_code == 200
        assert "/undo" not in page.text
    assert "/edit" not in reader.get("/entity/hostile").text
    for address in ("/p/p/edit/entity/new", "/revisions/1/undo"):
        assert post(reader, address, **NEW).status_code == 403
    assert store.ping() == 1


def test_without_a_token_nothing_is_changed(dutch: FlaskClient) -> None:
    assert dutch.post("/p/p/edit/entity/new", data=NEW).status_code == 400
    assert revision(dutch) == 1


def test_a_day_of_editing(dutch: FlaskClient) -> None:
    """Add an organisation and a tie, correct it, undo, redo, and go back to the beginning."""
    added = send(dutch, "/p/p/edit/entity/new?kind=organisation", NEW)
    assert added.headers["Location"] == "/entity/gamma"
    page = dutch.get("/entity/gamma").text
    assert "Bewaard als revisie 2: “Toegevoegd: Gamma (organisatie)”" in page
    assert "Ongedaan maken" in page

    meeting = {
        "source": "Gamma",
        "target": "A",
        "kind": "refers_to",
        "attr.scale": "up",
        "cite.0.source": "new",
        "cite.0.evidence": "Dat is afgesproken.",
        "new.kind": "meeting",
        "new.title": "Ledenvergadering",
        "new.date": "12-3-2026",
        "message": "Uit de vergadering",
    }
    tied = send(dutch, "/p/p/edit/tie/new?source=gamma&target=a", meeting)
    assert tied.headers["Location"] == "/entity/gamma#tie-p.refers_to.gamma.a"
    assert "Ledenvergadering, 12 maart 2026" in dutch.get("/entity/gamma").text

    changed = send(dutch, "/p/p/edit/entity/gamma", {"name": "Gamma", "summary": "Doet iets."})
    assert changed.status_code == 303
    history = dutch.get("/entity/gamma/history").text
    assert "Gewijzigd: Gamma" in history
    assert "Uit de vergadering" in history
    assert re.search(r"Omschrijving</dt>\s*<dd>.*niet ingevuld.*Doet iets\.", history, re.S)

    token = form_of(dutch.get("/revisions/4"), "/revisions/4/undo")["csrf_token"]
    undone = dutch.post("/revisions/4/undo", data={"csrf_token": token}, follow_redirects=True)
    assert "Revisie 4 is ongedaan gemaakt." in undone.text
    assert "Opnieuw doen" in undone.text
    assert "Doet iets." not in dutch.get("/entity/gamma").text
    redone = dutch.post("/revisions/5/undo", data={"csrf_token": token}, follow_redirects=True)
    assert "Revisie 4 is opnieuw gedaan." in redone.text
    assert "Doet iets." in dutch.get("/entity/gamma").text

    look = dutch.get("/p/p/restore?revision=1")
    assert "Gamma" in look.text
    back = send(dutch, "/p/p/restore?revision=1", {"revision": "1"}, follow_redirects=True)
    assert "De oudere stand is terug." in back.text
    assert dutch.get("/entity/gamma").status_code == 404
    assert dutch.get("/entity/gamma/history").status_code == 200


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(dutch: FlaskClient) -> None:
    wrong = {
        "source": HOSTILE,
        "target": "Niemand",
        "kind": "refers_to",
        "valid_from": "vorig jaar",
        "attr.obstacle": "Lang <wachten>",
        "cite.0.evidence": "Half",
        "cite.0.source": "",
        "message": "Mijn woorden",
    }
    page = send(dutch, "/p/p/edit/tie/new", wrong)
    assert page.status_code == 400
    assert revision(dutch) == 1
    assert 'id="problems"' in page.text
    for field in ("target", "valid_from", "cite.0.source"):
        assert f'href="#field-{field}"' in page.text
        assert f'id="wrong-{field}"' in page.text
    values = [attrs.get("value") for attrs in Parsed(page.text).named("input")]
    assert {HOSTILE, "Niemand", "vorig jaar", "Mijn woorden"} <= set(values)
    assert "Lang &lt;wachten&gt;" in page.text


def test_the_history_names_no_ids(dutch: FlaskClient, store: Store) -> None:
    tie = {**CITED, "kind": "advises", "source": "Team [team]", "target": "A"}
    assert send(dutch, "/p/p/edit/tie/new", tie).status_code == 303
    assert store.revisions()[-1].message == "Toegevoegd: Team adviseert A"


def test_a_kind_that_does_not_exist_is_said(dutch: FlaskClient) -> None:
    page = send(dutch, "/p/p/edit/entity/new", {**NEW, "kind": "planet"})
    assert page.status_code == 400
    assert revision(dutch) == 1


def test_the_map_leads_to_a_form_with_what_fits(dutch: FlaskClient) -> None:
    page = dutch.get("/p/p/edit/tie/new?source=w&target=a&kind=leads")
    options = {o.get("value"): o for o in Parsed(page.text).named("option") if "data-from" in o}
    assert "disabled" in options["leads"]
    assert "is kartrekker van" in page.text.split("Andersom kan ook")[1].split("</p>")[0]
    token = form_of(page)["csrf_token"]
    swapped = dutch.post(
        "/p/p/edit/tie/new",
        data={"csrf_token": token, "source": "W", "target": "A", "action": "swap"},
    )
    assert swapped.status_code == 200
    inputs = {i["name"]: i.get("value") for i in Parsed(swapped.text).named("input") if "name" in i}
    assert (inputs["source"], inputs["target"]) == ("A", "W")
    assert revision(dutch) == 1


def test_a_name_that_is_there_leads_to_the_one_that_is(dutch: FlaskClient) -> None:
    page = send(dutch, "/p/p/edit/entity/new?kind=organisation", {**NEW, "name": "a"})
    assert page.status_code == 400
    assert 'href="/p/p/edit/entity/a"' in page.text
    again = {**NEW, "name": "a", "another": "yes"}
    assert send(dutch, "/p/p/edit/entity/new?kind=organisation", again).status_code == 303


def test_two_people_at_once(dutch: FlaskClient, store: Store) -> None:
    address = "/p/p/edit/entity/a"
    opened = form_of(dutch.get(address))
    mine = {"csrf_token": opened["csrf_token"], "base_revision": opened["base_revision"]}
    send(dutch, address, {"name": "Hunne", "summary": "Ook van hen.", "message": "eerst"})
    clash = dutch.post(address, data={**mine, "name": "Mijne", "aliases": "AA"})
    assert clash.status_code == 409
    for words in ("Het was", "Hunne", "Mijne", "eerst", "Ook van hen."):
        assert words in clash.text
    assert revision(dutch) == 2

    hidden = form_of(clash)
    assert hidden["aliases"] == "AA"
    chosen = dutch.post(address, data={**hidden, "choose.name": "theirs"})
    assert chosen.status_code == 303
    found = store.snapshot().entities["a"]
    assert (found.name, found.aliases, found.summary) == ("Hunne", ("AA",), "Ook van hen.")

    clash = dutch.post(address, data={**mine, "name": "Mijne"})
    dutch.post(address, data={**form_of(clash), "action": "overwrite"})
    found = store.snapshot().entities["a"]
    assert (found.name, found.summary) == ("Mijne", "")


def test_removing_after_a_look(dutch: FlaskClient) -> None:
    look = dutch.get("/p/p/edit/entity/team/remove")
    assert "3 verbindingen gaan mee weg" in look.text
    gone = send(dutch, "/p/p/edit/entity/team/remove", {}, follow_redirects=True)
    assert "Verwijderd: Het team" in gone.text
    assert dutch.get("/entity/team").status_code == 404
    token = form_of(dutch.get("/revisions/2"), "/revisions/2/undo")["csrf_token"]
    dutch.post("/revisions/2/undo", data={"csrf_token": token})
    assert dutch.get("/entity/team").status_code == 200


def test_undoing_what_was_changed_since_is_a_choice(dutch: FlaskClient, store: Store) -> None:
    for name in ("Een", "Twee"):
        send(dutch, "/p/p/edit/entity/a", {"name": name})
    token = form_of(dutch.get("/revisions/2"), "/revisions/2/undo")["csrf_token"]
    refused = dutch.post("/revisions/2/undo", data={"csrf_token": token})
    assert refused.headers["Location"] == "/revisions/2/undo"
    assert "later opnieuw gewijzigd" in dutch.get("/revisions/2/undo").text
    done = send(dutch, "/revisions/2/undo", {"extent": "all"})
    assert done.headers["Location"] == "/revisions/4"
    assert store.snapshot().entities["a"].name == "A"


def test_two_become_one(dutch: FlaskClient, store: Store) -> None:
    send(dutch, "/p/p/edit/entity/new?kind=organisation", {**NEW, "name": "A bv"})
    look = dutch.get("/p/p/edit/merge?keep=A&drop=A+bv")
    assert "valt samen met een die er al is" in look.text
    done = send(dutch, "/p/p/edit/merge?keep=a&drop=a-bv", {"choose.name": "mine"})
    assert done.headers["Location"] == "/entity/a"
    assert store.snapshot().entities["a"].aliases == ("A bv",)
    send(dutch, "/p/p/edit/entity/new?kind=organisation", {**NEW, "name": "Het Elfenbos"})
    send(dutch, "/p/p/edit/entity/new?kind=organisation", {**NEW, "name": "Elfenbos"})
    pair = {"one": "elfenbos", "other": "het-elfenbos"}
    pairs = dutch.get("/p/p/edit/merge")
    assert "Elfenbos – Het Elfenbos" in pairs.text
    token = form_of(pairs)["csrf_token"]
    apart = dutch.post(
        "/p/p/edit/merge/apart", data={"csrf_token": token, **pair}, follow_redirects=True
    )
    assert "Er zijn geen namen die op elkaar lijken." in apart.text
    wrong = dutch.get("/p/p/edit/merge?keep=a&drop=team")
    assert wrong.status_code == 400
    assert "alleen twee van dezelfde soort" in wrong.text


def test_departments_and_a_move(dutch: FlaskClient, store: Store) -> None:
    address = "/p/p/edit/split?organisation=a"
    fields = {"unit.1": "Jeugd", "move.p.takes_part_in.a.w": "1", **CITED}
    assert send(dutch, address, fields).headers["Location"] == "/entity/a"
    assert store.snapshot().ties["p.takes_part_in.a.w"].source == "jeugd"
    wrong = send(dutch, address, {"unit.1": "Jeugd"})
    assert wrong.status_code == 400
    moved = send(dutch, "/p/p/edit/move?unit=jeugd", {"to": "hostile", "since": "2026", **CITED})
    assert moved.headers["Location"] == "/entity/jeugd"
    assert str(store.snapshot().ties["p.part_of.jeugd.a"].valid_to) == "2026"


MISSING = [
    ("/p/nothing/edit", 404),
    ("/p/p/edit/entity/nothing", 404),
    ("/p/p/edit/tie/nothing", 404),
    ("/p/fabel/edit/tie/p.refers_to.team.hostile", 404),
    ("/p/p/edit/source/nothing", 404),
    ("/p/p/edit/nonsense/a/remove", 404),
    ("/p/p/edit/entity/p/remove", 400),
    ("/p/p/edit/entity/a?base_revision=x", 400),
    ("/entity/nothing/edit", 404),
    ("/entity/nothing/history", 404),
    ("/p/nothing/history", 404),
    ("/history?before=x", 400),
    ("/revisions/x", 404),
    ("/revisions/99", 404),
    ("/revisions/99999999999999999999", 404),
    ("/revisions/99/undo", 404),
    ("/p/p/restore", 404),
    ("/p/p/restore?revision=99", 404),
    ("/restore/tie/nothing?revision=1", 404),
    ("/restore/nonsense/a?revision=1", 404),
]


def test_what_is_not_there(dutch: FlaskClient) -> None:
    for address, status in MISSING:
        assert dutch.get(address).status_code == status, address


def test_where_to_go_afterwards_stays_within_the_service(dutch: FlaskClient) -> None:
    for wish, where in (
        ("/p/p/map?x=1", "/p/p/map?x=1"),
        ("https://elsewhere.example", "/sources/een"),
        ("//elsewhere.example", "/sources/twee"),
    ):
        title = "Een" if where.endswith(("een", "1")) else "Twee"
        fields = {"title": title, "kind": "document", "next": wish}
        found = send(dutch, "/p/p/edit/source/new", fields).headers["Location"]
        assert found in (where, where + "-2")


def test_a_link_out_of_the_form_stays_within_the_service(dutch: FlaskClient) -> None:
    page = dutch.get("/p/p/edit/tie/new?next=javascript:alert(1)")
    assert not any(a.get("href", "").startswith("javascript") for a in Parsed(page.text).named("a"))


def test_one_record_of_a_revision_comes_back(dutch: FlaskClient, store: Store) -> None:
    send(dutch, "/p/p/edit/tie/p.refers_to.team.hostile/remove", {})
    links = [a["href"] for a in Parsed(dutch.get("/revisions/2").text).named("a") if "href" in a]
    address = next(link for link in links if link.startswith("/restore/tie/"))
    assert send(dutch, address, {"revision": "1"}).status_code == 303
    assert "p.refers_to.team.hostile" in store.snapshot().ties


def test_history_as_json_says_the_same(dutch: FlaskClient) -> None:
    send(dutch, "/p/p/edit/entity/a", {"name": "Alfa"})
    for address in LOOKS:
        assert dutch.get(f"{address}.json").status_code == 200
    change = dutch.get("/revisions/2.json").json["entries"][0]["changes"][0]
    assert change["parts"][0]["before"] == ["A"]
    assert dutch.get("/p/p/history.json").json["entries"][0]["number"] == 2
