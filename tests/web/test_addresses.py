"""Whatever stands in an address, no page breaks: every GET route, any query, as the owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmap.config import Settings
from netmap.maps.settings import NAMES as MAP
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores.sqlite import SqliteStore
from tests.web.conftest import FORMULA, HOSTILE, facts, signed_in
from web import create_app
from web.access.limits import limiter
from web.core.query import PARAMETERS

# what the parts of an address are called in the routes, with values that are there
KNOWN = {
    "key": ("p", "fabel", "a", "w", "s", "hostile"),
    "id": ("a", "w", "p.member_of.a.p"),
    "number": ("1", "2", "0"),
    "level": ("ties", "sets", "ranges"),
    "matrix": ("functions", "goals", "life-domains"),
}
NAMES = sorted({parameter.name for parameter in PARAMETERS} | set(MAP))
GOOD = ("p", "a", "w", "team", "hostile", "1", "2020", "reported", "organisation", "sector")
ALMOST = ("0", "-1", "9" * 24, "2020-02-30", "refers_to:a:team", "x=y", "a:1:2", "", "²")
VALUES = st.sampled_from((*GOOD, *ALMOST, HOSTILE, FORMULA)) | st.text(max_size=12)
QUERIES = st.dictionaries(
    st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=2), max_size=4
)


def _routes() -> list[tuple[str, frozenset[str]]]:
    """Every address that can be read, with the names of its parts."""
    rules = create_app(Settings()).url_map.iter_rules()
    return sorted(
        {
            (rule.rule, frozenset(rule.arguments))
            for rule in rules
            if "GET" in (rule.methods or ()) and not rule.rule.startswith(("/api/v1", "/bootstrap"))
        }
    )


def filled(rule: str, parts: Mapping[str, str]) -> str:
    for name, value in parts.items():
        for form in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
            rule = rule.replace(form, value)
    return rule


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Somebody who is signed in and in a hurry; reading changes nothing, so one store will do."""
    store = SqliteStore(tmp_path_factory.mktemp("addresses") / "netmap.db")
    commit(Context(store), facts(), message="facts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limiter, "enabled", False)
        yield signed_in(create_app(Settings(), store), store)
    assert store.ping() == 1


@pytest.mark.parametrize("route", _routes(), ids=lambda route: route[0])
def test_no_address_breaks_a_page(route: tuple[str, frozenset[str]], visitor: FlaskClient) -> None:
    rule, names = route
    parts = {
        name: st.one_of(st.sampled_from(KNOWN.get(name, ("p", "x"))), st.just("nothing"))
        for name in sorted(names)
    }

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(parts=st.fixed_dictionaries(parts), query=QUERIES)
    def visit(parts: dict[str, str], query: dict[str, list[str]]) -> None:
        with visitor.get(filled(rule, parts), query_string=query) as answer:
            assert answer.status_code < 500, answer.request.url

    visit()
    assert visitor.get("/").status_code == 200, "still signed in"
