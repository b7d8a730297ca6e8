"""Suggested ties: their scores, their hit rates by brute force, and what they admit."""

from __future__ import annotations

from itertools import combinations
from math import isnan

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.errors import UnknownMetric, UnknownPartnership
from netmap.graph import Graph
from netmap.metrics import prediction
from netmap.metrics.candidates import BASELINE, Candidates
from netmap.metrics.prediction import FUNCTIONS, HitRate, hidden_parts, hit_rates
from netmap.metrics.suggestions import suggest_ties
from netmap.metrics.tie import Pair, pair, tied
from netmap.model import Snapshot
from tests.builders import PARTNERSHIP, entity, snapshot, tie
from tests.metrics.test_sets import graphs, named
from tests.strategies import snapshots


def untied(graph: Graph) -> list[Pair]:
    return [p for p in combinations(sorted(graph), 2) if not graph.has_edge(*p)]


def without(graph: Graph, pairs: list[Pair]) -> Graph:
    fewer = graph.copy()
    fewer.remove_edges_from(pairs)
    return fewer


@given(graphs(least=2))
def test_the_scores_of_all_pairs_are_those_of_networkx(graph: Graph) -> None:
    ids = sorted(graph)
    candidates = Candidates(graph, ids)
    pairs = untied(graph)
    assert candidates.count == len(pairs)
    scored = list(candidates.parts())
    for score, function in FUNCTIONS.items():
        expected = function(graph, pairs)
        if score == BASELINE:
            values, counts = candidates.products()
            every = np.repeat(values, counts.astype(int)).tolist()
            assert every == pytest.approx(sorted(expected.values()))
            continue
        found = {
            (ids[row], ids[column]): value
            for part in scored
            for row, column, value in zip(part.rows, part.columns, part.scores[score], strict=True)
        }
        assert list(found) == sorted(found)
        assert found == pytest.approx({p: value for p, value in expected.items() if value})


@given(graphs(least=4), st.data())
def test_hit_rates_by_looking_at_every_pair(graph: Graph, data: st.DataObject) -> None:
    ties = tied(graph)
    hidden = data.draw(st.lists(st.sampled_from(ties), unique=True)) if ties else []
    part = without(graph, hidden)
    rates = {rate.score: rate for rate in hit_rates(graph, [[part]])}
    pairs = untied(part)
    others = [p for p in pairs if p not in hidden]
    if not hidden or not others:
        assert all(isnan(rate.precision) and not rate.hidden for rate in rates.values())
        return
    for score, rate in rates.items():
        value = {p: round(v, 9) for p, v in FUNCTIONS[score](part, pairs).items()}
        wins = [(value[h] > value[o]) + (value[h] == value[o]) / 2 for h in hidden for o in others]
        assert rate.auc == pytest.approx(np.mean(wins))
        cut = sorted(value.values(), reverse=True)[len(hidden) - 1]
        sure = [p for p in pairs if value[p] > cut]
        level = [p for p in pairs if value[p] == cut]
        hits = sum(p in hidden for p in sure)
        share = sum(p in hidden for p in level) / len(level)
        expected = (hits + (len(hidden) - len(sure)) * share) / len(hidden)
        assert rate.precision == pytest.approx(expected)
        assert rate.chance == pytest.approx(len(hidden) / len(pairs))
        assert rate.hidden == len(hidden)


def rated(graph: Graph) -> dict[str, HitRate]:
    """Hit rates where single ties are hidden, as is done in the literature."""
    ties = {"–".join(p): p for p in tied(graph)}
    repeats = (
        [without(graph, [ties[key] for key in part]) for part in parts]
        for parts in hidden_parts(sorted(ties), 5, 5, 1)
    )
    return {rate.score: rate for rate in hit_rates(graph, repeats)}


def test_groups_are_predicted_by_shared_partners_and_stars_are_not() -> None:
    groups = rated(named(nx.connected_caveman_graph(4, 6)))
    assert groups["predicted_adamic_adar"].beats_baseline
    assert groups["predicted_adamic_adar"].auc > 0.9
    star: Graph = nx.relabel_nodes(nx.barabasi_albert_graph(60, 1, seed=4), str)
    assert all(rate.beats_baseline is False for s, rate in rated(star).items() if s != BASELINE)
    assert groups[BASELINE].beats_baseline is None


