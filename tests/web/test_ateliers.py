"""The pages of ateliers: whom to invite, with what people may do about it."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from netmap.model import Entity, Put, Record
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from tests.builders import entity, tie
from tests.web.conftest import FORMULA, HOSTILE, Parsed


def _asked(store: Store) -> None:
    """The atelier is about young people; who covers that has a name that tries to break out."""
    records: list[Record] = [
        entity("young", "target_group", name="Jongeren"),
        tie("w", "addresses", "young"),
        tie("formula", "covers", "young"),
        tie("hostile", "collaborates_with", "team"),
    ]
    commit(Context(store), [Put(record) for record in records], message="asked")


def test_the_list_leads_to_each_atelier(client: FlaskClient) -> None:
    page = Parsed(client.get("/p/p/ateliers").text)
    assert "/p/p/ateliers/w" in {link.get("href") for link in page.named("a")}


def test_a_partnership_without_ateliers_says_what_to_do(client: FlaskClient) -> None:
    assert (
        "Voor dit samenwerkingsverband is geen atelier vastgelegd."
        in client.get("/p/fabel/ateliers").text
    )


def test_whom_to_invite_and_why(client: FlaskClient, store: Store, app: Flask) -> None:
    _asked(store)
    answer = client.get("/p/p/ateliers/w")
    page = Parsed(answer.text)
    assert HOSTILE not in answer.text
    assert "Dekt wat nog niemand in het atelier dekt: ‘Jongeren’." in page.text
    assert (
        "Eén stap verwijderd: heeft een verbinding met Het team (werkt samen met, verwijst naar)."
        in page.text
    )
    first = (client.get("/p/p/ateliers/w.json").json or {})["first"]
    assert [row["who"]["id"] for row in first] == ["formula"]
    forms = [a["href"] for a in page.named("a") if "/edit/tie/new" in a.get("href", "")]
    wanted = [f for f in forms if "kind=takes_part_in&source=formula&target=w" in f]
    assert bool(wanted) == ("editing.new_tie" in app.view_functions)


def test_the_invitations_as_csv_run_nothing(client: FlaskClient, store: Store) -> None:
    _asked(store)
    answer = client.get("/p/p/ateliers/w/invitations.csv")
    assert answer.mimetype == "text/csv"
    rows = answer.data.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("place;id;name;")
    assert f";'{FORMULA};" in rows[1]


def test_the_small_map_is_a_picture(client: FlaskClient) -> None:
    answer = client.get("/p/p/ateliers/w/map.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.startswith("<svg ")


def test_a_closed_atelier_invites_nobody(client: FlaskClient, store: Store) -> None:
    closed = Entity("w", "atelier", "W", attributes={"status": "closed"})
    commit(Context(store), [Put(closed)], message="closed")
    assert (
        "Dit atelier is afgerond, dus er is niemand uit te nodigen."
        in client.get("/p/p/ateliers/w").text
    )
