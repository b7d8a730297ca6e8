"""One table, in every form in which it leaves."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl

from netmap.formats.table import Table, workbook
from netmap.model import PartialDate

ROWS = [("=1+1", 0.5, True, None), ("it's \x00 a | b", float("nan"), False, PartialDate(2027, 3))]
TABLE = Table.of(("name", "value", "is", "since"), ROWS, {"revision": 7})


def test_for_a_spreadsheet_in_the_language_of_the_reader() -> None:
    dutch = TABLE.csv("nl").decode("utf-8-sig").splitlines()
    assert dutch[:2] == ["name;value;is;since;revision", "'=1+1;0,5;true;;7"]
    assert TABLE.csv("en").decode("utf-8-sig").splitlines()[1] == "'=1+1,0.5,true,,7"


def test_for_programs_an_apostrophe_can_be_taken_away_again() -> None:
    table = Table.of(("text",), [("=x",), ("'=x",), ("'x",)])
    assert table.for_programs() == b"text\r\n'=x\r\n''=x\r\n'x\r\n"


def test_as_json_each_row_is_an_object() -> None:
    assert TABLE.records() == [
        {"name": "=1+1", "value": 0.5, "is": True, "since": None, "revision": 7},
        {**TABLE.records()[1], "value": None, "since": "2027-03"},
    ]


def test_as_a_workbook_texts_stay_texts_and_fit() -> None:
    long = Table.of(("a",), [("x" * 40_000,), ("=1+1",), ("1",), ("\x0b",)])
    made = workbook(
        {"Een": long, "Twee": Table.of((), ())}, created=datetime(2026, 1, 1), author=""
    )
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell.value for cell in book["Een"]["A"]]
    assert len(str(cells[1])) == 32_767
    assert cells[2:] == ["=1+1", "1", "\ufffd"]
    assert [cell.data_type for cell in book["Een"]["A"]][2:4] == ["s", "s"]
    assert book.sheetnames == ["Een", "Twee"]
