"""docs/exports.md says what the formats say of themselves."""

from __future__ import annotations

from pathlib import Path

from netmap.formats.exports import EXPORTS
from netmap.formats.exports.documentation import markdown

PAGE = Path(__file__).parents[3] / "docs" / "exports.md"


def test_the_page_is_written_out_of_the_formats() -> None:
    assert PAGE.read_text("utf-8") == markdown()
    for form in EXPORTS.values():
        texts = (form.label, form.use, form.carries, form.lacks)
        assert all(text.nl and text.en for text in texts)
