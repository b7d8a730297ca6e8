"""The gaps of a partnership, most severe first."""

from __future__ import annotations

from dataclasses import fields

from netmap.gaps.card import SEVERITIES, Finding, Gap, Rule
from netmap.gaps.catalogue import RULES
from netmap.gaps.profile import read_profile
from netmap.model import Snapshot


def find_gaps(snapshot: Snapshot, partnership: str) -> tuple[Gap, ...]:
    """All gaps by severity, then by rule in the order of the catalogue, then by weight.

    Raises UnknownPartnership.
    """
    profile = read_profile(snapshot)
    found = [
        (SEVERITIES.index(finding.severity), place, -finding.weight, _gap(rule, finding))
        for place, rule in enumerate(RULES)
        for finding in rule.find(snapshot, partnership, profile)
    ]
    found.sort(key=lambda item: (*item[:3], item[3].key))
    return tuple(gap for *_, gap in found)


def _gap(rule: Rule, finding: Finding) -> Gap:
    values = {field.name: getattr(finding, field.name) for field in fields(finding)}
    key = f"{rule.key}:{'+'.join(finding.subjects)}"
    return Gap(rule=rule.key, family=rule.family, key=key, **values)
