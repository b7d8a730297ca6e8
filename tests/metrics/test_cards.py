"""The cards: complete, in both languages, and the page that shows them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from netmap.errors import UnknownMetric
from netmap.metrics.card import Metric
from netmap.metrics.catalogue import METRICS, NODE, WHOLE, metric
from netmap.metrics.documentation import markdown
from netmap.vocabulary import Label

DOCS = Path(__file__).parents[2] / "docs"
CARDS = Path(__file__).parents[2] / "netmap" / "metrics" / "cards"


@pytest.mark.parametrize("card", METRICS, ids=lambda m: m.key)
def test_a_card_is_complete_in_both_languages(card: Metric) -> None:
    for field in fields(card):
        value = getattr(card, field.name)
        if isinstance(value, Label):
            assert value.nl.strip(), field.name
            assert value.en.strip(), field.name
    assert card.formula
    assert re.search(r"\(\d{4}\)", card.reference)
    assert metric(card.key) is card


def test_every_card_has_a_function_and_every_key_is_used_once() -> None:
    cards = {path.name: path.read_text("utf-8") for path in CARDS.iterdir()}
    phrases = tomllib.loads(cards.pop("phrases.toml"))
    written = [key for text in cards.values() for key in tomllib.loads(text)]
    assert sorted(written) == sorted(m.key for m in METRICS)
    assert len({m.key for m in METRICS}) == len(METRICS)
    assert {m.level for m in NODE} == {"node"}
    assert {m.level for m in WHOLE} == {"whole"}
    for phrase in phrases:
        assert any(f'"{phrase}"' in text for text in cards.values()), phrase


def test_shape_is_never_called_better() -> None:
    said = {
        "density": ("is niet vanzelf beter", "is not better in itself"),
        "degree_centralization": ("geen van beide is vanzelf beter", "neither is better in itself"),
        "betweenness_centralization": ("niet de kwaliteit", "not its quality"),
    }
    for key, (dutch, english) in said.items():
        assert dutch in metric(key).interpretation.nl
        assert english in metric(key).interpretation.en


def test_an_unknown_key_is_a_fact() -> None:
    with pytest.raises(UnknownMetric):
        metric("popularity")


def test_the_page_in_docs_is_what_the_cards_say() -> None:
    # renew it with: python -m netmap.metrics.documentation > docs/metrics.md
    assert (DOCS / "metrics.md").read_text("utf-8") == markdown()
