"""What a gap is, and what a rule is: a card in both languages and a pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from netmap.gaps.case import Case
from netmap.text.sentences import Fact, Sentence
from netmap.vocabulary import Label

Severity: TypeAlias = Literal["high", "medium", "low"]
Family: TypeAlias = Literal[
    "missing_organisation", "missing_tie", "fragile", "passive", "purpose", "referral", "data"
]

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found.

    Attributes
    ----------
    subjects
        Ids of the entities that it is about; with the rule they are its identity.
    severity, weight
        How much it matters; the weight orders findings of one rule and severity.
    evidence
        Ids of the ties that it rests on; empty when it rests on what is *not* there.
    facts
        What the sentences need: ids (told as names), numbers, texts, and labels
        where a text differs by language.
    """

    subjects: tuple[str, ...]
    severity: Severity
    weight: int
    evidence: tuple[str, ...] = ()
    facts: Mapping[str, Fact]

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Finding):
    """A finding with its rule. The key stays the same from one meeting to the next."""

    rule: str
    family: Family
    key: str


Finder: TypeAlias = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The card of a rule, and the function that looks for it."""

    key: str
    family: Family
    title: Label
    summary: Label  # what the rule looks for
    severity: Label  # how it decides what is high, medium and low
    headline: tuple[Sentence, ...]
    reason: tuple[Sentence, ...]
    remedy: tuple[Sentence, ...]
    reference: str = ""
    find: Finder


@dataclass(frozen=True, slots=True)
class GapText:
    """A gap told to a reader: what, why, and what would close it."""

    title: str
    reason: str
    remedy: str


def by_count(count: int, *, high: int, medium: int) -> Severity:
    """The severity of something that gets worse with its number."""
    if count >= high:
        return "high"
    return "medium" if count >= medium else "low"
