"""Lists in parts, filters, what cannot be used, and what did not change."""

from __future__ import annotations

from typing import Any

import pytest

from netmap.model import Put
from netmap.services import meetings
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from tests.builders import entity, tie
from tests.web.api.conftest import Program
from tests.web.conftest import HOSTILE


def everything(program: Program, address: str) -> list[Any]:
    """The items of a list, part by part."""
    items = []
    found = program.answer(address)
    items.extend(found["items"])
    while found["next"]:
        found = program.answer(found["next"].removeprefix("/api/v1"))
        items.extend(found["items"])
    return items


@pytest.mark.parametrize("address", ["/entities", "/ties", "/partnerships/p/gaps"])
def test_the_parts_of_a_list_make_the_whole(reader: Program, address: str) -> None:
    whole = reader.answer(f"{address}?limit=1000")
    assert whole["next"] is None
    assert len(whole["items"]) == whole["total"] > 4
    assert everything(reader, f"{address}?limit=2") == whole["items"]


def test_the_next_part_is_of_the_same_revision(reader: Program, store: Store) -> None:
    first = reader.answer("/ties?limit=2")
    whole = reader.answer("/ties")["items"]
    new = [Put(entity("0")), Put(tie("0", "member_of", "p", key="0"))]
    commit(Context(store), new, message="later")
    second = reader.answer(first["next"].removeprefix("/api/v1"))
    assert (second["revision"], second["items"]) == (1, whole[2:4])


def test_revisions_go_on_after_the_last(reader: Program, store: Store) -> None:
    for number in range(4):
        commit(Context(store), [Put(entity(f"n{number}"))], message=f"change {number}")
    assert [r["number"] for r in everything(reader, "/revisions?limit=2")] == [1, 2, 3, 4, 5]
    touching = reader.answer("/revisions?touching=entity:n1")["items"]
    assert [r["message"] for r in touching] == ["change 1"]
    change = reader.answer("/revisions/3")["changes"][0]
    assert (change["before"], change["after"]["id"]) == (None, "n1")


def ids(program: Program, address: str) -> set[str]:
    return {item["id"] for item in program.answer(address)["items"]}


def test_filters_narrow_a_list(reader: Program) -> None:
    assert ids(reader, "/entities?kind=atelier&kind=unit") == {"w", "team"}
    assert ids(reader, "/entities?partnership=fabel&kind=organisation") == {"elf"}
    assert ids(reader, "/ties?entity=team&kind=refers_to") == {"p.refers_to.team.hostile"}
    assert ids(reader, "/ties?source=bad-source") == {"p.refers_to.team.hostile"}
    assert "p.takes_part_in.a.w" in ids(reader, "/ties?as_of=2020")
    assert "p.takes_part_in.a.w" not in ids(reader, "/ties?as_of=2022-05-01")
    assert ids(reader, "/ties?certainty=assumed") == set()


def test_gaps_by_family_severity_and_rule(reader: Program) -> None:
    whole = reader.answer("/partnerships/p/gaps")["items"]
    for name in ("family", "severity", "rule"):
        value = whole[-1]["gap"][name]
        found = reader.answer(f"/partnerships/p/gaps?{name}={value}")
        assert found["items"] == [item for item in whole if item["gap"][name] == value]


def test_gaps_come_with_their_evidence_and_what_was_decided(reader: Program, store: Store) -> None:
    found = reader.answer("/partnerships/p/gaps")
    gap = next(item["gap"] for item in found["items"] if item["gap"]["evidence"])
    held = found["evidence"]
    assert set(gap["evidence"]) <= held["ties"].keys()
    tie = held["ties"][gap["evidence"][0]]
    assert {tie["source"], tie["target"]} <= held["entities"].keys()
    assert {citation["source"] for citation in tie["citations"]} <= held["sources"].keys()
    assert all(item["decision"] is None for item in found["items"])
    meetings.decide(Context(store), "p", gap["key"], choice="accept", expect_version=0)
    [one] = [
        item
        for item in reader.answer("/partnerships/p/gaps")["items"]
        if item["gap"]["key"] == gap["key"]
    ]
    assert one["decision"]["choice"] == "accept"
    [decision] = reader.answer("/partnerships/p/decisions")["decisions"]
    assert decision["gap"] == gap["key"]


def test_metrics_by_key_actor_and_role(reader: Program) -> None:
    found = reader.answer("/partnerships/p/metrics?metric=degree&metric=density&role=member")
    assert {row["id"] for row in found["actors"]} == {"a", "formula", "hostile"}
    assert all(row["values"].keys() == {"degree"} for row in found["actors"])
    assert found["whole"].keys() == {"density"}
    assert [card["key"] for card in found["node_cards"]] == ["degree"]
    one = reader.answer("/partnerships/p/metrics?actor=a")["actors"]
    assert [row["id"] for row in one] == ["a"]


