"""The cache: the same answer to the same question, within bounds, and from several threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event

import pytest

from netmap.errors import Cancelled
from netmap.model import PartialDate, Scope
from netmap.services.cache import Cache, Question
from netmap.stores.sqlite import SqliteStore
from tests.waiting import PATIENCE


@pytest.fixture
def question(tmp_path: Path) -> Iterator[Question]:
    with SqliteStore(tmp_path / "one.db") as store:
        yield Question(store, 3, "p", Scope(partnerships=("p",)), "metrics", ("sector",))


def counting(answer: str = "answer") -> tuple[Callable[[], str], list[str]]:
    """A computation, and how often it was made."""
    made: list[str] = []

    def compute() -> str:
        made.append(answer)
        return answer

    return compute, made


def test_the_same_question_is_computed_once(question: Question) -> None:
    cache = Cache()
    compute, made = counting()
    assert cache.get(question, compute) == "answer"
    assert cache.get(replace(question), compute) == "answer"
    assert len(made) == len(cache) == 1


def test_whatever_differs_is_another_question(question: Question, tmp_path: Path) -> None:
    cache = Cache()
    compute, made = counting()
    with SqliteStore(tmp_path / "other.db") as other:
        questions = [
            question,
            replace(question, store=other),
            replace(question, revision=4),
            replace(question, partnership="q"),
            replace(question, scope=Scope(partnerships=("p",), as_of=PartialDate(2020))),
            replace(question, function="gaps"),
            replace(question, parameters=("line",)),
        ]
        for each in questions:
            cache.get(each, compute)
    assert len(made) == len(cache) == len(questions)


def test_nothing_is_an_answer_too(question: Question) -> None:
    cache = Cache()
    made: list[int] = []
    for _ in range(2):
        assert cache.get(question, lambda: made.append(1)) is None
    assert made == [1]


def test_the_least_recently_asked_is_forgotten_first(question: Question) -> None:
    cache = Cache(most=2)
    one, two, three = (replace(question, revision=number) for number in (1, 2, 3))
    compute, made = counting()
    for each in (one, two, one, three, one):
        cache.get(each, compute)
    assert (len(made), len(cache)) == (3, 2)
    cache.get(two, compute)  # was forgotten
    assert (len(made), len(cache)) == (4, 2)
    with pytest.raises(ValueError, match="at least one"):
        Cache(most=0)


def test_what_was_cancelled_is_not_kept(question: Question) -> None:
    cache = Cache()

    def cancelled() -> str:
        raise Cancelled

    with pytest.raises(Cancelled):
        cache.get(question, cancelled)
    assert len(cache) == 0
    assert cache.get(question, lambda: "answer") == "answer"


def test_threads_that_ask_the_same_wait_for_one_answer(question: Question) -> None:
    cache = Cache()
    together, may_end = Barrier(5), Event()
    made: list[int] = []

    def compute() -> str:
        made.append(1)
        may_end.wait(PATIENCE)
        return "answer"

    def ask() -> str:
        together.wait(PATIENCE)
        return cache.get(question, compute)

    with ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(ask) for _ in range(4)]
        together.wait(PATIENCE)
        # another question is not held up by the one that takes long
        assert cache.get(replace(question, revision=9), lambda: "other") == "other"
        may_end.set()
        assert {answer.result(PATIENCE) for answer in answers} == {"answer"}
    assert made == [1]
