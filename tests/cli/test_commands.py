"""Each command as its user would call it, and each way it can end."""

from __future__ import annotations

import importlib.metadata
import json
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest

import netmap.cli
from netmap.cli.entry import EXIT_CODES, cli, exit_code
from netmap.errors import NetmapError, UnknownEntity
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
[[ties]]
kind = "member_of"
source = "zorg"
target = "dorp"
citations = [{ source = "notulen", locator = "1", evidence = "Zorg is lid." }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    (made / "all.toml").write_text(FOLDER, "utf-8")
    return made


def _commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def test_every_command_that_is_written_can_be_called() -> None:
    called = set(_commands().values())
    inner = {one for command in called for one in getattr(command, "commands", {}).values()}
    modules = [import_module(f"netmap.cli.{m.name}") for m in iter_modules(netmap.cli.__path__)]
    written = {
        o for module in modules for o in vars(module).values() if isinstance(o, click.Command)
    }
    assert written - inner - {cli} == called


def _loaded(*asked: str) -> set[str]:
    """What is imported to answer this."""
    code = "import sys, netmap.cli\ntry: netmap.cli.main()\nfinally: print(*sys.modules)"
    command = [sys.executable, "-c", code, *asked]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return set(told.splitlines()[-1].split())


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_asking_what_commands_there_are_imports_none_of_them(asked: str) -> None:
    """Half a second of processor time is soon spent; the analysis alone takes that."""
    loaded = _loaded(asked)
    ours = {name for name in loaded if name.startswith(("netmap", "web", "graph_seed"))}
    assert ours == {"netmap", "netmap.cli", "netmap.cli.entry", "netmap.errors"}
    tops = {name.partition(".")[0] for name in loaded} - {"netmap"}
    owned = importlib.metadata.packages_distributions()
    assert {owner for top in tops for owner in owned.get(top, ())} <= {"click", "setuptools"}


HEAVY = {"networkx", "igraph", "scipy", "pandas", "pyvis", "typst", "flask", "web"}


@pytest.mark.parametrize(
    "command", ["account", "audit", "check", "copy", "import", "link", "load", "serve", "token"]
)
def test_a_command_that_computes_nothing_imports_no_analysis(command: str) -> None:
    assert not HEAVY & _loaded(command, "--help")


def test_every_command_explains_itself(run: Run) -> None:
    for name, command in _commands().items():
        result = run(name, "--help")
        assert result.code == 0
        assert "Usage:" in result.out
        inner = getattr(command, "commands", {}).values() or [command]
        for one in inner:
            options = [p for p in one.params if isinstance(p, click.Option)]
            assert [p.name for p in options if not p.help] == [], one.name


@pytest.mark.parametrize("group", [[], ["account"], ["token"], ["export"]])
def test_what_a_command_does_fits_on_its_line(run: Run, group: list[str]) -> None:
    _, _, listed = run(*group, "--help").out.partition("Commands:\n")
    assert listed
    assert [line for line in listed.splitlines() if line.endswith("...")] == []


def test_every_command_takes_json() -> None:
    for command in _commands().values():
        inner = getattr(command, "commands", {}).values() or [command]
        for one in inner:
            assert "--json" in {o for p in one.params for o in p.opts}, one.name


def test_the_version(run: Run) -> None:
    assert run("--version").out.startswith("netmap, version ")


def test_loading_twice_changes_nothing(run: Run, folder: Path) -> None:
    assert run("load", str(folder)).out == "The graph is at revision 1.\n"
    assert run("load", str(folder), "--json").json == {"revision": 1}


def test_an_empty_store_explains_itself(run: Run) -> None:
    assert "netmap load" in run("partnerships").out
    assert run("partnerships", "--json").json == []


def test_partnerships_with_their_numbers(run: Run, folder: Path) -> None:
    run("load", str(folder))
    (found,) = run("partnerships", "--json").json
    assert (found["key"], found["members"], found["fictional"]) == ("dorp", 1, False)
    assert "Dorp" in run("partnerships").out


def test_checking_a_folder_changes_nothing(run: Run, folder: Path) -> None:
    assert run("check", str(folder), "--json").json == {"source": 1, "entity": 2, "tie": 1}
    assert run("check", str(folder)).code == 0
    assert run("partnerships", "--json").json == []


def test_a_mistake_is_named_with_file_and_item(run: Run, folder: Path) -> None:
    (folder / "more.toml").write_text(
        'partnership = "dorp"\n[[ties]]\nkind = "loves"\nsource = "zorg"\ntarget = "x"\n'
        'citations = [{ source = "notulen", locator = "1", evidence = "e" }]\n',
        "utf-8",
    )
    for command in ("check", "load"):
        result = run(command, str(folder))
        assert result.code == 4
        assert "loves" in result.err
        assert result.out == ""
    assert "mine/more.toml, ties item 1" in run("check", str(folder)).err
    assert run("partnerships", "--json").json == []


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for command in ("check", "load"):
        result = run(command, str(tmp_path / "nowhere"))
        assert result.code == 4
        assert "no such folder" in result.err


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("load", str(tmp_path / "empty")).code == 4


def test_exporting_one_partnership(run: Run, folder: Path, tmp_path: Path) -> None:
    run("load", str(folder))
    document = run("export", "json", "--partnership", "dorp").json
    assert document["partnership"] == "dorp"
    assert document["revision"] == 1
    assert document["fictional"] is False
    (tie,) = document["ties"]
    assert tie["citations"] == [{"source": "notulen", "locator": "1", "evidence": "Zorg is lid."}]
    assert tie["valid_from"] is None
    target = tmp_path / "out.json"
    assert run("export", "json", "--partnership", "dorp", "--output", str(target)).out == ""
    assert json.loads(target.read_text("utf-8")) == document
    assert run("export", "json").json["partnership"] is None


def test_an_output_that_cannot_be_written(run: Run, folder: Path, tmp_path: Path) -> None:
    run("load", str(folder))
    result = run("export", "json", "--output", str(tmp_path / "no" / "out.json"))
    assert (result.code, result.out) == (7, "")


@pytest.mark.parametrize("command", ["metrics", "gaps", "map", "export json"])
def test_an_unknown_partnership_is_one_sentence(run: Run, folder: Path, command: str) -> None:
    run("load", str(folder))
    result = run(*command.split(), "--partnership", "atlantis")
    assert result.code == 3
    assert result.err == "netmap: There is no partnership 'atlantis'.\n"


def test_an_impossible_date_is_one_sentence(run: Run, folder: Path) -> None:
    run("load", str(folder))
    result = run("gaps", "--partnership", "dorp", "--as-of", "2019-13")
    assert result.code == 7
    assert "--as-of" in result.err


def test_an_unknown_revision_is_one_sentence(run: Run, folder: Path) -> None:
    run("load", str(folder))
    result = run("metrics", "--partnership", "dorp", "--revision", "9")
    assert (result.code, result.err.count("\n")) == (3, 1)


def test_wrong_usage(run: Run) -> None:
    assert run("metrics").code == 2
    assert run("nonsense").code == 2


def test_a_store_that_does_not_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETMAP_STORE_URL", "sqlite:////proc/nothing/netmap.db")
    result = run("partnerships")
    assert result.code == 6
    assert "Traceback" not in result.err


def test_a_setting_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETMAP_STORE_URL", "oracle://x")
    assert run("partnerships").code == 7


def test_a_port_in_use_is_one_sentence_that_names_another(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("NETMAP_PORT", str(port))
        result = run("serve")
    assert result.code == 7
    assert f"Port {port} on 127.0.0.1 is in use; try NETMAP_PORT=" in result.err
    assert result.err.count("\n") == 1


def test_a_host_that_is_not_ours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETMAP_HOST", "192.0.2.1")
    result = run("serve")
    assert result.code == 7
    assert "NETMAP_HOST" in result.err


def test_copying_into_an_empty_store_with_history(run: Run, folder: Path, tmp_path: Path) -> None:
    run("load", str(folder))
    old, new = (f"sqlite:///{tmp_path}/{name}.db" for name in ("netmap", "other"))
    assert run("copy", "--from", old, "--to", new, "--json").json == {"revision": 1}
    assert run("copy", "--from", old, "--to", new).code == 5  # it is not empty any more
    assert run("copy", "--from", old, "--to", old).code == 7


def test_every_fact_has_an_exit_code() -> None:
    def below(kind: type[NetmapError]) -> set[type[NetmapError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    mapped = {kind for kind, _ in EXIT_CODES}
    for fact in below(NetmapError):
        assert (mapped - {NetmapError}) & set(fact.__mro__) or fact is NetmapError, fact
    assert exit_code(UnknownEntity("x")) == 3
