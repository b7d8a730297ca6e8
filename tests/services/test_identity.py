from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from netmap.model import SLUG
from netmap.services.identity import free, tie_id
from netmap.text.names import slug


@given(st.text(max_size=400))
def test_any_name_gives_an_id_that_the_store_takes(name: str) -> None:
    assert SLUG.fullmatch(slug(name, "unit"))
    assert slug(name, "unit") == slug(name, "unit")


def test_a_long_name_ends_at_a_word() -> None:
    assert slug("samenwerking " * 20, "") == "-".join(["samenwerking"] * 4)


def test_what_is_taken_gets_a_number() -> None:
    assert free("a", {"a", "a-2"}) == "a-3"
    assert tie_id("p", "leads", "a", "b", {"p.leads.a.b"}) == "p.leads.a.b.2"


def test_the_id_of_a_tie_between_long_ids_stays_within_bounds() -> None:
    one, other = "a" * 150, "b" * 150
    found = tie_id("p", "leads", one, other, ())
    assert SLUG.fullmatch(found)
    assert found != tie_id("p", "leads", one, other + "b", ())
