from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from netmap.codec import to_plain
from netmap.config import Settings
from netmap.model import Put, Scope
from netmap.services import spreadsheets
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.reports import metric_report, overview
from netmap.stores import Store, open_store
from netmap.text.numbers import rounded
from tests.builders import entity, tie
from tests.web.conftest import ERRORS, HOSTILE, PAGES, Parsed, signed_in
from web import create_app


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_each_page_answers_in_both_languages(
    client: FlaskClient, address: str, language: str
) -> None:
    response = client.get(address, headers={"Accept-Language": language})
    assert response.status_code == 200
    page = Parsed(response.text)
    assert next(page.named("html"))["lang"] == language
    assert len(list(page.named("h1"))) == 1
    assert len(list(page.named("main"))) == 1


@pytest.mark.parametrize(("address", "json_address"), PAGES.items())
def test_each_page_links_to_its_json(client: FlaskClient, address: str, json_address: str) -> None:
    links = [a["href"] for a in Parsed(client.get(address).text).named("a")]
    assert json_address in links
    plain = client.get(json_address)
    assert plain.mimetype == "application/json"
    asked = client.get(address, headers={"Accept": "application/json"})
    assert asked.json == plain.json


def test_a_page_and_its_json_have_the_same_question(client: FlaskClient) -> None:
    page = client.get("/p/p/map?as_of=2019&size_by=strength")
    link = next(a for a in Parsed(page.text).named("link") if a.get("rel") == "alternate")
    assert "as_of=2019" in link["href"]
    assert client.get(link["href"]).json["data"]["size"]["key"] == "strength"


def test_the_start_page_has_the_numbers_of_its_json(client: FlaskClient, store: Store) -> None:
    text = Parsed(client.get("/?lang=en").text).text
    summaries = client.get("/index.json").json["partnerships"]
    assert summaries == to_plain(overview(Context(store)))
    real = next(s for s in summaries if s["key"] == "p")
    numbers = re.findall(r"(members|participants|organisations|ateliers?|ties)\s*(\d+)", text)
    assert numbers[:5] == [
        (name.removesuffix("s") if real[name] == 1 else name, str(real[name]))
        for name in ("members", "participants", "organisations", "ateliers", "ties")
    ]
    titles = [point["title"]["en"] for point in real["attention"]]
    assert all(title in text for title in titles[:6])
    assert len(titles) > 6
    assert f"and {len(titles) - 6} more kind" in text


def test_the_gap_page_tells_every_gap_of_its_json(client: FlaskClient) -> None:
    text = Parsed(client.get("/p/p/gaps?lang=en").text).text
    items = client.get("/p/p/gaps.json?lang=en").json["items"]
    assert items
    for item in items:
        for part in ("title", "reason", "remedy"):
            assert item["text"][part] in text


def test_gaps_can_be_filtered_by_family(client: FlaskClient) -> None:
    every = client.get("/p/p/gaps.json").json["items"]
    family = every[0]["gap"]["family"]
    some = client.get(f"/p/p/gaps.json?family={family}").json["items"]
    assert some == [item for item in every if item["gap"]["family"] == family]
    assert len(some) < len(every)


def test_the_metric_page_has_the_numbers_of_its_json(client: FlaskClient) -> None:
    page = Parsed(client.get("/p/p/metrics?lang=en").text)
    report = client.get("/p/p/metrics.json").json
    exact = [a["data-value"] for a in page.named("td") if "data-value" in a]  # to sort by
    cells = [str(rounded(float(value))) if value else "" for value in exact]
    keys = [card["key"] for card in report["node_cards"]]
    shown = sorted(
        tuple(cells[start : start + len(keys)]) for start in range(0, len(cells), len(keys))
    )
    expected = sorted(
        tuple("" if actor["values"][key] is None else str(actor["values"][key]) for key in keys)
        for actor in report["actors"]
    )
    assert shown == expected


def test_every_metric_leads_to_its_card(client: FlaskClient) -> None:
    page = Parsed(client.get("/p/p/metrics").text)
    cards = {a["id"] for a in page.named("details") if a.get("id", "").startswith("card-")}
    links = {a["href"] for a in page.named("a") if a["href"].startswith("#card-")}
    assert links == {f"#{card}" for card in cards}
    report = client.get("/p/p/metrics.json").json
    assert len(cards) == len(report["node_cards"]) + len(report["whole_cards"])


def test_the_metrics_download_follows_the_language(client: FlaskClient, store: Store) -> None:
    dutch = client.get("/p/p/metrics.csv", headers={"Accept-Language": "nl"})
    english = client.get("/p/p/metrics.csv?lang=en")
    assert dutch.mimetype == english.mimetype == "text/csv"
    assert "attachment" in dutch.headers["Content-Disposition"]
    assert dutch.data.startswith(b"\xef\xbb\xbfid;")
    assert b"id,name" in english.data
    assert "'=cmd|" in dutch.text, "a name that a spreadsheet would run is disarmed"
    assert dutch.data == spreadsheets.metrics(
        metric_report(Context(store), Scope(partnerships=("p",)))
    ).csv("nl")


