"""The desk: documents around the graph, on every store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from netmap.errors import Conflict, Invalid
from netmap.stores import Store
from tests.contract.examples import village

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOSTILE = "'; DROP TABLE document; -- \" {$x} \n ✓"


def test_a_document_comes_back_as_it_was_written(store: Store) -> None:
    value = {"title": HOSTILE, "list": [1, 2.5, None, True], "deep": {"é": []}}
    assert store.desk.write("view", "dorp/Eén".replace("é", "e"), value, author="a", at=NOON) == 1
    found = store.desk.document("view", "dorp/Een")
    assert found is not None
    assert (found.kind, found.key, found.version, found.at) == ("view", "dorp/Een", 1, NOON)
    assert (found.author, found.value) == ("a", value)


def test_the_clock_of_the_store_tells_when(store: Store) -> None:
    before = datetime.now(UTC)
    store.desk.write("view", "k", {}, author="a")
    found = store.desk.document("view", "k")
    assert found is not None
    assert before <= found.at <= datetime.now(UTC)


def test_nothing_is_none(store: Store) -> None:
    assert store.desk.document("view", "k") is None
    assert store.desk.documents("view") == ()
    assert store.desk.discard("view", "k") is False


def test_writing_replaces_whole_and_counts(store: Store) -> None:
    store.desk.write("view", "k", {"one": 1, "two": 2}, author="a")
    assert store.desk.write("view", "k", {"one": 9}, author="b", expect_version=1) == 2
    found = store.desk.document("view", "k")
    assert found is not None
    assert (found.version, found.author, found.value) == (2, "b", {"one": 9})


@pytest.mark.parametrize("expected", [0, 2])
def test_another_version_than_expected_is_a_conflict(store: Store, expected: int) -> None:
    store.desk.write("view", "k", {"one": 1}, author="a")
    with pytest.raises(Conflict) as told:
        store.desk.write("view", "k", {"one": 2}, author="b", expect_version=expected)
    assert told.value.facts == {"expected": expected, "actual": 1}
    with pytest.raises(Conflict):
        store.desk.discard("view", "k", expect_version=expected)
    found = store.desk.document("view", "k")
    assert found is not None
    assert found.value == {"one": 1}


def test_a_version_of_what_is_not_there_is_a_conflict_and_leaves_nothing(store: Store) -> None:
    with pytest.raises(Conflict):
        store.desk.write("view", "k", {}, author="a", expect_version=1)
    assert store.desk.document("view", "k") is None
    assert store.desk.documents("view") == ()


def test_documents_come_by_key_of_one_kind_under_a_prefix(store: Store) -> None:
    for kind, key in (("view", "a/2"), ("view", "a/1"), ("view", "b/1"), ("meeting", "a/3")):
        store.desk.write(kind, key, {}, author="a")
    keys = [d.key for d in store.desk.documents("view", prefix="a/")]
    assert keys == ["a/1", "a/2"]
    assert [d.key for d in store.desk.documents("view", newest_first=True, limit=2)] == [
        "b/1",
        "a/2",
    ]
    assert [d.key for d in store.desk.documents("view", limit=1)] == ["a/1"]
    assert store.desk.documents("view", prefix="%") == ()


def test_the_kinds_are_those_that_have_a_document(store: Store) -> None:
    assert store.desk.kinds() == ()
    for kind, key in (("view", "a"), ("meeting", "a"), ("view", "b")):
        store.desk.write(kind, key, {}, author="a")
    assert store.desk.kinds() == ("meeting", "view")
    store.desk.discard("meeting", "a")
    assert store.desk.kinds() == ("view",)


def test_what_is_thrown_away_is_gone_and_begins_again(store: Store) -> None:
    store.desk.write("view", "k", {}, author="a")
    assert store.desk.discard("view", "k", expect_version=1) is True
    assert store.desk.document("view", "k") is None
    assert store.desk.write("view", "k", {}, author="a", expect_version=0) == 1


@pytest.mark.parametrize(("kind", "key"), [("View", "k"), ("view", ""), ("view", "a b")])
def test_an_address_that_cannot_be_is_refused(store: Store, kind: str, key: str) -> None:
    with pytest.raises(Invalid):
        store.desk.write(kind, key, {}, author="a")


def test_one_of_many_who_write_at_once_is_first(store: Store) -> None:
    store.desk.write("view", "k", {"by": -1}, author="a")

    def attempt(number: int) -> bool:
        try:
            store.desk.write("view", "k", {"by": number}, author="a", expect_version=1)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1


def test_one_of_many_who_throw_away_at_once_hears_so(store: Store) -> None:
    store.desk.write("link", "k", {}, author="a")
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: store.desk.discard("link", "k"), range(4))) == 1


def test_the_desk_and_the_graph_leave_each_other_alone(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    before = store.snapshot()
    store.desk.write("view", "k", {}, author="a")
    assert store.ping() == 1
    assert store.snapshot() == before
    store.commit([], author="a", message="nothing")
    assert store.desk.document("view", "k") is not None
