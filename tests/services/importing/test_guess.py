"""What a table is and what its columns mean, by headers and contents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netmap.formats.sheets import read_file
from netmap.services.importing.fields import catalogue
from netmap.services.importing.guess import guess
from netmap.services.importing.templates import TEMPLATES
from netmap.text.names import bare, fold
from netmap.vocabulary import LANGUAGES, Language

DOCS = (Path(__file__).parents[3] / "docs" / "importing.md").read_text("utf-8")


def guessed(text: str, name: str = "x.csv") -> tuple[str, tuple[str, ...]]:
    (sheet,) = read_file(name, text.encode())
    found = guess(name, sheet)
    return found.kind, found.columns


@pytest.mark.parametrize(
    ("text", "kind", "columns"),
    [
        ("Naam;Plaats\nA;B", "organisations", ("name", "place")),
        ("ORGANISATIE ; Vestigings-plaats\nA;B", "organisations", ("name", "place")),
        ("organisation name,Line of care\nA,first", "organisations", ("name", "line")),
        ("Organistie;Sektor\nA;zorg", "organisations", ("name", "sector")),
        ("Wie;Wat;Zomaar\nA;zorg;7\nB;welzijn;8", "organisations", ("name", "sector", "")),
        ("Van;Naar;Soort\nA;B;verwijst naar", "ties", ("source", "target", "kind")),
        ("From,To,Since\nA,B,2020", "ties", ("source", "target", "since")),
        ("Deelnemer;Werkatelier;Trekker\nA;B;ja", "participation", ("source", "target", "part")),
        (
            "Label,Type,Tags,Description\nA,B,,",
            "kumu-elements",
            ("name", "kind", "tags", "summary"),
        ),
        (
            "From,To,Direction,Type\nA,B,directed,x",
            "kumu-connections",
            ("source", "target", "direction", "kind"),
        ),
        ("Id,Label,modularity_class\n1,A,3", "gephi-nodes", ("id", "name", "")),
        (
            "Source,Target,Type,Id,Label,Weight\n1,2,Directed,0,,1.0",
            "gephi-edges",
            ("source", "target", "direction", "id", "topic", ""),
        ),
        ("1;2\n3;4", "", ("", "")),
    ],
)
def test_tables_are_recognised(text: str, kind: str, columns: tuple[str, ...]) -> None:
    assert guessed(text) == (kind, columns)


def test_no_column_is_taken_twice() -> None:
    _, columns = guessed("Naam;Organisatie;Label\nA;B;C")
    assert columns.count("name") == 1


def test_texts_are_compared_as_people_do() -> None:
    assert fold(" Coöperatie  De Kleine-Schans U.A. ") == "cooperatie de kleine schans ua"
    assert bare("Stichting De Schans") == bare("schans B.V.") == bare("Vereniging Schans U.A.")
    assert bare("De Stichting")


@pytest.mark.parametrize("table", TEMPLATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_a_template_is_explained(table: str, language: Language) -> None:
    kind = catalogue().tables[table]
    title = kind.label.en
    part = DOCS.split(f"### {title}\n", 1)[1].split("\n#", 1)[0]
    rows = [
        [cell.strip() for cell in line.split("|")[1:3]] for line in part.splitlines() if "|" in line
    ]
    shown = [row[0 if language == "nl" else 1] for row in rows[2:]]
    expected = [
        kind.name_of(key).in_(language) + (" *" if key in kind.required else "")
        for key in kind.template
    ]
    assert shown == expected


def test_the_example_of_the_docs_is_what_it_says() -> None:
    example = re.search(r"`deelname.csv`:\n\n```\n(.*?)```", DOCS, re.DOTALL)
    assert example
    assert guessed(example[1]) == ("participation", ("source", "target", "part", "since"))
