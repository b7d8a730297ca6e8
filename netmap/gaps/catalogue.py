"""All rules, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.errors import UnknownRule
from netmap.gaps import (
    apart,
    coverage,
    data,
    dependence,
    doors,
    fragile,
    missing_organisation,
    missing_tie,
    passive,
    purpose,
    reach,
    referral,
    routes,
    sources,
)
from netmap.gaps.card import Family, Rule, Severity
from netmap.vocabulary import Label

FAMILIES: Mapping[Family, Label] = {
    "missing_organisation": Label(nl="Ontbrekende organisatie", en="Missing organisation"),
    "missing_tie": Label(nl="Ontbrekende verbinding", en="Missing tie"),
    "fragile": Label(nl="Kwetsbaar", en="Fragile"),
    "passive": Label(nl="Weinig betrokken", en="Passive"),
    "purpose": Label(nl="Doel", en="Purpose"),
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
    *coverage.RULES,
    *reach.RULES,
    *apart.RULES,
    *missing_tie.RULES,
    *fragile.RULES,
    *dependence.RULES,
    *passive.RULES,
    *purpose.RULES,
    *referral.RULES,
    *routes.RULES,
    *doors.RULES,
    *data.RULES,
    *sources.RULES,
)


def rule(key: str) -> Rule:
    """The rule with this key. Raises UnknownRule."""
    for card in RULES:
        if card.key == key:
            return card
    raise UnknownRule(key)
