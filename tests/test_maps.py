from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import string
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap import maps
from netmap.maps import labels
from netmap.model import Entity, Snapshot, Tie
from netmap.vocabulary import LANGUAGES, vocabulary
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie

HOSTILE = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(2)>\u2028"


def network(organisations: int = 30) -> Snapshot:
    """A partnership with members in several sectors, ateliers, units and outsiders."""
    sectors = ["care", "welfare", "youth", "education"]
    keys = [f"org-{n}" for n in range(organisations)]
    entities: list[Entity] = [
        entity(key, name=f"Organisation number {key}", sector=sectors[n % 4])
        for n, key in enumerate(keys)
    ]
    entities += [entity(f"atelier-{n}", "atelier") for n in range(6)]
    entities += [entity("team", "unit"), entity("desk", "unit"), entity("law", "law")]
    ties: list[Tie] = members(*keys[: organisations * 2 // 3])
    ties += [tie(keys[n], "takes_part_in", f"atelier-{n % 6}") for n in range(0, organisations, 2)]
    ties += [tie("team", "part_of", PARTNERSHIP), tie("desk", "part_of", "team")]
    ties += [tie("team", "refers_to", key) for key in keys[-4:]]
    return snapshot(ties, entities)


def with_tie(snap: Snapshot, new: Tie) -> Snapshot:
    return replace(snap, ties={**snap.ties, new.id: new})


def distance(one: maps.Place, other: maps.Place) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def test_places_do_not_depend_on_the_order_of_the_facts() -> None:
    snap = network()
    turned = replace(
        snap,
        ties=dict(reversed(list(snap.ties.items()))),
        entities=dict(reversed(list(snap.entities.items()))),
    )
    assert maps.places(turned) == maps.places(snap)


def test_an_organisation_keeps_its_place_when_a_tie_appears() -> None:
    snap = network()
    before = maps.places(snap)
    after = maps.places(with_tie(snap, tie("org-1", "collaborates_with", "org-7")))
    assert after == before
    after = maps.places(with_tie(snap, tie("org-1", "takes_part_in", "atelier-3")))
    organisations = [key for key in before if key.startswith("org-")]
    assert {k: after[k] for k in organisations} == {k: before[k] for k in organisations}
    moved = [distance(before[key], after[key]) for key in before]
    assert max(moved) > 0
    assert sum(moved) / len(moved) < 10  # of a map that is about 1,500 wide


def test_a_newcomer_takes_a_free_seat() -> None:
    snap = network(organisations=30)  # five members in each of four sectors: an odd number
    new = entity("newcomer", sector="care")
    joined = tie("newcomer", "member_of", PARTNERSHIP)
    after = maps.places(
        replace(
            snap,
            entities={**snap.entities, new.id: new},
            ties={**snap.ties, joined.id: joined},
        )
    )
    before = maps.places(snap)
    stayed = [key for key in before if before[key] == after[key]]
    assert len(stayed) > 0.8 * len(before)


def test_no_two_labels_overlap() -> None:
    snap = network(60)
    places = maps.places(snap)
    for a, b in combinations(snap.entities, 2):
        (width_a, height_a), (width_b, height_b) = (
            labels.extent(snap.entities[a]),
            labels.extent(snap.entities[b]),
        )
        beside = abs(places[a].x - places[b].x) >= (width_a + width_b) / 2
        upper, lower = sorted(((places[a].y, height_a), (places[b].y, height_b)))
        assert beside or lower[0] - upper[0] >= upper[1], (a, b)


def test_partnerships_stand_side_by_side() -> None:
    ties = [tie(f"{p}{n}", "member_of", p, partnership=p) for p in ("one", "two") for n in range(5)]
    places = maps.places(snapshot(ties))
    first = [places[key].x for key in places if key.startswith("one")]
    second = [places[key].x for key in places if key.startswith("two")]
    assert max(first) < min(second)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=2, unique=True))
def test_every_entity_has_a_finite_place(ends: list[str]) -> None:
    snap = snapshot([tie(ends[0], "refers_to", ends[1])])
    places = maps.places(snap)
    assert places.keys() == snap.entities.keys()
    assert all(math.isfinite(p.x) and math.isfinite(p.y) for p in places.values())


def test_the_picture_stays_when_language_and_size_change() -> None:
    snap = network()
    dutch = maps.draw(snap, language="nl")
    sizes = maps.Sizes("degree", "degree", dict.fromkeys(snap.entities, 2.0))
    english = maps.draw(snap, language="en", sizes=sizes)
    at = {n["id"]: (n["x"], n["y"]) for n in dutch.nodes}
    assert at == {n["id"]: (n["x"], n["y"]) for n in english.nodes}


