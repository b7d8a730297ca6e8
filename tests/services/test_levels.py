"""The metrics of ties, sets, two-mode networks and ranges, as tables with names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import graph_seed
from netmap.codec import to_plain
from netmap.errors import UnknownMetric
from netmap.metrics.catalogue import METRICS, TABLES
from netmap.metrics.report import key_player_sets, tie_metrics
from netmap.model import Put, Scope
from netmap.services import spreadsheets
from netmap.services.cache import Cache
from netmap.services.changes import Named
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.services.history import commit
from netmap.services.levels import LEVELS, LevelReport, MetricTables, level_report
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, entity

WOUDENBERG = Scope(partnerships=("woudenberg",))


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    made = Context(SqliteStore(tmp_path_factory.mktemp("seed") / "netmap.db"), cache=Cache())
    load(made, graph_seed.batches())
    return made


def named(report: LevelReport, key: str) -> list[list[object]]:
    section = next(section for section in report.sections if section.key == key)
    return [[cell.id if isinstance(cell, Named) else cell for cell in row] for row in section.rows]


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_is_told_in_both_languages(ctx: Context, level: MetricTables) -> None:
    dutch = level_report(ctx, WOUDENBERG, level)
    english = level_report(ctx, WOUDENBERG, level, "en")
    assert dutch.revision == ctx.store.ping()
    assert dutch.parameters["partnership"] == "woudenberg"
    assert any(section.rows for section in dutch.sections)
    for one, other in zip(dutch.sections, english.sections, strict=True):
        assert one.key == other.key
        assert len(one.rows) == len(other.rows)
        assert [c.title for c in one.columns] != [c.title for c in other.columns]
        assert all(len(row) == len(one.columns) for row in (*one.rows, *other.rows))
    json.dumps(to_plain(dutch), allow_nan=False)


def test_together_the_levels_show_every_metric_that_is_not_of_an_actor_or_the_whole(
    ctx: Context,
) -> None:
    shown = {
        card.key
        for level in LEVELS
        for section in level_report(ctx, WOUDENBERG, level).sections
        for card in section.cards
    }
    others = {card.key for card in METRICS if card.level in {"tie", "set", "two_mode"}}
    assert others | {card.key for card in TABLES} <= shown


def test_ties_are_the_frame_of_the_metrics(ctx: Context) -> None:
    frame = tie_metrics(ctx.store.snapshot(WOUDENBERG), "woudenberg")
    rows = named(level_report(ctx, WOUDENBERG, "ties"), "ties")
    assert [tuple(row[:2]) for row in rows] == list(frame.index)
    assert [row[2] for row in rows] == frame["tie_weight"].tolist()


def test_sets_say_how_they_were_looked_for(ctx: Context) -> None:
    best = key_player_sets(ctx.store.snapshot(WOUDENBERG), "woudenberg", keys=["set_fragmentation"])
    section = level_report(ctx, WOUDENBERG, "sets", "en").sections[0]
    actors = section.rows[0][1]
    assert isinstance(actors, tuple)
    assert tuple(thing.id for thing in actors) == best[0].actors
    assert section.rows[0][2] == pytest.approx(best[0].value)
    assert section.rows[0][4] == "all sets tried"


def test_a_suggestion_says_whether_it_beats_the_baseline(ctx: Context) -> None:
    report = level_report(ctx, WOUDENBERG, "suggestions", "en")
    told = "yes" if report.parameters["beats_baseline"] else "no"
    assert {row[4] for row in named(report, "suggestions")} == {told}


def test_a_range_is_never_a_bare_rank(ctx: Context) -> None:
    report = level_report(ctx, WOUDENBERG, "ranges")
    assert set(report.parameters["treatment"]) == {"absent", "sampled"}
    for section in report.sections:
        keys = [column.key for column in section.columns]
        assert "rank" not in keys
        if "rank_low" in keys:
            at, to = keys.index("rank_low"), keys.index("rank_high")
            assert all(1 <= row[at] <= row[to] for row in section.rows if row[at] is not None)  # type: ignore[operator]  # numbers stand here
    wide = [row for row in named(report, "range_degree") if row[4] != row[5]]
    assert wide, "with members of whom nothing is known, some ranks must be open"


def test_codes_of_tables_are_words(ctx: Context) -> None:
    report = level_report(ctx, WOUDENBERG, "tables", "en")
    assert "care" in {row[0] for row in named(report, "block_ties")}
    assert "collaborates with" in {row[0] for row in named(report, "relation_density")}
    members = named(report, "core_members")
    assert {row[0] for row in members} <= set(ctx.store.snapshot(WOUDENBERG).entities)


def test_the_answer_is_kept_by_language(ctx: Context) -> None:
    first = level_report(ctx, WOUDENBERG, "ties", "nl")
    assert level_report(ctx, WOUDENBERG, "ties", "nl") is first
    assert level_report(ctx, WOUDENBERG, "ties", "en") is not first


def test_csv_has_a_row_for_each_cell(ctx: Context) -> None:
    report = level_report(ctx, WOUDENBERG, "ties", "en")
    content = spreadsheets.level(report).csv("en").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    (section,) = report.sections
    assert len(rows) == len(section.rows) * (len(section.columns) - section.heads)
    one, other = section.rows[0][:2]
    assert isinstance(one, Named)
    assert isinstance(other, Named)
    assert rows[0]["id"] == f"{one.id} {other.id}"
    assert rows[0]["partnership"] == "woudenberg"


@pytest.mark.parametrize("level", LEVELS)
def test_a_partnership_without_ties_has_tables_without_errors(
    tmp_path: Path, level: MetricTables
) -> None:
    ctx = Context(SqliteStore(tmp_path / "netmap.db"))
    commit(ctx, [Put(entity(PARTNERSHIP, "partnership"))], message="empty")
    report = level_report(ctx, Scope(partnerships=(PARTNERSHIP,)), level)
    json.dumps(to_plain(report), allow_nan=False)
    assert spreadsheets.level(report).csv("nl").startswith(b"\xef\xbb\xbftable;title;id;")


def test_a_level_that_is_none(ctx: Context) -> None:
    with pytest.raises(UnknownMetric):
        level_report(ctx, WOUDENBERG, "charm")  # type: ignore[arg-type]  # on purpose
