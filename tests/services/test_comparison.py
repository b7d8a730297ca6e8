"""Scenario, best additions and comparison as reports: JSON, CSV, nothing stored."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmap.codec import to_plain
from netmap.errors import Invalid, UnknownPartnership, UnknownRevision
from netmap.model import PartialDate, Put, Remove, Scope
from netmap.scenario import EntityLeaves
from netmap.services import spreadsheets
from netmap.services.comparison import comparison_report
from netmap.services.context import Context
from netmap.services.reports import gap_report
from netmap.services.scenarios import best_additions, scenario_report
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie

SCOPE = Scope(partnerships=(PARTNERSHIP,))
OTHER = Scope(partnerships=("q",))
ENTITIES = [
    entity(PARTNERSHIP, "partnership"),
    entity("q", "partnership", name_en="The Q"),
    *(entity(key) for key in ("a", "b", "c", "hub", "x")),
    entity("f", "function", name="=Hulp", name_en="Help"),
    entity("g", "function"),
]
TIES = [
    *members("hub", "a", "b", "c"),
    *(tie("hub", "collaborates_with", key) for key in ("a", "b", "c")),
    tie("hub", "covers", "f"),
    tie("x", "covers", "g", partnership="q"),
    tie("a", "member_of", "q", partnership="q"),
]


@pytest.fixture
def ctx(tmp_path: Path) -> Iterator[Context]:
    with SqliteStore(tmp_path / "netmap.db") as store:
        store.commit([Put(r) for r in [SOURCE, *ENTITIES, *TIES]], author="t", message="m")
        yield Context(store)


def rows(table: bytes, delimiter: str = ";") -> list[dict[str, str]]:
    text = table.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_scenario_is_told_and_stores_nothing(ctx: Context) -> None:
    report = scenario_report(ctx, SCOPE, [EntityLeaves("hub")])
    assert (report.revision, report.fictional) == (1, False)
    assert [told.text for told in report.assumptions] == ["HUB stopt of vertrekt."]
    assert [(one.id, other.id) for one, other in report.change.members_lost] == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]
    assert [row.other for row in report.change.coverage] == ["nobody"]
    assert ctx.store.ping() == 1
    assert "hub" in ctx.store.snapshot(SCOPE).entities


def test_names_and_caveats_are_in_the_language(ctx: Context) -> None:
    dutch, english = (
        scenario_report(ctx, SCOPE, [EntityLeaves("hub")], language).change
        for language in ("nl", "en")
    )
    assert (dutch.coverage[0].thing.name, english.coverage[0].thing.name) == ("=Hulp", "Help")
    density = {row.metric: row for row in english.whole}["density"]
    assert density.caveat.startswith("Falls by itself")
    assert {row.metric: row for row in dutch.whole}["density"].caveat.startswith("Daalt vanzelf")


def test_every_report_becomes_json(ctx: Context) -> None:
    reports = (
        scenario_report(ctx, SCOPE, [EntityLeaves("hub")]),
        best_additions(ctx, SCOPE),
        comparison_report(ctx, SCOPE, OTHER),
        comparison_report(ctx, SCOPE, SCOPE),
    )
    for report in reports:
        assert json.loads(json.dumps(to_plain(report), allow_nan=False))


def test_who_covers_it_elsewhere_is_found_in_the_store(ctx: Context) -> None:
    report = best_additions(ctx, SCOPE, most=50)
    (known,) = (row for row in report.additions if row.reason == "provider_elsewhere")
    assert known.text == "Nieuw lid: X, bekend van elders, met deze functie: G."
    assert [gap.key for gap in known.closed] == ["missing-function:g"]
    assert f"{report.tried} toevoegingen" in report.sentences[0].text


def test_the_number_of_additions_can_be_limited(ctx: Context) -> None:
    everything, one = best_additions(ctx, SCOPE, most=50), best_additions(ctx, SCOPE, most=1)
    assert one.additions == everything.additions[:1]
    assert one.tried == everything.tried


def test_two_partnerships(ctx: Context) -> None:
    report = comparison_report(ctx, SCOPE, OTHER, "en")
    assert report.change is None
    assert (report.one.name, report.other.name) == ("P", "The Q")
    assert (report.one.members, report.one.active) == (4, 4)
    assert (report.other.members, report.other.active) == (1, 0)
    assert [(row.thing.id, row.one, row.other) for row in report.functions] == [
        ("f", "inside", "nobody"),
        ("g", "nobody", "out_of_reach"),
    ]
    assert [(row.organisation.id, row.one) for row in report.shared] == [("a", ("member",))]
    assert all(row.caveat for row in report.whole)
    counts = {row.rule: (row.one, row.other) for row in report.rules}
    assert counts["missing-function"] == (1, 2)


def test_one_partnership_at_two_revisions(ctx: Context) -> None:
    changes = [Remove("tie", "p.covers.hub.f"), Put(tie("a", "covers", "g"))]
    ctx.store.commit(changes, author="t", message="m")
    before, after = (Scope(partnerships=(PARTNERSHIP,), revision=n) for n in (1, 2))
    report = comparison_report(ctx, before, after)
    assert report.change is not None
    assert (report.one.revision, report.other.revision) == (1, 2)
    assert "missing-function:f" in {gap.key for gap in report.change.gaps.opened}
    assert "missing-function:g" in {gap.key for gap in report.change.gaps.closed}
    assert report.change.records.ties_removed == ("p.covers.hub.f",)
    assert report.sentences == report.change.sentences


def test_one_partnership_on_two_dates(ctx: Context) -> None:
    later = tie("b", "collaborates_with", "c", since="2020")
    ctx.store.commit([Put(later)], author="t", message="m")
    then, now = (
        Scope(partnerships=(PARTNERSHIP,), as_of=PartialDate(year)) for year in (2019, 2021)
    )
    report = comparison_report(ctx, then, now)
    assert report.change is not None
    assert report.change.records.ties_added == (later.id,)
    assert (report.one.as_of, report.other.as_of) == (PartialDate(2019), PartialDate(2021))
    assert not any(row.caveat for row in report.whole)  # as large as it was


def test_what_is_not_there_is_a_fact(ctx: Context) -> None:
    with pytest.raises(UnknownPartnership):
        comparison_report(ctx, SCOPE, Scope(partnerships=("nowhere",)))
    with pytest.raises(UnknownRevision):
        comparison_report(ctx, SCOPE, Scope(partnerships=(PARTNERSHIP,), revision=9))
    for scope in (Scope(), Scope(partnerships=(PARTNERSHIP, "q"))):
        with pytest.raises(Invalid):
            scenario_report(ctx, scope, [])


def test_a_scenario_as_csv(ctx: Context) -> None:
    found = rows(
        spreadsheets.scenario(scenario_report(ctx, SCOPE, [EntityLeaves("hub")])).csv("nl")
    )
    density = next(row for row in found if row["id"] == "density")
    assert (density["part"], density["one"], density["other"]) == ("metric", "0,5", "0,0")
    (function,) = (row for row in found if row["part"] == "function")
    assert (function["name"], function["other"]) == ("'=Hulp", "niemand")
    lost = [row["id"] for row in found if row["part"] == "members_lost"]
    assert lost == ["a b", "a c", "b c"]
    assert {row["partnership"] for row in found} == {PARTNERSHIP}
    assert {row["revision"] for row in found} == {"1"}


def test_a_comparison_as_csv(ctx: Context) -> None:
    found = rows(spreadsheets.comparison(comparison_report(ctx, SCOPE, OTHER, "en")).csv("en"), ",")
    assert {row["partnership_one"] for row in found} == {PARTNERSHIP}
    assert {row["partnership_other"] for row in found} == {"q"}
    assert {row["part"] for row in found} == {"metric", "function", "shared_organisation", "gaps"}
    same = rows(spreadsheets.comparison(comparison_report(ctx, SCOPE, SCOPE)).csv("nl"))
    assert {row["part"] for row in same} <= {"metric", "function", "shared_organisation", "gaps"}


def test_gaps_and_additions_as_csv(ctx: Context) -> None:
    report = gap_report(ctx, SCOPE)
    assert [row["key"] for row in rows(spreadsheets.gaps(report).csv("nl"))] == [
        i.gap.key for i in report.items
    ]
    best = best_additions(ctx, SCOPE)
    found = rows(spreadsheets.additions(best).csv("nl"))
    assert [row["addition"] for row in found] == [row.text for row in best.additions]
    assert [row["rank"] for row in found] == [str(n + 1) for n in range(len(found))]
