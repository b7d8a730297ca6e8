"""What is computed about a partnership, on the real seed and on the fictional one."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import graph_seed
from netmap.codec import to_plain
from netmap.errors import Cancelled, Invalid, UnknownMetric, UnknownPartnership
from netmap.maps import MapSettings
from netmap.model import PartialDate, Put, Scope
from netmap.services import spreadsheets
from netmap.services.browse import entity_view, health, source_view, sources
from netmap.services.cache import Cache
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.services.exporting import export_json
from netmap.services.maps import map_html, map_view
from netmap.services.reports import gap_report, metric_report, overview
from netmap.stores.sqlite import SqliteStore
from netmap.text.numbers import rounded
from tests.contract.examples import partnership, village

WOUDENBERG = Scope(partnerships=("woudenberg",))


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    made = Context(SqliteStore(tmp_path_factory.mktemp("seed") / "netmap.db"))
    load(made, graph_seed.batches())
    return made


def test_the_headline_numbers_of_the_first_user(ctx: Context) -> None:
    found = {summary.key: summary for summary in overview(ctx)}
    woudenberg = found["woudenberg"]
    assert (woudenberg.members, woudenberg.participants) == (22, 25)
    assert woudenberg.sources == 3
    assert woudenberg.fictional is False
    assert woudenberg.attention
    assert found["voorbeeld"].fictional is True
    assert list(found)[-1] == "voorbeeld"  # what is made up comes last


def test_attention_counts_what_the_gap_report_lists(ctx: Context) -> None:
    report = gap_report(ctx, WOUDENBERG)
    summary = next(s for s in overview(ctx) if s.key == "woudenberg")
    compared = {"covered-elsewhere", "predicted-tie"}  # take long, so only the report has them
    listed = [item for item in report.items if item.rule.key not in compared]
    assert sum(a.count for a in summary.attention) == len(listed)
    for item in report.items:
        assert item.text.title
        assert item.text.reason
        assert item.text.remedy
        assert [view.tie.id for view in item.evidence] == list(item.gap.evidence)


def test_gaps_are_told_in_both_languages(ctx: Context) -> None:
    dutch, english = (gap_report(ctx, WOUDENBERG, lang) for lang in ("nl", "en"))  # type: ignore[arg-type]  # literals in a loop
    assert [i.gap.key for i in dutch.items] == [i.gap.key for i in english.items]
    assert all(a.text != b.text for a, b in zip(dutch.items, english.items, strict=True))


def test_metrics_name_their_revision_and_parameters(ctx: Context) -> None:
    report = metric_report(ctx, WOUDENBERG)
    assert report.revision == ctx.store.ping()
    assert report.parameters["partnership"] == "woudenberg"
    assert report.whole["size"] == len(report.actors)
    keys = {card.key for card in report.node_cards}
    assert all(actor.values.keys() == keys for actor in report.actors)


def test_a_report_is_about_one_partnership(ctx: Context) -> None:
    for scope in (Scope(), Scope(partnerships=("woudenberg", "woerden"))):
        with pytest.raises(Invalid, match="one partnership"):
            metric_report(ctx, scope)
    with pytest.raises(UnknownPartnership):
        gap_report(ctx, Scope(partnerships=("atlantis",)))


@pytest.mark.parametrize(("language", "delimiter", "point"), [("nl", ";", ","), ("en", ",", ".")])
def test_csv_opens_in_the_readers_spreadsheet(
    ctx: Context, language: str, delimiter: str, point: str
) -> None:
    content = spreadsheets.metrics(metric_report(ctx, WOUDENBERG)).csv(language)  # type: ignore[arg-type]  # parametrised
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    report = metric_report(ctx, WOUDENBERG)
    assert [row["id"] for row in rows] == [actor.id for actor in report.actors]
    for row, actor in zip(rows, report.actors, strict=True):
        value = actor.values["betweenness"]
        assert row["betweenness"] == (
            "" if value is None else repr(rounded(value)).replace(".", point)
        )
        assert (row["partnership"], row["fictional"]) == ("woudenberg", "false")


def test_the_same_scope_gives_the_same_bytes(ctx: Context) -> None:
    first, again = (spreadsheets.metrics(metric_report(ctx, WOUDENBERG)) for _ in range(2))
    assert first.csv("nl") == again.csv("nl")
    assert map_html(ctx, WOUDENBERG) == map_html(ctx, WOUDENBERG)
    assert export_json(ctx, WOUDENBERG) == export_json(ctx, WOUDENBERG)


def test_the_map_shows_the_members_and_every_tie(ctx: Context) -> None:
    view = map_view(ctx, WOUDENBERG)
    members = [n for n in view.data.nodes if (n["kind"], n["role"]) == ("organisation", "member")]
    assert len(members) == 22  # units of a member share its role and are not counted
    assert len(view.data.edges) == len(ctx.store.snapshot(WOUDENBERG).ties)


def test_who_is_on_the_map_keeps_its_place_when_the_scope_narrows(ctx: Context) -> None:
    wide = {n["id"]: (n["x"], n["y"]) for n in map_view(ctx, WOUDENBERG).data.nodes}
    earlier = replace(WOUDENBERG, as_of=PartialDate(2018))
    narrow = {n["id"]: (n["x"], n["y"]) for n in map_view(ctx, earlier).data.nodes}
    assert narrow.items() <= wide.items()


def test_an_unknown_metric_for_the_size(ctx: Context) -> None:
    with pytest.raises(UnknownMetric):
        map_view(ctx, WOUDENBERG, MapSettings(size_by="charm"))


def test_every_result_is_json(ctx: Context) -> None:
    results = [
        overview(ctx),
        gap_report(ctx, WOUDENBERG),
        metric_report(ctx, WOUDENBERG),
        map_view(ctx, WOUDENBERG),
        entity_view(ctx, "gemeente-woudenberg"),
        sources(ctx).sources,
        source_view(ctx, "eindrapport-2021"),
        health(ctx),
    ]
    for result in results:
        json.dumps(to_plain(result), allow_nan=False)


def test_a_formula_in_a_name_is_text(tmp_path: Path) -> None:
    ctx = Context(SqliteStore(tmp_path / "netmap.db"))
    named = [
        replace(put.record, name="=HYPERLINK(1)") if put.record.id == "zorg" else put.record  # type: ignore[call-arg]  # zorg is an entity
        for put in village()
    ]
    ctx.store.commit([Put(record) for record in named], author="a", message="first")
    content = (
        spreadsheets.metrics(metric_report(ctx, Scope(partnerships=("dorp",))))
        .csv("nl")
        .decode("utf-8-sig")
    )
    assert ";'=HYPERLINK(1);" in content


def test_answers_are_kept_until_the_graph_changes(tmp_path: Path) -> None:
    ctx = Context(SqliteStore(tmp_path / "netmap.db"), cache=Cache())
    ctx.store.commit(village(), author="a", message="first")
    dorp = Scope(partnerships=("dorp",))
    first = metric_report(ctx, dorp)
    assert metric_report(ctx, dorp) is first
    assert gap_report(ctx, dorp, "en") is not gap_report(ctx, dorp, "nl")
    ctx.store.commit([Put(partnership("stad"))], author="a", message="second")
    second = metric_report(ctx, dorp)
    assert (first.revision, second.revision) == (1, 2)
    assert metric_report(ctx, replace(dorp, revision=1)) is first


def test_long_work_tells_how_far_it_is_and_can_be_stopped(ctx: Context) -> None:
    seen: list[tuple[int, int]] = []
    metric_report(ctx, WOUDENBERG, progress=lambda *step: seen.append(step))
    assert any(done == total for done, total in seen)

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        metric_report(ctx, WOUDENBERG, progress=stop)
