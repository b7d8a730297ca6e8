"""Gaps, changes and decisions in a report: how things stand, as a meeting sees it."""

from __future__ import annotations

from collections.abc import Iterable

from netmap.gaps.card import SEVERITIES
from netmap.gaps.catalogue import SEVERITY_LABELS
from netmap.services.meetings import AgendaItem, GoneItem, Resolution, choice_label
from netmap.services.reporting.blocks import Block, Bullets, GapEntry, Gaps, Heading, Table, Text
from netmap.services.reporting.material import Material, literal
from netmap.services.reports import GapItem
from netmap.text.dates import date_text

IN_FULL = 30  # gaps with reason and remedy
BY_TITLE = 120  # gaps by their titles only
CHANGES = 40  # sentences, new gaps, gaps that are gone
DECISIONS = 120

# sentences that say what the lists below say, or numbers that ask for the page of comparisons
_ELSEWHERE = frozenset({"gaps_opened", "gaps_closed", "gaps_lapsed", "whole", "actors"})
_SOURCES = 3  # named beside a gap


def gaps(material: Material) -> tuple[Block, ...]:
    """The weightiest with reason, remedy and decision; the others by title."""
    words, items = material.words, material.agenda.items
    if not items:
        return (Text(words("sum_no_gaps"), "note"),)
    blocks: list[Block] = [Text(words("gaps_lead"), "lead")]
    entries = [_entry(n, item, material) for n, item in enumerate(items[:IN_FULL], start=1)]
    counts = {s: sum(item.item.gap.severity == s for item in items) for s in SEVERITIES}
    for severity in SEVERITIES:
        found = tuple(entry for entry in entries if entry.severity == severity)
        if found:
            label = _capital(SEVERITY_LABELS[severity].in_(material.language))
            title = words("gaps_of", severity=literal(label), count=counts[severity])
            blocks += [Heading(title), Gaps(found)]
    rest = items[IN_FULL : IN_FULL + BY_TITLE]
    if rest:
        rows = tuple(
            (str(n), _severity(item.item, material), item.item.text.title)
            for n, item in enumerate(rest, start=IN_FULL + 1)
        )
        columns = (words("number"), words("weight"), words("gap"))
        blocks += [Heading(words("gaps_rest")), Text(words("gaps_rest_lead"))]
        blocks.append(Table(columns, (0.5, 0.9, 6.0), rows, (0,)))
    more = len(items) - IN_FULL - len(rest)
    if rest and more > 0:
        blocks.append(Text(words("gaps_more", count=more), "note"))
    return tuple(blocks)


def changes(material: Material) -> tuple[Block, ...]:
    """What is different since the last meeting that was closed."""
    words, agenda = material.words, material.agenda
    if agenda.previous is None or agenda.change is None:
        return (Text(words("changes_none"), "note"),)
    day = literal(date_text(agenda.previous.date, material.language))
    title = literal(agenda.previous.title)
    blocks: list[Block] = [Text(words("changes_since", meeting=title, day=day), "lead")]
    told = [one.text for one in agenda.change.sentences if one.key not in _ELSEWHERE]
    new = [item.item for item in agenda.items if item.since == "new"]
    if not told and not new and not agenda.gone:
        return (*blocks, Text(words("changes_nothing"), "note"))
    blocks += _listed(told, "", material)
    blocks += _listed([item.text.title for item in new], words("changes_new"), material)
    if agenda.gone:
        gone = agenda.gone[:CHANGES]
        rows = tuple((item.title, _why_gone(item, material)) for item in gone)
        columns = (words("gap"), words("what_happened"))
        blocks += [Heading(words("changes_gone")), Table(columns, (3.0, 2.0), rows)]
        blocks += _more(len(agenda.gone) - len(gone), material)
    return tuple(blocks)


def decisions(material: Material) -> tuple[Block, ...]:
    """Every decision that holds: what, about which gap, who, by when."""
    words, agenda = material.words, material.agenda
    held: list[tuple[str, Resolution, bool]] = [
        (item.item.text.title, item.now, item.overdue) for item in agenda.items if item.now
    ]
    held += [(item.title, item.now, False) for item in agenda.gone if item.now]
    if not held:
        return (Text(words("decisions_none"), "note"),)
    day = literal(date_text(agenda.today, material.language))
    blocks: list[Block] = [Text(words("decisions_lead", day=day), "lead")]
    for key, open_ in (("decisions_open", True), ("decisions_settled", False)):
        found = [entry for entry in held if entry[1].is_open == open_]
        found.sort(key=lambda entry: (entry[1].due is None, str(entry[1].due), entry[0]))
        if not found:
            continue
        columns = tuple(words(name) for name in ("choice", "gap", "owner", "due"))
        rows = tuple(_decided(*entry, material) for entry in found[:DECISIONS])
        blocks += [Heading(words(key)), Table(columns, (1.2, 3.4, 1.7, 1.9), rows)]
        if len(found) > DECISIONS:
            blocks.append(Text(words("decisions_more", count=len(found) - DECISIONS), "note"))
    return tuple(blocks)


def _entry(number: int, item: AgendaItem, material: Material) -> GapEntry:
    text = item.item.text
    return GapEntry(
        number,
        text.title,
        item.item.gap.severity,
        _severity(item.item, material),
        text.reason,
        text.remedy,
        _evidence(item.item, material),
        _decision(item, material),
    )


def _severity(item: GapItem, material: Material) -> str:
    return SEVERITY_LABELS[item.gap.severity].in_(material.language)


def _evidence(item: GapItem, material: Material) -> str:
    if not item.evidence:
        return material.words("no_evidence")
    titles = {s.id: s.title for view in item.evidence for s in view.sources}
    named = tuple(literal(title) for title in list(titles.values())[:_SOURCES])
    more = len(titles) - len(named)
    if more:
        named = (*named, literal(f"+{more}"))
    return material.words("evidence", ties=len(item.evidence), sources=named)


def _decision(item: AgendaItem, material: Material) -> str:
    now, words = item.now, material.words
    if now is None:
        return ""
    parts = [choice_label(now.choice).in_(material.language)]
    if now.owner:
        parts.append(now.owner)
    if now.due:
        late = f" ({words('overdue')})" if item.overdue else ""
        parts.append(date_text(now.due, material.language) + late)
    said = "; ".join(parts) + "."
    if now.note:
        said += " " + words("note_of", note=literal(" ".join(now.note.split())))
    return said


def _decided(title: str, now: Resolution, late: bool, material: Material) -> tuple[str, ...]:
    words = material.words
    due = date_text(now.due, material.language) or ("–" if now.is_open else "")
    note = " – " + " ".join(now.note.split()) if now.note else ""
    return (
        choice_label(now.choice).in_(material.language),
        title + note,
        now.owner or (words("nobody_named") if now.is_open else ""),
        f"{due} ({words('overdue')})" if late else due,
    )


def _why_gone(item: GoneItem, material: Material) -> str:
    words = {True: "gone_closed", False: "gone_lapsed", None: "gone_unknown"}
    return material.words(words[item.closed])


def _listed(texts: Iterable[str], title: str, material: Material) -> list[Block]:
    found = tuple(texts)
    if not found:
        return []
    head: list[Block] = [Heading(title)] if title else []
    return [*head, Bullets(found[:CHANGES]), *_more(len(found) - CHANGES, material)]


def _more(count: int, material: Material) -> list[Block]:
    return [Text(material.words("gaps_more", count=count), "note")] if count > 0 else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