def test_the_map_page_holds_the_table_of_the_map(client: FlaskClient) -> None:
    page = Parsed(client.get("/p/p/map").text)
    nodes = client.get("/p/p/map.json").json["data"]["nodes"]
    rows = {a["data-id"] for a in page.named("tr") if "data-id" in a}
    assert rows == {node["id"] for node in nodes}
    assert "noscript" in {tag for tag, _ in page.elements}


def test_the_map_at_a_date_shows_what_held_then(client: FlaskClient) -> None:
    def ties(query: str) -> set[str]:
        return set(client.get(f"/p/p/map.json{query}").json["data"]["ties"])

    assert "p.takes_part_in.a.w" in ties("?as_of=2020")
    assert "p.takes_part_in.a.w" not in ties("?as_of=2021")
    page = client.get("/p/p/map?as_of=2020-05&lang=en").text
    assert "As of May 2020" in page


def test_a_past_revision_can_be_looked_at(client: FlaskClient, store: Store) -> None:
    new = [Put(entity("late")), Put(tie("late", "member_of", "p"))]
    commit(Context(store), new, message="later")
    now = client.get("/p/p/map.json").json
    before = client.get("/p/p/map.json?revision=1").json
    assert (now["revision"], before["revision"]) == (2, 1)
    assert len(now["data"]["ties"]) == len(before["data"]["ties"]) + 1
    places = {n["id"]: (n["x"], n["y"]) for n in now["data"]["nodes"]}
    assert all(places[n["id"]] == (n["x"], n["y"]) for n in before["data"]["nodes"])


def test_an_entity_shows_every_tie_with_its_citation(client: FlaskClient) -> None:
    page = Parsed(client.get("/entity/a?lang=en").text)
    assert "A source" in page.text
    assert "It says so." in page.text
    assert "from 2019 until 2021" in page.text
    ties = {a["id"] for a in page.named("li") if a.get("id", "").startswith("tie-")}
    assert ties == {"tie-p.member_of.a.p", "tie-p.takes_part_in.a.w"}


def test_a_source_shows_the_ties_that_it_carries(client: FlaskClient) -> None:
    page = Parsed(client.get("/sources/s").text)
    ties = {a["id"] for a in page.named("li") if a.get("id", "").startswith("tie-")}
    assert ties == {
        f"tie-{view['tie']['id']}" for view in client.get("/sources/s.json").json["ties"]
    }


def test_an_entity_without_ties_says_that_this_is_a_gap(client: FlaskClient) -> None:
    assert "not proof" in client.get("/entity/f?lang=en").text


def test_a_partnership_leads_to_its_map(client: FlaskClient) -> None:
    response = client.get("/p/p")
    assert (response.status_code, response.location) == (302, "/p/p/map")


@pytest.mark.parametrize(
    "address", ["/p/fabel/map", "/p/fabel/gaps", "/p/fabel/metrics", "/entity/elf"]
)
def test_what_is_invented_says_so_everywhere(client: FlaskClient, address: str) -> None:
    assert "nm-fictional" in client.get(address).text
    assert client.get(f"{address}.json").json["fictional"] is True


def test_what_is_real_does_not_say_that_it_is_invented(client: FlaskClient) -> None:
    assert "nm-fictional" not in client.get("/p/p/map").text
    assert client.get("/p/p/map.json").json["fictional"] is False


def test_the_start_page_says_which_partnership_is_invented(client: FlaskClient) -> None:
    assert client.get("/?lang=en").text.count("Invented example.") == 1
    flags = {s["key"]: s["fictional"] for s in client.get("/index.json").json["partnerships"]}
    assert flags == {"p": False, "fabel": True}


@pytest.mark.parametrize("address", [*PAGES, *ERRORS])
def test_what_users_typed_stays_text(client: FlaskClient, address: str) -> None:
    response = client.get(f"{address}{'&' if '?' in address else '?'}lang=en")
    page = Parsed(response.text)
    ours = ("/p/p/", "data:image/svg+xml;base64,")
    assert all(image["src"].startswith(ours) for image in page.named("img"))
    assert not [a for _, attrs in page.elements for a in attrs if a.startswith("on")]
    assert "alert(1)" not in "".join(a.get("src", "") for a in page.named("script"))
    assert not re.search(r"(?<![\d.,])49(?!\d)", page.text), "a template in a name is not run"


def test_hostile_names_are_shown_as_they_are(client: FlaskClient) -> None:
    page = Parsed(client.get("/entity/hostile").text)
    assert HOSTILE in page.text
    assert client.get("/entity/hostile.json").json["entity"]["name"] == HOSTILE


@pytest.mark.parametrize("text", ["<script>", '"><b>', "' onload='x"])
def test_what_stands_in_the_address_is_escaped_too(client: FlaskClient, text: str) -> None:
    for query in ({"as_of": text}, {"revision": text}, {"family": text}, {"size_by": text}):
        page = Parsed(client.get("/p/p/gaps", query_string=query).text)
        assert "b" not in {tag for tag, _ in page.elements}
        assert not [a for _, attrs in page.elements for a in attrs if a.startswith("on")]


def test_an_empty_store_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('empty') / 'new.db'}"
    app = create_app(replace(Settings(), store_url=url))
    client = signed_in(app, open_store(url))
    assert "netmap load" in client.get("/").text
    assert client.get("/index.json").json == {"partnerships": []}
    assert client.get("/health").json["revision"] == 0
