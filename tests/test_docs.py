"""The reference says all there is: commands, settings, errors, exit codes, addresses."""

from __future__ import annotations

import re
from pathlib import Path

import click

from netmap import config
from netmap.cli.entry import EXIT_CODES, cli
from netmap.config import Settings
from netmap.errors import NetmapError
from web import create_app

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")


def _facts(kind: type[NetmapError] = NetmapError) -> set[str]:
    return {kind.code}.union(*(_facts(child) for child in kind.__subclasses__()))


def _commands(group: click.Group, name: str) -> set[str]:
    found, context = set(), click.Context(group)
    for key in group.list_commands(context):
        full, command = f"{name} {key}", group.get_command(context, key)
        found |= _commands(command, full) if isinstance(command, click.Group) else {full}
    return found


def test_every_command_is_documented() -> None:
    documented = set(re.findall(r"^\| `(netmap [a-z ]+?)(?: [-\[A-Z].*)?`", REFERENCE, re.M))
    assert documented == _commands(cli, "netmap")


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"^\| `(NETMAP_\w+)`", REFERENCE, re.M))
    assert documented == config.KNOWN
    for name, default in (("NETMAP_HOST", Settings.host), ("NETMAP_PORT", Settings.port)):
        assert f"| `{name}` | `{default}` |" in REFERENCE


def test_every_error_and_exit_code_is_documented() -> None:
    documented = set(re.findall(r"^\| `([a-z-]+)` \| [\d–]+ \| \d+ \|", REFERENCE, re.M))
    assert documented == _facts()
    for _, code in EXIT_CODES:
        assert f"\n| {code} |" in REFERENCE


def test_every_address_is_documented(tmp_path: Path) -> None:
    settings = Settings(store_url=f"sqlite:///{tmp_path}/netmap.db")
    rules = {str(rule) for rule in create_app(settings).url_map.iter_rules()}
    documented = set(re.findall(r"^\| `(/[^`]*)`", REFERENCE, re.M))
    ours = {r for r in rules if not r.startswith(("/static", "/bootstrap", "/assets", "/vendor"))}
    assert {re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule) for rule in ours} == documented


def test_the_two_commands_stand_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make run" in readme
    assert "make test" in readme
