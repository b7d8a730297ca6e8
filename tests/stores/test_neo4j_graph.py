"""What a person meets who opens the database with Neo4j Browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import ConstraintError

from netmap.errors import StoreUnavailable
from netmap.model import Citation, Put, Remove
from netmap.stores.neo4j import Neo4jStore
from tests.contract.examples import SAID, organisation, refers, village
from tests.histories import fold, live, tables
from tests.neo4j_server import RunningServer
from tests.waiting import until

pytestmark = pytest.mark.neo4j


@pytest.fixture
def browser(neo4j_running: RunningServer) -> Iterator[neo4j.Driver]:
    auth = (neo4j_running.user, neo4j_running.password)
    with neo4j.GraphDatabase.driver(neo4j_running.url, auth=auth) as driver:
        yield driver


def _rows(browser: neo4j.Driver, query: str) -> list[dict[str, Any]]:
    return [row.data() for row in browser.execute_query(query).records]


def test_the_graph_reads_as_people_speak(neo4j_store: Neo4jStore, browser: neo4j.Driver) -> None:
    cited = (*SAID, Citation("notulen", "punt 2", "Nog eens."))
    tie = replace(refers("school", "zorg"), citations=cited, attributes={"scale": "up"})
    neo4j_store.commit([*village(), Put(tie)], author="a", message="first")
    (row,) = _rows(
        browser,
        "MATCH (a:Organisation)-[r:REFERS_TO]->(b:Organisation) MATCH (s:Source)"
        " WHERE s.id IN r.citation_sources"
        " RETURN a.name, b.name, s.title, r.scale, r.certainty, r.citation_locators,"
        " r.citation_evidence, labels(a)",
    )
    assert row == {
        "a.name": "School",
        "b.name": "Zorg",
        "s.title": "Notulen van de ledenvergadering",
        "r.scale": "up",
        "r.certainty": "reported",
        "r.citation_locators": ["punt 1", "punt 2"],
        "r.citation_evidence": [SAID[0].evidence, "Nog eens."],
        "labels(a)": ["Entity", "Organisation"],
    }


def test_an_entity_that_changes_kind_changes_its_label(
    neo4j_store: Neo4jStore, browser: neo4j.Driver
) -> None:
    neo4j_store.commit(village(), author="a", message="first")
    unit = replace(organisation("bieb"), kind="unit")
    neo4j_store.commit([Put(organisation("bieb"))], author="a", message="an organisation")
    neo4j_store.commit([Put(unit)], author="a", message="a unit after all")
    assert _rows(browser, "MATCH (n:Entity {id: 'bieb'}) RETURN labels(n) AS l") == [
        {"l": ["Entity", "Unit"]}
    ]


def test_a_tie_that_changes_kind_and_ends_is_one_relationship(
    neo4j_store: Neo4jStore, browser: neo4j.Driver
) -> None:
    neo4j_store.commit(village(), author="a", message="first")
    tie = refers("school", "zorg")
    turned = replace(tie, kind="advises", source="zorg", target="school")
    neo4j_store.commit([Put(turned)], author="a", message="the other way round")
    query = f"MATCH (a)-[r {{id: '{tie.id}'}}]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b"
    assert _rows(browser, query) == [{"t": "ADVISES", "a": "zorg", "b": "school"}]


def test_what_is_retracted_is_only_in_the_log(
    neo4j_store: Neo4jStore, browser: neo4j.Driver
) -> None:
    tie = refers("school", "zorg")
    neo4j_store.commit(village(), author="a", message="first")
    neo4j_store.commit([Remove("tie", tie.id)], author="b", message="not true any more")
    assert _rows(browser, "MATCH ()-[r:REFERS_TO]->() RETURN r") == []
    (row,) = _rows(
        browser,
        "MATCH (v:Revision)-[:CHANGED]->(c:Change {type: 'tie'}) WHERE c.after IS NULL"
        " RETURN v.number, v.author, v.message, c.id",
    )
    assert row == {
        "v.number": 2,
        "v.author": "b",
        "v.message": "not true any more",
        "c.id": tie.id,
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_graph_is_what_the_log_adds_up_to(
    neo4j_store: Neo4jStore, browser: neo4j.Driver, seed: int
) -> None:
    number = live(neo4j_store, seed=seed, commits=40)
    truth = fold(neo4j_store)
    assert tables(neo4j_store.snapshot()) == truth
    in_graph = {
        "entity": "MATCH (n:Entity) RETURN n.id AS id",
        "source": "MATCH (n:Source) RETURN n.id AS id",
        "tie": "MATCH ()-[r]->() WHERE type(r) <> 'CHANGED' RETURN r.id AS id",
    }
    for kind, query in in_graph.items():
        assert sorted(row["id"] for row in _rows(browser, query)) == sorted(truth[kind])
    numbers = [row["n"] for row in _rows(browser, "MATCH (v:Revision) RETURN v.number AS n")]
    assert sorted(numbers) == list(range(1, number + 1))


def test_the_database_itself_refuses_a_second_with_the_same_id(
    neo4j_store: Neo4jStore, browser: neo4j.Driver
) -> None:
    neo4j_store.commit(village(), author="a", message="first")
    tie = refers("school", "zorg")
    for statement in (
        "CREATE (:Entity {id: 'zorg'})",
        "CREATE (:Source {id: 'notulen'})",
        "CREATE (:Revision {number: 1})",
        f"MATCH (a:Entity {{id: 'zorg'}}) CREATE (a)-[:REFERS_TO {{id: '{tie.id}'}}]->(a)",
    ):
        with pytest.raises(ConstraintError):
            browser.execute_query(statement)


def test_the_first_to_come_make_the_constraints_at_the_same_moment(
    neo4j_store: Neo4jStore, neo4j_running: RunningServer, browser: neo4j.Driver
) -> None:
    neo4j_store.sources()
    for row in _rows(browser, "SHOW CONSTRAINTS YIELD name"):
        browser.execute_query(f"DROP CONSTRAINT {row['name']}")
    numbers: list[int] = []

    def work(worker: int) -> None:
        server = neo4j_running
        with Neo4jStore(server.url, server.user, server.password, timeout=30) as store:
            change = Put(organisation(f"org-{worker}"))
            numbers.append(store.commit([change], author="a", message="first"))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [1, 2, 3]


def test_a_database_of_a_newer_version_is_said_and_left_alone(
    neo4j_store: Neo4jStore, browser: neo4j.Driver
) -> None:
    neo4j_store.commit(village(), author="a", message="first")
    browser.execute_query("MATCH (h:Head) SET h.format = 99")
    for attempt in (
        neo4j_store.ping,
        neo4j_store.snapshot,
        lambda: neo4j_store.commit([Put(organisation("x"))], author="a", message="m"),
    ):
        with pytest.raises(StoreUnavailable, match="newer"):
            attempt()
    assert _rows(browser, "MATCH (v:Revision) RETURN count(v) AS n") == [{"n": 1}]


def test_a_reader_sees_whole_commits_though_neo4j_shows_parts(neo4j_store: Neo4jStore) -> None:
    names = [f"org-{n}" for n in range(1000)]  # so many that small commits pass a reader by
    crowd = [*map(organisation, names), *(refers(name, "zorg") for name in names)]
    neo4j_store.commit([*village(), *map(Put, crowd)], author="a", message="first")
    done = threading.Event()

    def write() -> None:
        number = 1
        while not done.is_set():
            number += 1
            tie = replace(refers("school", "zorg"), attributes={"note": str(number)})
            both = [Put(organisation("zorg", str(number))), Put(tie)]
            neo4j_store.commit(both, author="a", message="both say which revision it is")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        until("some revisions were written", lambda: neo4j_store.ping() >= 5)
        for _ in range(6):
            snapshot = neo4j_store.snapshot()
            told = (
                snapshot.entities["zorg"].name,
                snapshot.ties[refers("school", "zorg").id].attributes["note"],
            )
            assert told == (str(snapshot.revision),) * 2
    finally:
        done.set()
        writer.join()
