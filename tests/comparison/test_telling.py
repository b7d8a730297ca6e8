"""Sentences in both languages, with names, and nothing told that is not so."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.comparison.effects import effects
from netmap.comparison.partnerships import side_by_side
from netmap.comparison.sentences import caveat, merged, words
from netmap.comparison.telling import tell_effects, tell_side_by_side
from netmap.coverage.view import Coverage
from netmap.metrics.catalogue import WHOLE
from netmap.model import Snapshot
from netmap.scenario import Assumption, EntityJoins, EntityLeaves, overlay
from netmap.vocabulary import LANGUAGES, Language
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots


def told(facts: Snapshot, language: Language, *assumptions: Assumption) -> dict[str, str]:
    later = overlay(facts, assumptions)
    found = tell_effects(effects(facts, later, PARTNERSHIP), facts, later, language)
    return {sentence.key: sentence.text for sentence in found}


def example() -> Snapshot:
    ties = [tie("hub", "collaborates_with", key) for key in ("a", "b", "c")]
    ties += [tie("hub", "covers", "f"), tie("team", "part_of", "hub")]
    things = [
        entity("f", "function", name="Hulp en raad", name_en="Help and advice"),
        entity("team", "unit", name="Team"),
        entity("a", name="Zorg, Anders"),
    ]
    return snapshot([*members("hub", "a", "b", "c"), *ties], things)


def test_who_leaves_is_told_first_then_what_it_takes_along() -> None:
    dutch = told(example(), "nl", EntityLeaves("hub"))
    assert next(iter(dutch)) == "removed"
    assert dutch["removed"] == "Weg: HUB en Team. Ook zijn 6 verbindingen weg."
    assert dutch["members_lost"] == (
        "3 paren leden verliezen elke weg van hoogstens twee stappen: Zorg, Anders en B; "
        "Zorg, Anders en C; B en C."
    )
    assert dutch["coverage_nobody"] == (
        "Functies waar voor zover vastgelegd niemand meer voor staat: ‘Hulp en raad’."
    )
    assert "‘Niet vervuld: Hulp en raad’" in dutch["gaps_opened"]
    assert "Dichtheid (0,5 → 0)" in dutch["whole"]
    assert "cut_off" not in dutch  # all that come loose are isolated, which is told


def test_the_same_in_english() -> None:
    english = told(example(), "en", EntityLeaves("hub"))
    assert english["removed"] == "Gone: HUB and Team. 6 ties are gone as well."
    assert english["coverage_nobody"].endswith("nobody stands for any longer: ‘Help and advice’.")
    assert "Density (0.5 → 0)" in english["whole"]


def test_nothing_is_told_as_nothing() -> None:
    assert list(told(example(), "nl")) == ["nothing"]
    assert told(example(), "en")["nothing"].startswith("There is no difference")


def test_names_are_data_and_never_templates() -> None:
    joins = EntityJoins(
        entity("new", name="{count:x|y} <b>"), (tie("new", "member_of", PARTNERSHIP),)
    )
    assert told(example(), "nl", joins)["added"] == (
        "Nieuw: {count:x|y} <b>. Er is 1 verbinding bij gekomen."
    )


@settings(deadline=None, max_examples=20)  # each example computes every metric four times
@given(snapshots(), st.data())
def test_every_effect_can_be_told(facts: Snapshot, data: st.DataObject) -> None:
    others = sorted(set(facts.entities) - {PARTNERSHIP})
    gone = data.draw(st.lists(st.sampled_from(others), unique=True)) if others else []
    later = facts
    for key in gone:
        if key in later.entities:
            later = overlay(later, [EntityLeaves(key)])
    for states in ((facts, later), (later, facts)):
        found = effects(*states, PARTNERSHIP)
        for language in LANGUAGES:
            sentences = tell_effects(found, *states, language)
            assert sentences
            assert not any("{" in sentence.text for sentence in sentences)
        keys = [[s.key for s in tell_effects(found, *states, each)] for each in LANGUAGES]
        assert keys[0] == keys[1]


def test_two_partnerships_side_by_side() -> None:
    facts = snapshot(
        [
            *members("a", "b"),
            tie("a", "collaborates_with", "b"),
            tie("a", "covers", "f"),
            tie("a", "takes_part_in", "q", partnership="q"),
            tie("z", "covers", "g", partnership="q"),
        ],
        [entity("f", "function"), entity("g", "function"), entity("q", "partnership")],
    )
    both = side_by_side(facts, facts, PARTNERSHIP, "q")
    found = {s.key: s.text for s in tell_side_by_side(both, facts, facts, "nl")}
    assert found["sizes"] == "P telt 2 actoren, Q 2."
    assert found["documented"] == "Van 2 van de 2 leden van P is samenwerking vastgelegd."
    assert found["no_members"] == "Van Q zijn geen leden vastgelegd."
    assert found["functions_only"] == "Alleen in P van binnenuit ingevuld is 1 functie: ‘F’."
    assert found["functions_neither"].endswith("in geen van beide van binnenuit ingevuld: ‘G’.")
    assert found["shared"] == "Met beide hebben deze organisaties te maken: A."


def test_every_word_and_caveat_is_there_in_both_languages() -> None:
    assert set(words("coverages")) == {coverage.value for coverage in Coverage}
    for card in WHOLE:
        assert caveat(card.key).nl
        assert caveat(card.key).en
    assert caveat("density").en.startswith("Falls by itself")
    assert caveat("of a metric that is not listed") == words("caveats")["other"]


def test_every_template_is_in_both_languages() -> None:
    text = (files("netmap.comparison") / "sentences.toml").read_text("utf-8")
    for key, template in tomllib.loads(text).items():
        assert set(template) == {"nl", "en"}, key
        assert template["nl"] != template["en"] or key.endswith("shift") or key == "quoted"


def test_names_of_both_states_are_known() -> None:
    one, other = snapshot([], [entity("a")]), snapshot([], [entity("b")])
    assert {"a", "b"} <= set(merged(one, other).entities)
