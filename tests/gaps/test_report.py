"""All gaps together, in order, in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings

from netmap.errors import UnknownPartnership, UnknownRule
from netmap.gaps.card import SEVERITIES, GapText, Rule
from netmap.gaps.catalogue import FAMILIES, RULES, SEVERITY_LABELS, rule
from netmap.gaps.documentation import markdown
from netmap.gaps.report import describe, find_gaps
from netmap.model import Attribute, Snapshot
from netmap.vocabulary import LANGUAGES
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.gaps.strategies import rich_snapshots
from tests.strategies import snapshots

DOCS = Path(__file__).parents[2] / "docs"


def told(facts: Snapshot, key: str, language: str = "nl") -> GapText:
    (gap,) = (gap for gap in find_gaps(facts, PARTNERSHIP) if gap.key == key)
    return describe(gap, facts, "nl" if language == "nl" else "en")


def renamed(facts: Snapshot) -> Snapshot:
    """The same network with every id written backwards behind a letter: another order."""

    def name(key: str) -> str:
        return key if key == PARTNERSHIP else f"x{key[::-1]}"

    def values(item: tuple[str, Attribute]) -> tuple[str, Attribute]:
        key, value = item
        return key, tuple(map(name, value)) if isinstance(value, tuple) else value

    return Snapshot(
        facts.revision,
        facts.scope,
        MappingProxyType(
            {
                name(k): replace(e, id=name(k), attributes=dict(map(values, e.attributes.items())))
                for k, e in facts.entities.items()
            }
        ),
        MappingProxyType(
            {
                key: replace(one, source=name(one.source), target=name(one.target))
                for key, one in facts.ties.items()
            }
        ),
        facts.sources,
    )


@settings(deadline=None)  # the first network also pays for loading scipy
@given(snapshots() | rich_snapshots())
def test_gaps_point_at_what_is_there_and_can_be_told(facts: Snapshot) -> None:
    gaps = find_gaps(facts, PARTNERSHIP)
    assert len({gap.key for gap in gaps}) == len(gaps)
    ranks = [SEVERITIES.index(gap.severity) for gap in gaps]
    assert ranks == sorted(ranks)
    for gap in gaps:
        assert gap.subjects
        assert set(gap.subjects) <= set(facts.entities)
        assert set(gap.evidence) <= set(facts.ties)
        assert gap.family == rule(gap.rule).family
        for language in LANGUAGES:
            text = describe(gap, facts, language)
            assert text.title
            assert text.reason
            assert text.remedy
            assert "{" not in text.reason + text.remedy


@settings(deadline=None)  # the first network also pays for loading scipy
@given(snapshots() | rich_snapshots())
def test_names_make_no_difference(facts: Snapshot) -> None:
    def summary(found: Snapshot) -> list[tuple[str, str, int, int]]:
        gaps = find_gaps(found, PARTNERSHIP)
        return sorted((g.rule, g.severity, g.weight, len(g.subjects)) for g in gaps)

    assert summary(renamed(facts)) == summary(facts)


def test_an_unknown_partnership_or_rule_is_a_fact() -> None:
    with pytest.raises(UnknownPartnership):
        find_gaps(snapshot([]), "nowhere")
    with pytest.raises(UnknownRule):
        rule("no-rule")


def test_an_empty_partnership_has_no_gaps() -> None:
    assert find_gaps(snapshot([]), PARTNERSHIP) == ()


def test_within_a_rule_and_severity_what_weighs_most_comes_first() -> None:
    ties = [tie("a", kind, "light") for kind in ("advises", "funds")]
    ties += [tie("a", kind, "weighty") for kind in ("advises", "funds", "supplies")]
    gaps = find_gaps(snapshot([*members("a"), *ties]), PARTNERSHIP)
    found = [(gap.subjects, gap.severity) for gap in gaps if gap.rule == "partner-not-member"]
    assert found == [(("weighty",), "medium"), (("light",), "medium")]


def test_one_or_many_are_told_apart() -> None:
    facts = snapshot(
        [
            *members("a", "b", "c"),
            tie("a", "refers_to", "x"),
            tie("b", "refers_to", "x"),
            tie("c", "collaborates_with", "x"),
            tie("a", "refers_to", "y"),
        ]
    )
    many, one = told(facts, "partner-not-member:x"), told(facts, "partner-not-member:y")
    assert many.reason == (
        "Met X zijn 3 verbindingen vastgelegd, maar geen lidmaatschap. 2 daarvan zijn "
        "verwijzingen. Met wie: A, B en C."
    )
    assert one.reason == (
        "Met Y is 1 verbinding vastgelegd, maar geen lidmaatschap. 1 daarvan is een verwijzing. "
        "Met wie: A."
    )
    assert told(facts, "partner-not-member:x", "en").reason == (
        "3 ties with X are documented, but no membership. 2 of them are referrals. "
        "With whom: A, B and C."
    )


def test_long_lists_are_cut_and_say_so() -> None:
    facts = snapshot([tie("hub", "collaborates_with", f"leaf{n:02}") for n in range(14)])
    assert "LEAF07, LEAF08 en nog 5." in told(facts, "cutpoint:hub").reason
    assert "LEAF07, LEAF08 and 5 more." in told(facts, "cutpoint:hub", "en").reason


def test_pieces_of_a_broken_network_stay_apart() -> None:
    pairs = [("hub", "a"), ("a", "b"), ("b", "c"), ("hub", "d"), ("d", "e"), ("hub", "f")]
    facts = snapshot([tie(one, "collaborates_with", other) for one, other in pairs])
    assert told(facts, "cutpoint:hub").reason == (
        "Zonder HUB valt het netwerk hier uiteen in 3 stukken. Het grootste telt 3 actoren; "
        "los daarvan raken: D en E; F."
    )


def test_names_with_commas_are_kept_apart() -> None:
    facts = snapshot(
        [*members("a", "b"), tie("a", "advises", "x"), tie("b", "advises", "x")],
        [entity("a", name="Care, North")],
    )
    assert "Met wie: Care, North en B." in told(facts, "partner-not-member:x").reason
    facts = snapshot(
        [*facts.ties.values(), *members("c"), tie("c", "advises", "x")], facts.entities.values()
    )
    assert "Met wie: Care, North; B en C." in told(facts, "partner-not-member:x").reason


def test_english_uses_english_names() -> None:
    facts = snapshot([], [entity("f", "function", name="Schuldhulp", name_en="Debt help")])
    assert "‘Debt help’" in told(facts, "missing-function:f", "en").reason
    assert "‘Schuldhulp’" in told(facts, "missing-function:f").reason


def test_what_a_name_says_is_never_a_template() -> None:
    facts = snapshot(
        [tie("a", "refers_to", "b", scale="up", obstacle="{sources} {0.__class__} <b>")],
        [entity("b", name="{target} {x}")],
    )
    reason = told(facts, "one-way-referral:b").reason
    assert "{target} {x}" in reason
    assert "{sources} {0.__class__} <b>." in reason


def test_obstacles_are_told_as_sentences() -> None:
    facts = snapshot(
        [
            tie("a", "refers_to", "c", scale="up", obstacle="long wait; no contact"),
            tie("b", "refers_to", "c", scale="up", obstacle="Unclear who leads."),
        ]
    )
    assert told(facts, "one-way-referral:c").reason.endswith(
        "Vastgelegde belemmeringen: Unclear who leads. Long wait; no contact."
    )


@pytest.mark.parametrize("card", RULES, ids=lambda r: r.key)
def test_a_card_is_complete_in_both_languages(card: Rule) -> None:
    assert card.family in FAMILIES
    for label in (card.title, card.summary, card.severity):
        assert label.nl
        assert label.en
    for sentence in (*card.headline, *card.reason, *card.remedy):
        assert sentence.nl
        assert sentence.en


def test_every_family_has_a_rule_and_every_severity_a_word() -> None:
    assert {card.family for card in RULES} == set(FAMILIES)
    assert set(SEVERITY_LABELS) == set(SEVERITIES)
    assert len({card.key for card in RULES}) == len(RULES)


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    # renew it with: python -m netmap.gaps.documentation > docs/gaps.md
    assert (DOCS / "gaps.md").read_text("utf-8") == markdown()
