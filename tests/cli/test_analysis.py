"""The commands that compute, on the seed graph: text for people, JSON for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.cli.options import print_table
from netmap.services.levels import LEVELS
from tests.cli.conftest import Run


@pytest.fixture
def seeded(run: Run) -> Run:
    assert run("load").code == 0
    return run


def test_metrics_as_a_table_and_as_json(seeded: Run) -> None:
    text = seeded("metrics", "-p", "woudenberg").out
    assert "Gemeente Woudenberg" in text
    assert "density" in text
    report = seeded("metrics", "-p", "woudenberg", "--json").json
    assert report["partnership"]["id"] == "woudenberg"
    assert f"Revision {report['revision']}" in text


def test_the_cards_in_both_languages(seeded: Run) -> None:
    dutch = seeded("metrics", "-p", "woerden", "--cards").out
    english = seeded("metrics", "-p", "woerden", "--cards", "--language", "en").out
    assert "Freeman" in dutch
    assert dutch != english


def test_gaps_in_words_with_their_citations(seeded: Run) -> None:
    text = seeded("gaps", "-p", "woudenberg").out
    assert text.startswith("1. [high] ")
    assert "eindrapport-2021, " in text
    english = seeded("gaps", "-p", "woudenberg", "--language", "en").out
    assert english != text
    items = seeded("gaps", "-p", "woudenberg", "--json").json["items"]
    assert text.count("\n\n") >= len(items)


def test_what_is_made_up_says_so(seeded: Run, tmp_path: Path) -> None:
    for command in ("metrics", "gaps"):
        assert "FICTIONAL" in seeded(command, "-p", "voorbeeld").out
        assert "FICTIONAL" not in seeded(command, "-p", "woerden").out
        assert seeded(command, "-p", "voorbeeld", "--json").json["fictional"] is True
    target = tmp_path / "map.html"
    seeded("map", "-p", "voorbeeld", "-o", str(target), "--language", "en")
    assert "fictional" in target.read_text("utf-8").lower()
    assert seeded("export", "json", "-p", "voorbeeld").json["fictional"] is True


def test_a_partnership_without_gaps_is_told_so(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "a.toml").write_text(
        '[[entities]]\nid = "leeg"\nkind = "partnership"\nname = "Leeg"\n', "utf-8"
    )
    run("load", str(folder))
    assert "No rule found a gap" in run("gaps", "-p", "leeg").out


def test_the_map_is_one_file_that_asks_nothing_of_a_server(seeded: Run, tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    assert seeded("map", "-p", "woudenberg", "-o", str(target)).code == 0
    html = target.read_text("utf-8")
    assert "De Kleine Schans" in html
    assert 'src="http' not in html
    view = seeded("map", "-p", "woudenberg", "--json").json
    assert view["partnership"]["id"] == "woudenberg"
    assert len(view["data"]["edges"]) > 300


def test_the_map_shows_what_an_address_would_show(seeded: Run, tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    show = ("--show", "kinds=organisation&size_by=none")
    assert seeded("map", "-p", "voorbeeld", "--svg", "-o", str(target), *show).code == 0
    assert "Soort: organisatie" in target.read_text("utf-8")
    nodes = seeded("map", "-p", "voorbeeld", "--json", *show).json["data"]["nodes"]
    assert {node["kind"] for node in nodes} == {"organisation"}
    refused = seeded("map", "-p", "voorbeeld", "--show", "kinds=castle")
    assert (refused.code, refused.err) == (4, "netmap: kinds: 'castle' cannot be used\n")
    assert seeded("map", "-p", "voorbeeld", "--view", "nothing").code == 3


def test_the_map_gets_the_name_of_its_partnership(
    seeded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "woerden.html" in seeded("map", "-p", "woerden").out
    assert (tmp_path / "woerden.html").exists()


def test_a_size_that_is_no_metric(seeded: Run) -> None:
    assert seeded("map", "-p", "woerden", "--size-by", "charm").code == 3


def test_the_scope_narrows_what_is_counted(seeded: Run) -> None:
    everything = seeded("metrics", "-p", "woudenberg", "--json").json["whole"]["ties"]
    reported = seeded("metrics", "-p", "woudenberg", "--certainty", "reported", "--json").json
    assert reported["whole"]["ties"] < everything
    assert reported["parameters"]["certainty"] == ["reported"]


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_as_text_and_as_json(seeded: Run, level: str) -> None:
    ran = seeded("metrics", "-p", "woerden", "--level", level)
    report = seeded("metrics", "-p", "woerden", "--level", level, "--json").json
    assert ran.code == 0
    assert report["level"] == level
    assert all(section["title"] in ran.out for section in report["sections"])


def test_a_level_as_csv_and_with_its_cards(seeded: Run) -> None:
    rows = seeded("metrics", "-p", "woudenberg", "--level", "ties", "--csv").out.splitlines()
    assert rows[0].lstrip("\ufeff").startswith("table;title;id;name;column")
    assert len(rows) > 100
    text = seeded("metrics", "-p", "woerden", "--level", "sets", "--cards").out
    assert "Borgatti" in text


def test_only_actors_or_only_the_whole(seeded: Run) -> None:
    whole = seeded("metrics", "-p", "woerden", "--level", "whole", "--json").json
    node = seeded("metrics", "-p", "woerden", "--level", "node", "--json").json
    assert whole["whole"]["size"] == len(node["actors"])
    assert whole["actors"] == []
    assert node["whole"] == {}
    assert "density" not in seeded("metrics", "-p", "woerden", "--level", "node").out
    rows = seeded("metrics", "-p", "woerden", "--level", "whole", "--csv").out.splitlines()
    assert rows[0].lstrip("\ufeff").startswith("metric;name;value")
    assert len(rows) == 1 + len(whole["whole"])


def test_a_level_that_is_none(seeded: Run) -> None:
    assert seeded("metrics", "-p", "woerden", "--level", "charm").code == 2


def test_a_report_as_pdf(seeded: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    ran = seeded("report", "-p", "woudenberg", "-o", str(target), "--language", "en")
    assert ran.code == 0
    assert target.read_bytes().startswith(b"%PDF-")
    told = seeded("report", "-p", "woudenberg", "--json", "--section", "summary").json
    assert [section["key"] for section in told["sections"]] == ["summary"]
    assert seeded("report", "-p", "woudenberg", "-o", str(tmp_path / "no" / "x.pdf")).code == 7


def test_ateliers_and_whom_to_invite(seeded: Run) -> None:
    assert "De kluts kwijt" in seeded("atelier", "-p", "voorbeeld").out
    one = ("atelier", "-p", "voorbeeld", "fabel-atelier-kluts")
    text = seeded(*one).out
    assert text.startswith("FICTIONAL")
    assert "1. Zorgcentrum De Honderdjarige Schildpad (lid)" in text
    assert seeded(*one, "--csv").out.startswith("\ufeffplace;id;name;")
    assert seeded("atelier", "-p", "voorbeeld", "--csv").code == 2
    assert seeded("atelier", "-p", "voorbeeld", "fabel-gemeente").code == 3


def test_a_number_has_the_digits_that_it_has_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["a", "b"], [[0.00456, 1234.5678], [2.0, None], [10, 1e-9]])
    lines = capsys.readouterr().out.splitlines()[2:]
    assert [line.split() for line in lines] == [["0.00456", "1234.568"], ["2", "–"], ["10", "0"]]
