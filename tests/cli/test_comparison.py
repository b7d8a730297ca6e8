"""``scenario`` and ``compare``, and what prints as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FOLDER = """
partnership = "dorp"
[[sources]]
id = "notulen"
title = "Notulen"
[[entities]]
id = "dorp"
kind = "partnership"
name = "Dorp"
[[entities]]
id = "zorg"
kind = "organisation"
name = "Zorg"
[[entities]]
id = "wonen"
kind = "organisation"
name = "Wonen"
[[ties]]
kind = "member_of"
source = "zorg"
target = "dorp"
citations = [{ source = "notulen", locator = "1", evidence = "Zorg is lid." }]
[[ties]]
kind = "collaborates_with"
source = "zorg"
target = "wonen"
valid_from = "2020"
citations = [{ source = "notulen", locator = "2", evidence = "Zij werken samen." }]
"""


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    made = tmp_path / "mine"
    made.mkdir()
    (made / "all.toml").write_text(FOLDER, "utf-8")
    assert run("load", str(made)).code == 0
    return run


def test_a_scenario_in_words_and_as_json(filled: Run) -> None:
    result = filled("scenario", "-p", "dorp", "--leaves", "wonen")
    assert result.code == 0
    assert "Wonen stopt of vertrekt." in result.out
    assert "Zonder vastgelegde samenwerking raakt: Zorg." in result.out
    assert "Nothing was stored." in result.out
    found = filled("scenario", "-p", "dorp", "--leaves", "wonen", "--json").json
    assert found["change"]["records"]["removed"] == [{"id": "wonen", "name": "Wonen"}]
    english = filled("scenario", "-p", "dorp", "--leaves", "wonen", "--language", "en").out
    assert "Left without any documented collaboration: Zorg." in english


def test_who_joins_with_ties(filled: Run) -> None:
    found = filled(
        "scenario", "-p", "dorp", "--joins", "school=De School",
        "--tie", "refers_to:school:zorg:scale=up", "--json",
    ).json  # fmt: skip
    assert found["change"]["records"]["added"] == [{"id": "school", "name": "De School"}]
    assert filled("partnerships", "--json").json[0]["members"] == 1


def test_the_level_of_the_numbers(filled: Run) -> None:
    for level in ("organisation", "unit"):
        found = filled("scenario", "-p", "dorp", "--leaves", "wonen", "--level", level, "--json")
        assert found.json["change"]["level"] == level


def test_the_best_additions(filled: Run) -> None:
    result = filled("scenario", "-p", "dorp", "--best")
    assert result.code == 0
    assert "1. Nieuw lid: Wonen." in result.out
    assert filled("scenario", "-p", "dorp", "--best", "--json").json["tried"] >= 1
    assert filled("scenario", "-p", "dorp", "--best", "--csv").out.startswith("\ufeffrank;")


def test_one_partnership_on_two_dates(filled: Run) -> None:
    dates = ("--as-of", "2019", "--with-as-of", "2021")
    result = filled("compare", "-p", "dorp", *dates)
    assert result.code == 0
    assert "Nieuw: Wonen. Er is 1 verbinding bij gekomen." in result.out
    found = filled("compare", "-p", "dorp", *dates, "--json").json
    assert (found["one"]["as_of"], found["other"]["as_of"]) == ("2019", "2021")


def test_two_partnerships(filled: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "all.toml").write_text(FOLDER.replace('"dorp"', '"stad"'), "utf-8")
    filled("load", str(other))
    result = filled("compare", "-p", "dorp", "-p2", "stad", "--language", "en")
    assert result.code == 0
    assert "These organisations have to do with both: Wonen and Zorg." in result.out
    assert filled("compare", "-p", "dorp", "-p2", "stad", "--csv").out.startswith("\ufeffpart;")


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("metrics",), "id;name"),
        (("gaps",), "key;rule"),
        (("scenario", "--leaves", "wonen"), "part;id"),
        (("compare", "--with-revision", "1"), "part;id"),
    ],
)
def test_reports_as_csv_in_the_language(
    filled: Run, arguments: tuple[str, ...], start: str
) -> None:
    command = (*arguments, "-p", "dorp", "--csv")
    assert filled(*command).out.startswith(f"\ufeff{start}")
    assert filled(*command, "--language", "en").out.startswith(f"\ufeff{start.replace(';', ',')}")
    both = filled(*command, "--json")
    assert (both.code, both.out) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("scenario", "-p", "dorp"), 2),
        (("scenario", "-p", "dorp", "--best", "--leaves", "zorg"), 2),
        (("scenario", "-p", "dorp", "--leaves", "nobody"), 3),
        (("scenario", "-p", "dorp", "--ends", "no-tie"), 3),
        (("scenario", "-p", "dorp", "--leaves", "dorp"), 4),
        (("scenario", "-p", "dorp", "--tie", "loves:zorg:wonen"), 4),
        (("scenario", "-p", "atlantis", "--best"), 3),
        (("compare", "-p", "dorp"), 2),
        (("compare", "-p", "dorp", "-p2", "atlantis"), 3),
        (("compare", "-p", "dorp", "--with-revision", "9"), 3),
        (("compare", "-p", "dorp", "--with-as-of", "2019-13"), 7),
    ],
)
def test_each_mistake_has_its_exit_code(filled: Run, arguments: tuple[str, ...], code: int) -> None:
    result = filled(*arguments)
    assert (result.code, result.out) == (code, "")
    assert "Traceback" not in result.err


def test_a_wrong_date_names_its_option(filled: Run) -> None:
    assert "--with-as-of" in filled("compare", "-p", "dorp", "--with-as-of", "2019-13").err
