"""Waits say what they waited for, and nothing waits a fixed time or asks for a quick machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import waiting

HERE = Path(__file__).parent


def test_what_does_not_come_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.1)
    with pytest.raises(AssertionError, match="until the moon is blue"):
        waiting.until("the moon is blue", lambda: False)
    answers = iter([0, 0, 7])
    assert waiting.until("an answer came", lambda: next(answers)) == 7


# an action that takes long, or that must not: what is measured is how much work it is
FIXED = re.compile(r"\bsleep\(|wait_for_timeout|perf_counter|[( ]timeout=\d|\.(?:wait|join)\(\d")
MEANT = {
    "waiting.py": "the one place that sleeps between two looks",
    "test_waiting.py": "names them",
    "test_sqlite.py": "a store that is told to give up soon",
    "test_neo4j_graph.py": "a store that may look for a server for longer",
}


def test_no_test_waits_a_fixed_time() -> None:
    found = {
        path.name
        for path in HERE.rglob("*.py")
        if "node_modules" not in path.parts and FIXED.search(path.read_text("utf-8"))
    }
    assert found == set(MEANT)
