from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmap.codec import to_plain
from netmap.errors import Conflict, Forbidden, Invalid, UnknownDocument, UnknownPartnership
from netmap.maps import MapSettings
from netmap.model import Put, Scope, Source
from netmap.services import views
from netmap.services.context import Context
from netmap.services.maps import map_scheme, map_svg
from netmap.services.rights import NOBODY, Actor, Right
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE
from tests.maps.examples import network

CARE = MapSettings(sectors=frozenset({"care"}), pins=(("care", 3, 4),))
SCOPE = Scope(partnerships=(PARTNERSHIP,))


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    store = SqliteStore(tmp_path / "netmap.db")
    found = network()
    records: list[object] = [SOURCE, Source("t", "T")]
    records += [*found.entities.values(), *found.ties.values()]
    changes = [Put(record) for record in records]  # type: ignore[arg-type]
    store.commit(changes, author="a", message="facts")
    return Context(store, "ann", clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))


def test_a_view_keeps_its_settings_under_an_address_of_its_title(ctx: Context) -> None:
    view = views.save_view(ctx, PARTNERSHIP, "  Zórg &  ouders ", "Kijk\r\nhier", CARE)
    assert (view.key, view.title, view.text) == ("p/zorg-en-ouders", "Zórg & ouders", "Kijk\nhier")
    assert views.saved_view(ctx, PARTNERSHIP, "zorg-en-ouders") == view
    assert view.settings == CARE
    assert (view.author, view.version) == ("ann", 1)
    again = views.save_view(ctx, PARTNERSHIP, "Zorg & ouders", "", CARE)
    assert again.slug == "zorg-en-ouders-2"
    assert views.save_view(ctx, PARTNERSHIP, "???", "", CARE).slug == "view"
    assert ctx.store.ping() == 1, "a view makes no revision"


def test_views_keep_the_order_that_somebody_gave_them(ctx: Context) -> None:
    for title in ("b", "a", "c"):
        views.save_view(ctx, PARTNERSHIP, title, "", CARE)
    views.move_view(ctx, PARTNERSHIP, "c", -1)
    views.move_view(ctx, PARTNERSHIP, "a", -9)
    titles = [view.title for view in views.list_views(ctx, PARTNERSHIP).views]
    views.save_view(ctx, PARTNERSHIP, "d", "", CARE)
    views.delete_view(ctx, PARTNERSHIP, "b")
    assert titles[0] == "a"
    assert sorted(titles) == ["a", "b", "c"]
    after = [view.title for view in views.list_views(ctx, PARTNERSHIP).views]
    assert after == [*(title for title in titles if title != "b"), "d"]


def test_who_changes_an_older_version_hears_of_it(ctx: Context) -> None:
    views.save_view(ctx, PARTNERSHIP, "one", "", CARE)
    changed = views.change_view(ctx, PARTNERSHIP, "one", title="two", text="x", expect_version=1)
    assert (changed.slug, changed.title, changed.settings) == ("one", "two", CARE)
    with pytest.raises(Conflict):
        views.change_view(ctx, PARTNERSHIP, "one", title="three", text="", expect_version=1)
    with pytest.raises(Conflict):
        views.delete_view(ctx, PARTNERSHIP, "one", expect_version=1)
    assert views.saved_view(ctx, PARTNERSHIP, "one").title == "two"


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [(" ", "", "title"), ("t" * 121, "", "title"), ("t", "x" * 2001, "text")],
)
def test_a_view_needs_a_title_of_a_readable_length(
    ctx: Context, title: str, text: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        views.save_view(ctx, PARTNERSHIP, title, text, CARE)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert not views.list_views(ctx, PARTNERSHIP).views


def test_views_that_are_not_there(ctx: Context) -> None:
    with pytest.raises(UnknownPartnership):
        views.list_views(ctx, "nowhere")
    with pytest.raises(UnknownPartnership):
        views.save_view(ctx, "nowhere", "t", "", CARE)
    for act in (views.saved_view, views.delete_view):
        with pytest.raises(UnknownDocument):
            act(ctx, PARTNERSHIP, "nothing")
    with pytest.raises(UnknownDocument):
        views.move_view(ctx, PARTNERSHIP, "nothing", 1)


def test_settings_that_no_longer_can_be_are_left_out(ctx: Context) -> None:
    value = {"title": "old", "text": "", "settings": {"kinds": "castle", "sectors": "care"}}
    ctx.store.desk.write("view", "p/old", value, author="a")
    assert views.saved_view(ctx, PARTNERSHIP, "old").settings == replace(CARE, pins=())


def test_a_reader_may_look_and_not_save(ctx: Context) -> None:
    reader = replace(ctx, who=Actor("reader", frozenset({Right.READ})))
    assert views.list_views(reader, PARTNERSHIP).views == ()
    with pytest.raises(Forbidden):
        views.save_view(reader, PARTNERSHIP, "t", "", CARE)


def test_a_guest_gets_one_view_and_nothing_behind_it(ctx: Context) -> None:
    settings = replace(CARE, level="organisation", layers=frozenset({"referrals", "ateliers"}))
    view = views.save_view(ctx, PARTNERSHIP, "Zorg", "Kijk", settings)
    reader = replace(ctx, who=Actor("guest link", frozenset({Right.READ})))
    shared = views.shared_view(reader, view.key, language="en")
    text = json.dumps(to_plain(shared))
    assert {node["id"] for node in shared.data.nodes} == {"care", "elders", PARTNERSHIP}
    for hidden in ("SCHOOL", "PLAIN", "DESK", "It says so.", "A source"):
        assert hidden not in text
        assert hidden not in shared.svg
    assert "CARE" in shared.svg
    assert shared.told[0] == "Sector: care"
    assert not shared.settings.filters
    with pytest.raises(Forbidden):
        views.shared_view(replace(ctx, who=NOBODY), view.key)


def test_the_picture_says_where_it_comes_from(ctx: Context) -> None:
    picture = map_svg(ctx, SCOPE, CARE, title="Zorg", text="Let op")
    for words in ("Zorg", "Let op", "Sector: zorg", "revisie 1", "22 november 2026"):
        assert words in picture
    assert "SCHOOL" not in picture
    around = map_svg(ctx, SCOPE, excerpt=["far"])
    assert "FAR" in around
    assert "PLAIN" in around
    assert "CARE" not in around
    assert "revisie" not in around


def test_a_scheme_speaks_of_the_level_that_shows(ctx: Context) -> None:
    folded = MapSettings(level="organisation")
    assert "desk" in map_scheme(ctx, SCOPE, "degree").of
    assert "desk" not in map_scheme(ctx, SCOPE, "degree", folded).of
    assert map_scheme(ctx, SCOPE, "role").metric is False
