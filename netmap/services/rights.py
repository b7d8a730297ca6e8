"""Who may do what, and where. A right is checked here only; `needs` marks every use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from netmap.errors import Forbidden

P = ParamSpec("P")
T = TypeVar("T")


class Right(StrEnum):
    """What a use case asks of whoever calls it."""

    READ = "read"  # look at everything that is known about a partnership
    EXPORT = "export"  # take the graph out, also pseudonymised
    EDIT = "edit"  # change the graph, save views, take decisions
    ADMINISTER = "administer"  # accounts, tokens of others, audit: always of the whole service


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
_NOWHERE: Mapping[str, frozenset[Right]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who calls.

    Attributes
    ----------
    rights
        What holds for every partnership, and for the service as a whole.
    local
        What holds beyond that in one partnership, by its id.

    A guest has no rights at all: a guest link names the one view it shows.
    """

    name: str
    rights: frozenset[Right] = frozenset()
    local: Mapping[str, frozenset[Right]] = field(default_factory=lambda: _NOWHERE)

    def may(self, right: Right, partnership: str | None = None) -> bool:
        """Whether the actor has a right in a partnership; without one, whether anywhere."""
        if right in self.rights:
            return True
        if partnership is not None:
            return right in self.local.get(partnership, ())
        return any(right in rights for rights in self.local.values())

    @property
    def anywhere(self) -> frozenset[Right]:
        """Every right that the actor has in some partnership."""
        return self.rights.union(*self.local.values())

    def only(self, rights: frozenset[Right]) -> Actor:
        """The same actor with no more than these rights."""
        local = {key: held & rights for key, held in self.local.items()}
        return Actor(self.name, self.rights & rights, MappingProxyType(local))


OWNER = Actor("owner", frozenset(Right))  # alone on a machine: whoever holds the store's file
NOBODY = Actor("nobody")


class HasActor(Protocol):
    """What `needs` looks at: the context of a use case."""

    @property
    def who(self) -> Actor: ...

    @property
    def partnership(self) -> str | None: ...


C = TypeVar("C", bound=HasActor)


def needs(
    right: Right | None,
) -> Callable[[Callable[Concatenate[C, P], T]], Callable[Concatenate[C, P], T]]:
    """Mark a use case with the right it needs *here*; None for what everybody may call.

    Here is the partnership that the context is bound to. Where it is bound to none, as on the
    start page, the right is needed somewhere; what is found and changed is then what the store
    of the context lets through (`readable`).

    Raises Forbidden, before anything is done.
    """

    def mark(use_case: Callable[Concatenate[C, P], T]) -> Callable[Concatenate[C, P], T]:
        @wraps(use_case)
        def checked(ctx: C, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if right is not None and not ctx.who.may(right, ctx.partnership):
                raise Forbidden(right.value)
            return use_case(ctx, *args, **kwargs)

        cast("Any", checked).right = right
        return checked

    return mark
