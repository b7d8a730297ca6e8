"""What is missing, and who covers what."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.model import Entity
from netmap.services import cards, meetings
from netmap.services.evidence import Evidence, GapFound, evidence, found
from netmap.services.matrices import MATRICES, MatrixReport, coverage_matrix
from netmap.services.reports import gap_report
from netmap.vocabulary import Label
from web.api.asking import Nothing, Paged, WithinInLanguage, language_of, scope_of, texts
from web.api.paging import cut
from web.api.routes import Asked, get
from web.core.state import context

TAG = "Gaps and coverage"


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a rule looks for, and how it decides what is grave."""

    key: str
    family: str
    title: Label
    summary: Label
    severity: Label
    reference: str


@dataclass(frozen=True, slots=True)
class RuleCards:
    """Every rule; ``families`` and ``severities`` are what their codes are called."""

    families: dict[str, Label]
    severities: dict[str, Label]
    rules: tuple[RuleCard, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """A part of the findings about a partnership, the weightiest first, and their evidence.

    ``evidence`` of a gap holds keys of ``evidence.ties``; its rule is one of `/gap-rules`.
    """

    revision: int
    partnership: Entity
    fictional: bool
    total: int
    next: str | None
    items: tuple[GapFound, ...]
    evidence: Evidence


class ChosenGaps(WithinInLanguage, Paged):
    family = texts("Only this family; may be repeated.", *cards.gap_families())
    severity = texts("Only this severity; may be repeated.", *cards.gap_severities())
    rule = texts("Only this rule; may be repeated.", *(r.key for r in cards.gap_rules()))


@get("/gap-rules", tag=TAG, asks=Nothing)
def gap_rules(asked: Asked) -> RuleCards:  # noqa: ARG001 - nothing is asked
    """The card of every rule that looks for gaps, in Dutch and English."""
    return RuleCards(
        dict(cards.gap_families()),
        dict(cards.gap_severities()),
        tuple(
            RuleCard(r.key, r.family, r.title, r.summary, r.severity, r.reference)
            for r in cards.gap_rules()
        ),
    )


@get("/partnerships/<key>/gaps", tag=TAG, asks=ChosenGaps, by_revision=False)
def gaps(asked: Asked, key: str) -> Gaps:
    """What is missing, in parts: with reason, evidence, what would close it, and what holds.

    The decision about a gap is the latest one, whatever the revision that is asked for.
    """
    ctx = context()
    report = gap_report(ctx, scope_of(asked, key), language_of(asked))
    decisions = {decision.gap: decision for decision in meetings.decisions(ctx, key)}
    chosen = [
        item
        for item in report.items
        if (not asked["family"] or item.gap.family in asked["family"])
        and (not asked["severity"] or item.gap.severity in asked["severity"])
        and (not asked["rule"] or item.gap.rule in asked["rule"])
    ]
    part, following = cut(chosen, asked, report.revision)
    return Gaps(
        revision=report.revision,
        partnership=report.partnership,
        fictional=report.fictional,
        total=len(chosen),
        next=following,
        items=tuple(found(item, decisions) for item in part),
        evidence=evidence(part),
    )


@get(
    "/partnerships/<key>/coverage/<matrix>",
    tag=TAG,
    asks=WithinInLanguage,
    choices={"matrix": MATRICES},
)
def coverage(asked: Asked, key: str, matrix: str) -> MatrixReport:
    """Who covers what, with a reason in every cell.

    `functions` by members, `life-domains` by lines of care, `goals` by ateliers.
    """
    return coverage_matrix(context(), scope_of(asked, key), matrix, language_of(asked))
