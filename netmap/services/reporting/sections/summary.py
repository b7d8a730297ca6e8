"""The summary: the numbers that matter, and what they mean, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.coverage.view import Coverage, View
from netmap.services.reporting.blocks import Block, Bullets, Fact, Numbers
from netmap.services.reporting.material import Material, literal
from netmap.services.reports import PartnershipSummary, metric_report, partnership_summary
from netmap.text.sentences import quoted

HEAVIEST = 4  # titles of gaps in the summary


def summary(material: Material) -> tuple[Block, ...]:
    """Headline numbers, then what they mean."""
    found = partnership_summary(material.ctx, material.scope)
    return (_numbers(material, found), Bullets(tuple(_sentences(material, found))))


def _numbers(material: Material, found: PartnershipSummary) -> Numbers:
    open_ = sum(material.agenda.choices.get(choice, 0) for choice in ("invite", "investigate"))
    counts = {
        "members": found.members,
        "organisations": found.organisations,
        "ateliers": found.ateliers,
        "ties": found.ties,
        "gaps": len(material.agenda.items),
        "open_decisions": open_,
    }
    return Numbers(tuple(Fact(material.words(key), str(n)) for key, n in counts.items()))


def _sentences(material: Material, found: PartnershipSummary) -> Iterator[str]:
    words, home = material.words, material.home.id
    if not found.ties:
        yield words("sum_empty", partnership=home)
        return
    yield words(
        "sum_size",
        partnership=home,
        members=found.members,
        organisations=found.organisations,
        ties=found.ties,
        sources=found.sources,
    )
    if found.members:
        share = metric_report(material.ctx, material.scope).whole.get("response") or 0.0
        known = round(share * found.members)
        key = "sum_known_all" if known == found.members else "sum_known"
        yield words(key, known=known, members=found.members)
    had = list(View(material.snapshot, home).had("function").values())
    if had:
        inside, nobody = had.count(Coverage.INSIDE), had.count(Coverage.NOBODY)
        outside = len(had) - inside - nobody
        yield words("sum_functions", all=len(had), inside=inside, outside=outside, nobody=nobody)
    yield from _gaps(material)


def _gaps(material: Material) -> Iterator[str]:
    words, agenda = material.words, material.agenda
    items = agenda.items
    if not items:
        yield words("sum_no_gaps")
    else:
        weights = [item.item.gap.severity for item in items]
        yield words(
            "sum_gaps",
            gaps=len(items),
            high=weights.count("high"),
            medium=weights.count("medium"),
            low=weights.count("low"),
        )
        heaviest = [item.item.text.title for item in items[:HEAVIEST]]
        titles = quoted(heaviest, material.snapshot, material.language)
        yield words("sum_heaviest", titles=titles)
        decided = sum(item.now is not None for item in items)
        if decided:
            open_ = sum(item.now is not None and item.now.is_open for item in items)
            yield words("sum_decided", decided=decided, open=open_, overdue=agenda.overdue)
        else:
            yield words("sum_undecided")
    if agenda.previous:
        yield words(
            "sum_since",
            meeting=literal(agenda.previous.title),
            new=agenda.new,
            gone=len(agenda.gone),
        )
