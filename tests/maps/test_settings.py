from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import Invalid
from netmap.maps import MapSettings
from netmap.model import PartialDate
from netmap.vocabulary import vocabulary

SLUGS = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,12}", fullmatch=True)


def some(keys: object) -> st.SearchStrategy[frozenset[str] | None]:
    return st.none() | st.frozensets(st.sampled_from(sorted(keys)), min_size=1)  # type: ignore[call-overload]


settings = st.builds(
    MapSettings,
    kinds=some(vocabulary().entities),
    sectors=some({*vocabulary().attributes["sector"].choices, "none"}),
    ateliers=st.none() | st.frozensets(SLUGS, min_size=1, max_size=3),
    certainty=some(vocabulary().certainties),
    layers=st.none() | st.frozensets(st.sampled_from(sorted(vocabulary().layers))),
    relations=some(vocabulary().ties),
    as_of=st.sampled_from([None, PartialDate(2019), PartialDate(2019, 3, 31)]),
    focus=st.just("") | SLUGS,
    depth=st.integers(0, 3),
    level=st.sampled_from(["unit", "organisation"]),
    colour_by=st.sampled_from(["", "sector", "betweenness"]),
    size_by=st.sampled_from(["", "degree", "betweenness"]),
    group_by=st.sampled_from(["", "role"]),
    pins=st.dictionaries(SLUGS, st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999))).map(
        lambda pins: tuple((key, *pins[key]) for key in sorted(pins))
    ),
)


@given(settings)
def test_an_address_gives_the_same_settings_back(given: MapSettings) -> None:
    query = parse_qs(given.address(), keep_blank_values=True)
    back = MapSettings.from_query(query)
    assert back.to_query() == given.to_query()
    assert back.plain() == given.plain()


def test_the_map_as_it_opens_has_no_address() -> None:
    assert MapSettings().address() == ""
    assert MapSettings.from_query({}) == MapSettings()


def test_an_address_is_canonical() -> None:
    turned = MapSettings.from_query(
        {"sectors": ["welfare", "care"], "pins": "b:2:-3,a:1:1", "kinds": "atelier"}
    )
    assert turned.address() == "kinds=atelier&sectors=care,welfare&pins=a:1:1,b:2:-3"


def test_other_names_in_an_address_are_left_alone() -> None:
    assert MapSettings.from_query({"lang": "nl", "revision": "3"}) == MapSettings()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("kinds", "castle"),
        ("sectors", "<script>"),
        ("ateliers", "UPPER"),
        ("certainty", "sure"),
        ("layers", "nothing"),
        ("relations", "loves"),
        ("as_of", "2019-13"),
        ("focus", "a b"),
        ("depth", "4"),
        ("level", "street"),
        ("colour_by", "="),
        ("pins", "a:1"),
        ("pins", "a:99999999:1"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_field(field: str, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        MapSettings.from_query({field: text, "depth": "4"})
    assert field in {problem.field for problem in refused.value.problems}
    assert "depth" in {problem.field for problem in refused.value.problems}
