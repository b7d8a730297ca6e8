"""All rules, in the order in which a reader meets them: families of cards (cards/*.toml).

Each card has its finding function in the module of its family. A card names the thresholds of
that module (``{HIGH_LOOSE}``) where it says how it decides, so that the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from netmap.errors import UnknownRule
from netmap.gaps import data, fragile, missing_organisation, missing_tie, passive, purpose, referral
from netmap.gaps.card import Family, Rule, Severity
from netmap.text import cards
from netmap.vocabulary import Label

_MODULES: Mapping[Family, ModuleType] = {
    "missing_organisation": missing_organisation,
    "missing_tie": missing_tie,
    "fragile": fragile,
    "passive": passive,
    "purpose": purpose,
    "referral": referral,
    "data": data,
}


def rule(key: str) -> Rule:
    """The rule with this key. Raises UnknownRule."""
    for card in RULES:
        if card.key == key:
            return card
    raise UnknownRule(key)


def _rules(family: Family, module: ModuleType) -> Iterator[Rule]:
    known = _card_file(family)
    for key, find in module.FUNCTIONS.items():
        card = known[key]
        yield Rule(
            key=key,
            family=family,
            title=cards.label(card["title"]),
            summary=_decided(card["summary"], module),
            severity=_decided(card["severity"], module),
            headline=cards.sentences(card["headline"]),
            reason=cards.sentences(card["reason"]),
            remedy=cards.sentences(card["remedy"]),
            reference=card.get("reference", ""),
            find=find,
        )


def _card_file(family: Family) -> Mapping[str, Any]:
    return cards.read("netmap.gaps", f"cards/{family}")


def _decided(words: Mapping[str, str], module: ModuleType) -> Label:
    """Words with the thresholds of the module filled in."""
    return cards.label({key: text.format_map(vars(module)) for key, text in words.items()})


FAMILIES: Mapping[Family, Label] = {
    family: cards.label(_card_file(family)["family"]) for family in _MODULES
}
SEVERITY_LABELS: Mapping[Severity, Label] = {
    "high": Label(nl="hoog", en="high"),
    "medium": Label(nl="middel", en="medium"),
    "low": Label(nl="laag", en="low"),
}
RULES: tuple[Rule, ...] = tuple(
    found for family, module in _MODULES.items() for found in _rules(family, module)
)
