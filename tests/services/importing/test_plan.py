"""The fate of every row, and that nothing else happens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import UnknownPartnership
from netmap.formats.sheets import Row, Sheet
from netmap.model import Citation, Entity, PartialDate, Put, Source, Tie
from netmap.services.importing.choices import Choices, SourceChoice, TableChoice
from netmap.services.importing.plan import plan
from netmap.services.importing.preview import Preview
from tests.builders import tie
from tests.services.importing.helpers import (
    LIST,
    after,
    choices,
    fates,
    foreseen,
    row,
    snapshot,
    tables,
)


def entities(seen: Preview) -> dict[str, Entity]:
    return {
        c.record.id: c.record
        for c in seen.changes
        if isinstance(c, Put) and isinstance(c.record, Entity)
    }


def ties(seen: Preview) -> dict[str, Tie]:
    return {
        c.record.id: c.record
        for c in seen.changes
        if isinstance(c, Put) and isinstance(c.record, Tie)
    }


MEMBERS = (
    "Organisatie;Soort;Plaats;Lid;Sinds;Sector\r\n"
    "Kwintes;organisatie;Utrecht;;;zorg\r\n"
    "Nieuwe Club;vereniging;Ergens;ja;1-3-2026;sport en cultuur\r\n"
)


def test_who_is_new_without_a_tie_is_told() -> None:
    files = "Naam;Lid\nNieuwe Club;ja\nLosse Club;\nKwintes;\n"
    assert [entity.name for entity in foreseen(leden=files).loose] == ["Losse Club"]


def test_a_dutch_list_becomes_entities_and_memberships() -> None:
    seen = foreseen(leden=MEMBERS.encode("cp1252"))
    assert fates(seen) == ["changed", "new"]
    new = entities(seen)["nieuwe-club"]
    assert (new.kind, new.name) == ("organisation", "Nieuwe Club")
    assert dict(new.attributes) == {"place": "Ergens", "sector": "sports_culture"}
    member = ties(seen)["dorp.member_of.nieuwe-club.dorp"]
    assert (member.certainty, str(member.valid_from)) == ("reported", "2026-03-01")
    assert member.citations == (
        Citation(
            "ledenlijst",
            "leden.csv, rij 3",
            "Organisatie: Nieuwe Club; Soort: vereniging; Plaats: Ergens; Lid: ja;"
            " Sinds: 1-3-2026; Sector: sport en cultuur",
        ),
    )


def test_what_changes_is_told_from_and_to() -> None:
    seen = foreseen(leden=MEMBERS)
    told = {d.field: (d.before, d.after) for d in row(seen, 2).differences}
    assert told == {
        "place": ("Ede", "Utrecht"),
        "sector": ("", "zorg"),
        "citations": ("", "Ledenlijst"),
    }


def test_the_same_file_twice_changes_nothing() -> None:
    first = foreseen(leden=MEMBERS)
    again = foreseen(after(first), leden=MEMBERS)
    assert set(fates(again)) == {"same"}
    assert again.changes == ()
    assert again.names == ()


def test_rows_that_move_are_not_cited_again() -> None:
    first = foreseen(leden=MEMBERS)
    header, *rows = MEMBERS.splitlines()
    moved = "\r\n".join([header, *reversed(rows)])
    assert foreseen(after(first), leden=moved).changes == ()


def test_an_empty_cell_empties_nothing() -> None:
    seen = foreseen(leden="Naam;Plaats;Omschrijving\nKwintes;;\n")
    assert entities(seen)["kwintes"].attributes["place"] == "Ede"


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        (";organisatie;;;", "missing", "Naam"),
        ("A;club;;;", "unknown-kind", "Soort"),
        ("A;;32-13-2026;;", "bad-date", "Sinds"),
        ("A;;2026;2025;", "bad-period", "Tot"),
        ("A;;;;misschien", "bad-flag", "Lid"),
        ("A;;;;#N/B", "cell-error", "Lid"),
        ("A;;;;ja;te veel", "too-many-cells", ""),
        ("A;samenwerkingsverband;;;", "new-partnership", ""),
    ],
)
def test_an_error_names_its_column(cells: str, code: str, column: str) -> None:
    seen = foreseen(leden=f"Naam;Soort;Sinds;Tot;Lid\n{cells}\nB;;;;\n")
    assert fates(seen) == ["error", "new"]
    assert (code, column) in [(fault.code, fault.column) for fault in row(seen, 2).faults]
    assert entities(seen).keys() == {"b"}  # nothing of the row that is wrong


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    seen = foreseen(leden="Naam;Sinds;Sector;Lid\nA;ooit;zorgg;wie weet\n")
    assert [f.code for f in row(seen, 2).faults] == ["unknown-choice", "bad-date", "bad-flag"]


def test_control_characters_are_refused_as_the_store_would() -> None:
    seen = foreseen(leden="Naam;Plaats\nA\x07b;Ergens\nB;Ergens\n")
    assert fates(seen) == ["error", "new"]
    assert row(seen, 2).faults[0].code == "bad-text"


def test_the_example_of_a_template_is_left_out() -> None:
    assert fates(foreseen(leden="Naam;Plaats\nVoorbeeld: Wijkteam;X\nB;Y\n")) == ["left", "new"]


def test_rows_about_the_same_add_up_and_may_not_contradict() -> None:
    text = "Naam;Plaats;Sector\nNieuw;Ergens;\nnieuw ;;zorg\nNIEUW;Elders;\n"
    seen = foreseen(leden=text)
    assert fates(seen) == ["new", "changed", "error"]
    assert dict(entities(seen)["nieuw"].attributes) == {"place": "Ergens", "sector": "care"}
    assert [(f.code, f.value) for f in row(seen, 4).faults] == [("contradicts", "2")]


# who is meant


@pytest.mark.parametrize(
    ("name", "key", "how"),
    [
        ("De Schans", "schans", "form"),
        ("Coöperatie De Schans B.V.", "schans", "form"),
        ("Ergens", "gemeente", "form"),
        ("Kwintus", "kwintes", "spelling"),
        ("Abrona", "gedeeld", "name"),
        ("DKS", "schans", "alias"),
    ],
)
def test_what_is_probably_the_same_is_asked(name: str, key: str, how: str) -> None:
    seen = foreseen(leden=f"Naam;Plaats\n{name};Hier\n")
    (question,) = seen.names
    assert [(c.id, c.how) for c in question.candidates] == [(key, how)]
    preset = f"={key}" if how in ("name", "alias") else ""
    assert question.chosen == preset
    assert fates(seen) == ["changed" if preset else "choose"]


@pytest.mark.parametrize("name", ["Atelier Eenzaamheid", "Eenzaamheid kennisatelier"])
def test_a_name_with_a_word_less_or_in_another_order_resembles(name: str) -> None:
    seen = foreseen(deel=f"Organisatie;Atelier\nKwintes;{name}\n")
    (question,) = seen.names
    assert question.candidates[0].id == "eenzaamheid"


def test_merging_adds_to_who_is_there_and_remembers_the_name() -> None:
    names = {"kwintus": "=kwintes"}
    seen = foreseen(leden="Naam;Sector\nKwintus;zorg\n", options={"names": names})
    merged = entities(seen)["kwintes"]
    assert (merged.name, merged.aliases, merged.attributes["sector"]) == (
        "Kwintes",
        ("Kwintus",),
        "care",
    )
    assert fates(foreseen(after(seen), leden="Naam;Sector\nKwintus;zorg\n")) == ["same"]


def test_keeping_apart_adds_another_and_stays_so() -> None:
    text = "Naam;Sector\nKwintus;zorg\n"
    seen = foreseen(leden=text, options={"names": {"kwintus": "+organisation"}})
    assert entities(seen).keys() == {"kwintus"}
    assert fates(foreseen(after(seen), leden=text)) == ["same"]


def test_a_role_that_only_another_partnership_has_is_not_taken_for_ours() -> None:
    seen = foreseen(leden="Naam;Soort\nDirecteur;onderdeel\n")
    assert fates(seen) == ["choose"]
    apart = foreseen(leden="Naam;Soort\nDirecteur;onderdeel\n", options={"alike": "apart"})
    assert entities(apart).keys() == {"directeur"}


def test_what_is_invented_never_meets_what_is_real() -> None:
    assert fates(foreseen(leden="Naam;Plaats\nDrakenclub;X\n")) == ["new"]
    found = tables(leden="Naam;Plaats\nKwintes;X\n")
    seen = plan(snapshot(), [s for _, s in found], replace(choices(found), partnership="fabel"))
    assert entities(seen)["kwintes-2"].fictional
    assert seen.source
    assert seen.source.fictional


def test_two_new_names_in_one_file_that_resemble_each_other_are_asked() -> None:
    seen = foreseen(leden="Naam;Plaats\nBuurtbemiddeling;\nBuurtbemidelling;\n")
    assert fates(seen) == ["new", "choose"]
    assert seen.names[0].candidates[0].in_file


# ties


def test_ends_are_found_by_id_name_and_other_name() -> None:
    text = "Van;Soort;Naar;Op- of afschalen\nkwintes;verwijst naar;DKS;opschalen\n"
    seen = foreseen(verb=text)
    (made,) = ties(seen).values()
    assert (made.id, made.attributes["scale"]) == ("dorp.refers_to.kwintes.schans", "up")


def test_an_unknown_end_is_asked_and_may_be_added() -> None:
    text = "Organisatie;Atelier;Rol\nKwintes;Heel Nieuw;kartrekker\nWie Dan;Heel Nieuw;\n"
    seen = foreseen(deel=text)
    assert fates(seen) == ["choose", "choose"]
    assert [(q.text, q.kinds[0], len(q.rows)) for q in seen.names] == [
        ("Heel Nieuw", "atelier", 2),
        ("Wie Dan", "organisation", 1),
    ]
    added = foreseen(deel=text, options={"unknown": "new"})
    assert fates(added) == ["new", "new"]
    assert {e.id: e.kind for e in entities(added).values()} == {
        "heel-nieuw": "atelier",
        "wie-dan": "organisation",
    }
    assert sorted(ties(added)) == [
        "dorp.leads.kwintes.heel-nieuw",
        "dorp.takes_part_in.wie-dan.heel-nieuw",
    ]
    left = foreseen(deel=text, options={"unknown": "leave"})
    assert (fates(left), left.changes) == (["left", "left"], ())


def test_a_role_that_is_no_kind_of_tie_is_kept_as_role() -> None:
    text = "Organisatie;Atelier;Rol\nSchans;Kennisatelier Eenzaamheid;secretaris\n"
    seen = foreseen(deel=text, options={"names": {"schans": "=schans"}})
    (made,) = ties(seen).values()
    assert (made.kind, made.attributes["role"]) == ("takes_part_in", "secretaris")


@pytest.mark.parametrize(
    ("since", "until", "fate", "period"),
    [
        ("", "", "changed", ("2020", None)),
        ("2020", "", "changed", ("2020", None)),
        ("2021", "", "changed", ("2021", None)),
        ("", "2024", "changed", ("2020", "2024")),
    ],
)
def test_a_tie_of_the_same_time_is_the_same_tie(
    since: str, until: str, fate: str, period: tuple[str, str | None]
) -> None:
    text = f"Van;Soort;Naar;Sinds;Tot\nGemeente Ergens;opdracht;Wijkteam;{since};{until}\n"
    seen = foreseen(verb=text)
    assert fates(seen) == [fate]
    (made,) = ties(seen).values()
    start, end = period
    assert (str(made.valid_from), made.valid_to and str(made.valid_to)) == (start, end)


def test_a_less_precise_date_changes_nothing() -> None:
    sharp = tie("gemeente", "commissions", "wijkteam", partnership="dorp", since="2020-03")
    text = "Van;Soort;Naar;Sinds\nGemeente Ergens;opdracht;Wijkteam;2020\n"
    seen = foreseen(snapshot(sharp), verb=text)
    assert ties(seen)[sharp.id].valid_from == PartialDate(2020, 3)


def test_another_period_is_another_tie() -> None:
    ended = tie(
        "gemeente", "commissions", "wijkteam", partnership="dorp", since="2020", until="2022"
    )
    text = "Van;Soort;Naar;Sinds\nGemeente Ergens;opdracht;Wijkteam;2024\n"
    seen = foreseen(snapshot(ended), verb=text)
    assert ties(seen).keys() == {f"{ended.id}.2"}
    assert fates(foreseen(after(seen, snapshot(ended)), verb=text)) == ["same"]


def test_an_undirected_tie_is_the_same_both_ways() -> None:
    old = tie("schans", "collaborates_with", "kwintes", partnership="dorp")
    seen = foreseen(snapshot(old), verb="Van;Naar;Soort\nKwintes;DKS;samenwerking\n")
    assert ties(seen).keys() == {old.id}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Kwintes;is lid van;Wijkteam", "bad-ends"),
        ("Kwintes;verwijst naar;Kwintes", "same-ends"),
        ("Kwintes;danst met;Wijkteam", "unknown-kind"),
        ("Kwintes;;", "missing"),
    ],
)
def test_a_tie_that_cannot_be_is_an_error(line: str, code: str) -> None:
    seen = foreseen(verb=f"Van;Soort;Naar\n{line}\n")
    assert [fault.code for fault in row(seen, 2).faults] == [code]
    assert seen.changes == ()


def test_a_row_that_builds_on_a_wrong_row_waits_for_it() -> None:
    seen = foreseen(
        leden="Naam;Soort\nNieuw;onzin\n",
        deel="Organisatie;Atelier\nNieuw;Kennisatelier Eenzaamheid\n",
    )
    assert fates(seen) == ["error", "error"]
    assert row(seen, 2).faults[0].code == "unknown-kind"
    assert seen.rows[1].faults[0].code == "row-in-error"


# Kumu and Gephi

ELEMENTS = 'Label,Type,Tags,Description\nKwintes,Organization,zorg|x,Zorg\n"Nieuw, Team",Team,,\n'
CONNECTIONS = (
    "From,To,Direction,Label,Type,Tags,Description\n"
    'Kwintes,"Nieuw, Team",directed,,refers to,,wekelijks\n'
    "Kwintes,Wijkteam,mutual,,Verwijzing,,\n"
    "Kwintes,DKS,undirected,,samenwerking,,\n"
)


def test_a_kumu_export_is_recognised_and_never_doubles() -> None:
    seen = foreseen(Elements=ELEMENTS, Connections=CONNECTIONS)
    assert fates(seen) == ["changed", "new", "new", "new", "new"]
    assert entities(seen)["kwintes"].attributes["sector"] == "care"
    assert entities(seen)["nieuw-team"].kind == "unit"
    assert sorted(ties(seen)) == [
        "dorp.collaborates_with.kwintes.schans",
        "dorp.refers_to.kwintes.nieuw-team",
        "dorp.refers_to.kwintes.wijkteam",
        "dorp.refers_to.wijkteam.kwintes",
    ]
    assert ties(seen)["dorp.refers_to.kwintes.nieuw-team"].attributes["note"] == "wekelijks"
    again = foreseen(after(seen), Elements=ELEMENTS, Connections=CONNECTIONS)
    assert set(fates(again)) == {"same"}


NODES = "Id,Label,Kind\n1,Kwintes,organisation\n2,Nieuw,\n"
EDGES = "Source,Target,Type,Kind,Label,Weight,Start,End\n1,2,Directed,refers_to,x,1.0,2019,2021\n"


def test_gephi_edges_name_nodes_by_id() -> None:
    seen = foreseen(nodes=NODES, edges=EDGES)
    assert fates(seen)[1:] == ["new", "new"]
    made = ties(seen)["dorp.refers_to.kwintes.nieuw"]
    assert (str(made.valid_from), str(made.valid_to)) == ("2019", "2021")
    assert set(fates(foreseen(after(seen), nodes=NODES, edges=EDGES))) == {"same"}


def test_nodes_without_ids_never_become_a_second_graph() -> None:
    bare = "Label,Kind\nKwintes,organisation\nNieuw,\n"
    seen = foreseen(nodes=bare, edges=EDGES, options={"unknown": "new"})
    assert [f.code for f in seen.rows[2].faults] == ["no-id-column", "no-id-column"]
    assert entities(seen).keys() <= {"kwintes", "nieuw"}
    alone = foreseen(edges=EDGES, options={"unknown": "new"})
    assert fates(alone) == ["choose"]  # a number is not a name


# as a whole


def test_a_source_is_named_once() -> None:
    text = "Naam;Plaats\nA;B\n"
    seen = foreseen(
        leden=text, options={"source": SourceChoice(kind="meeting", title="ALV", date="maart 2026")}
    )
    assert seen.source == Source(
        "alv-maart-2026", "ALV, maart 2026", "meeting", date=PartialDate(2026, 3)
    )
    existing = foreseen(leden=text, options={"source": SourceChoice(existing="s")})
    assert existing.source
    assert existing.source.id == "s"
    assert all(not isinstance(c.record, Source) for c in existing.changes if isinstance(c, Put))


@pytest.mark.parametrize(
    ("source", "field"),
    [
        (SourceChoice(title=" "), "source.title"),
        (SourceChoice(title="x", date="ooit"), "source.date"),
        (SourceChoice(existing="nergens"), "source.existing"),
        (SourceChoice(title="x", kind="gerucht"), "source.kind"),
    ],
)
def test_without_a_good_source_there_are_no_changes(source: SourceChoice, field: str) -> None:
    seen = foreseen(leden="Naam;Plaats\nA;B\n", options={"source": source})
    assert [problem.field for problem in seen.problems] == [field]
    assert (seen.changes, fates(seen)) == ((), ["new"])


def test_a_table_needs_its_columns_each_once() -> None:
    found = tables(leden="Wie;Wat\nA;B\n")
    table = TableChoice("leden.csv", "", "organisations", ("place", "place"))
    seen = plan(snapshot(), [found[0][1]], Choices("dorp", (table,), LIST))
    assert [(p.code, p.field) for p in seen.problems] == [
        ("missing-column", "table.0.need.name"),
        ("column-twice", "table.0.column.1"),
    ]
    nothing = replace(table, kind="")
    seen = plan(snapshot(), [found[0][1]], Choices("dorp", (nothing,), LIST))
    assert [p.code for p in seen.problems] == ["no-table"]


def test_what_belongs_to_the_partnership_gets_a_tie_with_it() -> None:
    seen = foreseen(leden="Naam;Soort\nClub;\nNieuw atelier;atelier\n", options={"joins": True})
    assert sorted(ties(seen)) == ["dorp.member_of.club.dorp", "dorp.part_of.nieuw-atelier.dorp"]


def test_an_unknown_partnership_is_none() -> None:
    with pytest.raises(UnknownPartnership):
        plan(snapshot(), [], Choices("nergens", ()))


CELLS = st.sampled_from(
    [
        "",
        "Kwintes",
        "DKS",
        "Nieuw",
        "organisatie",
        "ja",
        "2026",
        "=x",
        "\x00",
        "é",
        "1",
        "zorg",
        "leads",
    ]
)
FIELDS = st.sampled_from(
    ["", "name", "kind", "parent", "member", "since", "source", "target", "id"]
)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5),
    st.tuples(FIELDS, FIELDS, FIELDS),
    st.sampled_from(["organisations", "ties", "participation", "kumu-connections", "gephi-edges"]),
    st.sampled_from(["ask", "new", "leave"]),
    st.sampled_from(["ask", "same", "apart"]),
    st.booleans(),
)
def test_whatever_is_in_it_the_store_takes_it_and_then_it_is_the_same(  # noqa: PLR0917 - what hypothesis draws
    rows: list[tuple[str, ...]],
    columns: tuple[str, ...],
    kind: str,
    unknown: str,
    alike: str,
    joins: bool,
) -> None:
    sheet = Sheet("", ("a", "b", "c"), tuple(Row(i, cells) for i, cells in enumerate(rows, 2)))
    default = "organisation" if kind == "organisations" else "collaborates_with"
    table = TableChoice("x.csv", "", kind, columns, default_kind=default)
    asked = Choices("dorp", (table,), LIST, unknown=unknown, alike=alike, joins=joins)  # type: ignore[arg-type]  # one of the three
    seen = plan(snapshot(), [sheet], asked)
    if not seen.problems:
        again = plan(after(seen), [sheet], asked)
        assert not again.changes
        assert "new" not in fates(again)
        assert "changed" not in fates(again)
