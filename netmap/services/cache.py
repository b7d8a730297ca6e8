"""Results that were computed before, for as long as there is room for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar, cast

from netmap.model import Scope
from netmap.stores import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """All that an answer depends on. A revision never changes, so an answer never grows old.

    Attributes
    ----------
    store
        The store itself: two stores are never the same question.
    revision
        The number of the revision that is looked at; ``scope.revision`` may say 'the latest'.
    function
        What was computed.
    parameters
        Whatever else the result depends on: level, attribute, language ...
    """

    store: Store
    revision: int
    partnership: str | None
    scope: Scope
    function: str
    parameters: tuple[Hashable, ...] = ()


class Cache:
    """Keeps the answers to the latest ``most`` questions. Threads may share it.

    Who asks what somebody else is computing waits for that answer. An answer is shared,
    so nobody may change it. What raises an error is not kept.
    """

    def __init__(self, most: int = 64) -> None:
        if most < 1:
            raise ValueError("a cache keeps at least one answer")
        self._most = most
        self._lock = Lock()
        self._answers: OrderedDict[Question, object] = OrderedDict()
        self._being_computed: dict[Question, Lock] = {}

    def get(self, question: Question, compute: Callable[[], T]) -> T:
        """The answer that is kept, or else computed now."""
        with self._lock:
            if question in self._answers:
                return cast("T", self._kept(question))
            turn = self._being_computed.setdefault(question, Lock())
        with turn:
            with self._lock:
                if question in self._answers:
                    return cast("T", self._kept(question))
            try:
                answer = compute()
                with self._lock:
                    self._answers[question] = answer
                    if len(self._answers) > self._most:
                        self._answers.popitem(last=False)
            finally:
                with self._lock:
                    self._being_computed.pop(question, None)
        return answer

    def __len__(self) -> int:
        with self._lock:
            return len(self._answers)

    def _kept(self, question: Question) -> object:
        self._answers.move_to_end(question)
        return self._answers[question]
