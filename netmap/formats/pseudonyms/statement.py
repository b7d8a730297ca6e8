"""What was taken out and what can still be found out, in words with the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from netmap import __version__
from netmap.formats.document import is_fictional
from netmap.formats.pseudonyms.release import Release
from netmap.formats.pseudonyms.structure import Measure
from netmap.formats.pseudonyms.words import texts, word
from netmap.vocabulary import Label, Language


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a sentence that leads in, and lines."""

    key: str
    title: str
    lead: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Who stands out for somebody who knows this: of everybody, and of the members."""

    text: str
    everybody: Measure
    members: Measure


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement of remaining risk: the conclusion first, then what it rests on."""

    title: str
    conclusion: str
    made: str
    knowledge: tuple[Knowledge, ...]
    parts: tuple[Part, ...]

    def markdown(self) -> str:
        """The same as a text file."""
        lines = [f"# {self.title}", "", self.conclusion, "", self.made]
        for part in self.parts:
            lines += ["", f"## {part.title}", ""]
            lines += [part.lead, ""] if part.lead else []
            lines += [f"- {line}" for line in part.lines]
        return "\n".join(lines) + "\n"


def statement(release: Release, language: Language) -> Statement:
    """The statement about a release."""
    report = release.attributes
    say = _Sayer(language)
    made = say(
        "statement",
        "made",
        version=__version__,
        revision=release.snapshot.revision,
        k=report.k,
    )
    if is_fictional(release.snapshot):
        made += " " + say("statement", "fictional")
    return Statement(
        title=say("statement", "title"),
        conclusion=_conclusion(release, say),
        made=made,
        knowledge=tuple(
            Knowledge(say("measures", every.key), every, inside)
            for every, inside in zip(release.actors, release.members, strict=True)
        ),
        parts=(
            Part(
                "measures",
                say("measures", "title"),
                say("measures", "lead"),
                tuple(_ties(release, say)),
            ),
            Part(
                "attributes",
                say("attributes", "title"),
                say(
                    "attributes",
                    "lead",
                    k=report.k,
                    combinations=report.combinations,
                    smallest=report.smallest,
                ),
                tuple(_attributes(release, say)),
            ),
            Part(
                "gone",
                say("gone", "title"),
                "",
                tuple(say("gone", key, n=n) for key, n in release.dropped.items() if n),
            ),
            Part(
                "advice",
                say("advice", "title"),
                "",
                tuple(say("advice", key) for key in ("share", "key", "twice", "less")),
            ),
        ),
    )


class _Sayer:
    """Fills numbers into the sentences of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, part: str, key: str, **facts: object) -> str:
        return Label(**texts()[part][key]).in_(self.language).format(**facts)


def _conclusion(release: Release, say: _Sayer) -> str:
    unique = max(measure.unique for measure in release.actors)
    if not unique:
        return say("statement", "hidden")
    found = say("statement", "found", unique=unique, of=release.attributes.actors)
    members = max(release.members, key=lambda measure: measure.unique)
    if not members.of:
        return found
    return f"{found} {say('statement', 'members', members=members.unique, members_of=members.of)}"


def _ties(release: Release, say: _Sayer) -> Iterator[str]:
    k = release.attributes.k
    for every, inside in zip(release.actors, release.members, strict=True):
        known = say("measures", every.key)
        line = say(
            "measures",
            "line",
            knowledge=known,
            unique=every.unique,
            of=every.of,
            below=every.below,
            k=k,
        )
        if inside.of:
            numbers = {"of": inside.of, "unique": inside.unique, "below": inside.below}
            line += " " + say("measures", "inside", **numbers)
        yield line


def _attributes(release: Release, say: _Sayer) -> Iterator[str]:
    report = release.attributes
    for each in report.attributes:
        yield say(
            "attributes",
            "kept",
            name=word(each.key).in_(say.language),
            kept=each.kept,
            coarser=each.coarser,
            gone=each.gone,
        )
    if report.suppressed:
        yield say("attributes", "suppressed", n=report.suppressed)
    if report.below:
        yield say("attributes", "below", n=report.below, k=report.k)
