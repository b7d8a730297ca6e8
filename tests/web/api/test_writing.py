"""Changes by a program: all or nothing, never over somebody else's."""

from __future__ import annotations

from typing import Any

import pytest

from netmap.model import Put
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from tests.builders import entity
from tests.web.api.conftest import Program

CITED = [{"source": "s", "locator": "1", "evidence": "It says so."}]
NEW = {
    "message": "From the register",
    "expect_revision": 1,
    "changes": [
        {"put": "entity", "record": {"id": "new", "kind": "organisation", "name": "Nieuw"}},
        {
            "put": "tie",
            "record": {
                "id": "p.member_of.new.p",
                "partnership": "p",
                "kind": "member_of",
                "source": "new",
                "target": "p",
                "valid_from": "2026-03",
                "citations": CITED,
            },
        },
    ],
}


def test_changes_become_one_revision_that_can_be_undone(editor: Program) -> None:
    made = editor.post("/revisions", NEW)
    assert (made.status_code, made.json) == (201, {"revision": 2, "changed": True})
    assert made.headers["Location"] == "/api/v1/revisions/2"
    revision = editor.answer("/revisions/2")
    assert (revision["message"], len(revision["changes"])) == ("From the register", 2)
    assert editor.answer("/ties/p.member_of.new.p")["tie"]["valid_from"] == "2026-03"
    undone = editor.post("/revisions/2/undo", {"message": "A mistake"})
    assert (undone.status_code, undone.json["revision"]) == (201, 3)
    assert editor.get("/entities/new").status_code == 404
    assert editor.answer("/revisions/3")["message"] == "A mistake"


def test_what_is_read_can_be_sent_back(editor: Program) -> None:
    changes = [
        {"put": kind, "record": record}
        for kind, records in (
            ("entity", editor.answer("/entities")["items"]),
            ("tie", editor.answer("/ties")["items"]),
            ("source", [s["source"] for s in editor.answer("/sources")["sources"]]),
        )
        for record in records
    ]
    same = editor.post(
        "/revisions", {"message": "Nothing new", "expect_revision": 1, "changes": changes}
    )
    assert (same.status_code, same.json) == (200, {"revision": 1, "changed": False})


def test_somebody_else_was_first(editor: Program, store: Store) -> None:
    commit(Context(store), [Put(entity("other"))], message="first")
    refused = editor.post("/revisions", NEW)
    assert refused.status_code == 409
    error = refused.json["error"]
    assert (error["code"], error["facts"]) == ("conflict", {"expected": 1, "actual": 2})
    assert store.ping() == 2


def problems(editor: Program, changes: Any, **other: Any) -> list[tuple[str, str, str]]:
    body = {"message": "x", "expect_revision": 1, "changes": changes, **other}
    answer = editor.post("/revisions", body)
    assert answer.status_code == 422, answer.text
    return [(p["where"], p["field"], p["code"]) for p in answer.json["error"]["problems"]]


def test_every_value_that_cannot_be_is_named(editor: Program, store: Store) -> None:
    found = problems(
        editor,
        [
            {"put": "entity", "record": {"id": "x", "kind": "organisation"}},
            {"put": "entity", "record": {"id": 3, "kind": "organisation", "name": "X", "nam": 1}},
            {"put": "tie", "record": {**_tie(), "valid_from": "gisteren", "certainty": "maybe"}},
            {"put": "tie", "record": {**_tie(), "citations": [{"source": "s"}]}},
            {"put": "nothing", "record": {}},
            {"remove": "tie", "id": 4},
            {"remove": "tie"},
            "x",
        ],
    )
    assert found == [
        ("change 1", "name", "missing"),
        ("change 2", "id", "bad-value"),
        ("change 2", "nam", "unknown-field"),
        ("change 3", "certainty", "bad-value"),
        ("change 3", "valid_from", "bad-value"),
        ("change 4", "citations.1.locator", "missing"),
        ("change 4", "citations.1.evidence", "missing"),
        ("change 5", "put", "unknown-value"),
        ("change 6", "id", "bad-value"),
        ("change 7", "id", "missing"),
        ("change 8", "", "bad-value"),
    ]
    assert store.ping() == 1


def _tie() -> dict[str, Any]:
    found: dict[str, Any] = dict(NEW["changes"][1]["record"])  # type: ignore[index]
    return found


def test_what_the_vocabulary_refuses_is_named_too(editor: Program, store: Store) -> None:
    wrong = {**_tie(), "source": "w", "citations": []}
    assert problems(editor, [{"put": "tie", "record": wrong}]) == [
        ("tie p.member_of.new.p", "kind", "bad-ends"),
        ("tie p.member_of.new.p", "citations", "no-source"),
    ]
    assert store.ping() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"message": " "}, "message"),
        ({"message": 3}, "message"),
        ({"expect_revision": None}, "expect_revision"),
        ({"expect_revision": True}, "expect_revision"),
        ({"changes": []}, "changes"),
        ({"changes": {}}, "changes"),
        ({"mesage": "x"}, "mesage"),
    ],
)
def test_a_body_says_why_on_what_and_what(
    editor: Program, change: dict[str, Any], field: str
) -> None:
    found = problems(editor, **{"changes": NEW["changes"], **change})
    assert [name for _, name, _ in found] == [field]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 200_000, "application/json", 400),
        (b'{"a": ' + b"1" * 5000 + b"}", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"[]", "application/json", 422),
        (b'{"message": "\\ud800"}', "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_read(editor: Program, body: bytes, kind: str, status: int) -> None:
    answer = editor._client.post(
        "/api/v1/revisions", headers=editor.headers, data=body, content_type=kind
    )
    assert answer.status_code == status
    assert answer.json["error"]["code"] == "invalid"
    assert answer.json["error"]["problems"]


def test_too_much_at_once(editor: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.api.bodies.LARGEST", 100)
    answer = editor.post("/revisions", NEW)
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too-large")


def test_undo_of_what_was_changed_since_is_refused(editor: Program) -> None:
    record = NEW["changes"][0]["record"]  # type: ignore[index]
    editor.post("/revisions", NEW)
    renamed = [{"put": "entity", "record": {**record, "name": "Anders"}}]  # type: ignore[dict-item]
    editor.post("/revisions", {**NEW, "expect_revision": 2, "changes": renamed})
    refused = editor.post("/revisions/2/undo", {})
    assert refused.status_code == 422
    assert refused.json["error"]["problems"][0]["code"] == "changed-since"
    assert editor.answer("/")["revision"] == 3
