"""The schema of a type holds for what `to_plain` makes of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

import pytest
from jsonschema import Draft202012Validator

from netmap.comparison import Told
from netmap.model import Citation, PartialDate, Tie
from netmap.services.context import Context
from netmap.services.editing.wording import Told as Worded
from netmap.services.plain import to_plain
from netmap.services.shapes import PREFIX, Shapes

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


def validator(shapes: Shapes, hint: Any) -> Draft202012Validator:
    schema = {**shapes.of(hint), "components": {"schemas": shapes.schemas}}
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_a_value_fits_the_schema_of_its_type() -> None:
    tree = a_tree(tree=a_tree())
    validator(Shapes(), Tree[int]).validate(to_plain(tree))


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
    assert not validator(Shapes(), Tree[int]).is_valid(to_plain(a_tree(**change)))


def test_every_field_is_there_but_functions() -> None:
    shapes = Shapes()
    assert shapes.of(Tree[int]) == {"$ref": f"{PREFIX}Treeint"}
    tree = shapes.schemas["Treeint"]
    assert set(tree["required"]) == set(tree["properties"]) == to_plain(a_tree()).keys()
    assert "compute" not in tree["properties"]
    assert shapes.schemas["Leaf"]["description"] == "What hangs on a branch."


def test_what_is_sent_may_leave_out_what_has_a_default_and_says_nothing_else() -> None:
    sent = validator(Shapes(sent=True), Leaf)
    assert sent.is_valid({"name": "x"})
    assert not sent.is_valid({"grows": "2019"})
    assert not sent.is_valid({"name": "x", "colour": "red"})


def test_records_have_the_form_that_they_are_stored_in() -> None:
    tie = Tie("t", "p", "refers_to", "a", "b", citations=(Citation("s", "1", "x"),))
    validator(Shapes(), Tie).validate(to_plain(tie))


def test_types_of_one_name_stay_apart() -> None:
    shapes = Shapes()
    assert shapes.of(Told) != shapes.of(Worded)


def test_what_json_cannot_hold_is_refused() -> None:
    for hint in (Context, bytes, T):
        with pytest.raises(TypeError):
            Shapes().of(hint)
