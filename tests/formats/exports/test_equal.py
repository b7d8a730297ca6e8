"""What the formats carry comes back equal, whatever names people think of."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import igraph
import neo4j
import networkx as nx
import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings

from netmap.formats.exports import EXPORTS, Options
from netmap.model import Snapshot
from netmap.vocabulary import vocabulary
from tests.builders import entity, snapshot, tie
from tests.formats.exports import expected
from tests.neo4j_server import RunningServer
from tests.node_readers import Readers
from tests.strategies import HOSTILE, described_snapshots

LISTS = {"aliases", "laws", "life_domains", "target_groups"} | {
    f"citation_{part}" for part in ("sources", "locators", "evidence")
}
PLAIN = Options()
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
HOSTILES = snapshot(
    [tie("p", "covers", f"f{n}", note=text) for n, text in enumerate(HOSTILE)],
    [entity(f"f{n}", "function", name=text) for n, text in enumerate(HOSTILE)],
)


def read(row: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """Lists out of their JSON texts; without what the file adds to the facts."""
    return {
        key: json.loads(value) if key in LISTS and isinstance(value, str) else value
        for key, value in row.items()
        if key not in without
    }


def check(snapshot: Snapshot, nodes: expected.Rows, edges: expected.Rows) -> None:
    assert nodes == expected.nodes(snapshot)
    assert edges == expected.edges(snapshot)


def from_networkx(graph: Any) -> tuple[expected.Rows, expected.Rows]:
    nodes = {key: read(row, "label") for key, row in graph.nodes(data=True)}
    edges = {
        row.get("id", key): {
            "source": source,
            "target": target,
            **read(row, "label", "id", "tie", "start", "end"),
        }
        for source, target, key, row in nx.MultiDiGraph(graph).edges(keys=True, data=True)
    }
    return nodes, edges


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_graphml_in_networkx(snapshot: Snapshot) -> None:
    content = EXPORTS["graphml"].write(snapshot, PLAIN)
    check(snapshot, *from_networkx(nx.read_graphml(io.BytesIO(content), force_multigraph=True)))


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_graphml_in_igraph(tmp_path: Path, snapshot: Snapshot) -> None:
    (file := tmp_path / "x.graphml").write_bytes(EXPORTS["graphml"].write(snapshot, PLAIN))
    graph = igraph.Graph.Read_GraphML(str(file))
    assert graph["revision"] == snapshot.revision
    for name, found, wanted in (
        ("id", graph.vs, expected.nodes(snapshot)),
        ("tie", graph.es, expected.edges(snapshot)),
    ):
        for element in found:
            row = wanted.pop(element[name])
            for key in row.keys() - {"source", "target"}:
                value = element[key]
                assert (json.loads(value) if key in LISTS else value) == row[key]
        assert wanted == {}
    ends = {e["tie"]: (graph.vs[e.source]["id"], graph.vs[e.target]["id"]) for e in graph.es}
    assert ends == {tie.id: (tie.source, tie.target) for tie in snapshot.ties.values()}


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_gexf_in_networkx(snapshot: Snapshot) -> None:
    graph = nx.read_gexf(io.BytesIO(EXPORTS["gexf"].write(snapshot, PLAIN)))
    nodes, edges = from_networkx(graph)
    for key, row in graph.nodes(data=True):
        nodes[key]["name"] = row["label"]
    check(snapshot, nodes, edges)


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_node_link_json_in_networkx(snapshot: Snapshot) -> None:
    document = json.loads(EXPORTS["nodelink"].write(snapshot, PLAIN))
    graph = nx.node_link_graph(document, edges="edges")
    assert graph.graph["revision"] == snapshot.revision
    nodes = {key: cited(row) for key, row in graph.nodes(data=True)}
    edges = {
        key: {"source": source, "target": target, **cited(row)}
        for source, target, key, row in graph.edges(keys=True, data=True)
    }
    check(snapshot, nodes, edges)


def cited(row: Mapping[str, Any]) -> dict[str, Any]:
    """The citations as the other formats have them."""
    lists = {
        f"citation_{column}": [citation[name] for citation in row["citations"]]
        for column, name in (
            ("sources", "source"),
            ("locators", "locator"),
            ("evidence", "evidence"),
        )
        if row["citations"]
    }
    return read(row, "citations", "label") | lists


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_csv_for_gephi(snapshot: Snapshot) -> None:
    with zipfile.ZipFile(io.BytesIO(EXPORTS["gephi"].write(snapshot, PLAIN))) as archive:
        nodes, edges = (table(archive.read(name)) for name in ("nodes.csv", "edges.csv"))
    check(
        snapshot,
        {row["Id"]: {"name": row["Label"], **typed(row)} for row in nodes},
        {
            row["Id"]: {"source": row["Source"], "target": row["Target"], **typed(row)}
            for row in edges
        },
    )
    assert all((row["Type"] == "Directed") == (row["directed"] == "true") for row in edges)


def table(content: bytes) -> list[dict[str, str]]:
    """The rows, with the apostrophes taken away again."""
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    guarded = re.compile(r"'+[=+\-@\t\r]")
    return [
        {k: value[1:] if guarded.match(value) else value for k, value in row.items()}
        for row in rows
    ]


def typed(row: Mapping[str, str]) -> dict[str, Any]:
    words = {"true": True, "false": False}
    flags = {"collective", "fictional", "directed"}
    found: dict[str, Any] = read({k: v for k, v in row.items() if k[0].islower() and v != ""})
    found |= {key: words[found[key]] for key in flags & found.keys()}
    return found | ({"level": int(found["level"])} if "level" in found else {})


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_graphml_gexf_and_cytoscape_json_in_javascript(
    node_opens: Readers, snapshot: Snapshot
) -> None:
    for key in ("graphml", "gexf", "cytoscape"):
        found = node_opens(key, EXPORTS[key].write(snapshot, PLAIN))
        name = "label" if key == "gexf" else "name"
        nodes = {
            node: {"name": row[name], **read(row, "label", "id", "name")}
            for node, row in found["nodes"].items()
        }
        edges = {
            tie.removeprefix("tie:"): read(row, "label", "id", "name", "tie", "interaction")
            for tie, row in found["edges"].items()
        }
        check(snapshot, nodes, edges)


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_the_workbook_for_kumu(snapshot: Snapshot) -> None:
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["kumu"].write(snapshot, Options("en"))))
    (heads, *elements), (titles, *connections) = (
        [list(row) for row in book[name].iter_rows(values_only=True)]
        for name in ("Elements", "Connections")
    )
    assert heads[:2] == ["Label", "ID"]
    assert titles[:4] == ["From", "To", "ID", "Direction"]
    assert len(set(map(str.casefold, titles))) == len(titles)
    assert all("(ignore)" in name for name in book.sheetnames[2:])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}  # no formula, no date
    wanted = expected.nodes(snapshot)
    assert [row[:2] for row in elements] == [[wanted[key]["name"], key] for key in wanted]
    aliases = {row[1]: row[heads.index("Aliases")] for row in elements if "Aliases" in heads}
    for key, text in aliases.items():
        bars = [alias.replace("|", "¦") for alias in wanted[key].get("aliases", [])]
        assert (text.split("|") if text else []) == bars
    claims = expected.edges(snapshot)
    assert [row[:3] for row in connections] == [
        [claims[key]["source"], claims[key]["target"], key] for key in sorted(claims)
    ]
    for row in connections:
        told, claim = dict(zip(titles, row, strict=True)), claims[row[2]]
        assert told["Type"] == vocabulary().ties[claim["kind"]].label.en
        assert told["Certainty"] == claim["certainty"]
        assert told.get("Valid from") == claim.get("valid_from")
        assert told.get("Valid to") == claim.get("valid_to")
        for title, column in (("Sources", "citation_sources"), ("Evidence", "citation_evidence")):
            bars = "|".join(item.replace("|", "¦") for item in claim.get(column, []))
            assert (told.get(title) or "") == bars


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_pajek_in_networkx_and_igraph(tmp_path: Path, snapshot: Snapshot) -> None:
    (file := tmp_path / "x.net").write_bytes(EXPORTS["pajek"].write(snapshot, PLAIN))
    nodes, edges = expected.nodes(snapshot), expected.edges(snapshot)
    numbers = {key: number for number, key in enumerate(sorted(nodes))}
    kinds = sorted((numbers[e["source"]], numbers[e["target"]], e["kind"]) for e in edges.values())
    graph = igraph.Graph.Read_Pajek(str(file))
    assert sorted((*e.tuple, e["label"]) for e in graph.es) == kinds
    labels = graph.vs["name"]
    assert len(set(labels)) == len(nodes)
    for key, number in numbers.items():
        if re.fullmatch(r"[\w .-]+", name := nodes[key]["name"]) and name == name.strip():
            assert labels[number].split(" (")[0].split() == name.split()
    other = nx.read_pajek(str(file))
    places = {label: number for number, label in enumerate(labels)}
    found = [(places[s], places[t], row["l"]) for s, t, row in other.edges(data=True)]
    assert sorted(found) == kinds
    assert set(other) == set(labels)


@FEW
@given(described_snapshots())
@example(HOSTILES)
def test_ucinet_dl_in_igraph(tmp_path: Path, snapshot: Snapshot) -> None:
    (file := tmp_path / "x.dl").write_bytes(EXPORTS["ucinet"].write(snapshot, PLAIN))
    nodes, edges = expected.nodes(snapshot), expected.edges(snapshot)
    graph = igraph.Graph.Read_DL(str(file), directed=True)
    assert graph.vs["name"] == sorted(nodes)  # short enough here to stand as they are
    counts = Counter((e["source"], e["target"]) for e in edges.values())
    found = {
        (graph.vs[e.source]["name"], graph.vs[e.target]["name"]): e["weight"] for e in graph.es
    }
    assert found == counts


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_store")  # empty
def test_cypher_in_neo4j(neo4j_running: RunningServer) -> None:
    server = neo4j_running
    driver = neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password))

    @settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
    @given(described_snapshots())
    @example(HOSTILES)
    def comes_back(snapshot: Snapshot) -> None:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        script = EXPORTS["cypher"].write(snapshot, PLAIN).decode()
        times = 2 if snapshot is HOSTILES else 1  # twice is the same as once
        for statement in script.split(";\n")[:-1] * times:
            driver.execute_query(statement)
        found = driver.execute_query("MATCH (e:Entity) RETURN labels(e) AS is, properties(e) AS p")
        nodes = {row["p"]["id"]: read(row["p"], "id") for row in found.records}
        found = driver.execute_query(
            "MATCH (a:Entity)-[r]->(b:Entity)"
            " RETURN a.id AS source, b.id AS target, type(r) AS kind, properties(r) AS p"
        )
        edges = {
            row["p"]["id"]: {
                "source": row["source"],
                "target": row["target"],
                "kind": row["kind"].lower(),
                **read(row["p"], "id"),
            }
            for row in found.records
        }
        check(snapshot, nodes, edges)

    with driver:
        comes_back()
