"""docs/access.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from netmap.services import retention
from netmap.services.accounts import _attempts, audit, passwords, tokens
from netmap.services.rights import Right, Role
from web.access import limits, sessions

TEXT = (Path(__file__).parent.parent / "docs" / "access.md").read_text("utf-8")


def test_the_roles_hold_the_rights_that_the_table_says() -> None:
    header = re.search(r"^\| role \|(.*)\| meant for \|$", TEXT, re.M)
    assert header is not None
    rights = [Right(name.strip()) for name in header.group(1).strip(" |").split("|")]
    assert rights == [Right.READ, Right.EXPORT, Right.EDIT, Right.ADMINISTER]
    rows = re.findall(r"^\| `([a-z]+)` \|((?: (?:yes|–) \|){4})", TEXT, re.M)
    told = {
        Role(role): {right for right, cell in zip(rights, cells.split("|"), strict=False)
                     if cell.strip() == "yes"}
        for role, cells in rows
    }  # fmt: skip
    assert told == {role: set(role.rights) for role in Role}


def test_every_event_is_described() -> None:
    found = re.findall(r"^\| `([a-z-]+)` \| [a-z][^|]*\|$", TEXT, re.M)
    assert tuple(found) == audit.EVENTS


def test_the_numbers_are_those_of_the_code() -> None:
    said = " ".join(TEXT.split())
    for sentence in (
        f"At least {passwords.LEAST} characters, at most {passwords.MOST}",
        f"({passwords.HASHER.memory_cost // 1024} MiB, three passes)",
        f"After {_attempts.FREE} wrong passwords in a row an account waits"
        f" {_attempts.FIRST.seconds // 60} minute",
        f"{_attempts.MOST.seconds // 60} minutes at most",
        f"At most {limits.SIGNING_IN.split(' ', maxsplit=1)[0]} attempts a minute",
        f"A session ends after {sessions._IDLE.seconds // 3600} hours",
        f"{tokens.MOST_DAYS} at most",
        f"{audit.DAYS_KEPT} days, then thrown away",
        f"or {retention.EXPIRED_KEPT.days} days after its end",
        f"It starts with `{tokens.PREFIX}`",
    ):
        assert sentence in said
    assert passwords.HASHER.time_cost == 3
    assert _attempts.FORGOTTEN.days == 1
