"""Templates open in Excel, and hold nothing but what was asked for."""

from __future__ import annotations

import io

import openpyxl

from netmap.formats.sheets import Column, read_file, template_csv, template_xlsx

COLUMNS = [
    Column("Naam", "de naam", "=1+1", required=True),
    Column("Soort", "wat het is", "organisatie", choices=("organisatie", "atelier")),
]
HEADINGS = ("Kolom", "Verplicht", "Betekenis", "Keuzes", "ja")


def xlsx() -> bytes:
    return template_xlsx(COLUMNS, title="Lijst", about="Uitleg", headings=HEADINGS)


def test_a_dutch_csv_has_semicolons_and_a_mark() -> None:
    assert template_csv(COLUMNS, "nl").startswith(b"\xef\xbb\xbfNaam;Soort\r\n'=1+1;")


def test_a_workbook_has_lists_to_choose_from_and_an_explanation() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx()))
    sheet = book["Lijst"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == "lists!$B$1:$B$2"
    assert [cell.value for cell in book["lists"]["B"]] == ["organisatie", "atelier"]
    assert book["lists"].sheet_state == "hidden"
    assert str(rule.sqref).startswith("B2:B")
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"  # a text, not a formula
    assert [cell.value for cell in book["Uitleg"][2]] == ["Naam", "ja", "de naam", None]


def test_the_same_template_has_the_same_bytes() -> None:
    assert xlsx() == xlsx()
    assert [sheet.name for sheet in read_file("a.xlsx", xlsx())] == ["Lijst", "Uitleg"]
