from __future__ import annotations

from pathlib import Path

import pytest

from netmap.errors import Invalid, Problem
from netmap.formats import dataset
from netmap.model import Citation, Entity, PartialDate, Put, Source, Tie

SOURCES = """
[[sources]]
id = "notulen"
title = "Notulen"
kind = "meeting"
date = "2024-03"
sections = ["1. Opening"]
"""
ENTITIES = """
[[entities]]
id = "molen"
kind = "organisation"
name = "De Molen"
aliases = ["Molen"]
attributes = { sector = "care" }

[[entities]]
id = "dorp"
kind = "partnership"
name = "Dorp"
"""
TIES = """
partnership = "dorp"

[[ties]]
kind = "member_of"
source = "molen"
target = "dorp"
certainty = "inferred"
valid_from = "2018"
valid_to = "2020-06"

[[ties.citations]]
source = "notulen"
locator = "1. Opening"
evidence = "Het bestuur noemt De Molen."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A correct folder; each test adds its own mistake."""
    return write(tmp_path / "seed", {"s.toml": SOURCES, "e.toml": ENTITIES, "dorp/t.toml": TIES})


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(Invalid) as caught:
        dataset.read(folder)
    return caught.value.problems


def test_everything_in_the_files_is_read(folder: Path) -> None:
    data = dataset.read(folder)

    citation = Citation("notulen", "1. Opening", "Het bestuur noemt De Molen.")
    assert data.changes == tuple(Put(record) for record in data.records)
    assert {record.id: record for record in data.records} == {
        "notulen": Source(
            "notulen",
            "Notulen",
            kind="meeting",
            date=PartialDate(2024, 3),
            sections=("1. Opening",),
        ),
        "molen": Entity(
            "molen",
            "organisation",
            "De Molen",
            aliases=("Molen",),
            attributes={"sector": "care"},
        ),
        "dorp": Entity("dorp", "partnership", "Dorp"),
        "dorp.member_of.molen.dorp": Tie(
            "dorp.member_of.molen.dorp",
            "dorp",
            "member_of",
            "molen",
            "dorp",
            certainty="inferred",
            valid_from=PartialDate(2018),
            valid_to=PartialDate(2020, 6),
            citations=(citation,),
        ),
    }


def test_where_names_the_file_and_the_item(folder: Path) -> None:
    where = dataset.read(folder).where

    assert where["entities", "dorp"].startswith("seed/e.toml, entities item 2")
    assert where["ties", "dorp.member_of.molen.dorp"].startswith("seed/dorp/t.toml, ties item 1")


def test_a_tie_may_name_its_own_id_and_partnership(folder: Path) -> None:
    own = TIES.replace('partnership = "dorp"', "").replace(
        "[[ties]]", '[[ties]]\nid = "eigen"\npartnership = "ander"'
    )
    write(folder, {"dorp/t.toml": own})

    tie = next(r for r in dataset.read(folder).records if isinstance(r, Tie))

    assert (tie.id, tie.partnership) == ("eigen", "ander")


def test_files_that_are_not_toml_are_left_alone(folder: Path) -> None:
    write(folder, {"README.md": "# [[ties]]", "dorp/names.py": "ties = 1"})

    assert len(dataset.read(folder).records) == 4


def test_an_empty_folder_is_an_empty_dataset(tmp_path: Path) -> None:
    assert dataset.read(tmp_path).records == ()


