"""What the seed says, held against what the documents and the vocabulary allow."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import pytest

import graph_seed
from netmap.formats import dataset
from netmap.formats.dataset import Dataset
from netmap.model import Entity, PartialDate, Snapshot, Tie
from netmap.services.exchange import Batch, check_folder
from netmap.vocabulary import vocabulary

DOCUMENTS = {
    "binnema-scheijmans",
    "eindrapport-2021",
    "scheijmans-2020",
    "wijk-bij-duurstede-2018",
    "woerden-evaluatie",
}


@pytest.fixture(scope="session")
def data() -> Dataset:
    return dataset.read(graph_seed.FOLDER)


def ties(snapshot: Snapshot, partnership: str, *kinds: str) -> list[Tie]:
    return [
        tie
        for tie in snapshot.ties.values()
        if tie.partnership == partnership and (not kinds or tie.kind in kinds)
    ]


def of_kind(snapshot: Snapshot, kind: str) -> list[Entity]:
    return [entity for entity in snapshot.entities.values() if entity.kind == kind]


# --- the whole seed


def test_the_files_are_one_valid_commit_on_an_empty_store(data: Dataset) -> None:
    counts = check_folder(graph_seed.FOLDER)

    assert sum(counts.values()) == len(data.records)
    assert all(counts.values())


def test_batches_hold_every_record_once_and_the_example_last(
    data: Dataset, batches: tuple[Batch, ...]
) -> None:
    real = 1 + len(graph_seed.REAL)
    changes = [change for batch in batches[:real] for change in batch.changes]

    assert sorted(map(repr, changes)) == sorted(map(repr, data.changes))
    assert all(batch.changes and batch.message for batch in batches)
    assert all("Fictief" in batch.message for batch in batches[real:])


def test_a_partnership_comes_with_its_own_batch(batches: tuple[Batch, ...]) -> None:
    for key, batch in zip(graph_seed.REAL, batches[1:], strict=False):
        records = [c.record for c in batch.changes if hasattr(c, "record")]
        assert {r.partnership for r in records if isinstance(r, Tie)} == {key}
        assert key in {r.id for r in records if isinstance(r, Entity) and r.kind == "partnership"}
        assert key in batch.message


def test_the_partnerships_are_the_three_real_ones_and_the_example(everything: Snapshot) -> None:
    found = {entity.id for entity in of_kind(everything, "partnership")}

    assert found == {*graph_seed.REAL, graph_seed.FICTIONAL}


def test_real_claims_rest_on_the_five_documents_only(everything: Snapshot) -> None:
    for key in graph_seed.REAL:
        cited = {c.source for tie in ties(everything, key) for c in tie.citations}
        assert cited <= DOCUMENTS, key


def test_every_document_carries_claims_and_lists_its_sections(everything: Snapshot) -> None:
    cited = {c.source for tie in everything.ties.values() for c in tie.citations}

    assert cited >= DOCUMENTS
    assert all(everything.sources[key].sections for key in DOCUMENTS)


def test_every_citation_names_a_section_of_its_source(everything: Snapshot) -> None:
    holders: list[Entity | Tie] = [*everything.entities.values(), *everything.ties.values()]
    wrong = {
        (holder.id, citation.source, citation.locator)
        for holder in holders
        for citation in holder.citations
        if citation.locator not in everything.sources[citation.source].sections
    }

    assert not wrong


def test_every_tie_has_evidence_in_a_sentence(everything: Snapshot) -> None:
    thin = {
        tie.id
        for tie in everything.ties.values()
        for citation in tie.citations
        if len(citation.evidence.split()) < 3
    }

    assert not thin


def test_every_tie_links_kinds_that_it_may_link(everything: Snapshot) -> None:
    wrong = {
        tie.id
        for tie in everything.ties.values()
        if not vocabulary().allows(
            tie.kind, everything.entities[tie.source].kind, everything.entities[tie.target].kind
        )
    }

    assert not wrong


def test_only_the_example_is_fictional_and_it_touches_nothing_real(everything: Snapshot) -> None:
    kinds = vocabulary().entities
    reference = {e.id for e in everything.entities.values() if kinds[e.kind].reference}

    for tie in everything.ties.values():
        made_up = tie.partnership == graph_seed.FICTIONAL
        for end in {tie.source, tie.target, tie.partnership} - reference:
            assert everything.entities[end].fictional == made_up, tie.id
        assert {everything.sources[c.source].fictional for c in tie.citations} == {made_up}


def normalised(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"\W+|\b(de|het|stichting|stg|st|cooperatie)\b", "", plain)


def test_an_organisation_is_one_entity_whatever_the_partnership(everything: Snapshot) -> None:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for entity in of_kind(everything, "organisation"):
        for name in (entity.name, *entity.aliases):
            named[normalised(name)].add(entity.id)

    assert {name: ids for name, ids in named.items() if len(ids) > 1} == {}


def test_some_organisations_occur_in_more_than_one_partnership(everything: Snapshot) -> None:
    where: defaultdict[str, set[str]] = defaultdict(set)
    for tie in everything.ties.values():
        for end in (tie.source, tie.target):
            if everything.entities[end].kind == "organisation":
                where[end].add(tie.partnership)

    shared = {key for key, partnerships in where.items() if len(partnerships) > 1}
    assert shared >= {"kwintes", "abrona", "save"}


# --- the reference profile


def test_every_function_serves_a_law_or_a_life_domain_that_is_there(everything: Snapshot) -> None:
    functions = of_kind(everything, "function")
    kinds = {"laws": "law", "life_domains": "life_domain", "target_groups": "target_group"}

    assert len(functions) >= 33
    for function in functions:
        assert function.attributes.get("laws") or function.attributes.get("life_domains")
        for attribute, kind in kinds.items():
            named = function.attributes.get(attribute, ())
            assert isinstance(named, tuple)
            found = {everything.entities[key].kind for key in named}
            assert found <= {kind}, function.id


def test_every_law_and_life_domain_is_served_by_a_function(everything: Snapshot) -> None:
    for kind, attribute in (("law", "laws"), ("life_domain", "life_domains")):
        there = {entity.id for entity in of_kind(everything, kind)}
        served = {
            key
            for function in of_kind(everything, "function")
            for key in function.attributes[attribute]  # type: ignore[union-attr]
        }
        assert served == there


@pytest.mark.parametrize("kind", ["function", "law", "life_domain", "target_group"])
def test_the_profile_says_what_it_rests_on_in_two_languages(
    everything: Snapshot, kind: str
) -> None:
    for entity in of_kind(everything, kind):
        assert entity.citations, entity.id
        assert entity.summary, entity.id
        assert entity.attributes.get("name_en"), entity.id


# --- the partnerships, as the documents count


def test_de_kleine_schans_has_22_members_among_25_participants(everything: Snapshot) -> None:
    members = {tie.source for tie in ties(everything, "woudenberg", "member_of")}
    at_the_table = {
        tie.source
        for tie in ties(everything, "woudenberg", "takes_part_in")
        if tie.target == "woudenberg"
    }

    assert len(members) == 22
    assert len(members | at_the_table) == 25
    guests = [
        tie
        for tie in ties(everything, "woudenberg", "takes_part_in")
        if tie.target == "woudenberg" and tie.source not in members
    ]
    assert {tie.source for tie in guests} == {
        "huisartsen-woudenberg",
        "inwonersraad-woudenberg",
        "universiteit-utrecht",
    }
    assert {tie.certainty for tie in guests} == {"inferred"}


def test_the_municipality_has_three_relations_with_de_kleine_schans(everything: Snapshot) -> None:
    relations = {
        tie.kind
        for tie in ties(everything, "woudenberg")
        if (tie.source, tie.target) == ("gemeente-woudenberg", "woudenberg")
    }

    assert relations >= {"member_of", "commissions", "supplies"}


def test_de_kleine_schans_has_two_goals_and_six_intended_impacts(everything: Snapshot) -> None:
    named = {end for tie in ties(everything, "woudenberg") for end in (tie.source, tie.target)}
    types = [
        everything.entities[key].attributes.get("goal_type")  # what the statutes add has none
        for key in sorted(named)
        if everything.entities[key].kind == "goal"
    ]

    assert types.count("goal") == 2
    assert types.count("impact") == 6


@pytest.mark.parametrize(
    ("tie_id", "before", "after"),
    [
        ("refers_to.huisartsen-woudenberg.sociaal-team-woudenberg", "2018-06", "2020-11"),
        ("refers_to.informatie-en-advies-woudenberg.sociaal-team-woudenberg", "2018", "2019"),
        ("part_of.welzijnswerker-woudenberg.sociaal-team-woudenberg", "2018-06", "2018-11"),
        ("collaborates_with.werkorganisatie-de-kleine-schans.politie", "2019", "2020"),
    ],
)
def test_what_came_later_does_not_hold_earlier(
    everything: Snapshot, tie_id: str, before: str, after: str
) -> None:
    tie = everything.ties[f"woudenberg.{tie_id}"]

    assert not tie.holds_at(PartialDate.parse(before))
    assert tie.holds_at(PartialDate.parse(after))


def test_a_function_that_changed_hands_is_no_lasting_supply(everything: Snapshot) -> None:
    (tie,) = (t for t in ties(everything, "woudenberg", "supplies") if t.source == "swo-woudenberg")

    assert tie.holds_at(PartialDate.parse("2018-10"))
    assert not tie.holds_at(PartialDate.parse("2020"))


def test_a_citation_names_the_finest_section(everything: Snapshot) -> None:
    """A heading that has headings below it is cited only for what stands under none of them."""
    coarse = {
        ("scheijmans-2020", "1.2 Werkorganisatie De Kleine Schans"),
        (
            "eindrapport-2021",
            "1.1 Beleidsmatige ontwikkelingen in het sociaal domein in Nederland en Woudenberg",
        ),
    }
    holders: list[Entity | Tie] = [*everything.entities.values(), *everything.ties.values()]

    assert not {
        holder.id for holder in holders for c in holder.citations if (c.source, c.locator) in coarse
    }


def test_de_kleine_schans_carries_out_four_laws(everything: Snapshot) -> None:
    laws = {
        tie.target
        for tie in ties(everything, "woudenberg", "covers")
        if everything.entities[tie.target].kind == "law"
    }

    assert laws >= {"jeugdwet", "leerplichtwet", "participatiewet", "wmo-2015"}


def test_team_vakwerkt_is_made_by_four_organisations(everything: Snapshot) -> None:
    members = {tie.source for tie in ties(everything, "wijk-bij-duurstede", "member_of")}

    assert members == {"abrona", "kwintes", "stichting-binding", "vitras"}
