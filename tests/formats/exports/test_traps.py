"""What other programs stumble over, one by one."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from netmap.formats.exports import EXPORTS, Options
from netmap.formats.exports.network import EDGE_COLUMNS, NODE_COLUMNS
from netmap.formats.exports.ucinet import short_labels
from netmap.model import Entity, PartialDate, Scope, Snapshot
from netmap.vocabulary import vocabulary
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie

ROOT = Path(__file__).parents[3]
AT = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
SOME = snapshot(
    [
        *members("a", "b"),
        tie("a", "collaborates_with", "b", since="2019", until="2021-06"),
        tie("a", "collaborates_with", "b", key="again", since="2023"),
        tie("a", "refers_to", "b", scale="up"),
    ],
    [Entity(PARTNERSHIP, "partnership", "Verzonnen", fictional=True), entity("unlinked", "law")],
)
UNSEEN = "".join(map(chr, (0, 8, 11, 27, 31, 127, 0x85, 0x2028, 0xFFFE, 0xFFFF, 0xD800)))


@pytest.mark.parametrize("key", EXPORTS)
def test_an_empty_network_is_a_file_too(key: str) -> None:
    nothing = Snapshot(0, Scope(), {}, {}, {})
    assert EXPORTS[key].write(nothing, Options())


def test_characters_that_xml_cannot_hold_become_a_mark() -> None:
    odd = snapshot(members("a"), [entity("a", name=f"x{UNSEEN}y", place=UNSEEN)])
    graph = nx.read_graphml(io.BytesIO(EXPORTS["graphml"].write(odd, Options())))
    mark = "\ufffd"
    assert graph.nodes["a"]["name"] == f"x{mark * 5}\x7f\x85\u2028{mark * 3}y"
    graph = nx.read_gexf(io.BytesIO(EXPORTS["gexf"].write(odd, Options())))
    assert graph.nodes["a"]["label"] == f"x{mark * 5}\x7f\x85\u2028{mark * 3}y"
    openpyxl.load_workbook(io.BytesIO(EXPORTS["kumu"].write(odd, Options())))
    for key in ("gephi", "pajek", "ucinet", "cytoscape", "nodelink", "cypher"):
        assert EXPORTS[key].write(odd, Options())


def test_no_attribute_takes_a_name_that_readers_keep_for_themselves() -> None:
    attributes = set(vocabulary().attributes)
    reserved = {"id", "label", "name", "source", "target", "type", "key", "weight", "start", "end"}
    assert not reserved & ({*NODE_COLUMNS, *EDGE_COLUMNS} | attributes)
    assert not {*NODE_COLUMNS, *EDGE_COLUMNS} & attributes


def test_parallel_ties_stay_apart_and_each_has_its_own_id() -> None:
    graph = nx.read_graphml(io.BytesIO(EXPORTS["graphml"].write(SOME, Options())))
    assert set(graph["a"]["b"]) == {"again", "p.collaborates_with.a.b", "p.refers_to.a.b"}
    cyjs = json.loads(EXPORTS["cytoscape"].write(SOME, Options()))["elements"]
    ids = [item["data"]["id"] for item in (*cyjs["nodes"], *cyjs["edges"])]
    assert len(set(ids)) == len(ids)


def test_the_period_drives_the_timeline_of_gephi() -> None:
    root = ET.fromstring(EXPORTS["gexf"].write(SOME, Options(at=AT)))  # noqa: S314 - our own file
    space = {"g": "http://www.gexf.net/1.2draft"}
    spans = {e.get("id"): (e.get("start"), e.get("end")) for e in root.iterfind(".//g:edge", space)}
    assert spans["p.collaborates_with.a.b"] == ("2019-01-01", "2021-05-31")
    assert spans["again"] == ("2023-01-01", None)
    assert root.find("g:meta", space).get("lastmodifieddate") == "2026-01-02"  # type: ignore[union-attr]


def test_dl_keeps_n_and_format_on_lines_of_their_own_and_counts_ties() -> None:
    lines = EXPORTS["ucinet"].write(SOME, Options()).decode().splitlines()
    assert lines[:4] == ["dl n=3", "format = edgelist1", "labels:", "a,b,p"]
    assert lines[lines.index("data:") + 1] == "1 2 3"


def test_labels_of_ucinet_are_short_and_each_is_there_once() -> None:
    labels = short_labels([f"a-very-long-name-of-{n}" for n in range(120)])
    assert max(map(len, labels.values())) <= 18
    assert len(set(labels.values())) == 120


def test_a_cell_of_excel_ends_where_excel_does() -> None:
    long = snapshot(members("a"), [Entity("a", "organisation", "A", summary="x" * 40_000)])
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["kumu"].write(long, Options())))
    texts = [cell.value for row in book["Elements"].iter_rows() for cell in row]
    assert max(len(text) for text in texts if isinstance(text, str)) == 32_767


def test_what_a_tie_leads_to_is_there_and_other_references_are_not() -> None:
    nodes = json.loads(EXPORTS["nodelink"].write(SOME, Options()))["nodes"]
    assert {node["id"] for node in nodes} == {"a", "b", PARTNERSHIP}


@pytest.mark.parametrize("key", sorted(set(EXPORTS) - {"ucinet", "json"}))
def test_a_file_says_what_it_was_made_from_and_that_it_is_made_up(key: str) -> None:
    scope = Scope((PARTNERSHIP,), PartialDate(2020), certainty=frozenset({"reported"}))
    asked = Snapshot(77, scope, SOME.entities, SOME.ties, SOME.sources)
    content = EXPORTS[key].write(asked, Options(at=AT))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(map(archive.read, archive.namelist()))
    told = content.decode()
    for part in ("Netmap", "revision", "77", "fictional", "as_of", "2020", "reported", "Verzonnen"):
        assert part in told
    roles = re.search(r"roles|Tags", told)
    assert roles or key == "pajek"


def _digests() -> dict[str, str]:
    return {
        f"{key} {language}": hashlib.sha256(
            each.write(SOME, Options(language, AT))  # type: ignore[arg-type]  # of the two
        ).hexdigest()
        for key, each in EXPORTS.items()
        for language in ("nl", "en")
    }


def test_the_same_input_gives_the_same_bytes_elsewhere_and_later() -> None:
    code = (
        "import json; from tests.formats.exports import test_traps as t;"
        " print(json.dumps(t._digests()))"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=elsewhere, cwd=ROOT, capture_output=True, check=True
    )
    assert json.loads(done.stdout) == _digests()
