"""The gaps of a partnership, most severe first, and each of them in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from netmap.gaps.card import SEVERITIES, Finding, Gap, GapText, Rule
from netmap.gaps.case import Case, Prediction
from netmap.gaps.catalogue import RULES, rule
from netmap.model import PartialDate, Snapshot
from netmap.roles import ties_of
from netmap.text.sentences import tell
from netmap.vocabulary import Language


def find_gaps(
    snapshot: Snapshot,
    partnership: str,
    *,
    others: Mapping[str, Snapshot] | None = None,
    predictions: Sequence[Prediction] = (),
    as_of: PartialDate | None = None,
) -> tuple[Gap, ...]:
    """All gaps by severity, then by rule in the order of the catalogue, then by weight.

    Parameters
    ----------
    others
        Snapshots of other partnerships, by the id of the partnership, to compare with.
    predictions
        Ties that link prediction holds likely, the likeliest first; they take long to
        compute, so a caller that wants to read of them computes them.
    as_of
        The day that "now" stands for in rules about age and about what has ended. When
        not given: the moment of the snapshot, or else the latest date in it.

    Raises UnknownPartnership.
    """
    ties_of(snapshot, partnership)  # refuses what is not a partnership
    case = Case(
        snapshot,
        partnership,
        as_of=as_of or snapshot.moment,
        others={key: other for key, other in (others or {}).items() if key != partnership},
        predictions=tuple(predictions),
    )
    found = [
        (SEVERITIES.index(finding.severity), place, -finding.weight, _gap(rule, finding))
        for place, rule in enumerate(RULES)
        for finding in rule.find(case)
    ]
    found.sort(key=lambda item: (*item[:3], item[3].key))
    return tuple(gap for *_, gap in found)


def _gap(rule: Rule, finding: Finding) -> Gap:
    values = {field.name: getattr(finding, field.name) for field in fields(finding)}
    key = f"{rule.key}:{'+'.join(finding.subjects)}"
    return Gap(rule=rule.key, family=rule.family, key=key, **values)


def describe(gap: Gap, snapshot: Snapshot, language: Language) -> GapText:
    """The gap as title, reason and remedy. Values are plain text: escape where shown."""
    card = rule(gap.rule)
    return GapText(
        title=tell(card.headline, gap.facts, snapshot, language),
        reason=tell(card.reason, gap.facts, snapshot, language),
        remedy=tell(card.remedy, gap.facts, snapshot, language),
    )