def test_the_picture_stays_when_the_snapshot_is_narrowed() -> None:
    snap = network()
    stands = maps.places(snap)
    few = replace(snap, ties={k: t for k, t in snap.ties.items() if t.kind == "member_of"})
    drawn = maps.draw(few, language="nl", stands=stands)
    assert all((n["x"], n["y"]) == (stands[n["id"]].x, stands[n["id"]].y) for n in drawn.nodes)


def test_reference_entities_without_a_tie_are_left_out() -> None:
    drawn = maps.draw(network(), language="nl")
    assert "law" not in {node["id"] for node in drawn.nodes}


def test_size_shows_the_value_by_area() -> None:
    snap = snapshot(members("a", "b", "c", "d"))
    values = {"a": 4.0, "b": 1.0, "c": float("nan")}
    drawn = maps.draw(snap, language="en", sizes=maps.Sizes("m", "M", values))
    size = {node["id"]: node["size"] for node in drawn.nodes}
    assert size["a"] > size["b"] > size["c"] == size["d"]
    assert "metric" not in next(n for n in drawn.nodes if n["id"] == "c")
    json.dumps(drawn.nodes, allow_nan=False)


def test_numpy_values_become_plain_ones() -> None:
    sizes = maps.Sizes("m", "M", {"a": np.float64(2.0)})
    drawn = maps.draw(snapshot(members("a")), language="en", sizes=sizes)
    assert json.loads(json.dumps(drawn.nodes))[0]["metric"] == 2.0


def test_lines_tell_certainty_direction_and_layer() -> None:
    snap = snapshot(
        [
            tie("a", "refers_to", "ggz", certainty="inferred"),
            tie("a", "refers_to", "b", certainty="assumed"),
            tie("a", "collaborates_with", "b", level=3),
        ],
        [entity("ggz", line="second")],
    )
    edges = {e["id"]: e for e in maps.draw(snap, language="nl").edges}
    up, across, together = (edges[key] for key in snap.ties)
    assert (up["layer"], across["layer"]) == ("specialist", "referrals")
    assert up["arrows"]["to"]["enabled"]
    assert not together["arrows"]["to"]["enabled"]
    assert len({str(e["dashes"]) for e in edges.values()}) == 3
    assert together["width"] > across["width"] + 0.5
    bends = [across["smooth"], together["smooth"]]
    assert sum(bool(bend) for bend in bends) == 1, "the second line between two is bent"


def test_ties_both_ways_are_drawn_apart() -> None:
    snap = snapshot([tie("a", "refers_to", "b"), tie("b", "refers_to", "a")])
    assert len(maps.draw(snap, language="nl").edges) == 2


def test_shape_tells_kind_and_fill_tells_role() -> None:
    snap = snapshot(
        [
            *members("a"),
            tie("b", "takes_part_in", PARTNERSHIP),
            tie("a", "refers_to", "c"),
            tie("a", "takes_part_in", "w"),
        ],
        [entity("w", "atelier"), entity("c", line="second")],
    )
    nodes = {n["id"]: n for n in maps.draw(snap, language="nl").nodes}
    assert [nodes[key]["role"] for key in "abc"] == ["member", "participant", "specialist"]
    assert len({nodes[key]["color"]["background"] for key in "abc"}) == 3
    assert nodes["c"]["shapeProperties"]["borderDashes"]
    assert len({nodes[key]["shape"] for key in ("a", "w", PARTNERSHIP)}) == 3


def test_the_partnership_s_own_bodies_are_its_own_however_deep() -> None:
    drawn = maps.draw(network(), language="nl")
    assert [n["role"] for n in drawn.nodes if n["id"] in {"team", "desk"}] == ["own", "own"]


def test_the_parts_of_a_goal_belong_to_the_purpose() -> None:
    snap = snapshot([*members("a"), tie("g", "part_of", PARTNERSHIP)], [entity("g", "goal")])
    layers = {edge["from"]: edge["layer"] for edge in maps.draw(snap, language="nl").edges}
    assert layers == {"a": "membership", "g": "purpose"}


def test_every_kind_and_layer_of_the_vocabulary_has_its_own_look() -> None:
    looks = [(kind.shape, kind.fill) for kind in vocabulary().entities.values()]
    assert len(set(looks)) == len(looks)
    lines = [(layer.colour, layer.arrow) for layer in vocabulary().layers.values()]
    assert len(set(lines)) == len(lines)