@pytest.mark.parametrize(
    ("content", "code", "where", "field"),
    [
        pytest.param("[[ties]", "bad-file", "seed/x.toml", "", id="not TOML"),
        pytest.param("[[nodes]]\n", "unknown-table", "seed/x.toml", "nodes", id="unknown table"),
        pytest.param("title = 'x'", "unknown-table", "seed/x.toml", "title", id="stray value"),
        pytest.param("[ties]\n", "unknown-table", "seed/x.toml", "ties", id="one table"),
        pytest.param("ties = ['x']", "bad-value", "seed/x.toml, ties item 1", "", id="a text"),
        pytest.param(
            "[[entities]]\nid='x'\nkind='theme'\nname='X'\ncolour='red'",
            "unknown-field",
            "seed/x.toml, entities item 1 (x)",
            "colour",
            id="unknown field",
        ),
        pytest.param(
            "[[entities]]\nid='x'\nkind='theme'\nname='X'\nattributes={a=[1]}",
            "bad-value",
            "seed/x.toml, entities item 1 (x)",
            "a",
            id="a list of numbers",
        ),
        pytest.param(
            "[[ties]]\nid='t'\npartnership='p'\nkind='k'\nsource='a'\ntarget='b'\n"
            "certainty='maybe'\ncitations=[{source='s',locator='',evidence='x'}]",
            "unknown-value",
            "seed/x.toml, ties item 1 (t)",
            "certainty",
            id="unknown certainty",
        ),
        pytest.param(
            "[[entities]]\nkind='theme'\nname='X'",
            "missing",
            "seed/x.toml, entities item 1 (no id)",
            "id",
            id="no id",
        ),
        pytest.param(
            "[[entities]]\nid='molen'\nkind='theme'\nname='X'",
            "duplicate-id",
            "seed/x.toml, entities item 1 (molen)",
            "id",
            id="id used twice",
        ),
        pytest.param(
            "[[entities]]\nid='x'\nkind='theme'\nname='X'\naliases='Y'",
            "bad-value",
            "seed/x.toml, entities item 1 (x)",
            "aliases",
            id="a text where a list belongs",
        ),
        pytest.param(
            "[[entities]]\nid='x'\nkind='theme'\nname='X'\nfictional='ja'",
            "bad-value",
            "seed/x.toml, entities item 1 (x)",
            "fictional",
            id="a text where true or false belongs",
        ),
        pytest.param(
            "[[entities]]\nid='x'\nkind='theme'\nname='X'\nattributes='Y'",
            "bad-value",
            "seed/x.toml, entities item 1 (x)",
            "attributes",
            id="a text where a table belongs",
        ),
        pytest.param(
            "[[sources]]\nid='x'\ntitle='X'\ndate=2019",
            "bad-value",
            "seed/x.toml, sources item 1 (x)",
            "date",
            id="a year without quotes",
        ),
        pytest.param(
            "[[sources]]\nid='x'\ntitle='X'\ndate='maart 2019'",
            "bad-value",
            "seed/x.toml, sources item 1 (x)",
            "date",
            id="a date in words",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(
    folder: Path, content: str, code: str, where: str, field: str
) -> None:
    write(folder, {"x.toml": content})

    assert [(p.code, p.where, p.field) for p in problems(folder)] == [(code, where, field)]


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        pytest.param('"2018"', "2018", "bad-value", "valid_from", id="a year without quotes"),
        pytest.param('"2018"', "2018-01-01", "bad-value", "valid_from", id="a TOML date"),
        pytest.param('"2018"', '"2018-13"', "bad-value", "valid_from", id="month 13"),
        pytest.param('"2018"', '"1-1-2018"', "bad-value", "valid_from", id="a Dutch date"),
        pytest.param('"2020-06"', '"9999"', "bad-value", "valid_to", id="the end of time"),
        pytest.param('source = "molen"', "", "missing", "source", id="no start"),
        pytest.param('kind = "member_of"', 'kind = ""', "missing", "kind", id="an empty kind"),
        pytest.param('partnership = "dorp"', "", "missing", "partnership", id="no partnership"),
        pytest.param('evidence = "', 'bewijs = "', "bad-value", "citations", id="another key"),
        pytest.param('locator = "1. Opening"', "", "bad-value", "citations", id="no locator"),
        pytest.param('"1. Opening"', "1", "bad-value", "citations", id="a number for a section"),
        pytest.param('"1. Opening"', '"2."', "unknown-section", "citations", id="no such section"),
    ],
)
def test_a_mistake_in_a_tie_is_named(
    folder: Path, old: str, new: str, code: str, field: str
) -> None:
    assert old in TIES
    write(folder, {"dorp/t.toml": TIES.replace(old, new)})

    (problem,) = problems(folder)

    assert (problem.code, problem.field) == (code, field)
    assert problem.where.startswith("seed/dorp/t.toml, ties item 1")


def test_a_tie_without_citations_is_refused(folder: Path) -> None:
    write(folder, {"dorp/t.toml": TIES[: TIES.index("[[ties.citations]]")]})

    assert [(p.code, p.field) for p in problems(folder)] == [("missing", "citations")]


def test_a_source_without_headings_takes_any_locator(folder: Path) -> None:
    write(folder, {"s.toml": SOURCES.replace('["1. Opening"]', "[]")})
    write(folder, {"dorp/t.toml": TIES.replace("1. Opening", "halverwege")})

    assert len(dataset.read(folder).records) == 4


def test_text_that_is_not_utf_8_is_a_problem_of_its_file(folder: Path) -> None:
    (folder / "latin.toml").write_bytes("# Coöperatie".encode("latin-1"))

    assert [(p.code, p.where) for p in problems(folder)] == [("bad-file", "seed/latin.toml")]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("a = " + "[" * 5000 + "]" * 5000, "recursion"),
        ("a = " + "9" * 5000, "digits"),
    ],
)
def test_a_file_that_is_too_much_is_a_problem_of_its_file(
    folder: Path, content: str, part: str
) -> None:
    write(folder, {"much.toml": content})

    (problem,) = problems(folder)
    assert (problem.code, problem.where) == ("bad-file", "seed/much.toml")
    assert part in problem.message


def test_a_folder_with_the_name_of_a_file_is_a_problem(folder: Path) -> None:
    (folder / "dir.toml").mkdir()

    (problem,) = problems(folder)
    assert problem.where == "seed/dir.toml"
    assert "[Errno" not in problem.message


def test_the_mark_that_windows_editors_add_is_no_problem(folder: Path) -> None:
    path = folder / "marked.toml"
    path.write_text('[[sources]]\nid = "s"\ntitle = "S"\nkind = "own"\n', "utf-8-sig")

    assert any(record.id == "s" for record in dataset.read(folder).records)


def test_a_table_that_is_no_list_says_how_to_write_it(folder: Path) -> None:
    write(folder, {"a.toml": "sources = 3\n"})

    assert [p.message for p in problems(folder)] == ["write [[sources]], once for each item"]


def test_every_mistake_is_reported_at_once(folder: Path) -> None:
    write(folder, {"a.toml": "[[nodes]]\n", "b.toml": "[[ties]", "dorp/t.toml": TIES * 2})

    assert {p.where.split(",")[0] for p in problems(folder)} == {
        "seed/a.toml",
        "seed/b.toml",
        "seed/dorp/t.toml",
    }
