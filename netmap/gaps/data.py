"""Family: what nobody has documented, and what the sources leave uncertain.

A gap in the data says nothing about who it is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from netmap.gaps.card import Finder, Finding
from netmap.gaps.case import Case
from netmap.model import Tie
from netmap.vocabulary import Label, vocabulary

# a profile of some size, of which less than this share has anybody documented
MAPPED_FROM, MAPPED_SHARE = 10, 0.25
MOST_MEMBERS, MOST_SHARE = 5, 0.5  # from here on one finding tells of all of them


def barely_mapped(case: Case) -> bool:
    """Whether so few functions have anybody documented that each single hole says little."""
    known = sum(function.id in case.functions for function in case.profile)
    return len(case.profile) >= MAPPED_FROM and known < MAPPED_SHARE * len(case.profile)


def functions_barely_mapped(case: Case) -> Iterator[Finding]:
    """A profile of which so little is documented that single functions say nothing."""
    if not barely_mapped(case):
        return
    known = [function.id for function in case.profile if function.id in case.functions]
    ties = {tie for key in known for found in case.functions[key].values() for tie in found}
    yield Finding(
        subjects=(case.partnership,),
        severity="medium",
        weight=len(case.profile) - len(known),
        evidence=tuple(sorted(ties)),
        facts={
            "known": len(known),
            "all": len(case.profile),
            "functions": tuple(known),
            "actors": tuple(sorted(case.insiders)),
        },
    )


def members_barely_mapped(case: Case) -> Iterator[Finding]:
    """Most members at once, when of most of them nothing but the membership is documented."""
    silent, known = _silent(case)
    if not _most(case, silent):
        return
    yield Finding(
        subjects=(case.partnership,),
        severity="medium",
        weight=len(silent),
        evidence=tuple(sorted({tie for member in silent for tie in known[member]})),
        facts={
            "members": tuple(silent),
            "count": len(silent),
            "all": len(case.actors.members),
        },
    )


def members_without_ties(case: Case) -> Iterator[Finding]:
    """Members of which nothing is known but that they are one, and perhaps what for."""
    silent, known = _silent(case)
    if _most(case, silent):
        return
    for member in silent:
        yield Finding(
            subjects=(member,),
            severity="medium",
            weight=1,
            evidence=tuple(known[member]),
            facts={"member": member},
        )


def _silent(case: Case) -> tuple[list[str], dict[str, list[str]]]:
    """The members of which nothing is documented, and for each member all its ties."""
    known: dict[str, list[str]] = defaultdict(list)
    for tie in case.actors.ties:
        for home in case.homes(tie) & case.actors.members:
            known[home].append(tie.id)
    return sorted(case.actors.members - case.documented), known


def _most(case: Case, silent: list[str]) -> bool:
    return len(silent) >= MOST_MEMBERS and len(silent) > MOST_SHARE * len(case.actors.members)


OLD_YEARS = 3
ASKED_FIRST = 5
MOST_OLD, OLD_SHARE = 5, 0.5  # from here on one finding tells of all of them

# what two sources cannot both be right about; a tie may well have two forms or topics
_SINGLE = ("level", "scale", "frequency", "waiting_time")
_BEGINNING = Label(nl="begin", en="beginning")
_END = Label(nl="einde", en="end")


def old(case: Case) -> Iterator[Finding]:
    """Actors about whom the newest source is some years old."""
    if case.as_of is None:
        return
    today = case.as_of.first_day
    newest: dict[str, date] = {}
    ties: dict[str, list[str]] = {}  # those that the newest source tells of
    for tie in filter(case.holds, case.actors.ties):
        said = max(_dates(case, tie), default=None)
        if said is None:
            continue
        for actor in case.homes(tie):
            if said > newest.get(actor, date.min):
                newest[actor], ties[actor] = said, [tie.id]
            elif said == newest[actor]:
                ties[actor].append(tie.id)
    aged = sorted(key for key, day in newest.items() if today.year - day.year >= OLD_YEARS)
    if not aged:
        return
    most = len(aged) >= MOST_OLD and len(aged) > OLD_SHARE * len(newest)
    shown = 1 if most else None  # of many actors one tie each is evidence enough
    for actors in [aged] if most else [[actor] for actor in aged]:
        last = max(newest[actor] for actor in actors).year
        yield Finding(
            subjects=(case.partnership,) if most else tuple(actors),
            severity="medium" if most else "low",
            weight=len(actors) if most else today.year - last,
            evidence=tuple(sorted({tie for actor in actors for tie in ties[actor][:shown]})),
            facts={
                "actors": tuple(actors),
                "count": len(actors),
                "all": len(newest),
                "year": last,
                "today": today.year,
                "most": int(most),
            },
        )


def _dates(case: Case, tie: Tie) -> Iterator[date]:
    for citation in tie.citations:
        source = case.snapshot.sources.get(citation.source)
        if source is not None and source.date is not None:
            yield source.date.first_day


def contradicted(case: Case) -> Iterator[Finding]:
    """Pairs of which different sources say different things about the same moment."""
    claims: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for tie in case.actors.ties:
        ends = (tie.source, tie.target)
        if not vocabulary().ties[tie.kind].directed:
            ends = (min(ends), max(ends))
        claims[tie.kind, *ends].append(tie)
    found: dict[tuple[str, str], tuple[set[str], dict[str, Label]]] = {}
    for (_, one, other), ties in claims.items():
        for first, second in combinations(ties, 2):
            if not _sources(first) ^ _sources(second) or not _overlap(first, second):
                continue
            if not _same_matter(first, second):
                continue
            points = dict(_differences(first, second))
            if points:
                pair = (min(one, other), max(one, other))
                evidence, told = found.setdefault(pair, (set(), {}))
                evidence |= {first.id, second.id}
                told.update(points)
    for pair in sorted(found):
        evidence, told = found[pair]
        sources = {key for tie in evidence for key in _sources(case.snapshot.ties[tie])}
        titles = (case.snapshot.sources[key].title for key in sources & set(case.snapshot.sources))
        yield Finding(
            subjects=pair,
            severity="medium",
            weight=len(told),
            evidence=tuple(sorted(evidence)),
            facts={
                "one": pair[0],
                "other": pair[1],
                "points": tuple(told[key] for key in sorted(told)),
                "sources": tuple(sorted(titles)),
            },
        )


def _sources(tie: Tie) -> set[str]:
    return {citation.source for citation in tie.citations}


def _overlap(one: Tie, other: Tie) -> bool:
    """Whether there may be a day on which both hold."""
    return not any(
        a.valid_to is not None
        and b.valid_from is not None
        and a.valid_to.first_day <= b.valid_from.first_day
        for a, b in ((one, other), (other, one))
    )


def _same_matter(one: Tie, other: Tie) -> bool:
    """Whether two claims are not expressly about different things."""
    return not any(
        name in one.attributes
        and name in other.attributes
        and one.attributes[name] != other.attributes[name]
        for name in ("form", "topic")
    )


def _differences(one: Tie, other: Tie) -> Iterator[tuple[str, Label]]:
    """What both say and cannot both be: an attribute that has one value, or a period."""
    for name in _SINGLE:
        first, second = one.attributes.get(name), other.attributes.get(name)
        if first is not None and second is not None and first != second:
            definition = vocabulary().attributes[name]
            values = sorted((first, second), key=str)
            labels = [definition.choices.get(str(v), Label(str(v), str(v))) for v in values]
            yield name, _either(definition.label, *labels)
    for name, title in (("valid_from", _BEGINNING), ("valid_to", _END)):
        begin, end = getattr(one, name), getattr(other, name)
        if begin is not None and end is not None and begin != end:
            days = sorted((str(begin), str(end)))
            yield name, _either(title, *(Label(day, day) for day in days))


def _either(title: Label, one: Label, other: Label) -> Label:
    return Label(
        nl=f"{title.nl} {one.nl} of {other.nl}",
        en=f"{title.en} {one.en} or {other.en}",
    )


def said_once(case: Case) -> Iterator[Finding]:
    """Mutual ties of which it is not known that both sides say the same."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    ties: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in case.actors.ties:
        one, other = case.actors.home.get(tie.source), case.actors.home.get(tie.target)
        if vocabulary().ties[tie.kind].directed or one is None or other is None or one == other:
            continue
        pair = (min(one, other), max(one, other))
        said[pair] |= _sources(tie)
        ties[pair].append(tie.id)
    once = sorted(pair for pair, sources in said.items() if len(sources) == 1)
    if not once:
        return
    counts = Counter(actor for pair in once for actor in pair)
    first = sorted(counts, key=lambda actor: (-counts[actor], actor))
    yield Finding(
        subjects=(case.partnership,),
        severity="low",
        weight=len(once),
        evidence=tuple(sorted(tie for pair in once for tie in ties[pair])),
        facts={"count": len(once), "all": len(said), "first": tuple(first[:ASKED_FIRST])},
    )


FUNCTIONS: Mapping[str, Finder] = {
    "functions-barely-mapped": functions_barely_mapped,
    "members-barely-mapped": members_barely_mapped,
    "member-without-ties": members_without_ties,
    "old-knowledge": old,
    "contradicting-sources": contradicted,
    "said-once": said_once,
}
