from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from netmap import maps
from netmap.maps import MapSettings
from tests.builders import PARTNERSHIP
from tests.maps.examples import ALL, SETTINGS, drawn, network


def left(name: str) -> tuple[set[str], set[str]]:
    found = maps.shown(drawn(), SETTINGS[name])
    return set(found.nodes), set(found.ties)


def test_everything_shows_when_nothing_is_asked() -> None:
    nodes, ties = left("all layers")
    assert nodes == set(network().entities)
    assert ties == set(network().ties)


def test_a_kind_leaves_lone_entities_standing() -> None:
    nodes, ties = left("kinds")
    assert nodes == {"care", "school", "plain", "far", "lone"}
    assert ties == {"one", "two", "p.refers_to.far.plain"}


def test_a_sector_speaks_only_of_what_can_have_one() -> None:
    nodes, _ = left("a sector")
    assert nodes >= {"care", "desk", "lone", "elders", PARTNERSHIP}
    assert nodes.isdisjoint({"school", "plain", "far"})
    assert "youth" not in nodes, "only the school takes part in it"
    assert {"plain", "far"} <= left("no sector")[0]
    assert "care" not in left("no sector")[0]


def test_an_atelier_keeps_who_takes_part() -> None:
    assert left("an atelier")[0] == {"elders", "care", "goal", PARTNERSHIP}


def test_a_year_is_a_date_and_undated_ties_stay() -> None:
    refers = "p.refers_to.desk.school"
    assert refers in left("a year")[1]
    assert refers in left("a month")[1]
    assert refers not in left("the end of a month")[1], "it ends when that month begins"
    assert "one" not in left("a year")[1]
    assert "two" in left("a year")[1], "no date is known of it"
    assert "far" not in left("a day")[0], "the day before it began"
    assert "far" in left("December")[0]


def test_no_way_leads_through_the_partnership() -> None:
    nodes, _ = left("two steps")
    assert nodes == {"far", "plain", "care", "school", PARTNERSHIP}
    assert left("around the partnership")[0] == {PARTNERSHIP, "care", "school", "plain"}


def test_the_focus_itself_always_shows() -> None:
    nodes, _ = left("around what is filtered")
    assert "school" in nodes
    assert "plain" not in nodes
    assert left("around nobody")[0] == left("as it opens")[0]


def test_a_unit_gives_its_ties_to_its_organisation() -> None:
    found = maps.shown(drawn(), SETTINGS["folded"])
    assert "desk" not in found.nodes
    assert found.ties["p.refers_to.desk.school"] == ("care", "school")
    assert "p.refers_to.desk.care" not in found.ties, "what stays inside one is no tie"
    assert "care" in left("folded around a unit")[0]


@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_left_out_cannot_be_found(name: str) -> None:
    data = drawn()
    data = replace(data, schemes={"sector": scheme()})
    found = maps.shown(data, SETTINGS[name])
    selected = maps.select(data, SETTINGS[name])
    assert {node["id"] for node in selected.nodes} == found.nodes
    assert set(selected.ties) == {edge["id"] for edge in selected.edges} == set(found.ties)
    text = json.dumps(asdict(replace(selected, texts={})))
    for key in set(network().entities) - found.nodes - {"care", "goal", PARTNERSHIP}:  # words too
        assert f'"{key}"' not in text
    for edge in selected.edges:
        assert {edge["from"], edge["to"]} <= found.nodes
    assert sum(entry["count"] for entry in selected.legend["kinds"]) == len(selected.nodes)


@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_left_shows_again_without_filters(name: str) -> None:
    """A guest's browser gets only what is left, and looks without filters."""
    selected = maps.select(drawn(), SETTINGS[name])
    again = maps.shown(selected, SETTINGS[name].looks())
    assert set(again.nodes) == {node["id"] for node in selected.nodes}
    assert set(again.ties) == set(selected.ties)


def test_nothing_moves_when_something_is_left_out() -> None:
    at = {node["id"]: (node["x"], node["y"]) for node in drawn().nodes}
    for settings in SETTINGS.values():
        for node in maps.select(drawn(), settings).nodes:
            assert (node["x"], node["y"]) == at[node["id"]]


def test_the_filters_are_told_in_words() -> None:
    settings = MapSettings.from_query(
        {"sectors": "care,none", "as_of": "2019-03", "focus": "care", "depth": "2"}
    )
    told = " / ".join(maps.filters_told(drawn(), settings))
    assert told == "Sector: zorg, onbekend / Stand van maart 2019 / Rond CARE: 2 stappen"
    assert maps.filters_told(drawn(), ALL) == ()


def scheme() -> maps.Scheme:
    return maps.by_attribute(network(), "sector", {}, "nl")
