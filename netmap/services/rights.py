"""Who may do what. The one place where a role is checked; `needs` marks every use case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from netmap.errors import Forbidden

P = ParamSpec("P")
T = TypeVar("T")


class Right(StrEnum):
    """What a use case asks of whoever calls it."""

    READ = "read"  # look at everything that is known about a partnership
    EXPORT = "export"  # take the graph out, also pseudonymised
    EDIT = "edit"  # change the graph, save views, take decisions
    ADMINISTER = "administer"  # accounts, tokens of others, audit


class Role(StrEnum):
    """What an account is for; each role holds a fixed set of rights."""

    READER = "reader"
    EDITOR = "editor"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"

    @property
    def rights(self) -> frozenset[Right]:
        return _RIGHTS[self]


_RIGHTS = {
    Role.READER: frozenset({Right.READ}),
    Role.EDITOR: frozenset({Right.READ, Right.EDIT, Right.EXPORT}),
    Role.RESEARCHER: frozenset({Right.READ, Right.EXPORT}),
    Role.ADMINISTRATOR: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who calls. A guest has no rights at all: a guest link names the one view it shows."""

    name: str
    rights: frozenset[Right] = frozenset()

    def may(self, right: Right) -> bool:
        return right in self.rights


OWNER = Actor("owner", frozenset(Right))  # alone on a machine: whoever holds the store's file
NOBODY = Actor("nobody")


class HasActor(Protocol):
    """What `needs` looks at: the context of a use case."""

    @property
    def who(self) -> Actor: ...


C = TypeVar("C", bound=HasActor)


def needs(
    right: Right | None,
) -> Callable[[Callable[Concatenate[C, P], T]], Callable[Concatenate[C, P], T]]:
    """Mark a use case with the right it needs; None for what everybody may call.

    Raises Forbidden, before anything is done.
    """

    def mark(use_case: Callable[Concatenate[C, P], T]) -> Callable[Concatenate[C, P], T]:
        @wraps(use_case)
        def checked(ctx: C, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if right is not None and not ctx.who.may(right):
                raise Forbidden(right.value)
            return use_case(ctx, *args, **kwargs)

        cast("Any", checked).right = right
        return checked

    return mark
