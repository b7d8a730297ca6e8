"""What a snapshot holds for each field of the scope."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmap.errors import UnknownPartnership
from netmap.model import Citation, Entity, PartialDate, Put, Scope, Source, Tie
from netmap.stores import Store
from tests.contract.examples import (
    MINUTES,
    SAID,
    member,
    organisation,
    partnership,
    refers,
    since,
    village,
)


def _two_partnerships(store: Store) -> None:
    other = Source("verslag", "Verslag van de buren")
    law = Entity("wmo", "law", "Wmo 2015")
    cite = (Citation("verslag", "1", "Staat in het verslag."),)
    records = (
        other,
        law,
        partnership("stad"),
        organisation("politie"),
        organisation("nergens"),
        replace(member("politie", "stad"), citations=cite),
        replace(refers("politie", "zorg", "stad"), citations=cite),
    )
    store.commit(village(), author="a", message="dorp")
    store.commit([Put(record) for record in records], author="a", message="stad")


def test_partnerships_and_sources_are_listed_by_id(store: Store) -> None:
    _two_partnerships(store)
    assert [p.id for p in store.partnerships()] == ["dorp", "stad"]
    assert [s.id for s in store.sources()] == ["notulen", "verslag"]


def test_a_snapshot_of_everything(store: Store) -> None:
    _two_partnerships(store)
    snapshot = store.snapshot()
    assert snapshot.revision == 2
    assert len(snapshot.entities) == 7
    assert len(snapshot.ties) == 5
    assert list(snapshot.sources) == ["notulen", "verslag"]


def test_a_snapshot_of_one_partnership(store: Store) -> None:
    _two_partnerships(store)
    snapshot = store.snapshot(Scope(partnerships=("stad",)))
    assert {tie.partnership for tie in snapshot.ties.values()} == {"stad"}
    # its ends, itself, and the reference entities; not who has no tie in it
    assert list(snapshot.entities) == ["politie", "stad", "wmo", "zorg"]
    assert list(snapshot.sources) == ["verslag"]


def test_a_snapshot_of_several_partnerships(store: Store) -> None:
    _two_partnerships(store)
    assert len(store.snapshot(Scope(partnerships=("dorp", "stad"))).ties) == 5
    assert store.snapshot(Scope(partnerships=())).ties == {}


def test_an_unknown_partnership_is_said(store: Store) -> None:
    _two_partnerships(store)
    for key in ("atlantis", "zorg"):
        with pytest.raises(UnknownPartnership):
            store.snapshot(Scope(partnerships=(key,)))
    with pytest.raises(UnknownPartnership):  # it came with revision 2
        store.snapshot(Scope(partnerships=("stad",), revision=1))


def test_kinds_and_certainty_narrow_the_ties(store: Store) -> None:
    _two_partnerships(store)
    guess = replace(refers("zorg", "school"), certainty="inferred")
    store.commit([Put(guess)], author="a", message="a guess")
    kinds = store.snapshot(Scope(kinds=frozenset({"member_of"})))
    assert {tie.kind for tie in kinds.ties.values()} == {"member_of"}
    sure = store.snapshot(Scope(certainty=frozenset({"reported"})))
    assert guess.id not in sure.ties
    unsure = store.snapshot(Scope(certainty=frozenset({"inferred", "assumed"})))
    assert list(unsure.ties) == [guess.id]


@pytest.mark.parametrize(
    ("start", "end", "moment", "holds"),
    [
        ("2019", "2021", "2019", True),
        ("2019", "2021", "2020-12-31", True),
        ("2019", "2021", "2021-01-01", False),  # closed-open: the end is outside
        ("2019", "2021", "2021", False),
        ("2019", "2021", "2018", False),
        ("2019-03", None, "2019-02", False),
        ("2019-03", None, "2019", True),  # at some day of that year
        ("2019-03", None, "2035", True),  # a missing end is open
        ("2019-03-15", "2019-03-16", "2019-03", True),
        ("2019-03-15", "2019-03-16", "2019-03-15", True),
        ("2019-03-15", "2019-03-16", "2019-03-16", False),
    ],
)
def test_periods_are_closed_open_and_dates_may_be_partial(
    store: Store, start: str, end: str | None, moment: str, holds: bool
) -> None:
    dated = since(refers("zorg", "school"), start, end)
    store.commit([*village(), Put(dated)], author="a", message="dated")
    snapshot = store.snapshot(Scope(as_of=PartialDate.parse(moment)))
    assert (dated.id in snapshot.ties) is holds
    assert store.snapshot().ties[dated.id] == dated


def test_unicode_and_line_ends_come_back_as_they_went_in(store: Store) -> None:
    name = "Thús – Ζωή 漢字 🏡 e\u0301 \"quoted\" 'single' \\ back`tick` <b>&amp;"
    strange = Entity("x", "organisation", name, aliases=("a;b", "c,d"), summary="one\ntwo\tthree")
    store.commit([Put(strange)], author="é", message="ü")
    assert store.snapshot().entities["x"] == strange


def test_order_is_by_id_whatever_the_order_of_entry(store: Store) -> None:
    store.commit(list(reversed(village())), author="a", message="reversed")
    snapshot = store.snapshot()
    assert list(snapshot.entities) == sorted(snapshot.entities)
    assert list(snapshot.ties) == sorted(snapshot.ties)


_TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30)
_WORDS = _TEXT.filter(lambda text: text.strip() != "")
_SLUGS = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True)
_DATE = st.builds(
    lambda y, m, d: PartialDate(y, m, d if m else None),
    st.integers(1, 9998),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)


@st.composite
def _records(draw: st.DrawFn) -> list[Source | Entity | Tie]:
    source = Source(
        id="bron",
        title=draw(_WORDS),
        author=draw(_TEXT),
        date=draw(st.none() | _DATE),
        sections=tuple(draw(st.lists(_TEXT, max_size=3))),
        note=draw(_TEXT),
        fictional=draw(st.booleans()),
    )
    citations = tuple(
        Citation(source.id, draw(_TEXT), draw(_WORDS)) for _ in range(draw(st.integers(1, 3)))
    )
    home = Entity("dorp", "partnership", draw(_WORDS), attributes={"place": draw(_WORDS)})
    one, other = (
        Entity(
            id=key,
            kind="organisation",
            name=draw(_WORDS),
            aliases=tuple(draw(st.lists(_TEXT, max_size=2))),
            summary=draw(_TEXT),
            collective=draw(st.booleans()),
            fictional=draw(st.booleans()),
            citations=citations if draw(st.booleans()) else (),
            attributes={"sector": "care"} if draw(st.booleans()) else {},
        )
        for key in ("zorg", "school")
    )
    function = Entity(
        "functie-x", "function", "X", attributes={"laws": tuple(draw(st.lists(_SLUGS, max_size=3)))}
    )
    tie = Tie(
        id="t" * 200,  # as long as an id may be
        partnership=home.id,
        kind="collaborates_with",
        source=one.id,
        target=other.id,
        certainty=draw(st.sampled_from(["reported", "inferred", "assumed"])),
        valid_from=draw(st.none() | _DATE),
        citations=citations,
        attributes={"level": draw(st.integers(1, 4)), "note": draw(_WORDS)},
    )
    return [source, home, one, other, function, tie]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=_records())
def test_any_record_comes_back_equal(store: Store, records: list[Source | Entity | Tie]) -> None:
    number = store.commit([Put(record) for record in records], author="a", message="any")
    for scope in (Scope(), Scope(revision=number)):
        snapshot = store.snapshot(scope)
        for record in records:
            table = {Source: snapshot.sources, Entity: snapshot.entities, Tie: snapshot.ties}
            assert table[type(record)][record.id] == record  # type: ignore[index]  # by type


def test_the_sources_kept_are_those_cited(store: Store) -> None:
    store.commit([*village(), Put(Source("unused", "Unused"))], author="a", message="x")
    assert list(store.snapshot(Scope(partnerships=("dorp",))).sources) == [MINUTES.id]
    assert SAID[0].source == MINUTES.id