def test_a_large_network_is_judged_by_some_of_its_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    graph: Graph = nx.relabel_nodes(nx.powerlaw_cluster_graph(400, 4, 0.8, seed=3), str)
    full = rated(graph)
    monkeypatch.setattr(prediction, "PATHS", 10_000)
    some = rated(graph)
    assert some[BASELINE].auc == full[BASELINE].auc
    for score in set(FUNCTIONS) - {BASELINE}:
        assert (some[score].sampled, full[score].sampled) == (True, False)
        assert some[score].auc != full[score].auc
        assert some[score].auc == pytest.approx(full[score].auc, abs=0.03)
        assert some[score].precision == pytest.approx(full[score].precision, abs=0.05)


def test_rare_shared_partners_say_more_than_many_in_the_karate_club() -> None:
    club: Graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    rates = rated(club)
    plain = rates["predicted_common_neighbours"].auc
    assert rates["predicted_adamic_adar"].auc > plain
    assert rates["predicted_resource_allocation"].auc > plain


def test_every_item_is_hidden_once_and_the_seed_decides_when() -> None:
    items = [str(n) for n in range(13)]
    for parts in hidden_parts(items, 4, 3, 7):
        dealt = list(parts)
        assert sorted(key for part in dealt for key in part) == sorted(items)
        assert {len(part) for part in dealt} == {3, 4}
    again = [[set(p) for p in parts] for parts in hidden_parts(items, 4, 3, 7)]
    assert again == [[set(p) for p in parts] for parts in hidden_parts(items, 4, 3, 7)]
    assert again != [[set(p) for p in parts] for parts in hidden_parts(items, 4, 3, 8)]


def example() -> Snapshot:
    return snapshot(
        [
            *(tie(who, "takes_part_in", "x") for who in "abc"),
            *(tie(who, "collaborates_with", "d") for who in "ab"),
            tie("e", "refers_to", "d"),
        ],
        [entity("x", "atelier")],
        revision=9,
    )


def test_a_suggestion_names_who_could_introduce_the_two_and_the_ties_to_them() -> None:
    found = suggest_ties(example(), PARTNERSHIP, score="predicted_common_neighbours")
    assert (found.revision, found.seed, found.score) == (9, 0, "predicted_common_neighbours")
    first, *others = found.items
    assert first.pair == ("c", "d")
    assert first.rank == 1
    assert first.shared == ("a", "b")
    assert first.scores["predicted_common_neighbours"] == 2
    assert first.scores["predicted_jaccard"] == pytest.approx(2 / 3)
    assert first.scores[BASELINE] == 2 * 3
    assert set(first.evidence) == {
        "p.collaborates_with.a.d", "p.collaborates_with.b.d", "p.takes_part_in.a.x",
        "p.takes_part_in.b.x", "p.takes_part_in.c.x",
    }  # fmt: skip
    assert [item.pair for item in others] == [("a", "e"), ("b", "e")]
    assert first.beats_baseline == found.beats_baseline


def test_a_hidden_claim_takes_all_ties_that_follow_from_it() -> None:
    # without 'takes part in x' of one of three, two ties are gone at once
    facts = snapshot([tie(who, "takes_part_in", "x") for who in "abc"], [entity("x", "atelier")])
    found = suggest_ties(facts, PARTNERSHIP, folds=3, repeats=1)
    assert {rate.hidden for rate in found.hit_rates} == {0}  # or none of three pairs is left
    facts = snapshot(
        [*facts.ties.values(), tie("d", "collaborates_with", "e")], facts.entities.values()
    )
    found = suggest_ties(facts, PARTNERSHIP, folds=4, repeats=1)
    assert {rate.hidden for rate in found.hit_rates} == {2 + 2 + 2 + 1}


def test_without_ties_there_is_nothing_to_suggest() -> None:
    found = suggest_ties(snapshot([]), PARTNERSHIP)
    assert found.items == ()
    assert not found.beats_baseline


def test_unknown_names_are_facts() -> None:
    for score in ("degree", BASELINE):
        with pytest.raises(UnknownMetric):
            suggest_ties(example(), PARTNERSHIP, score=score)
    with pytest.raises(UnknownPartnership):
        suggest_ties(example(), "nowhere")


@settings(deadline=None, max_examples=40)
@given(snapshots(), st.integers(0, 3))
def test_suggestions_are_pairs_without_a_tie_and_the_same_every_time(
    facts: Snapshot, seed: int
) -> None:
    found = suggest_ties(facts, PARTNERSHIP, None, seed, repeats=2)
    assert found == suggest_ties(facts, PARTNERSHIP, None, seed, repeats=2)
    values = [item.scores[found.score] for item in found.items]
    assert values == sorted(values, reverse=True)
    for item in found.items:
        assert item.pair == pair(*item.pair)
        assert item.shared
        assert set(item.evidence) <= set(facts.ties)
    assert suggest_ties(facts, PARTNERSHIP, 1, seed, repeats=2).items == found.items[:1]
