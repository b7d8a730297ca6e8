"""All rules, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.errors import UnknownRule
from netmap.gaps import data, fragile, missing_organisation, referral
from netmap.gaps.card import Family, Rule, Severity
from netmap.vocabulary import Label

FAMILIES: Mapping[Family, Label] = {
    "missing_organisation": Label(nl="Ontbrekende organisatie", en="Missing organisation"),
    "fragile": Label(nl="Kwetsbaar", en="Fragile"),
    "referral": Label(nl="Verwijzing", en="Referral"),
    "data": Label(nl="Gegevens", en="Data"),
}
SEVERITY_LABELS: Mapping[Severity, Label] = {
    "high": Label(nl="hoog", en="high"),
    "medium": Label(nl="middel", en="medium"),
    "low": Label(nl="laag", en="low"),
}
RULES: tuple[Rule, ...] = (
    *missing_organisation.RULES,
    *fragile.RULES,
    *referral.RULES,
    *data.RULES,
)


def rule(key: str) -> Rule:
    """The rule with this key. Raises UnknownRule."""
    for card in RULES:
        if card.key == key:
            return card
    raise UnknownRule(key)
