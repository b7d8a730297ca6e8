"""The schema of a type holds for what `to_plain` makes of its values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from netmap.codec import (
    PREFIX,
    SENT,
    from_json,
    from_text,
    received,
    schemas,
    to_json,
    to_plain,
    to_text,
)
from netmap.comparison.sentences import Told
from netmap.errors import Invalid
from netmap.model import Citation, PartialDate, Record, Snapshot, Tie, record_type
from netmap.services.context import Context
from netmap.services.editing.differences import Told as Worded
from tests.strategies import described_snapshots as snapshots

T = TypeVar("T")


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Leaf:
    """What hangs on a branch.

    More than a schema says.
    """

    name: str
    grows: PartialDate | None = None


@dataclass(frozen=True)
class Tree(Generic[T]):
    leaf: Leaf
    pairs: tuple[tuple[Leaf, float], ...]
    by_key: Mapping[str, int | None]
    when: datetime
    day: date
    colour: Colour
    word: Literal["a", "b"]
    fruits: tuple[T, ...]
    marks: frozenset[str]
    free: Mapping[str, Any]
    tree: Tree[T] | None
    compute: Callable[..., int]


def a_tree(**changed: Any) -> Tree[int]:
    values: dict[str, Any] = {
        "leaf": Leaf("x", PartialDate(2019, 3)),
        "pairs": ((Leaf("y"), float("nan")), (Leaf("z"), 1.5)),
        "by_key": {"one": 1, "none": None},
        "when": datetime(2026, 1, 1, tzinfo=UTC),
        "day": date(2026, 1, 1),
        "colour": Colour.RED,
        "word": "a",
        "fruits": (1, 2),
        "marks": frozenset({"b", "a"}),
        "free": {"x": [1, {"y": None}]},
        "tree": None,
        "compute": len,
    }
    return Tree(**{**values, **changed})


def validator(hint: Any, *, sent: bool = False) -> Draft202012Validator:
    found, named = schemas([hint], sent=sent)
    schema = {**found[hint], "components": {"schemas": named}}
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_a_value_fits_the_schema_of_its_type() -> None:
    tree = a_tree(tree=a_tree())
    validator(Tree[int]).validate(to_plain(tree))


@pytest.mark.parametrize(
    "change",
    [
        {"word": "c"},
        {"fruits": ("x",)},
        {"by_key": {"one": "1"}},
        {"leaf": None},
        {"pairs": ((Leaf("y"),),)},
        {"colour": "blue"},
    ],
)
def test_another_value_does_not(change: dict[str, Any]) -> None:
    assert not validator(Tree[int]).is_valid(to_plain(a_tree(**change)))


def test_every_field_is_there_but_functions() -> None:
    found, named = schemas([Tree[int]])
    assert found[Tree[int]] == {"$ref": f"{PREFIX}Treeint"}
    tree = named["Treeint"]
    assert set(tree["required"]) == set(tree["properties"]) == to_plain(a_tree()).keys()
    assert "compute" not in tree["properties"]
    assert named["Leaf"]["description"] == "What hangs on a branch."


@dataclass(frozen=True, slots=True)
class Sent:
    __pydantic_config__ = SENT

    name: str
    grows: PartialDate | None = None
    leaves: tuple[Leaf, ...] = ()
    free: str | int | bool = True


def test_what_is_sent_may_leave_out_what_has_a_default_and_says_nothing_else() -> None:
    sent = validator(Sent, sent=True)
    assert sent.is_valid({"name": "x"})
    assert not sent.is_valid({"grows": "2019"})
    assert not sent.is_valid({"name": "x", "colour": "red"})


def test_records_have_the_form_that_they_are_stored_in() -> None:
    tie = Tie("t", "p", "refers_to", "a", "b", citations=(Citation("s", "1", "x"),))
    validator(Tie).validate(to_plain(tie))


def test_types_of_one_name_stay_apart() -> None:
    found, named = schemas([Told, Worded])
    assert found[Told] != found[Worded]
    assert len(named) >= 2


def test_what_json_cannot_hold_is_refused() -> None:
    for hint in (Context, Rows):
        with pytest.raises(TypeError):
            schemas([hint])


class Rows:
    """No dataclass."""


def problems(body: object) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        received(Sent, json.dumps(body).encode())
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_all_that_is_wrong_is_said_at_once_with_its_place() -> None:
    body = {"grows": "soon", "leaves": [{"name": "x"}, {"nam": 1}], "free": None, "more": 1}
    assert problems(body) == [
        ("name", "missing"),
        ("grows", "bad-value"),
        ("leaves.2.name", "missing"),
        ("leaves.2.nam", "unknown-field"),
        ("free", "bad-value"),
        ("more", "unknown-field"),
    ]
    assert problems([]) == problems("x") == [("", "bad-value")]
    assert problems({"name": "x", "leaves": {"0": {"name": 3}}}) == [("leaves", "bad-value")]


def test_nothing_is_taken_for_something_else() -> None:
    assert problems({"name": 3}) == problems({"name": True}) == [("name", "bad-value")]
    assert received(Sent, b'{"name": "x", "free": 1}').free is not True
    assert received(Sent, b'{"name": "x", "free": true}').free is True


@given(snapshots())
def test_a_record_comes_back_as_it_was(snapshot: Snapshot) -> None:
    held: tuple[Mapping[str, Record], ...] = (snapshot.entities, snapshot.ties, snapshot.sources)
    for record in (record for records in held for record in records.values()):
        kind = record_type(record)
        assert from_json(kind, to_json(record)) == from_text(kind, to_text(record)) == record
        assert json.loads(to_text(record)) == to_json(record)
        assert list(to_json(record)) == [field.name for field in fields(record)]
