"""The research bundle: complete, explained, checkable, and its numbers can be computed again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import networkx as nx
import pytest

from netmap.model import Put, Scope
from netmap.services import exporting
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.reports import metric_report
from netmap.stores.sqlite import SqliteStore
from netmap.vocabulary import vocabulary
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie

HERE = Scope(partnerships=(PARTNERSHIP,))
HOSTILE = "=1+1;\n'|\"<x>"

# What https://specs.frictionlessdata.io demands of a data package and of its tables.
NAME = {"type": "string", "pattern": "^[a-z0-9._-]+$"}
FIELD = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "type": {"enum": ["string", "integer", "number", "boolean", "array"]},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"type": "boolean"},
                "unique": {"type": "boolean"},
                "pattern": {"type": "string"},
                "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
                "minimum": {"type": "number"},
                "maximum": {"type": "number"},
            },
            "additionalProperties": False,
        },
    },
}
SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {"type": "array", "minItems": 1, "items": FIELD},
        "missingValues": {"type": "array", "items": {"type": "string"}},
        "primaryKey": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "foreignKeys": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["fields", "reference"]},
        },
    },
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path"],
    "properties": {
        "name": NAME,
        "path": {"type": "string", "pattern": r"^(?!/)(?!.*\.\.)[^\\]+$"},
        "bytes": {"type": "integer"},
        "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "schema": SCHEMA,
    },
    "if": {"properties": {"profile": {"const": "tabular-data-resource"}}, "required": ["profile"]},
    "then": {"required": ["schema"]},
}
PACKAGE = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "profile": {"enum": ["data-package", "tabular-data-package"]},
        "name": NAME,
        "created": {
            "type": "string",
            "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
        },
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {"anyOf": [{"required": ["name"]}, {"required": ["path"]}]},
        },
        "sources": {"type": "array", "minItems": 1, "items": {"required": ["title"]}},
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}


@pytest.fixture
def files(ctx: Context) -> dict[str, bytes]:
    made = exporting.bundle(ctx, HERE, "en")
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def ctx(tmp_path: Path) -> Iterator[Context]:
    with SqliteStore(tmp_path / "netmap.db") as store:
        records = [
            SOURCE,
            entity(PARTNERSHIP, "partnership"),
            entity("a", name=HOSTILE, sector="care"),
            *(entity(key) for key in "bcde"),
            entity("f", "function", laws=("wmo",)),
            entity("w", "atelier"),
            *members("a", "b", "c"),
            tie("a", "refers_to", "b", note=HOSTILE, since="2019-03"),
            tie("b", "collaborates_with", "c", level=3),
            *(tie(key, "takes_part_in", "w") for key in "acd"),
            tie("e", "covers", "f"),
        ]
        ctx = Context(store)
        commit(ctx, [Put(record) for record in records], message="facts")
        yield ctx


def descriptor(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["datapackage.json"])
    return found


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode(), newline="")))


def test_the_descriptor_keeps_the_rules_of_frictionless(files: dict[str, bytes]) -> None:
    package = descriptor(files)
    jsonschema.validate(package, PACKAGE)
    names = [each["name"] for each in package["resources"]]
    assert len(set(names)) == len(names)
    for each in package["resources"]:
        content = files[each["path"]]
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    told = {each["path"] for each in package["resources"]}
    assert set(files) - told == {"README.md", "method.md", "datapackage.json"}


def test_every_cell_keeps_what_the_descriptor_says(files: dict[str, bytes]) -> None:
    tables = {each["name"]: each for each in descriptor(files)["resources"] if "schema" in each}
    assert len(tables) == 9
    for name, table in tables.items():
        found = rows(files, name)
        fields = table["schema"]["fields"]
        assert not found or list(found[0]) == [field["name"] for field in fields]
        for field in fields:
            values = [row[field["name"]] for row in found]
            for value in values:
                _check(value, field)
            if field.get("constraints", {}).get("unique"):
                assert len(set(values)) == len(values)
        if "primaryKey" in table["schema"]:
            keys = [tuple(row[key] for key in table["schema"]["primaryKey"]) for row in found]
            assert len(set(keys)) == len(keys)
        for foreign in table["schema"].get("foreignKeys", ()):
            known = {row["id"] for row in rows(files, foreign["reference"]["resource"])}
            assert {row[foreign["fields"]] for row in found} <= known


def _check(value: str, field: dict[str, Any]) -> None:
    rules = field.get("constraints", {})
    if value == "":
        assert not rules.get("required")
        return
    parse = {"integer": int, "number": float, "array": json.loads}
    if field["type"] in parse:
        parse[field["type"]](value)
    if field["type"] == "boolean":
        assert value in ("true", "false")
    assert value in rules.get("enum", [value])
    assert re.fullmatch(rules.get("pattern", "(?s:.*)"), value)
    assert field["type"] in ("array", "number") or not value.startswith(("=", "+", "-", "@"))


def test_the_codebook_explains_every_column_and_every_code(files: dict[str, bytes]) -> None:
    book = list(csv.DictReader(io.StringIO(files["codebook.csv"].decode())))
    told = {(row["where"], row["name"]) for row in book}
    for table in descriptor(files)["resources"]:
        for field in table.get("schema", {"fields": []})["fields"]:
            assert (table["name"], field["name"]) in told
    assert {("ties", key) for key in vocabulary().ties} <= told
    assert {("entities", key) for key in vocabulary().entities} <= told
    for attribute in vocabulary().attributes.values():
        assert {(attribute.key, choice) for choice in attribute.choices} <= told
    for row in book:
        assert all(row[key] for key in ("title_nl", "title_en", "meaning_nl", "meaning_en")), row


def test_who_reads_the_bundle_gets_the_same_numbers_again(
    ctx: Context, files: dict[str, bytes]
) -> None:
    report = metric_report(ctx, HERE)
    whole = {row["metric"]: row["value"] for row in rows(files, "metrics_whole")}
    assert whole == {k: "" if v is None else repr(v) for k, v in report.whole.items()}
    graph = nx.Graph()
    graph.add_nodes_from(row["id"] for row in rows(files, "metrics_actors"))
    graph.add_edges_from((row["source"], row["target"]) for row in rows(files, "collaboration"))
    assert nx.density(graph) == pytest.approx(float(whole["density"]))
    degrees = {row["id"]: float(row["degree"]) for row in rows(files, "metrics_actors")}
    assert degrees == dict(graph.degree())


def test_everything_known_is_there_and_the_words_are_in_one_language(
    ctx: Context, files: dict[str, bytes]
) -> None:
    snapshot = ctx.store.snapshot(HERE)
    assert {row["id"] for row in rows(files, "entities")} == set(snapshot.entities)
    assert {row["id"] for row in rows(files, "ties")} == set(snapshot.ties)
    cited = sum(len(tie.citations) for tie in snapshot.ties.values())
    assert len(rows(files, "citations")) == cited
    method = files["method.md"].decode()
    assert "Freeman, L. C. (1978)" in method
    assert "## Metrics of the whole network" in method
    assert "- seed: 1" in files["README.md"].decode()
    assert not re.search(r"\{\w*\}", files["README.md"].decode())
    made = exporting.bundle(ctx, HERE, "nl")
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert "# Onderzoeksbundel" in archive.read("LEESMIJ.md").decode()
        assert "## Maten van het hele netwerk" in archive.read("method.md").decode()


def test_the_bytes_are_the_same_in_another_process_and_elsewhere(tmp_path: Path) -> None:
    """Sums in the order of a set differ in the last digit from process to process."""
    draw = random.Random(1)  # noqa: S311 - not for secrets
    keys = [f"org-{number}" for number in range(40)]
    pairs = {tuple(sorted(draw.sample(keys, 2))) for _ in range(90)}
    ties = [tie(one, "collaborates_with", other) for one, other in sorted(pairs)]
    with SqliteStore(tmp_path / "netmap.db") as store:
        records = [SOURCE, entity(PARTNERSHIP, "partnership"), *map(entity, keys), *ties]
        commit(Context(store), [Put(record) for record in records], message="facts")
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        own = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "NETMAP_STORE_URL": f"sqlite:///{tmp_path}/netmap.db",
        }
        command = [sys.executable, "-m", "netmap", "export", "bundle", "-p", PARTNERSHIP]
        made.append(subprocess.run(command, env=own, capture_output=True, check=True).stdout)
    assert made[0] == made[1] != b""
