"""The best single addition: every candidate tried, counted honestly, in a fixed order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from netmap.comparison.additions import best_additions
from netmap.comparison.candidates import MOST_TIES, candidates
from netmap.comparison.sentences import merged
from netmap.comparison.telling import tell_additions
from netmap.gaps.report import find_gaps
from netmap.model import Entity, Snapshot
from netmap.scenario import overlay
from netmap.vocabulary import LANGUAGES
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots


def example(*more: Entity) -> Snapshot:
    """Partner x covers f and is leaned on; nobody covers g."""
    ties = [
        *members("a", "b"),
        tie("a", "collaborates_with", "b"),
        tie("a", "collaborates_with", "x"),
        tie("b", "refers_to", "x", scale="across"),
        tie("x", "covers", "f"),
    ]
    return snapshot(ties, [entity("f", "function"), entity("g", "function"), *more])


@settings(deadline=None, max_examples=30)  # each example looks for all gaps many times
@given(snapshots())
def test_what_is_promised_comes_true(facts: Snapshot) -> None:
    now = {gap.key for gap in find_gaps(facts, PARTNERSHIP)}
    best = best_additions(facts, PARTNERSHIP)
    assert best.gaps == len(now)
    assert [a.net for a in best.additions] == sorted((a.net for a in best.additions), reverse=True)
    for addition in best.additions:
        later = overlay(facts, [addition.candidate.assumption])
        then = {gap.key for gap in find_gaps(later, PARTNERSHIP)}
        assert {gap.key for gap in addition.closed} <= now - then
        assert {gap.key for gap in addition.opened} <= then - now
        assert addition.net > 0
    for language in LANGUAGES:
        assert len(tell_additions(best.additions, facts, language)) == len(best.additions)


def test_who_is_leaned_on_and_covers_something_comes_first() -> None:
    facts = example()
    best = best_additions(facts, PARTNERSHIP)
    first = best.additions[0]
    assert first.candidate.reason == "member"
    assert {"partner-not-member:x", "missing-function:f"} <= {gap.key for gap in first.closed}
    assert tell_additions([first], facts, "nl")[0].text == "Nieuw lid: X."


def test_a_newcomer_opens_no_gap_about_itself() -> None:
    found = best_additions(example(), PARTNERSHIP).additions
    (provider,) = (
        a
        for a in found
        if a.candidate.reason == "provider" and ("function", "g") in a.candidate.facts
    )
    assert [gap.key for gap in provider.closed] == ["missing-function:g"]
    assert provider.opened == ()


def test_who_covers_it_elsewhere_is_a_candidate_unless_made_up_or_a_group() -> None:
    facts = example()
    made_up = Entity("fable", "organisation", "Fable", fictional=True)
    elsewhere = snapshot(
        [
            tie("y", "covers", "g", partnership="q"),
            tie("fable", "covers", "g", partnership="q"),
            tie("group", "covers", "g", partnership="q"),
            tie("x", "covers", "f"),
        ],
        [
            entity("f", "function"),
            entity("g", "function"),
            entity("group", collective=True),
            made_up,
        ],
    )
    found = candidates(facts, PARTNERSHIP, find_gaps(facts, PARTNERSHIP), elsewhere)
    ours = [c for c in found if c.reason == "provider_elsewhere"]
    assert [dict(c.facts) for c in ours] == [{"organisation": "y", "functions": ("g",)}]
    best = best_additions(facts, PARTNERSHIP, elsewhere=elsewhere, most=50).additions
    (known,) = (a for a in best if a.candidate.reason == "provider_elsewhere")
    text = tell_additions([known], merged(facts, elsewhere), "en")[0].text
    assert text == "New member: Y, known from elsewhere, with this function: G."


def test_a_way_back_closes_a_one_way_referral() -> None:
    facts = snapshot([*members("a"), tie("a", "refers_to", "x", scale="up")])
    found = best_additions(facts, PARTNERSHIP, most=50).additions
    (way_back,) = (a for a in found if a.candidate.reason == "way_back")
    assert [gap.key for gap in way_back.closed] == ["one-way-referral:x"]


def test_members_that_share_a_theme_are_tried_as_a_pair() -> None:
    theme = entity("t", "theme")
    ties = [tie(key, "addresses", "t") for key in ("a", "b")]
    facts = snapshot([*members("a", "b"), *ties], [theme])
    found = candidates(facts, PARTNERSHIP, find_gaps(facts, PARTNERSHIP))
    pairs = [dict(c.facts) for c in found if c.reason == "shared_subjects"]
    assert pairs == [{"one": "a", "other": "b", "subjects": ("t",)}]
    together = snapshot([*members("a", "b"), *ties, tie("b", "collaborates_with", "a")], [theme])
    found = candidates(together, PARTNERSHIP, find_gaps(together, PARTNERSHIP))
    assert not [c for c in found if c.reason == "shared_subjects"]


def test_the_pairs_are_bounded() -> None:
    keys = [f"m{n:02}" for n in range(20)]
    ties = [tie(key, "addresses", "t") for key in keys]
    facts = snapshot([*members(*keys), *ties], [entity("t", "theme")])
    found = candidates(facts, PARTNERSHIP, ())
    assert sum(c.reason == "shared_subjects" for c in found) == MOST_TIES  # of 190 pairs


def test_progress_is_told_and_can_end_the_work() -> None:
    seen: list[tuple[int, int]] = []
    best = best_additions(
        example(), PARTNERSHIP, progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(n, best.tried) for n in range(1, best.tried + 1)]

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        best_additions(example(), PARTNERSHIP, progress=stop)


def test_an_empty_partnership_has_nothing_to_add() -> None:
    best = best_additions(snapshot([]), PARTNERSHIP)
    assert (best.tried, best.gaps, best.additions) == (0, 0, ())
