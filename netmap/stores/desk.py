"""What lies around the graph: accounts, decisions, saved views. The contract of both stores.

A document is not a claim about the partnership, so it is no tie and makes no revision:
an account or a saved view must not change what a metric is computed from. Each document
has a version of its own, so that two people who change it at once notice each other.
Every sentence here is a test in tests/contract, run on every store.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from netmap.errors import Invalid, Problem

Value: TypeAlias = Mapping[str, Any]  # what JSON can hold

_KIND = re.compile(r"[a-z][a-z-]{0,39}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/-]{0,299}")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing on the desk, and who wrote this version of it when."""

    kind: str
    key: str
    version: int  # 1 for the first
    at: datetime  # always in UTC
    author: str
    value: Value


class Desk(ABC):
    """Versioned JSON documents by kind and key. Every method may raise StoreUnavailable."""

    @abstractmethod
    def kinds(self) -> tuple[str, ...]:
        """The kinds of which there is a document, in order."""

    @abstractmethod
    def document(self, kind: str, key: str) -> Document | None:
        """One document; None when there is none."""

    @abstractmethod
    def documents(
        self,
        kind: str,
        *,
        prefix: str = "",
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Document, ...]:
        """The documents of a kind whose key begins with ``prefix``, in the order of their keys.

        ``newest_first`` turns that order around; ``limit`` then keeps the last keys.
        """

    @abstractmethod
    def write(
        self,
        kind: str,
        key: str,
        value: Value,
        *,
        author: str,
        expect_version: int | None = None,
        at: datetime | None = None,
    ) -> int:
        """Put a document in place, whole, and return its new version.

        Raises Conflict when its version is not ``expect_version`` (0: it must be new), and
        Invalid for a kind or key that cannot be. Nothing is changed then.
        """

    @abstractmethod
    def discard(self, kind: str, key: str, *, expect_version: int | None = None) -> bool:
        """Throw a document away; False when there was none. One of two callers hears True.

        Raises Conflict when its version is not ``expect_version``.
        """


def check_address(kind: str, key: str) -> None:
    """Raises Invalid for a kind or a key that a document cannot have."""
    problems = [
        Problem("bad-value", "document", field, f"'{text}' cannot be used")
        for field, pattern, text in (("kind", _KIND, kind), ("key", _KEY, key))
        if not pattern.fullmatch(text)
    ]
    if problems:
        raise Invalid(problems)
