"""The import rules, and that they find a violation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages in a folder where they may be spoilt."""
    for name in ("netmap", "web", "graph_seed"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_import_rules_hold(copy: Path) -> None:
    result = _lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("netmap/model.py", "import netmap.errors; import netmap.services"),
        ("netmap/stores/plan.py", "import netmap.metrics"),
        ("netmap/coverage/view.py", "import netmap.gaps"),
        ("netmap/graph.py", "import netmap.coverage"),
        ("netmap/text/cards.py", "import netmap.graph"),
        ("web/__init__.py", "import netmap.coverage"),
        ("netmap/services/history.py", "import flask"),
        ("netmap/services/editing/fields.py", "import netmap.services.importing.plan"),
        ("netmap/services/importing/plan.py", "import netmap.services.editing.fields"),
        ("netmap/services/identity.py", "import netmap.services.importing.plan"),
        ("netmap/stores/sqlite.py", "import pandas"),
        ("netmap/model.py", "import pydantic"),
        ("web/__init__.py", "import netmap.graph"),
        ("web/__init__.py", "import sqlite3"),
        ("web/maps/views.py", "from netmap.maps.svg import svg"),
        ("graph_seed/__init__.py", "import web"),
    ],
)
def test_a_planted_violation_is_found(copy: Path, module: str, statement: str) -> None:
    with (copy / module).open("a") as file:
        file.write(f"\n{statement}\n")
    result = _lint(copy)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout


def test_no_module_is_too_long() -> None:
    modules = [
        p for name in ("netmap", "web", "graph_seed", "tools") for p in (ROOT / name).rglob("*.py")
    ]
    assert modules
    long = {p.name: n for p in modules if (n := len(p.read_text("utf-8").splitlines())) > 500}
    assert long == {}
