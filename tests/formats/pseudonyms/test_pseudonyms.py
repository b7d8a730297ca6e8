"""Nothing of a name gets out, k holds where it can, and what remains is measured."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.errors import Invalid
from netmap.formats.pseudonyms import archive, key_file, pseudonymise, statement
from netmap.formats.pseudonyms.attributes import Actor, Attribute, anonymise
from netmap.formats.pseudonyms.release import QUASI_IDENTIFIERS, TIE_ATTRIBUTES
from netmap.formats.pseudonyms.structure import candidates, summed
from netmap.model import Citation, PartialDate, Snapshot
from netmap.vocabulary import LANGUAGES, Language, vocabulary
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import described_snapshots

CODE = "a code that nobody guesses"
SECRET = "Geheimenis"


def secretive() -> Snapshot:
    """Six members; everything that anybody typed holds the secret."""
    cited = (Citation("s", f"{SECRET} page", f"{SECRET} says so"),)
    entities = [
        replace(
            entity(f"geheim-{n}", sector=sector, place=SECRET, name_en=SECRET),
            name=f"{SECRET} {n}",
            aliases=(SECRET,),
            summary=SECRET,
            citations=cited,
        )
        for n, sector in enumerate(["care", "care", "care", "welfare", "safety", "faith"])
    ]
    entities.append(replace(entity("geheim-function", "function"), name=SECRET))
    entities.append(replace(entity(PARTNERSHIP, "partnership"), name=SECRET, summary=SECRET))
    keys = [each.id for each in entities[:6]]
    ties = [
        *members(*keys),
        tie(keys[0], "covers", "geheim-function", note=SECRET),
        tie(keys[0], "refers_to", keys[1], scale="up", topic=SECRET, since="2019-03-01"),
        tie(keys[1], "refers_to", keys[2], since="2020-02", until="2020-06"),
    ]
    return snapshot([replace(each, citations=cited) for each in ties], entities)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_text_source_or_exact_date_gets_out(language: Language) -> None:
    release = pseudonymise(secretive(), PARTNERSHIP, code=CODE, language=language)
    with zipfile.ZipFile(io.BytesIO(archive(release, language))) as zipped:
        told = {name: zipped.read(name).decode() for name in zipped.namelist()}
    assert len(told) == 6
    for content in told.values():
        for word in (SECRET, "geheim", CODE, "2019-03", "2020-02", "2020-06", "It says so"):
            assert word not in content
    assert '"p"' not in told["network.json"]
    key = key_file(release, CODE, language).decode("utf-8-sig")
    assert key.count(SECRET) == 8
    assert CODE in key


def test_who_holds_the_key_finds_everybody_and_the_network_is_the_same() -> None:
    known = secretive()
    release = pseudonymise(known, PARTNERSHIP, code=CODE)
    back = {row.pseudonym: row.id for row in release.key}
    found = Counter(
        (back[t.source], t.kind, back[t.target]) for t in release.snapshot.ties.values()
    )
    assert found == Counter((t.source, t.kind, t.target) for t in known.ties.values())


def test_the_order_follows_the_code_and_neither_ids_nor_names() -> None:
    known = snapshot(members(*(f"org-{n:02}" for n in range(30))))
    orders = [
        [row.id for row in pseudonymise(known, PARTNERSHIP, code=f"{CODE} {n}").key]
        for n in range(3)
    ]
    assert orders[0] == [row.id for row in pseudonymise(known, PARTNERSHIP, code=f"{CODE} 0").key]
    assert len({tuple(order) for order in orders}) == 3
    assert all(order != sorted(order) for order in orders)
    ids = [row.pseudonym for row in pseudonymise(known, PARTNERSHIP, code=CODE).key]
    assert ids == sorted(ids)


def test_the_order_of_ends_tells_nothing_where_it_means_nothing() -> None:
    keys = [f"org-{number}" for number in range(10)]
    known = snapshot([tie(one, "collaborates_with", other) for one, other in pairwise(keys)])
    release = pseudonymise(known, PARTNERSHIP, code=CODE)
    back = {row.pseudonym: row.id for row in release.key}
    ties = release.snapshot.ties.values()
    assert all(t.source < t.target for t in ties)
    found = {tuple(sorted((back[t.source], back[t.target]))) for t in ties}
    assert found == set(pairwise(keys))


def test_periods_become_years_that_still_hold_what_they_held() -> None:
    release = pseudonymise(secretive(), PARTNERSHIP, code=CODE)
    periods = {
        (str(t.valid_from), str(t.valid_to))
        for t in release.snapshot.ties.values()
        if t.kind == "refers_to"
    }
    assert periods == {("2019", "None"), ("2020", "2021")}
    none = pseudonymise(secretive(), PARTNERSHIP, code=CODE, years=False)
    assert not any(t.valid_from or t.valid_to for t in none.snapshot.ties.values())


@settings(max_examples=40)
@given(described_snapshots(least=0, most=12), st.integers(2, 5))
def test_k_holds_or_the_report_says_for_whom_not(known: Snapshot, k: int) -> None:
    before = dict(known.entities)
    release = pseudonymise(known, PARTNERSHIP, code=CODE, k=k)
    assert known.entities == before
    actors = {kind.key for kind in vocabulary().entities.values() if kind.actor}
    joined = {t.source for t in release.snapshot.ties.values() if t.kind == "member_of"}
    shown = Counter(
        (e.kind, e.id in joined, e.collective, frozenset(e.attributes.items()))
        for e in release.snapshot.entities.values()
        if e.kind in actors
    )
    assert sum(size for size in shown.values() if size < k) == release.attributes.below
    groups = Counter(
        (e.kind, e.id in joined) for e in release.snapshot.entities.values() if e.kind in actors
    )
    assert release.attributes.below == sum(size for size in groups.values() if size < k)
    for tie_ in release.snapshot.ties.values():
        assert not tie_.citations
        assert set(tie_.attributes) <= TIE_ATTRIBUTES
        for moment in (tie_.valid_from, tie_.valid_to):
            assert moment is None or moment == PartialDate(moment.year)


LADDER = (Attribute("sector", 4, ({"care": "help", "welfare": "help", "safety": "public"},)),)


def _actors(**sectors: str) -> dict[str, Actor]:
    return {key: Actor(("organisation",), (value,)) for key, value in sectors.items()}


def test_values_are_kept_where_enough_share_them() -> None:
    values, report = anonymise(_actors(a="care", b="care", c="welfare", d="welfare"), LADDER, 2)
    assert set(values.values()) == {("care",), ("welfare",)}
    assert (report.suppressed, report.below, report.combinations) == (0, 0, 2)


def test_values_become_coarser_before_they_go() -> None:
    values, report = anonymise(_actors(a="care", b="welfare", c="safety", d="safety"), LADDER, 2)
    assert values == {"a": ("help",), "b": ("help",), "c": ("public",), "d": ("public",)}
    (sector,) = report.attributes
    assert (sector.coarser, sector.gone, sector.kept) == (4, 0, 0)


def test_one_that_stands_out_takes_others_along_into_having_none() -> None:
    crowd = dict.fromkeys("abcdefgh", "care") | dict.fromkeys("pq", "welfare")
    values, report = anonymise(_actors(**crowd, x="safety"), LADDER, 2)
    assert values["x"] == ("",)
    assert Counter(values.values())["",] >= 2
    assert report.below == 0


def test_who_stands_out_by_ties_is_counted_as_written_out_by_hand() -> None:
    # a path a-b-c-d-e: ends have 1 tie, the others 2; c alone has neighbours with 2 and 2
    path = snapshot([tie(x, "collaborates_with", y) for x, y in ("ab", "bc", "cd", "de")])
    groups = dict.fromkeys("abcde", "organisation")
    sizes = candidates(path, groups, {})
    assert [sizes["degree"][key] for key in "abcde"] == [2, 3, 3, 3, 2]
    assert [sizes["neighbours"][key] for key in "abcde"] == [2, 2, 1, 2, 2]
    measured = {m.key: (m.unique, m.below, m.of) for m in summed(sizes, "abcde", 3)}
    assert measured["degree"] == (0, 2, 5)
    assert measured["neighbours"] == (1, 5, 5)


def test_what_can_be_found_out_does_not_depend_on_the_code() -> None:
    known = snapshot([tie(x, "collaborates_with", y) for x, y in ("ab", "bc", "cd", "de", "bf")])
    found = {
        pseudonymise(known, PARTNERSHIP, code=f"code-number-{n:02}-of-many").actors
        for n in range(20)
    }
    assert len(found) == 1


def test_the_statement_tells_the_numbers_and_calls_nothing_anonymous() -> None:
    release = pseudonymise(secretive(), PARTNERSHIP, code=CODE)
    unique = max(measure.unique for measure in release.actors)
    assert unique > 0
    dutch, english = (statement(release, language) for language in LANGUAGES)
    assert f"ten minste {unique} van de 6" in dutch.conclusion  # a floor: one may know more
    assert "niet anoniem" in dutch.conclusion
    assert f"at least {unique} of the 6" in english.conclusion
    for told in (dutch, english):
        assert "{" not in told.markdown()
        assert len(told.parts) == 4
    attributes = {attribute.key for attribute in QUASI_IDENTIFIERS}
    assert {each.key for each in release.attributes.attributes} == attributes


def test_the_same_code_gives_the_same_bytes_and_the_files_open() -> None:
    one, other = (pseudonymise(secretive(), PARTNERSHIP, code=CODE) for _ in range(2))
    assert archive(one, "nl") == archive(other, "nl")
    with zipfile.ZipFile(io.BytesIO(archive(one, "nl"))) as zipped:
        graph = nx.read_graphml(io.BytesIO(zipped.read("network.graphml")))
        rows = list(csv.DictReader(io.StringIO(zipped.read("nodes.csv").decode())))
        measured = json.loads(zipped.read("measured.json"))
    assert len(graph) == len(rows) == 8
    assert measured["recognisable"]["members"]["degree"]["of"] == 6
    assert {row["Label"] for row in rows} >= {"lid, zorg 1", "samenwerkingsverband 1"}


@pytest.mark.parametrize(("code", "k"), [("short", 3), (CODE, 1), (CODE, 51)])
def test_a_code_that_can_be_guessed_and_a_senseless_k_are_refused(code: str, k: int) -> None:
    with pytest.raises(Invalid):
        pseudonymise(secretive(), PARTNERSHIP, code=code, k=k)


def test_nobody_is_nothing_to_hide() -> None:
    release = pseudonymise(snapshot([]), PARTNERSHIP, code=CODE)
    assert statement(release, "nl").conclusion.startswith("Dit bestand is gepseudonimiseerd")
    assert archive(release, "nl")