def test_every_metric_has_its_card(reader: Program) -> None:
    cards = reader.answer("/metrics")["metrics"]
    assert {card["level"] for card in cards} == {"node", "whole", "tie", "set", "two_mode"}
    assert reader.answer("/metrics/betweenness")["card"]["formula"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nothing", 404, "not-found"),
        ("/partnerships/nothing", 404, "unknown-partnership"),
        ("/partnerships/a/gaps", 404, "unknown-partnership"),
        ("/entities/nothing", 404, "unknown-entity"),
        ("/ties/nothing", 404, "unknown-tie"),
        ("/sources/nothing", 404, "unknown-source"),
        ("/revisions/99", 404, "unknown-revision"),
        ("/revisions/99999999999999999999999999", 404, "unknown-revision"),
        ("/revisions/0", 404, "unknown-revision"),
        ("/metrics/nothing", 404, "unknown-metric"),
        ("/partnerships/p/metrics/nothing", 404, "unknown-metric"),
        ("/partnerships/p/map?size_by=nothing", 404, "unknown-metric"),
        ("/partnerships/p/views/nothing", 404, "unknown-document"),
        ("/partnerships/p/meetings/nothing", 404, "unknown-document"),
        ("/partnerships/p/ateliers/nothing", 404, "unknown-entity"),
        ("/ties?revision=99", 404, "unknown-revision"),
    ],
)
def test_what_is_not_there(reader: Program, address: str, status: int, code: str) -> None:
    answer = reader.get(address)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("as_of=2019-13", "as_of"),
        ("as_of=gisteren", "as_of"),
        ("revision=-1", "revision"),
        ("revision=99999999999999999999999999999", "revision"),
        ("certainty=maybe", "certainty"),
        ("kind=nothing", "kind"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("asof=2019", "asof"),
        ("kind=member_of&knd=x", "knd"),
    ],
)
def test_what_cannot_be_used_is_named(reader: Program, query: str, field: str) -> None:
    answer = reader.get(f"/ties?{query}")
    assert answer.status_code == 422
    assert [p["field"] for p in answer.json["error"]["problems"]] == [field]


def test_every_problem_is_told_at_once(reader: Program) -> None:
    problems = reader.get("/ties?limit=x&as_of=x&nothing=1").json["error"]["problems"]
    assert {p["field"] for p in problems} == {"limit", "as_of", "nothing"}


@pytest.mark.parametrize(
    "address",
    [
        "/partnerships/p/scenario",
        "/partnerships/p/comparison",
        "/partnerships/p/scenario?tie=x",
        "/partnerships/p/coverage/nothing",
    ],
)
def test_a_question_that_says_too_little(reader: Program, address: str) -> None:
    assert reader.get(address).status_code == 422


def test_texts_follow_the_language(reader: Program) -> None:
    address = "/partnerships/p/gaps?limit=1"
    english = reader.answer(address)["items"][0]["text"]
    dutch = reader.answer(f"{address}&language=nl")["items"][0]["text"]
    assert english != dutch
    assert reader.get(address, **{"Accept-Language": "nl"}).json["items"][0]["text"] == dutch


def test_hostile_names_come_as_they_are(reader: Program) -> None:
    answer = reader.get("/entities/hostile")
    assert answer.json["entity"]["name"] == HOSTILE
    assert answer.content_type == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    "address", ["/partnerships/p/gaps", "/entities", "/partnerships/p/views", "/"]
)
def test_what_did_not_change_is_not_sent_again(reader: Program, store: Store, address: str) -> None:
    first = reader.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in first.vary
    tag = first.headers["ETag"]
    again = reader.get(address, **{"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert reader.get(address, **{"If-None-Match": f'"other", W/{tag}'}).status_code == 304
    assert reader.get(address, **{"If-None-Match": "*"}).status_code == 200
    commit(Context(store), [Put(entity("new"))], message="later")
    assert reader.get(address, **{"If-None-Match": tag}).status_code == 200


def test_what_is_not_there_is_never_unchanged(reader: Program) -> None:
    assert reader.get("/entities/nothing", **{"If-None-Match": "*"}).status_code == 404


def test_a_tag_is_of_the_rights_and_the_language_too(reader: Program, editor: Program) -> None:
    tag = reader.get("/partnerships/p/coverage/functions").headers["ETag"]
    assert (
        editor.get("/partnerships/p/coverage/functions", **{"If-None-Match": tag}).status_code
        == 200
    )
    dutch = {"If-None-Match": tag, "Accept-Language": "nl"}
    assert reader.get("/partnerships/p/coverage/functions", **dutch).status_code == 200


@pytest.mark.parametrize("form", ["graphml", "gephi", "json", "bundle"])
def test_exports_are_files_and_the_same_again(editor: Program, form: str) -> None:
    one = editor.get(f"/partnerships/p/exports/{form}?language=en")
    other = editor.get(f"/partnerships/p/exports/{form}?language=en")
    assert one.status_code == 200
    assert one.data == other.data
    assert "attachment" in one.headers["Content-Disposition"]
    keys = [found["key"] for found in editor.answer("/exports")["formats"]]
    assert form in {*keys, "bundle"}
