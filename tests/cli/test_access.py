"""Accounts, tokens, the link and the trail on the command line."""

from __future__ import annotations

import io

import pytest
from argon2 import PasswordHasher

from netmap.services.accounts import passwords
from tests.cli.conftest import Run

PASSWORD = "een lange zin om in te komen"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", cheap)


def test_the_life_of_an_account(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no account yet" in run("account", "list").out
    made = run("account", "add", "beheer", "--role", "administrator", "--json").json
    assert len(made["password"]) == 23
    assert made["must_change_password"]
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    asked = run("account", "add", "bestuur-1", "--role", "reader", "--ask", "--json").json
    assert (asked["password"], asked["must_change_password"]) == (None, False)
    assert "epoch" not in asked
    assert "researcher" in run("account", "role", "bestuur-1", "--role", "researcher").out
    assert run("account", "disable", "bestuur-1", "--json").json["disabled"]
    assert "disabled" in run("account", "list").out
    assert run("account", "enable", "bestuur-1").code == 0
    assert "again" in run("account", "unlock", "bestuur-1").out
    assert "not shown again" in run("account", "password", "bestuur-1").out
    assert run("account", "remove", "bestuur-1", "--json").json == {"removed": "bestuur-1"}
    assert [a["key"] for a in run("account", "list", "--json").json] == ["beheer"]
    seen = [line["event"] for line in run("audit", "--json").json]
    assert seen[0] == "account-removed"
    assert seen[-1] == "account-added"


def test_what_cannot_be_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("account", "add", "beheer", "--role", "administrator").code == 0
    for arguments, code, words in (
        (("account", "add", "Jan de Boer", "--role", "reader"), 4, "small letters"),
        (("account", "remove", "beheer"), 4, "last administrator"),
        (("account", "disable", "niemand"), 3, "no account"),
        (("account", "password", "niemand", "--ask"), 3, "no account"),
        (("token", "revoke", "zzz"), 3, "no token"),
        (("token", "make", "x", "--role", "reader", "--days", "900"), 4, "366"),
        (("audit", "--json", "--csv"), 2, "choose one"),
    ):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (code, "")
        assert words in ran.err
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    assert run("account", "password", "beheer", "--ask").code == 4


def test_a_token_is_shown_once(run: Run) -> None:
    made = run("token", "make", "R script", "--role", "reader", "--json").json
    assert made["token"].startswith("nm_")
    listed = run("token", "list")
    assert made["id"] in listed.out
    assert made["token"] not in listed.out
    assert run("token", "make", "x", "--role", "reader").out.startswith("nm_")
    assert run("token", "revoke", made["id"]).code == 0
    assert [t["name"] for t in run("token", "list", "--json").json] == ["x"]


def test_a_link_is_an_address(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETMAP_PORT", "8765")
    address = run("link", "--json").json["address"]
    assert address.startswith("http://127.0.0.1:8765/sign-in?link=")
    assert run("link", "--minutes", "5").out.startswith("http://127.0.0.1:8765/sign-in?link=")


def test_the_trail_as_a_table(run: Run) -> None:
    run("link")
    assert "link-made" in run("audit").out
    table = run("audit", "--csv", "--event", "link-made").out
    assert table.splitlines()[0].endswith("at;event;by;about")
    assert "minutes: 15" in table
