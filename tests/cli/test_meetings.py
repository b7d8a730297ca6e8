"""Coverage, meetings and decisions on the command line: the same values as the web's."""

from __future__ import annotations

import os

import pytest

from netmap.model import Put, Record
from netmap.services import meetings
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import open_store
from tests.builders import SOURCE, entity, members, tie
from tests.cli.conftest import Run


@pytest.fixture
def decided(run: Run) -> str:  # noqa: ARG001 - it chooses the store
    with open_store(os.environ["NETMAP_STORE_URL"]) as store:
        ctx = Context(store)
        entities = [entity("p", "partnership"), *map(entity, "ab"), entity("f", "function")]
        ties = [*members("a"), tie("a", "collaborates_with", "b")]
        records: list[Record] = [SOURCE, *entities, *ties]
        commit(ctx, [Put(record) for record in records], message="facts")
        held = meetings.open_meeting(ctx, "p", title="Voorjaar", date="2027", chair="voorzitter")
        meetings.decide(
            ctx, "p", "missing-function:f", choice="invite", owner="bestuur", due="2020",
            meeting=held.key, expect_version=0,
        )  # fmt: skip
        meetings.close_meeting(ctx, "p", held.key)
        return held.key


def test_meetings_are_listed(run: Run, decided: str) -> None:
    assert "2027-voorjaar" in run("meetings", "-p", "p").out
    (found,) = run("meetings", "-p", "p", "--json").json["meetings"]
    assert (found["key"], found["status"], found["chair"]) == (decided, "closed", "voorzitter")
    assert "voorzitter" in run("meetings", "-p", "p", "--csv").out


def test_decisions_are_listed_as_of_now_or_of_a_meeting(run: Run, decided: str) -> None:
    text = run("decisions", "-p", "p").out
    assert "uitnodigen" in text
    assert "overdue" in text
    state = run("decisions", "-p", "p", "--meeting", decided, "--json").json
    assert state["meeting"]["key"] == decided
    assert state["discussed"] == 1
    assert ";invite;" in run("decisions", "-p", "p", "--csv").out
    assert run("decisions", "-p", "p", "--meeting", "nothing").code == 3
    gaps = run("gaps", "-p", "p", "--json").json["items"]
    assert [g["decision"]["owner"] for g in gaps if g["decision"]] == ["bestuur"]


def test_coverage_tells_why(run: Run, decided: str) -> None:
    assert decided
    assert "Voor zover vastgelegd vervult niemand ‘F’" in run("coverage", "-p", "p").out
    assert run("coverage", "-p", "p", "--json").json["rows"][0]["standing"] == "nobody"
    assert ";nobody;" in run("coverage", "-p", "p", "--csv").out
