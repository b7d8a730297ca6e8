"""`make test` runs each test once, whatever part it is in, and tells how it ended."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark.expression import Expression

from tools import test as tool

MARKS = ("browser", "neo4j", "slow")


def _selects(options: list[str], marks: set[str], *, of_the_web: bool) -> bool:
    expression = options[options.index("-m") + 1]
    if (tool.WEB in options and not of_the_web) or (tool.NOT_WEB in options and of_the_web):
        return False
    return Expression.compile(expression).evaluate(lambda name, **_: name in marks)


@pytest.mark.parametrize("of_the_web", [True, False])
@pytest.mark.parametrize(
    "marks", [set(), *({one} for one in MARKS), {"slow", "browser"}, {"browser", "neo4j"}]
)
def test_each_test_is_in_one_part(marks: set[str], of_the_web: bool) -> None:
    chosen = [_selects(part, marks, of_the_web=of_the_web) for part in tool.ALL.values()]
    assert chosen.count(True) == 1
    quick = [_selects(part, marks, of_the_web=of_the_web) for part in tool.QUICK.values()]
    assert quick.count(True) == (0 if marks else 1)


def test_one_part_that_fails_is_a_failure_and_all_are_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, claim in (("good", "True"), ("bad", "False")):
        (tmp_path / f"test_{name}.py").write_text(f"def test_it():\n    assert {claim}\n", "utf-8")
    parts = {name: [str(tmp_path / f"test_{name}.py")] for name in ("good", "bad")}
    assert tool.main({"good": parts["good"]}, covered=False) == 0
    assert tool.main(parts, covered=False) == 1
    told = capfd.readouterr().out
    assert told.count("1 passed") == 2
    assert "== bad: " in told
    assert told.endswith("something failed; see above\n")
