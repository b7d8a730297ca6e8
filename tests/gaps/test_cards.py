"""The cards of the rules: each with its function, and with the thresholds of the code."""

from __future__ import annotations

from importlib import import_module

import pytest

from netmap.gaps import fragile
from netmap.gaps.catalogue import FAMILIES, RULES, rule
from netmap.text import cards


@pytest.mark.parametrize("family", FAMILIES)
def test_a_card_has_a_function_and_a_function_a_card(family: str) -> None:
    known = cards.read("netmap.gaps", f"cards/{family}")
    functions = import_module(f"netmap.gaps.{family}").FUNCTIONS

    assert known.keys() - {"family"} == functions.keys()
    assert [r.key for r in RULES if r.family == family] == list(functions)


def test_a_card_names_the_thresholds_of_its_rule() -> None:
    severity = rule("cutpoint").severity

    assert f"{fragile.HIGH_LOOSE} or more" in severity.en
    assert f"vanaf {fragile.MEDIUM_LOOSE}" in severity.nl
    assert not any("{" in text for r in RULES for text in (r.severity.en, r.summary.nl))
