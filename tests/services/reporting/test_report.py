"""The report: the same numbers as the pages, in both languages, and nothing typed is markup."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from netmap.errors import Invalid, UnknownDocument
from netmap.model import Entity, Put, Record, Scope
from netmap.services import meetings, reporting
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.reporting.blocks import Gaps, MatrixPart, Numbers, Table
from netmap.services.reporting.material import texts
from netmap.services.reporting.sections import coverage as coverage_section
from netmap.services.reporting.sections import gaps as gap_section
from netmap.services.reports import gap_report, metric_report, overview
from netmap.stores.sqlite import SqliteStore
from netmap.text.numbers import number_text
from netmap.vocabulary import LANGUAGES, Language
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie

SCOPE = Scope(partnerships=(PARTNERSHIP,))
MARKUP = '#sys.inputs *a* _b_ $x$ <x> @ref `c` [d] // e \\ "f" #image("/etc/passwd")'
LONG = "Samenwerkingsverbandsvoorzittersoverleg" * 4


def filled(path: Path, *more: Record) -> Context:
    clock = datetime(2027, 3, 1, 12, tzinfo=UTC)
    ctx = Context(SqliteStore(path), author="coordinator", clock=lambda: clock)
    records: list[Record] = [
        replace(SOURCE, title=f"Bron {MARKUP}"),
        Entity(PARTNERSHIP, "partnership", "De Proef", fictional=True),
        entity("a", name=MARKUP),
        entity("b", name=LONG),
        entity("x"),
        entity("w", "atelier", name="Koffie"),
        entity("g", "goal", name="Meedoen"),
        entity("f", "function", name="Huisartsenzorg", line="first"),
        *members("a", "b"),
        tie("w", "contributes_to", "g"),
        tie("a", "leads", "w"),
        tie("b", "takes_part_in", "w"),
        tie("a", "refers_to", "x", scale="up"),
        *more,
    ]
    commit(ctx, [Put(record) for record in records], message="facts")
    return ctx


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return filled(tmp_path / "netmap.db")


def read(pdf: bytes) -> tuple[PdfReader, str]:
    """The PDF, and its text on one line."""
    reader = PdfReader(io.BytesIO(pdf))
    text = " ".join(page.extract_text() for page in reader.pages)
    return reader, " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_titled_and_in_its_language(ctx: Context, language: Language) -> None:
    report = reporting.network_report(ctx, SCOPE, language)
    reader, text = read(reporting.pdf(report))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert reader.metadata is not None
    assert reader.metadata.title == f"De Proef – {report.title}"
    assert 6 <= len(reader.pages) <= 16
    for section in report.sections:
        assert section.title in text
    assert report.words["fictional"] in text


def test_what_people_typed_is_text_and_never_markup(ctx: Context) -> None:
    _, text = read(reporting.pdf(reporting.network_report(ctx, SCOPE, "nl")))
    squeezed = text.replace(" ", "")
    assert MARKUP.replace(" ", "") in squeezed
    assert LONG in squeezed


def test_characters_that_our_fonts_lack_cost_no_report(tmp_path: Path) -> None:
    odd = entity("x", name="日本 \U0001f600 \U000f0000")
    report = reporting.network_report(filled(tmp_path / "netmap.db", odd), SCOPE)
    reader, text = read(reporting.pdf(replace(report, subtitle="a\x00b")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "a b" in text


def test_the_same_facts_give_the_same_bytes(ctx: Context, tmp_path: Path) -> None:
    report = reporting.network_report(ctx, SCOPE)
    assert reporting.pdf(report) == reporting.pdf(reporting.network_report(ctx, SCOPE))
    again = reporting.network_report(filled(tmp_path / "again.db"), SCOPE)
    assert again.sections == report.sections


def test_the_numbers_are_those_of_the_pages(ctx: Context) -> None:
    report = reporting.network_report(ctx, SCOPE, "nl")
    blocks = {section.key: section.blocks for section in report.sections}
    (headline,) = (b for b in blocks["summary"] if isinstance(b, Numbers))
    values = {fact.label: fact.value for fact in headline.items}
    (page,) = overview(ctx)
    gaps = gap_report(ctx, SCOPE, "nl").items
    assert values["leden"] == str(page.members)
    assert values["verbindingen"] == str(page.ties)
    assert values["hiaten"] == str(len(gaps))
    told = [gap.title for b in blocks["gaps"] if isinstance(b, Gaps) for gap in b.items]
    assert told == [item.text.title for item in gaps][: gap_section.IN_FULL]
    (table,) = (b for b in blocks["metrics"] if isinstance(b, Table))
    numbers = metric_report(ctx, SCOPE)
    names = {card.name.nl: card.key for card in numbers.whole_cards}
    for name, value, _ in table.rows:
        assert value == number_text(numbers.whole[names[name]], "nl")


def test_decisions_and_what_changed_since_the_last_meeting(ctx: Context) -> None:
    held = meetings.open_meeting(ctx, PARTNERSHIP, title="Voorjaar", date="2027-02")
    gap = gap_report(ctx, SCOPE).items[0].gap.key
    meetings.decide(
        ctx,
        PARTNERSHIP,
        gap,
        choice="invite",
        owner="netwerkregisseur #1",
        due="2027-02-01",
        note="bel *eerst*",
        meeting=held.key,
        expect_version=0,
    )
    meetings.close_meeting(ctx, PARTNERSHIP, held.key)
    commit(ctx, [Put(entity("n", name="Nieuwkomer")), Put(tie("n", "member_of", "p"))], message="m")
    _, text = read(reporting.pdf(reporting.network_report(ctx, SCOPE)))
    assert (
        "uitnodigen; netwerkregisseur #1; 1 februari 2027 (te laat). Toelichting: bel *eerst*"
        in text
    )
    assert "Vergeleken met de vergadering ‘Voorjaar’ van februari 2027." in text
    assert "Nieuwkomer" in text
    _, then = read(reporting.pdf(reporting.network_report(ctx, SCOPE, meeting=held.key)))
    assert "Nieuwkomer" not in then
    assert "Voorjaar, februari 2027" in then
    with pytest.raises(UnknownDocument):
        reporting.network_report(ctx, SCOPE, meeting="nothing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partnership_of_which_nothing_is_known_has_a_report(
    tmp_path: Path, language: Language
) -> None:
    ctx = Context(SqliteStore(tmp_path / "netmap.db"))
    commit(ctx, [Put(Entity(PARTNERSHIP, "partnership", "Leeg"))], message="facts")
    report = reporting.network_report(ctx, SCOPE, language)
    reader, text = read(reporting.pdf(report))
    assert [section.key for section in report.sections] == list(reporting.SECTIONS)
    assert len(reader.pages) <= 8
    assert texts()["sources_none"].in_(language) in text


def test_what_is_too_much_for_paper_is_counted(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gap_section, "IN_FULL", 1)
    monkeypatch.setattr(gap_section, "BY_TITLE", 1)
    monkeypatch.setattr(coverage_section, "COLUMNS", 1)
    count = len(gap_report(ctx, SCOPE).items)
    report = reporting.network_report(ctx, SCOPE, sections=["gaps", "coverage"])
    gaps, coverage = report.sections
    assert gaps.blocks[-1].text == f"En nog {count - 2}; zie de pagina Hiaten."  # type: ignore[union-attr]
    parts = [b.title for b in coverage.blocks if isinstance(b, MatrixPart) and b.title]
    assert parts == ["Deel 1 van 2", "Deel 2 van 2"]
    monkeypatch.setattr(coverage_section, "WIDEST", 1)
    (coverage,) = reporting.network_report(ctx, SCOPE, sections=["coverage"]).sections
    assert "past deze tabel niet op papier" in str(coverage.blocks)


def test_a_section_that_does_not_exist_is_refused(ctx: Context) -> None:
    with pytest.raises(Invalid):
        reporting.network_report(ctx, SCOPE, sections=["poetry"])
