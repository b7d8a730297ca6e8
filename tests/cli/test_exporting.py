"""`netmap export`: to a file, to the screen, and what it refuses."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import networkx as nx
import pytest

from netmap.services import exporting
from tests.cli.conftest import Run
from tests.cli.test_commands import FOLDER


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (folder := tmp_path / "mine").mkdir()
    (folder / "all.toml").write_text(FOLDER, "utf-8")
    assert run("load", str(folder)).code == 0
    return run


@pytest.mark.parametrize("name", [*exporting.FORMATS, "bundle", "pseudonymised"])
def test_every_kind_of_export_writes_a_file(filled: Run, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    result = filled("export", name, "-p", "dorp", "-o", str(target), "--json")
    assert result.code == 0, result.err
    assert result.json["bytes"] == target.stat().st_size > 0
    help_ = filled("export", name, "--help")
    assert help_.code == 0
    if name in exporting.FORMATS:
        assert "Cannot carry:" in help_.out


def test_texts_go_to_the_screen(filled: Run) -> None:
    graph = nx.read_graphml(io.BytesIO(filled("export", "graphml", "-p", "dorp").out.encode()))
    assert graph.number_of_edges() == 1
    none = filled("export", "graphml", "-p", "dorp", "--kind", "refers_to").out
    assert nx.read_graphml(io.BytesIO(none.encode())).number_of_edges() == 0
    assert filled("export", "gexf", "--json").code == 2
    assert filled("export", "docx").code == 2


def test_the_key_is_a_file_of_its_own_and_makes_the_same_names_again(
    filled: Run, tmp_path: Path
) -> None:
    key, one, other = (tmp_path / name for name in ("key.csv", "one.zip", "other.zip"))
    about = ["export", "pseudonymised", "-p", "dorp", "--language", "en"]
    result = filled(*about, "-o", str(one), "--key-file", str(key))
    assert "pseudonymised" in result.err
    code = key.read_text("utf-8-sig").splitlines()[1].split(",")[-1]
    assert len(code) == 32
    again = filled(*about, "-o", str(other), "--code", code)
    assert "No key" not in again.err
    assert other.read_bytes() == one.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert not any("key" in name for name in archive.namelist())
    assert "No key was written" in filled(*about, "-o", str(other)).err
    assert filled(*about, "-o", str(other), "--code", "short").code == 4
    assert filled(*about, "-o", str(other), "-k", "1").code == 4
    assert filled(*about, "--key-file", str(tmp_path), "-o", str(other)).code == 7
