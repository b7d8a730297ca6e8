"""Each kind of mistake in a seed folder is refused, with file, item and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.errors import Invalid
from netmap.services.exchange import check_folder

GOOD = {
    "bronnen.toml": """
[[sources]]
id = "notulen"
title = "Notulen"
sections = ["1. Opening"]
""",
    "entiteiten.toml": """
[[entities]]
id = "dorp"
kind = "partnership"
name = "Dorp"

[[entities]]
id = "molen"
kind = "organisation"
name = "De Molen"
""",
    "banden.toml": """
partnership = "dorp"

[[ties]]
kind = "member_of"
source = "molen"
target = "dorp"

[[ties.citations]]
source = "notulen"
locator = "1. Opening"
evidence = "Het bestuur noemt De Molen als lid."
""",
}


def check(folder: Path, file: str, old: str, new: str) -> None:
    assert old in GOOD[file]
    for name, content in GOOD.items():
        changed = content.replace(old, new) if name == file else content
        (folder / name).write_text(changed, "utf-8")
    check_folder(folder)


def test_the_folder_without_mistakes_is_accepted(tmp_path: Path) -> None:
    check(tmp_path, "banden.toml", "", "")


MISTAKES = [
    # file, what stands there, what is written instead, problem
    ("banden.toml", 'evidence = "Het bestuur noemt De Molen als lid."', 'evidence = " "',
     ("no-evidence", "ties item 1 ", "citations")),
    ("banden.toml", GOOD["banden.toml"][GOOD["banden.toml"].index("[[ties.citations"):], "",
     ("missing", "ties item 1 ", "citations")),
    ("banden.toml", '"notulen"', '"krant"',
     ("unknown-source", "ties item 1 ", "citations")),
    ("banden.toml", '"1. Opening"', '"2. Sluiting"',
     ("unknown-section", "ties item 1 ", "citations")),
    ("banden.toml", '"member_of"', '"likes"',
     ("unknown-value", "ties item 1 ", "kind")),
    ("banden.toml", '"member_of"', '"offers"',
     ("bad-ends", "ties item 1 ", "kind")),
    ("banden.toml", 'source = "molen"', 'source = "kerk"',
     ("unknown-entity", "ties item 1 ", "source")),
    ("banden.toml", 'partnership = "dorp"', 'partnership = "molen"',
     ("bad-ends", "ties item 1 ", "partnership")),
    ("banden.toml", "[[ties]]", '[[ties]]\ncertainty = "sure"',
     ("unknown-value", "ties item 1 ", "certainty")),
    ("banden.toml", "[[ties]]", '[[ties]]\nvalid_from = "2020"\nvalid_to = "2019"',
     ("bad-period", "ties item 1 ", "valid_to")),
    ("banden.toml", "[[ties]]", "[[ties]]\nattributes = { level = 5 }",
     ("unknown-value", "ties item 1 ", "level")),
    ("entiteiten.toml", '"organisation"', '"club"',
     ("unknown-value", "entities item 2 ", "kind")),
    ("entiteiten.toml", '"molen"', '"De Molen"',
     ("bad-id", "entities item 2 ", "id")),
    ("entiteiten.toml", '"organisation"', '"organisation"\nattributes = { sector = "space" }',
     ("bad-value", "entities item 2 ", "sector")),
    ("entiteiten.toml", '"organisation"', '"function"\nattributes = { laws = [1] }',
     ("bad-value", "entities item 2 ", "laws")),
    ("entiteiten.toml", '"De Molen"', r'"De \u0007Molen"',
     ("bad-text", "entities item 2 ", "name")),
    ("bronnen.toml", "[[sources]]", '[[sources]]\nkind = "rumour"',
     ("unknown-value", "sources item 1 ", "kind")),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "problem"), MISTAKES)
def test_a_mistake_is_refused_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, problem: tuple[str, str, str]
) -> None:
    with pytest.raises(Invalid) as caught:
        check(tmp_path, file, old, new)

    code, item, field = problem
    place = f"{tmp_path.name}/{file}, {item}"
    found = [(p.code, p.where[: len(place)], p.field) for p in caught.value.problems]
    assert (code, place, field) in found
