"""`netmap import`: the fate of every row, one revision or nothing, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.services.importing.helpers import known

LIST = "Organisatie;Atelier;Rol\r\nKwintes;Kennisatelier Eenzaamheid;kartrekker\r\nNieuw;{};\r\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    with SqliteStore(tmp_path / "netmap.db") as store:
        commit(Context(store), known(), message="known")
    path = tmp_path / "deelname.csv"
    path.write_bytes(LIST.format("Kennisatelier Eenzaamheid").encode("cp1252"))
    return path


def test_a_name_that_is_not_known_stops_it(run: Run, table: Path) -> None:
    ran = run("import", "-p", "dorp", str(table))
    assert ran.code == 4
    assert "'Nieuw' is not known" in ran.out
    assert "choose first who is meant" in ran.err


def test_it_becomes_one_revision_and_then_nothing(run: Run, table: Path) -> None:
    dry = run("import", "-p", "dorp", str(table), "--unknown", "new", "--dry-run")
    assert (dry.code, "Nothing is changed" in dry.out) == (0, True)
    done = run("import", "-p", "dorp", str(table), "--unknown", "new", "--source", "ALV", "--json")
    assert (done.json["revision"], done.json["counts"]["new"]) == (2, 2)
    again = run("import", "-p", "dorp", str(table), "--source", "ALV")
    assert (again.code, again.out) == (0, "2 same\nEverything was there already.\n")


def test_rows_with_an_error_can_be_left_out(run: Run, table: Path) -> None:
    table.write_text("Naam;Sinds\nGoed;\nFout;ooit\n", "utf-8")
    refused = run("import", "-p", "dorp", str(table))
    assert refused.code == 4
    assert "“ooit” is no date" in refused.out
    done = run("import", "-p", "dorp", str(table), "--leave-out-errors", "-m", "lijst")
    assert (done.code, "revision 2" in done.out) == (0, True)


def test_a_mapping_says_what_columns_are(run: Run, table: Path, tmp_path: Path) -> None:
    table.write_text("Wie;Wat\nGroep Zuid;club\n", "utf-8")
    mapping = tmp_path / "mapping.json"
    said = {
        "kind": "organisations",
        "columns": {"Wie": "name", "Wat": "kind"},
        "values": {"club": "unit"},
    }
    mapping.write_text(json.dumps({"deelname.csv": said}), "utf-8")
    ran = run("import", "-p", "dorp", str(table), "--mapping", str(mapping), "--json")
    assert ran.json["counts"]["new"] == 1
    assert run("export", "json").json["entities"][-1]["kind"] == "unit"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "write an object"),
        ("{", "cannot be read"),
        ('{"deelname.csv": {"kind": "gossip"}}', "no kind of table"),
        ('{"deelname.csv": {"columns": {"Nergens": "name"}}}', "cannot be"),
    ],
)
def test_a_bad_mapping_is_refused(
    run: Run, table: Path, tmp_path: Path, content: str, message: str
) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content, "utf-8")
    ran = run("import", "-p", "dorp", str(table), "--mapping", str(mapping))
    assert (ran.code, message in ran.err) == (7, True)


def test_what_is_not_there(run: Run, table: Path, tmp_path: Path) -> None:
    assert run("import", "-p", "nergens", str(table)).code == 3
    assert run("import", "-p", "dorp", str(tmp_path / "none.csv")).code == 7
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    ran = run("import", "-p", "dorp", str(tmp_path / "x.pdf"))
    assert (ran.code, "x.pdf: is not a CSV or XLSX file" in ran.err) == (4, True)
