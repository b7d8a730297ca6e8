"""A meeting in the browser: open, decide, undo, meet somebody else's decision, close."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netmap.model import Put, Record
from netmap.services import meetings
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from tests.builders import tie
from tests.web.conftest import HOSTILE, Parsed
from tests.web.entering import csrf, enter, with_accounts
from tests.web.entering import post as entered_post

GAP = "missing-function:f"


def post(client: FlaskClient, address: str, **form: str) -> TestResponse:
    form["csrf_token"] = csrf(client)
    return client.post(address, data=form, follow_redirects=True)


@pytest.fixture
def meeting(client: FlaskClient, store: Store) -> str:
    answer = post(client, "/p/p/meetings", title=HOSTILE, date="15 maart 2027", chair="voorzitter")
    assert answer.status_code == 200
    (held,) = meetings.meetings(Context(store), "p")
    assert str(held.date) == "2027-03-15"
    return f"/p/p/meetings/{held.key}"


def decided(store: Store) -> meetings.Decision:
    found = meetings.decision(Context(store), "p", GAP)
    assert found is not None
    return found


def test_a_gap_is_decided_about_and_taken_back(
    client: FlaskClient, store: Store, meeting: str
) -> None:
    form = {"gap": GAP, "version": "0", "choice": "invite", "due": "3-2027", "then": "stay"}
    answer = post(client, f"{meeting}/decide?show=undecided", owner=HOSTILE, **form)
    page = Parsed(answer.text)
    assert "Besluit bewaard: uitnodigen" in page.text
    assert HOSTILE not in answer.text
    checked = [a["value"] for a in page.named("input") if "checked" in a]
    assert checked == ["invite"]
    assert [a["value"] for a in page.named("input") if a.get("name") == "due"] == ["3-2027"]
    (undo,) = {f["action"] for f in page.named("form") if "/undo" in f.get("action", "")}
    assert "Het vorige besluit geldt weer." in post(client, undo).text
    assert decided(store).now is None
    assert "Iemand heeft intussen opnieuw besloten" in post(client, undo).text  # the same again
    assert [r.choice for r in decided(store).history] == ["invite", ""]


def test_what_was_typed_comes_back_with_what_is_wrong(
    client: FlaskClient, store: Store, meeting: str
) -> None:
    form = {"gap": GAP, "version": "0", "owner": "bestuur", "due": "ooit", "note": "bellen"}
    answer = post(client, f"{meeting}/decide", **form)
    assert answer.status_code == 400
    page = Parsed(answer.text)
    fields = {a["name"]: a.get("value") for a in page.named("input") if a.get("type") == "text"}
    assert fields == {"owner": "bestuur", "due": "ooit"}
    assert "bellen" in page.text
    assert {a["href"] for a in page.named("a") if a["href"].startswith("#field")} == {
        "#field-choice",
        "#field-due",
    }
    assert meetings.decision(Context(store), "p", GAP) is None


def test_a_decision_of_somebody_else_is_seen_before_it_is_replaced(
    client: FlaskClient, store: Store, meeting: str
) -> None:
    other = Context(store, author="ander")
    meetings.decide(other, "p", GAP, choice="accept", expect_version=0)
    form = {"gap": GAP, "choice": "done", "note": "mijn tekst"}
    answer = post(client, f"{meeting}/decide", version="0", **form)
    assert answer.status_code == 400
    assert "iemand anders heeft dit intussen veranderd" in answer.text
    assert "accepteren" in answer.text
    assert "mijn tekst" in answer.text
    version = next(
        a["value"] for a in Parsed(answer.text).named("input") if a.get("name") == "version"
    )
    assert post(client, f"{meeting}/decide", version=version, **form).status_code == 200
    assert [r.choice for r in decided(store).history] == ["accept", "done"]


def test_every_view_and_filter_answers(client: FlaskClient, meeting: str) -> None:
    for query in (
        "", "?view=start", "?view=one", "?view=list", "?view=end", "?view=list&show=undecided",
        "?view=one&show=overdue", "?view=one&family=data", f"?gap={GAP}", "?view=list&from=zzz",
    ):  # fmt: skip
        for language in ("nl", "en"):
            answer = client.get(f"{meeting}{query}{'&' if query else '?'}lang={language}")
            assert answer.status_code == 200, query
            assert HOSTILE not in answer.text
            ids = [a["id"] for _, a in Parsed(answer.text).elements if "id" in a]
            assert len(ids) == len(set(ids)), query
    for query in ("?view=x", "?show=x", "?family=x", "?severity=x"):
        assert client.get(f"{meeting}{query}").status_code == 400
    assert client.get(f"{meeting}?gap=nothing").status_code == 404
    assert client.get("/p/p/meetings/nothing").status_code == 404


def test_save_and_next_walks_through_all_gaps(client: FlaskClient, meeting: str) -> None:
    page = Parsed(client.get(f"{meeting}?view=one").text)
    total = len(client.get(f"{meeting}.json").get_json()["items"])
    for number in range(1, total + 1):
        assert f"Hiaat {number} van {total}" in page.text
        gap = next(a["value"] for a in page.named("input") if a.get("name") == "gap")
        form = {"gap": gap, "version": "0", "choice": "accept", "then": "next"}
        page = Parsed(post(client, f"{meeting}/decide", **form).text)
    assert f"{total} van {total} besproken" in page.text


def test_a_closed_meeting_is_read_only_and_the_next_starts_from_it(
    client: FlaskClient, store: Store, meeting: str
) -> None:
    form = {"gap": GAP, "version": "0", "choice": "invite", "owner": "netwerkregisseur"}
    post(client, f"{meeting}/decide", **form)
    assert "De vergadering is gesloten." in post(client, f"{meeting}/close").text
    assert "<textarea" not in client.get(f"{meeting}?view=one&gap={GAP}").text
    late = post(client, f"{meeting}/decide", **{**form, "version": "1"})
    assert late.status_code == 400
    facts: list[Record] = [tie("a", "covers", "f")]
    commit(Context(store), [Put(record) for record in facts], message="a GP after all")
    text = post(client, "/p/p/meetings", title="Najaar", date="2027").text
    assert "Weg: er is iets vastgelegd dat dit hiaat sluit." in text
    assert "a GP after all" in text
    assert "uitnodigen · netwerkregisseur" in text
    after = meetings.meetings(Context(store), "p")[0]
    form = {**form, "choice": "done", "version": "1", "then": "start"}
    answer = post(client, f"/p/p/meetings/{after.key}/decide", **form)
    assert "Besluit bewaard: gedaan" in answer.text
    (undo,) = {f["action"] for f in Parsed(answer.text).named("form") if "/undo" in f["action"]}
    assert "Het vorige besluit geldt weer." in post(client, undo).text  # of a gap that is gone
    assert "weer open" in post(client, f"{meeting}/reopen").text


def test_decisions_stand_beside_the_gaps(client: FlaskClient, store: Store) -> None:
    meetings.decide(
        Context(store), "p", GAP, choice="invite", owner="bestuur", due="2027-03", expect_version=0
    )
    assert "uitnodigen · bestuur · maart 2027" in client.get("/p/p/gaps").text
    report = client.get("/p/p/gaps.json").json
    assert report is not None
    (item,) = [item for item in report["items"] if item["gap"]["key"] == GAP]
    assert (item["decision"]["choice"], item["decision"]["owner"]) == ("invite", "bestuur")
    for item in report["items"]:
        assert item["gap"]["rule"] in report["rules"]
        held = report["evidence"]
        for key in item["gap"]["evidence"]:
            found = held["ties"][key]
            assert {found["source"], found["target"]} <= set(held["entities"])
            assert {c["source"] for c in found["citations"]} <= set(held["sources"])
    row = next(r for r in client.get("/p/p/gaps.csv?lang=nl").text.splitlines() if GAP in r)
    assert ";invite;bestuur;2027-03;" in row


def test_a_gap_that_stands_on_the_map_has_a_picture(client: FlaskClient) -> None:
    items = client.get("/p/p/gaps.json").get_json()["items"]
    key = next(i["gap"]["key"] for i in items if i["gap"]["subjects"] == ["hostile"])
    answer = client.get(f"/p/p/gaps/{key}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert "<script" not in answer.text
    assert client.get("/p/p/gaps/nothing.svg").status_code == 404
    assert client.get(f"/p/p/gaps/{GAP}.svg").status_code == 404  # nothing to draw


def test_the_minutes_are_a_file(client: FlaskClient, meeting: str) -> None:
    for name in ("decisions", "meetings", meeting.rsplit("/", 1)[-1]):
        answer = client.get(f"/p/p/meetings/{name}.csv")
        assert answer.mimetype == "text/csv"
        assert "attachment" in answer.headers["Content-Disposition"]


def test_a_reader_sees_decisions_and_no_forms(store: Store) -> None:
    ctx = Context(store)
    held = meetings.open_meeting(ctx, "p", title="Voorjaar", date="2027")
    meetings.decide(ctx, "p", GAP, choice="accept", meeting=held.key, expect_version=0)
    reader = enter(with_accounts(store), "een-reader")
    address = f"/p/p/meetings/{held.key}"
    page = reader.get(f"{address}?view=one&gap={GAP}").text
    assert "accepteren" in page
    assert "<textarea" not in page
    answer = entered_post(reader, f"{address}/close")
    assert answer.status_code == 403
    assert meetings.meeting(ctx, "p", held.key).is_open


def test_who_begins_what_is_open_already_is_in_it(
    client: FlaskClient, store: Store, meeting: str
) -> None:
    form = {"title": HOSTILE, "date": "15-3-2027"}
    assert "De vergadering is geopend." in (
        post(client, "/p/p/meetings", chair=" voorzitter", **form).text
    )
    second = post(client, "/p/p/meetings", chair="een ander", **form)
    assert "Deze vergadering was al geopend" in second.text
    assert second.request.path == meeting
    (held,) = meetings.meetings(Context(store), "p")
    assert held.chair == "voorzitter"


def test_looking_at_a_meeting_changes_nothing(
    client: FlaskClient, store: Store, meeting: str
) -> None:
    kept = store.desk.documents("meeting"), store.desk.documents("decision"), store.ping()
    for tail in ("", "?view=end", f"?gap={GAP}", ".csv", "/close", "/reopen", "/decide", "/undo"):
        for look in (client.get, client.head):
            assert look(meeting + tail).status_code in {200, 405}
    assert kept == (store.desk.documents("meeting"), store.desk.documents("decision"), store.ping())
