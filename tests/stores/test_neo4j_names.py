"""The vocabulary gives Neo4j its names, so it may not use those that mean something else."""

from __future__ import annotations

from dataclasses import fields

from netmap.model import Entity, Tie
from netmap.stores.neo4j_graph import CITATION_LISTS, label, relationship
from netmap.vocabulary import vocabulary


def test_no_attribute_is_named_as_a_field() -> None:
    taken = {field.name for kind in (Entity, Tie) for field in fields(kind)}
    taken |= {f"citation_{name}" for name in CITATION_LISTS.values()}
    assert taken & vocabulary().attributes.keys() == set()


def test_every_kind_has_a_label_of_its_own() -> None:
    kinds = vocabulary().entities
    labels = {label(kind) for kind in kinds}
    assert len(labels) == len(kinds)
    assert labels & {"Entity", "Source", "Head", "Revision", "Change"} == set()
    assert "CHANGED" not in {relationship(kind) for kind in vocabulary().ties}


def test_names_need_no_escaping_and_can_be_read_back() -> None:
    names = [*map(label, vocabulary().entities), *map(relationship, vocabulary().ties)]
    assert all(name.replace("_", "").isalpha() and name.isascii() for name in names)
    assert all(relationship(kind).lower() == kind for kind in vocabulary().ties)


def test_a_label_is_written_as_is_customary() -> None:
    assert label("life_domain") == "LifeDomain"
    assert relationship("refers_to") == "REFERS_TO"
