"""Files as they come: every cell is the text that its maker saw, or one clear refusal."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import datetime
from time import process_time
from unicodedata import normalize

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from netmap.errors import Invalid
from netmap.formats.sheets import Limits, Sheet, read_file
from netmap.formats.table import Table

DUTCH = "KvK;Naam;Bedrag;Datum\r\n01234567;Coöperatie é;1,5;03-02-2026\r\n\r\n;NA;None;nee\r\n"
ROWS = ((2, ("01234567", "Coöperatie é", "1,5", "03-02-2026")), (4, ("", "NA", "None", "nee")))


def only(name: str, data: bytes, limits: Limits = Limits()) -> Sheet:  # noqa: B008 - frozen
    (sheet,) = read_file(name, data, limits)
    return sheet


def numbered(sheet: Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((row.number, row.cells) for row in sheet.rows)


def code(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(Invalid) as refused:
        read_file("f", data, limits)
    (problem,) = refused.value.problems
    assert problem.where == "f"
    return problem.code


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("first", ["", "sep=;\r\n"])
def test_a_dutch_csv_is_text_in_every_encoding(encoding: str, first: str) -> None:
    sheet = only("a.csv", (first + DUTCH).encode(encoding))
    assert sheet.header == ("KvK", "Naam", "Bedrag", "Datum")
    assert numbered(sheet) == ROWS


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    text = f'a{delimiter}b\n"x{delimiter}y"{delimiter}"two\nlines"\n1{delimiter}2\n'
    assert numbered(only("a.csv", text.encode())) == (
        (2, (f"x{delimiter}y", "two\nlines")),
        (3, ("1", "2")),
    )


def test_decimal_commas_do_not_divide() -> None:
    assert only("a.csv", b"naam;getal\nA;1,5\nB;2,5\nC;3,5\n").header == ("naam", "getal")


def test_titles_above_the_headings_are_passed_over() -> None:
    sheet = only("a.csv", b"Ledenlijst 2026;;\n;;\nnaam;plaats;\nA;B;\n")
    assert (sheet.header, numbered(sheet)) == (("naam", "plaats"), ((4, ("A", "B")),))


def test_a_cell_beyond_the_headings_is_kept_for_who_reads_the_rows() -> None:
    assert only("a.csv", b"a;b\n1;2;;\n1;2;3\n").rows[1].cells == ("1", "2", "3")


def workbook(options: dict[str, object] | None = None) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, options or {})
    sheet = book.add_worksheet("Blad één")
    formats = {
        name: book.add_format({"num_format": name})
        for name in ("00000000", "mmm-yy", "yyyy", "[$-413]d mmmm yyyy;@")
    }
    moment = datetime(2026, 3, 1)
    sheet.write_row(0, 0, ["KvK", "getal", "deel", "maand", "jaar", "dag", "ja", "som", "fout"])
    sheet.write_number(3, 0, 1234567, formats["00000000"])
    sheet.write_number(3, 1, 1234567)
    sheet.write_number(3, 2, 0.1 + 0.2)
    sheet.write_datetime(3, 3, moment, formats["mmm-yy"])
    sheet.write_datetime(3, 4, moment, formats["yyyy"])
    sheet.write_datetime(3, 5, moment, formats["[$-413]d mmmm yyyy;@"])
    sheet.write_boolean(3, 6, True)
    sheet.write_formula(3, 7, "=1+1", None, 2)
    sheet.write_formula(3, 8, "=1/0", None, "#DIV/0!")
    hidden = book.add_worksheet("lijstjes")
    hidden.write_row(0, 0, ["a", "b"])
    hidden.write_row(1, 0, ["1", "2"])
    hidden.hide()
    book.close()
    return content.getvalue()


def test_a_workbook_gives_what_its_cells_show() -> None:
    sheet = only("a.xlsx", workbook())
    assert sheet.name == "Blad één"
    assert numbered(sheet) == (
        (
            4,
            ("01234567", "1234567", "0.3", "2026-03", "2026", "2026-03-01", "true", "2", "#DIV/0!"),
        ),
    )


def test_the_name_of_a_file_does_not_decide_what_it_is() -> None:
    assert only("liegt.csv", workbook()).header[0] == "KvK"


def package(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return content.getvalue()


def entities() -> bytes:
    """A workbook whose XML names an entity that grows, or a file of this machine."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(content, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/sharedStrings.xml":
                data = data.replace(
                    b"<sst", b'<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/hostname">]><sst', 1
                ).replace(b"<t>KvK</t>", b"<t>&x;</t>")
            new.writestr(name, data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file-empty"),
        (b"naam;plaats\r\n", "file-empty"),
        (b"PK\x03\x04 damaged", "bad-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old-format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"%PDF-1.7\n", "not-a-table"),
        (package(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "not-a-table"),
        (package(word__document=b"<xml/>"), "not-a-table"),
        (package(**{"xl__workbook.xml": b"<not"}), "bad-file"),
        (entities(), "bad-file"),
        (b"a\x00\x01\x02b\xff\x00\x03", "not-a-table"),
        (b"\x81\x8d;\xff", "bad-encoding"),
        (b'a;b\n"open;1\n2;3', "bad-quotes"),
    ],
)
def test_what_is_no_table_gets_one_clear_refusal(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_file_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = package(**{"xl__workbook.xml": b"x", "xl__worksheets__sheet1.xml": b"0" * 5_000_000})
    assert len(bomb) < 20_000
    assert code(bomb, Limits(unpacked_bytes=4_000_000)) == "file-too-large"


def test_rows_far_apart_take_no_time() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_row(1_048_575, 0, ["1", "2"])
    book.close()
    begun = process_time()
    assert numbered(only("a.xlsx", content.getvalue())) == ((1_048_576, ("1", "2")),)
    assert process_time() - begun < 8  # cell by cell it is 14 on an idle machine


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(file_bytes=10), "file-too-large"),
        (Limits(rows=1), "too-many-rows"),
        (Limits(columns=2), "too-many-columns"),
        (Limits(characters=10), "file-too-large"),
    ],
)
def test_limits_hold_for_both_kinds_of_file(limits: Limits, expected: str) -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    for number in range(3):
        sheet.write_row(number, 0, ["aaa", "bbb", "ccc"])
    book.close()
    assert code(b"aaa;bbb;ccc\n" * 3, limits) == expected
    assert code(content.getvalue(), limits) == expected


WORKBOOK = workbook()


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """The sheets, or none when the file is refused; anything else that is raised fails."""
    with suppress(Invalid):
        return read_file("f", data)
    return ()


@given(st.binary(max_size=400))
@example(WORKBOOK[:2000])
@example(b"\xff\xfe")
@example(b"sep=\n")
@example(b"sep=a")
@example(b'"')
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    for sheet in sheets_of(data):
        assert all(len(row.cells) >= len(sheet.header) > 0 for row in sheet.rows)


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 255))
def test_no_damage_to_a_workbook_ends_in_a_traceback(place: float, value: int) -> None:
    data = bytearray(WORKBOOK)
    data[int(place * len(data))] = value
    sheets_of(bytes(data))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6), st.sampled_from(["nl", "en"]))
def test_our_own_csv_comes_back(rows: list[tuple[str, str]], language: str) -> None:
    data = Table.of(("een", "twee"), rows).csv(language)  # type: ignore[arg-type]  # one of the two
    read = [tuple(text.lstrip("'") for text in row.cells) for row in only("a.csv", data).rows]
    assert read == [tuple(normalize("NFC", text).lstrip("'") for text in row) for row in rows]
