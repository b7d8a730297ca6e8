from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

from graph_seed.voorbeeld.generator import batches
from netmap.errors import Invalid
from netmap.graph import collaboration
from netmap.model import Entity, PartialDate, Put, Scope, Snapshot, Source, Tie
from netmap.services.exchange import Batch
from netmap.stores import Store
from netmap.vocabulary import vocabulary

KEY = "voorbeeld"
SEEDS = (1, 2, 3, 7, 2024)


def fill(store: Store, seed: int) -> Store:
    for batch in batches(seed):
        store.commit(batch.changes, author="seed", message=batch.message)
    return store


def at(store: Store, moment: str | None = None) -> Snapshot:
    as_of = PartialDate.parse(moment) if moment else None
    return store.snapshot(Scope(partnerships=(KEY,), as_of=as_of))


def of_kind(snapshot: Snapshot, kind: str) -> tuple[Tie, ...]:
    return tuple(tie for tie in snapshot.ties.values() if tie.kind == kind)


def records(made: tuple[Batch, ...]) -> list[Entity | Tie | Source]:
    return [c.record for batch in made for c in batch.changes if isinstance(c, Put)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_seed_gives_the_same_records(seed: int) -> None:
    assert batches(seed) == batches(seed)


def test_another_seed_gives_another_history() -> None:
    assert batches(1) != batches(2)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_quarter_is_a_revision_on_top_of_the_last(reference: Store, seed: int) -> None:
    before = reference.ping()

    fill(reference, seed)

    assert reference.ping() == before + 12


def test_a_quarter_cannot_come_before_the_earlier_ones(reference: Store) -> None:
    last = batches()[-1]

    with pytest.raises(Invalid):
        reference.commit(last.changes, author="seed", message=last.message)


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_made_up_says_so(seed: int) -> None:
    made = records(batches(seed))
    own = {record.id for record in made if isinstance(record, Entity)}
    meetings = {record.id for record in made if isinstance(record, Source)}

    assert all(r.fictional for r in made if not isinstance(r, Tie))
    assert {r.partnership for r in made if isinstance(r, Tie)} == {KEY}
    assert {c.source for r in made if isinstance(r, Tie) for c in r.citations} <= meetings
    assert all(tie.source in own for tie in made if isinstance(tie, Tie))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_municipality_has_the_size_that_the_documentation_promises(
    reference: Store, seed: int
) -> None:
    snapshot = at(fill(reference, seed))
    kinds = Counter(e.kind for e in snapshot.entities.values() if e.fictional)

    assert kinds["organisation"] == 60
    assert kinds["atelier"] == 12
    assert kinds["theme"] == 8
    assert kinds["goal"] == 4
    assert kinds["partnership"] == 1
    assert len(snapshot.sources) - _reference_sources(snapshot) == 12
    assert len(of_kind(at(reference, "2025-12"), "member_of")) == 35


def _reference_sources(snapshot: Snapshot) -> int:
    return sum(not source.fictional for source in snapshot.sources.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_three_years_pass(reference: Store, seed: int) -> None:
    fill(reference, seed)
    members = [
        {tie.source for tie in of_kind(at(reference, moment), "member_of")}
        for moment in ("2023-01", "2024-01", "2025-01", "2025-12")
    ]
    leaders = [
        {tie.target for tie in of_kind(at(reference, moment), "leads")}
        for moment in ("2023-01", "2024-01", "2025-12")
    ]

    assert len(members[0]) == 12
    assert len(members[0]) < len(members[1]) < len(members[2])
    assert members[1] - members[3], "nobody ever left"
    assert len(leaders[0]) == 1
    assert len(leaders[1]) > 1
    assert leaders[1] - leaders[2], "no atelier ever closed"
    assert leaders[2] - leaders[1], "no atelier ever opened"
    starts = {tie.valid_from for tie in at(reference).ties.values()}
    assert min(start.first_day.year for start in starts if start) < 2023


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_known_in_a_quarter_stays_known(reference: Store, seed: int) -> None:
    first = reference.ping() + 1
    fill(reference, seed)

    then = reference.snapshot(Scope(partnerships=(KEY,), revision=first))
    ended = [t for t in at(reference).ties.values() if t.id in then.ties and t.valid_to]

    assert ended
    assert all(then.ties[tie.id].valid_to is None for tie in ended)
    assert all(len(tie.citations) == 2 for tie in ended)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_holds_an_example_of_every_gap(reference: Store, seed: int) -> None:
    snapshot = at(fill(reference, seed), "2025-12")
    ties = snapshot.ties.values()
    members = {tie.source for tie in of_kind(snapshot, "member_of")}
    functions = {e.id for e in snapshot.entities.values() if e.kind == "function"}
    covering = Counter(t.target for t in of_kind(snapshot, "covers") if t.source in members)
    referrals = {
        (t.source, t.target): t.attributes["scale"] for t in of_kind(snapshot, "refers_to")
    }
    upward = {pair for pair, scale in referrals.items() if scale == "up"}
    with_way_back = {pair for pair in upward if pair[::-1] in referrals}
    tied = {end for t in ties if t.kind != "member_of" for end in (t.source, t.target)}
    graph = collaboration(snapshot, KEY)

    assert functions - covering.keys(), "every function is covered"
    assert 1 in covering.values(), "no function hangs on one member"
    assert with_way_back
    assert upward - with_way_back
    assert members - tied, "every member has ties"
    assert {"fabel-fluisterboek", "fabel-stenen-soep"} <= set(nx.articulation_points(graph))
    ateliers = {tie.source for tie in of_kind(snapshot, "part_of") if "atelier" in tie.source}
    assert ateliers - {tie.source for tie in of_kind(snapshot, "contributes_to")}
    outsiders = {"fabel-politiepost", "fabel-gouden-lepel"}
    assert outsiders <= tied - members


def test_it_uses_every_kind_of_tie_and_every_certainty_of_fact(reference: Store) -> None:
    ties = at(fill(reference, 1)).ties.values()

    assert {tie.kind for tie in ties} == vocabulary().ties.keys()
    assert {tie.certainty for tie in ties} == {"reported", "inferred"}
