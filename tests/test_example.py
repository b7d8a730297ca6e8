"""The worked example in the documentation shows what it gives."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "docs" / "example.md"


def test_the_worked_example_gives_what_it_shows() -> None:
    text = EXAMPLE.read_text("utf-8")
    unfenced = re.sub(r"^```.*$", "", text, flags=re.M)  # doctest takes a fence for output
    example = doctest.DocTestParser().get_doctest(unfenced, {}, EXAMPLE.name, str(EXAMPLE), 0)
    # pandas ends lines with spaces, which no editor keeps
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    result = runner.run(example)
    assert result.attempted == len(re.findall("^>>> ", text, flags=re.M)) > 0
    assert result.failed == 0
