"""What a program sends back is what it read, and what is wrong has a place."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from netmap.codec import PREFIX, schemas, to_json
from netmap.errors import Invalid
from netmap.model import Change, Put, Remove, Source, record_type
from netmap.services.sending import MOST_CHANGES, Commit, read_commit
from tests.builders import SOURCE, entity, tie

RECORDS = (
    SOURCE,
    Source("other", "Another", sections=("1", "2")),
    entity("a", sector="care", collective=True),
    entity("w", "atelier", name="W"),
    tie("a", "takes_part_in", "w", since="2019-03", until="2021", note="x"),
)


def schema() -> Draft202012Validator:
    _, named = schemas([Commit], sent=True)
    text = json.dumps({**named["CommitSent"]["properties"]["changes"]["items"], "$defs": named})
    return Draft202012Validator(json.loads(text.replace(PREFIX, "#/$defs/")))


def read_changes(changes: object) -> tuple[Change, ...]:
    body = {"message": "why", "expect_revision": 1, "changes": changes}
    return read_commit(json.dumps(body).encode()).plan()


def test_what_is_read_can_be_sent() -> None:
    sent = [{"put": record_type(r), "record": to_json(r)} for r in RECORDS]
    assert read_changes(json.loads(json.dumps(sent))) == tuple(Put(r) for r in RECORDS)
    assert read_changes([{"remove": "tie", "id": "t"}]) == (Remove("tie", "t"),)
    for change in sent:
        schema().validate(change)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(["id", "kind", "name", "citations", "attributes", "valid_from", "x"])
CHANGES = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {
            "put": st.sampled_from(["entity", "tie", "source", "x"]),
            "record": st.dictionaries(NAMES, JSON),
        }
    ),
)


@given(CHANGES)
def test_anything_else_is_invalid_and_never_a_crash(change: object) -> None:
    with suppress(Invalid):
        read_changes([change])


@given(CHANGES)
def test_what_the_schema_refuses_is_refused(change: object) -> None:
    if not schema().is_valid(change):
        with pytest.raises(Invalid):
            read_changes([change])


def test_too_many_at_once() -> None:
    change = {"remove": "tie", "id": "t"}
    with pytest.raises(Invalid):
        read_changes([change] * (MOST_CHANGES + 1))
