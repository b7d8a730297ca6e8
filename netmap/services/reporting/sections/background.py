"""The end of a report: numbers in brief, how it was made, and the sources."""

from __future__ import annotations

from collections import Counter

from netmap import __version__
from netmap.gaps.catalogue import FAMILIES, RULES
from netmap.services.reporting.blocks import Block, Bullets, Table, Text
from netmap.services.reporting.material import Material, literal
from netmap.services.reports import metric_report
from netmap.text.dates import date_text
from netmap.text.numbers import number_text

IN_BRIEF = (
    "response",
    "valid_cells",
    "size",
    "ties",
    "average_degree",
    "largest_component",
    "isolates",
    "cutpoints",
    "density",
    "degree_centralization",
    "robustness_targeted",
)
SOURCES = 80


def metrics(material: Material) -> tuple[Block, ...]:
    """A few metrics of the whole network, each with how to read it."""
    words = material.words
    report = metric_report(material.ctx, material.scope)
    cards = {card.key: card for card in report.whole_cards}
    rows = tuple(
        (
            cards[key].name.in_(material.language),
            number_text(report.whole.get(key), material.language),
            cards[key].interpretation.in_(material.language),
        )
        for key in IN_BRIEF
        if key in cards
    )
    columns = (words("metric"), words("value"), words("reading"))
    return (
        Text(words("metrics_caution"), "lead"),
        Table(columns, (1.7, 0.7, 4.2), rows, (1,)),
        Text(words("metrics_more"), "note"),
    )


def method(material: Material) -> tuple[Block, ...]:
    """How it was made, and what it cannot tell."""
    words, snapshot = material.words, material.snapshot
    certain = Counter(tie.certainty for tie in snapshot.ties.values())
    functions = sum(entity.kind == "function" for entity in snapshot.entities.values())
    told = (
        words("method_claims"),
        words(
            "method_certainty",
            ties=len(snapshot.ties),
            reported=certain["reported"],
            inferred=certain["inferred"],
        ),
        words("method_gaps", rules=len(RULES), families=len(FAMILIES)),
        words("method_profile", functions=functions),
        words("method_silence"),
        words("method_documents"),
        words("method_small"),
        words("method_persons"),
        words("method_again", version=literal(__version__), revision=snapshot.revision),
    )
    return (Bullets(told),)


def sources(material: Material) -> tuple[Block, ...]:
    """The sources that ties of the partnership cite, those with most ties first."""
    words, snapshot = material.words, material.snapshot
    ties = Counter(
        key
        for tie in snapshot.ties.values()
        for key in sorted({citation.source for citation in tie.citations})
    )
    if not ties:
        return (Text(words("sources_none"), "note"),)
    order = sorted(ties, key=lambda key: (-ties[key], snapshot.sources[key].title.casefold(), key))
    rows = []
    for key in order[:SOURCES]:
        source = snapshot.sources[key]
        by = (source.author, date_text(source.date, material.language))
        rows.append((source.title, ", ".join(part for part in by if part), str(ties[key])))
    blocks: list[Block] = [Text(words("sources_lead"), "lead")]
    columns = (words("source"), words("author_date"), words("ties_count"))
    blocks.append(Table(columns, (4.0, 2.4, 1.0), tuple(rows), (2,)))
    if len(order) > SOURCES:
        blocks.append(Text(words("sources_more", count=len(order) - SOURCES), "note"))
    return tuple(blocks)
