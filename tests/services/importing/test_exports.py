"""What Netmap wrote itself comes back as it was; so do its templates, and a long list in time."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from netmap.formats.exports import EXPORTS, Options
from netmap.formats.sheets import read_file
from netmap.model import Entity, Put, Scope, Snapshot, Tie
from netmap.services.importing.choices import Choices
from netmap.services.importing.fields import catalogue
from netmap.services.importing.guess import guess
from netmap.services.importing.plan import plan
from netmap.services.importing.templates import TEMPLATES, csv_template, xlsx_template
from netmap.stores.base import assemble
from netmap.vocabulary import LANGUAGES, Language
from tests.builders import entity, tie
from tests.services.importing.helpers import LIST, after, fates, snapshot


def exported(name: str, now: Snapshot, language: Language) -> list[tuple[str, Any]]:
    """The tables of an export, as somebody uploads them."""
    data = EXPORTS[name].write(now, Options(language))
    if name == "kumu":
        files = [("netmap.xlsx", data)]
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [(each, archive.read(each)) for each in ("nodes.csv", "edges.csv")]
    return [
        (file, sheet)
        for file, content in files
        for sheet in read_file(file, content)
        if "(ignore)" not in sheet.name
    ]


def village() -> Snapshot:
    """One partnership with much in it, out of everything that is known."""
    more = [
        Entity(
            "som",
            "organisation",
            "=Som & Co",
            ("-min", "Ook; zo"),
            "Twee\nregels",
            collective=True,
            attributes={"sector": "care", "place": "Ergens", "line": "first"},
        ),
        tie("som", "refers_to", "wijkteam", partnership="dorp", since="2019-03", scale="up"),
        tie("som", "collaborates_with", "kwintes", partnership="dorp", until="2020", level=3),
        replace(tie("wijkteam", "part_of", "gemeente", partnership="dorp"), certainty="inferred"),
        tie("kwintes", "covers", "huisartsenzorg", partnership="dorp"),
    ]
    return snapshot(*more)


def without_citations(now: Snapshot) -> tuple[list[Entity], list[Tie]]:
    ours = [t for t in now.ties.values() if t.partnership == "dorp"]
    named = {end for t in ours for end in (t.source, t.target)}
    return (
        [replace(e, citations=()) for e in now.entities.values() if e.id in named],
        [replace(t, citations=()) for t in ours],
    )


@pytest.mark.parametrize("name", ["gephi", "kumu"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_export_comes_back_into_an_empty_store(name: str, language: Language) -> None:
    now = village()
    records = (now.entities.values(), now.ties.values(), now.sources.values())
    one = assemble(Scope(partnerships=("dorp",)), 7, *records)
    found = exported(name, one, language)
    empty = assemble(Scope(), 0, [now.entities["dorp"]], [], [])
    choices = Choices("dorp", tuple(guess(f, s) for f, s in found), LIST, alike="apart")
    seen = plan(empty, [sheet for _, sheet in found], choices)
    assert seen.complete, [row for row in seen.rows if row.fate in ("error", "choose")]
    assert {row.fate for row in seen.rows} <= {"new", "changed"}  # the partnership was there
    put = [change.record for change in seen.changes if isinstance(change, Put)]
    entities = {"dorp": empty.entities["dorp"]}
    entities |= {record.id: record for record in put if isinstance(record, Entity)}
    made = [record for record in put if isinstance(record, Tie)]
    back = assemble(Scope(), 1, entities.values(), made, [])
    assert without_citations(back) == without_citations(now)


@pytest.mark.parametrize("name", ["gephi", "kumu"])
def test_our_own_export_changes_nothing_but_the_source(name: str) -> None:
    now = village()
    records = (now.entities.values(), now.ties.values(), now.sources.values())
    found = exported(name, assemble(Scope(partnerships=("dorp",)), 7, *records), "nl")
    choices = Choices("dorp", tuple(guess(f, s) for f, s in found), LIST)
    seen = plan(now, [sheet for _, sheet in found], choices)
    assert {d.field for row in seen.rows for d in row.differences} == {"citations"}
    again = plan(after(seen, now), [sheet for _, sheet in found], choices)
    assert set(fates(again)) == {"same"}


@pytest.mark.parametrize("table", TEMPLATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_recognised_and_its_example_left_out(table: str, language: Language) -> None:
    for data in (csv_template(table, language), xlsx_template(table, language)):
        sheet = read_file("t", data)[0]
        found = guess("t", sheet)
        assert found.kind == table
        assert found.columns == catalogue().tables[table].template
        seen = plan(snapshot(), [sheet], Choices("dorp", (found,), LIST))
        assert fates(seen) == ["left"]


def test_two_thousand_rows_are_looked_at_in_time() -> None:
    many = [entity(f"org-{n}", name=f"Organisatie nummer {n} van het dorp") for n in range(2000)]
    now = snapshot(*many, *(tie(e.id, "member_of", "dorp", partnership="dorp") for e in many))
    lines = [f"Vereniging voor zaak {n};Ergens;ja" for n in range(2000)]
    (sheet,) = read_file("l.csv", "\n".join(["Naam;Plaats;Lid", *lines]).encode())
    begun = time.process_time()
    seen = plan(now, [sheet], Choices("dorp", (guess("l.csv", sheet),), LIST, alike="apart"))
    assert seen.counts["new"] == 2000
    assert time.process_time() - begun < 30  # some seconds; this finds what grows with the square
