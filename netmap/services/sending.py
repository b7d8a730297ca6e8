"""Changes as a program sends them: records in the form of `codec.to_json`, checked.

Every value that has the wrong form is a problem with its place; what the store makes of
the records (known kinds, ends, sources) is said when they are committed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from netmap import codec
from netmap.errors import Invalid, Problem
from netmap.model import Change, Entity, Put, RecordType, Remove, Source, Tie

MOST_CHANGES = 10_000
_CHANGE = re.compile(r"changes\.(\d+)(?:\.record)?\.?(.*)")


@dataclass(frozen=True, slots=True)
class PutEntity:
    """Add an entity, or replace the one with this id."""

    put: Literal["entity"]
    record: Entity


@dataclass(frozen=True, slots=True)
class PutTie:
    """Add a tie, or replace the one with this id."""

    put: Literal["tie"]
    record: Tie


@dataclass(frozen=True, slots=True)
class PutSource:
    """Add a source, or replace the one with this id."""

    put: Literal["source"]
    record: Source


@dataclass(frozen=True, slots=True)
class Removal:
    """Retract a record from now on."""

    remove: RecordType
    id: str


def _verb(change: Any) -> str | None:
    """Which of the two a change is; the marks cannot be taken for a name in it."""
    said = (verb for verb in ("put", "remove") if isinstance(change, dict) and verb in change)
    return next((f"<{verb}>" for verb in said), None)


_Put: TypeAlias = Annotated[
    PutEntity | PutTie | PutSource, Field(discriminator="put"), Tag("<put>")
]
AnyChange: TypeAlias = Annotated[
    _Put | Annotated[Removal, Tag("<remove>")],
    Discriminator(
        _verb,
        custom_error_type="no-change",
        custom_error_message="write {put, record} or {remove, id}",
    ),
]


@dataclass(frozen=True, slots=True)
class Commit:
    """Changes that become one revision."""

    __pydantic_config__ = codec.SENT

    message: Annotated[str, Field(pattern=r"\S", description="Why; stands in the history.")]
    expect_revision: Annotated[int, Field(ge=0, description="The revision that you looked at.")]
    changes: Annotated[tuple[AnyChange, ...], Field(min_length=1, max_length=MOST_CHANGES)]

    def plan(self) -> tuple[Change, ...]:
        """The changes, as a store takes them."""
        return tuple(
            Remove(change.remove, change.id) if isinstance(change, Removal) else Put(change.record)
            for change in self.changes
        )


def read_commit(body: bytes) -> Commit:
    """What a program sent.

    Raises ValueError for what is no JSON, and Invalid with every value that has the wrong form.
    """
    try:
        return codec.received(Commit, body)
    except Invalid as wrong:
        raise Invalid(map(_beside_change, wrong.problems)) from None


def _beside_change(problem: Problem) -> Problem:
    """The same, with the number of the change and the field of its record apart."""
    found = _CHANGE.fullmatch(problem.field)
    if found is None:
        return problem
    return Problem(problem.code, f"change {found[1]}", found[2], problem.message)
