"""Who asks, and of which store: the first argument of every use case."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TypeVar

from netmap.model import Scope
from netmap.services.cache import Cache, Question
from netmap.services.readable import readable
from netmap.services.rights import OWNER, Actor
from netmap.stores import Store
from netmap.stores.base import Clock, utc_now

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """A store, who asks, the name that is written beside changes, and answers kept for later.

    ``partnership`` is the one that the question is about, if it is about one. Whoever may not
    read everything gets the store as they may see it.
    """

    store: Store
    author: str = "netmap"
    cache: Cache | None = None
    who: Actor = OWNER
    clock: Clock = utc_now
    partnership: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "store", readable(self.store, self.who, self.cache))

    def answer(
        self,
        function: str,
        scope: Scope,
        compute: Callable[[Scope], T],
        *parameters: Hashable,
    ) -> T:
        """What ``compute`` makes of the scope, or made of it before.

        The scope that it gets names its revision, so that an answer is never kept under
        a revision that it was not computed from.
        """
        if self.cache is None:
            return compute(scope)
        revision = self.store.ping() if scope.revision is None else scope.revision
        fixed = replace(scope, revision=revision)
        named = scope.partnerships or ()
        partnership = named[0] if len(named) == 1 else None
        question = Question(self.store, revision, partnership, fixed, function, parameters)
        return self.cache.get(question, lambda: compute(fixed))
