"""The API, the pages and the command line give the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from netmap.cli import main
from tests.web.api.conftest import Program


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Any]:
    """The command line on the store of the service (see the fixture ``store``)."""
    monkeypatch.setenv("NETMAP_STORE_URL", f"sqlite:///{tmp_path}/netmap.db")

    def run(command: str) -> Any:
        monkeypatch.setattr("sys.argv", ["netmap", *command.split(), "--json"])
        main()  # leaves with SystemExit when something is wrong
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.parametrize(
    "ways",
    [
        ("/partnerships", "/index.json", "partnerships"),
        ("/partnerships/p/metrics", "/p/p/metrics.json", "metrics -p p"),
        (
            "/partnerships/p/metrics?as_of=2020&certainty=reported",
            "/p/p/metrics.json?as_of=2020&certainty=reported",
            "metrics -p p --as-of 2020 --certainty reported",
        ),
        (
            "/partnerships/p/metrics/ties?language=nl",
            "/p/p/metrics/ties.json?lang=nl",
            "metrics -p p --level ties --language nl",
        ),
        (
            "/partnerships/p/metrics/ranges?language=nl",
            "/p/p/metrics/ranges.json?lang=nl",
            "metrics -p p --level ranges --language nl",
        ),
        (
            "/partnerships/p/scenario?language=nl&leaves=team&tie=refers_to:a:hostile",
            "/p/p/what-if.json?lang=nl&leaves=team&tie=refers_to:a:hostile",
            "scenario -p p --language nl --leaves team --tie refers_to:a:hostile",
        ),
        (
            "/partnerships/p/comparison?language=nl&with=fabel",
            "/p/p/compare.json?lang=nl&with=fabel",
            "compare -p p -p2 fabel --language nl",
        ),
    ],
)
def test_three_ways_to_one_answer(
    reader: Program, client: FlaskClient, cli: Callable[[str], Any], ways: tuple[str, str, str]
) -> None:
    api, page, command = ways
    asked = _plain(reader.answer(api))
    assert asked == _plain(client.get(page).json)
    assert asked == _plain(cli(command))


def test_three_ways_to_the_same_gaps(
    reader: Program, client: FlaskClient, cli: Callable[[str], Any]
) -> None:
    asked = reader.answer("/partnerships/p/gaps?language=nl&limit=1000")
    assert asked["items"]
    assert asked == client.get("/p/p/gaps.json?lang=nl").json
    assert asked == cli("gaps -p p --language nl")


def _plain(answer: Any) -> Any:
    """The command line gives a list as it is; the others put it under a name."""
    if isinstance(answer, dict) and answer.keys() == {"partnerships"}:
        return answer["partnerships"]
    return answer


@pytest.mark.parametrize("form", ["graphml", "gephi", "kumu", "json", "bundle"])
def test_three_ways_to_the_same_file(
    editor: Program,
    client: FlaskClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    asked = editor.get(f"/partnerships/p/exports/{form}?language=nl").data
    assert asked == client.get(f"/p/p/export/{form}?lang=nl").data
    monkeypatch.setenv("NETMAP_STORE_URL", f"sqlite:///{tmp_path}/netmap.db")
    command = f"export {form} -p p --language nl -o {tmp_path}/file"
    monkeypatch.setattr("sys.argv", ["netmap", *command.split()])
    main()
    assert asked == (tmp_path / "file").read_bytes()


@pytest.mark.parametrize(
    ("api", "page"),
    [
        ("/entities/hostile", "/entity/hostile.json"),
        ("/sources", "/sources.json"),
        ("/sources/bad-source", "/sources/bad-source.json"),
        ("/partnerships/p/map?language=nl", "/p/p/map.json?lang=nl"),
        ("/partnerships/p/coverage/functions?language=nl", "/p/p/coverage.json?lang=nl"),
    ],
)
def test_the_api_and_the_pages_agree(
    reader: Program, client: FlaskClient, api: str, page: str
) -> None:
    asked, shown = reader.answer(api), client.get(page).json
    assert asked == {"revision": 1, **shown}, "a list on a page does not name its revision"