def test_the_table_says_what_the_picture_says() -> None:
    drawn = maps.draw(network(), language="en")
    rows = drawn.table()
    assert {row["id"] for row in rows} == {node["id"] for node in drawn.nodes}
    assert sum(len(row["ties"]) for row in rows) == 2 * len(drawn.edges)
    assert [row["name"] for row in rows] == sorted((row["name"] for row in rows), key=str.casefold)


def test_a_tie_tells_its_period_facts_and_citations() -> None:
    snap = snapshot(
        [tie("a", "refers_to", "b", since="2018", until="2020-03", scale="up", obstacle="wait")]
    )
    told = next(iter(maps.draw(snap, language="nl").ties.values()))
    assert told["period"] == "van 2018 tot maart 2020"
    assert {fact["value"] for fact in told["facts"]} == {"opschalen", "wait"}
    assert told["citations"][0]["evidence"] == "It says so."
    english = next(iter(maps.draw(snap, language="en").ties.values()))
    assert english["period"] == "from 2018 until March 2020"


@pytest.mark.parametrize(
    ("since", "until", "text"),
    [("", "", ""), ("2019-05-01", "", "since 1 May 2019"), ("", "2020", "until 2020")],
)
def test_open_periods(since: str, until: str, text: str) -> None:
    assert labels.period(tie("a", "refers_to", "b", since=since, until=until), "en") == text


def test_long_names_are_wrapped_and_cut() -> None:
    wrapped = labels.wrapped(
        "Een bijzonder lange naam van een organisatie met nog veel meer woorden"
    )
    assert len(wrapped.split("\n")) == labels.LINES
    assert wrapped.endswith("…")
    assert max(map(len, labels.wrapped("x" * 300).split("\n"))) <= labels.LONGEST


def test_every_sentence_has_both_languages_and_the_same_fields() -> None:
    data = tomllib.loads(files("netmap.maps").joinpath("texts.toml").read_text("utf-8"))
    for key, values in data.items():
        assert values.keys() == set(LANGUAGES), key
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(values[language]) if name}
            for language in LANGUAGES
        ]
        assert fields[0] == fields[1], key


def test_no_sentence_has_the_name_of_a_method() -> None:
    """A template that asks for it with a point would get the method."""
    data = tomllib.loads(files("netmap.maps").joinpath("texts.toml").read_text("utf-8"))
    assert data.keys() & set(dir(dict)) == {"keys"}  # which the template asks for by brackets


class Page(HTMLParser):
    """The elements of a page, and the text in its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data


def standalone(snap: Snapshot, *, fictional: bool = False) -> str:
    drawn = maps.draw(snap, language="nl")
    return maps.standalone_html(drawn, name=HOSTILE, revision=7, fictional=fictional)


def hostile() -> Snapshot:
    bad = replace(tie("a", "refers_to", "b", obstacle=HOSTILE), citations=())
    cited = tie("b", "refers_to", "a")
    citation = replace(cited.citations[0], evidence=HOSTILE, locator=HOSTILE)
    names = [Entity(key, "organisation", HOSTILE, (HOSTILE,), HOSTILE) for key in "ab"]
    return snapshot([bad, replace(cited, citations=(citation,))], names)


def test_a_file_asks_nothing_of_any_server() -> None:
    page = Page(standalone(network()))
    asking = {"src", "href", "action", "srcset", "data", "formaction"}
    assert not [attrs for _, attrs in page.tags if asking & attrs.keys()]


def test_hostile_names_stay_text_in_a_file() -> None:
    html = standalone(hostile())
    page = Page(html)
    assert "img" not in {tag for tag, _ in page.tags}
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert len(page.scripts) == 5  # the theme, vis-network, tables, the map, and the data
    data = next(text for text in page.scripts if text.startswith('{"language"'))
    assert json.loads(data)["nodes"][0]["name"] == HOSTILE


def test_the_policy_of_a_file_names_exactly_its_scripts() -> None:
    page = Page(standalone(hostile()))
    policy = next(
        attrs["content"] or ""
        for tag, attrs in page.tags
        if "http-equiv" in attrs and tag == "meta"
    )
    allowed = set(re.findall(r"'sha256-([^']+)'", policy.split("style-src")[0]))
    found = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in page.scripts
        if not text.startswith('{"language"')
    }
    assert found == allowed
    assert "unsafe" not in policy


def test_a_fictional_map_says_so() -> None:
    sentence = '<p class="nm-notice">Verzonnen voorbeeld'
    assert sentence in standalone(network(), fictional=True)
    assert sentence not in standalone(network())


def test_an_empty_map_is_a_page_too() -> None:
    drawn = maps.draw(replace(snapshot([]), entities={}), language="en")
    assert "nothing to draw" in maps.standalone_html(drawn, name="x", revision=0, fictional=False)
