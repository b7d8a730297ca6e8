"""The API keeps to what it says of itself, whatever it is asked: schemathesis, as two roles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from netmap.config import Settings
from netmap.maps import MapSettings
from netmap.model import Scope
from netmap.services import meetings, views
from netmap.services.accounts import tokens
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.reports import gap_report
from netmap.stores.sqlite import SqliteStore
from tests.web.conftest import facts
from web import create_app
from web.access.limits import limiter

# The document needs no store; the fixture puts one behind it.
APP = create_app(Settings())
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP)
KNOWN = {
    "key": ("p", "fabel"),
    "id": ("a", "w", "s", "hostile", "p.member_of.a.p"),
    "number": (1, 2, 3),
}
THERE = {
    "key": "p",
    "number": 1,
    "level": "two_mode",
    "matrix": "functions",
    "metric": "betweenness",
    "format": "cytoscape",
    "slug": "een-kaart",
    "meeting": "2026-11-22-alv",
}
IDS = {"entities": "hostile", "ties": "p.refers_to.team.hostile", "sources": "s", "ateliers": "w"}
# Here the graph decides what can be used, not the form of the question alone.
DECIDED_BY_THE_GRAPH = ("/scenario", "/comparison", "/revisions", "/undo")


@SCHEMA.hook
def map_path_parameters(_context: object, path_parameters: dict[str, object]) -> dict[str, object]:
    """Two in three ask for what is there; the others get a 404."""
    for name, values in KNOWN.items():
        drawn = str((path_parameters or {}).get(name, ""))
        if len(drawn) % 3:
            path_parameters[name] = values[len(drawn) % len(values)]
    return path_parameters


@pytest.fixture(scope="module", params=["reader", "editor"])
def token(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    store = SqliteStore(tmp_path_factory.mktemp("schemathesis") / "netmap.db")
    commit(Context(store), facts(), message="facts")
    _keep(Context(store))
    APP.extensions["netmap"].store = store
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limiter, "enabled", False)
        yield tokens.make_token(Context(store), "robot", role=request.param)[0]


def _keep(ctx: Context) -> None:
    """A view, a meeting and a decision, so that there is something to describe."""
    views.save_view(ctx, "p", "Een kaart", "Kijk.", MapSettings(focus="a", pins=(("a", 1, 2),)))
    held = meetings.open_meeting(ctx, "p", title="ALV", date="2026-11-22")
    gap = gap_report(ctx, Scope(partnerships=("p",))).items[0].gap.key
    meetings.decide(ctx, "p", gap, choice="accept", due="2027", meeting=held.key, expect_version=0)


@pytest.fixture(autouse=True)
def unlimited() -> None:
    """Instead of the one for single tests: here one store serves all."""


@SCHEMA.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: schemathesis.Case, token: str) -> None:
    left_out = []
    if case.operation.label.endswith(DECIDED_BY_THE_GRAPH):
        left_out = [CHECKS.get_one("positive_data_acceptance")]
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=left_out)


ASKED = {
    "scenario": {"leaves": ["team"], "tie": ["refers_to:a:hostile"]},
    "comparison": {"with": "fabel"},
}


@pytest.mark.parametrize("token", ["editor"], indirect=True)
def test_what_is_there_is_as_described(token: str) -> None:
    """Every operation that reads gives something, in the shape that the document says."""
    seen = 0
    for found in SCHEMA.get_all_operations():
        operation = found.ok()
        if operation.method == "get":
            parts = operation.path.split("/")
            address = {**THERE, "id": IDS.get(parts[-2], "")}
            case = operation.Case(
                path_parameters={name: address[name] for name in _parts_of(operation.path)},
                query=ASKED.get(parts[-1]),
            )
            answer = case.call_and_validate(headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code == 200, (operation.label, answer.text)
            seen += 1
    assert seen > 30


def _parts_of(path: str) -> list[str]:
    return [part.strip("{}") for part in path.split("/") if part.startswith("{")]
