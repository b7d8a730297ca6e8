"""Our scripts: modules of small functions, in the one form that a file can hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from netmap import maps
from tests.optional import optional_part

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted(path for name in ("netmap", "web") for path in (ROOT / name).rglob("*.js"))
LONGEST = 60
_BEGINS = re.compile(
    r"^( *)(?! )(?!.*\b(?:if|for|while|switch|catch)\b *\()"
    r"(?:.*(?:function\b.*|=>)|(?:async |get |static )*\w+\([^;]*\)) \{$"
)


def _long(text: str) -> list[str]:
    """The functions that are too long; our scripts end each at its own indentation."""
    lines = text.splitlines()
    found = []
    for at, line in enumerate(lines):
        if match := _BEGINS.match(line):
            end = next(n for n in range(at + 1, len(lines)) if lines[n].startswith(f"{match[1]}}}"))
            if end - at + 1 > LONGEST:
                found.append(line.strip())
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_function_is_long(path: Path) -> None:
    assert _long(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "begins",
    ["function f() {", "const f = async (a) => {", "  open(a, { b } = {}) {", "(function () {"],
)
def test_a_long_function_is_found(begins: str) -> None:
    indent = re.match(" *", begins)[0]  # type: ignore[index]  # it always matches
    body = [f"{indent}  call({n});" for n in range(LONGEST)]
    assert _long("\n".join([begins, *body, f"{indent}}}"])) == [begins.strip()]
    assert _long("\n".join([begins, *body[2:], f"{indent}}}"])) == []
    assert _long("\n".join(["if (a) {", *body, "}"])) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_module_parses(path: Path, tmp_path: Path) -> None:
    _parse(path.read_text("utf-8"), tmp_path)


def test_the_modules_of_the_map_in_one_file_parse_too(tmp_path: Path) -> None:
    _parse(maps.bundle(), tmp_path)


def _parse(text: str, folder: Path) -> None:
    node = shutil.which("node")
    if node is None:
        optional_part("node", "node is not on the PATH, so no script was parsed")
    module = folder / "module.mjs"
    module.write_text(text, "utf-8")
    done = subprocess.run([node, "--check", module], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_map_loads_what_it_imports_first() -> None:
    order = maps.modules()
    assert order[-1] == "map.js"
    assert len(set(order)) == len(order)
    for at, name in enumerate(order):
        for imported in re.findall(r'from "\./([\w.]+)"', maps.assets()[name].read_text("utf-8")):
            assert order.index(imported) < at
