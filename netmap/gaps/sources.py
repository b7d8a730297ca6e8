"""Family: what the sources leave uncertain. What is old, contradicted, or said only once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.model import Tie
from netmap.vocabulary import Label, vocabulary

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


OLD = Rule(
    key="old-knowledge",
    family="data",
    title=Label(nl="Verouderde gegevens", en="Old data"),
    summary=Label(
        nl=f"Actoren over wie de nieuwste gedateerde bron {OLD_YEARS} jaar of ouder is, gerekend "
        "in kalenderjaren vanaf de peildatum. Is er geen peildatum gekozen, dan is dat de laatste "
        "datum in de gegevens. Verbindingen die zijn beëindigd en bronnen zonder datum tellen niet "
        f"mee. Gaat het om {MOST_OLD} of meer actoren en meer dan de helft, dan is het één "
        "bevinding.",
        en=f"Actors about whom the newest dated source is {OLD_YEARS} years old or more, counted "
        "in calendar years from the reference date. When none is chosen, that is the last date in "
        "the data. Ties that have ended and sources without a date do not count. When it is about "
        f"{MOST_OLD} actors or more and more than half, it is one finding.",
    ),
    severity=Label(
        nl="Laag; middel als het om de meeste actoren gaat. Eerst het oudste.",
        en="Low; medium when it is about most actors. The oldest first.",
    ),
    headline=(
        Sentence(
            "Sinds {year} niets nieuws over {actors}",
            "Nothing new since {year} about {actors}",
            "!most",
        ),
        Sentence(
            "Over {count} van de {all} actoren sinds {year} niets nieuws",
            "Nothing new since {year} about {count} of the {all} actors",
            "most",
        ),
    ),
    reason=(
        Sentence(
            "De nieuwste bron over {actors} is uit {year}, gezien vanuit {today}. Wat er staat kan "
            "intussen veranderd zijn.",
            "The newest source about {actors} is from {year}, seen from {today}. What it says may "
            "have changed since.",
            "!most",
        ),
        Sentence(
            "Van {all} actoren is er iets met een datum vastgelegd. Over {count} daarvan is de "
            "nieuwste bron uit {year} of ouder, gezien vanuit {today}. Wat er staat kan intussen "
            "veranderd zijn.",
            "Something with a date is documented of {all} actors. About {count} of them the newest "
            "source is from {year} or older, seen from {today}. What it says may have changed "
            "since.",
            "most",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag {actors} of de vastgelegde verbindingen nog kloppen, en leg het antwoord vast "
            "met de datum van het gesprek. Beëindig wat niet meer geldt.",
            "Ask {actors} whether the documented ties still hold, and document the answer with "
            "the date of the conversation. End what no longer holds.",
            "!most",
        ),
        Sentence(
            "Leg alle leden en partners hun eigen verbindingen voor: kloppen deze nog? Leg de "
            "antwoorden vast met de datum van het gesprek, en beëindig wat niet meer geldt.",
            "Show all members and partners their own ties: do these still hold? Document the "
            "answers with the date of the conversation, and end what no longer holds.",
            "most",
        ),
    ),
    find=old,
)

CONTRADICTED = Rule(
    key="contradicting-sources",
    family="data",
    title=Label(nl="Bronnen die elkaar tegenspreken", en="Sources that contradict each other"),
    summary=Label(
        nl="Dezelfde soort verbinding tussen dezelfde twee, waarover verschillende bronnen voor "
        "dezelfde tijd een ander niveau, een andere schaal, frequentie of wachttijd noemen, of een "
        "ander begin of einde. Verbindingen met een ander onderwerp of een andere vorm spreken "
        "elkaar niet tegen.",
        en="The same kind of tie between the same two, about which different sources name, for "
        "the same time, another level, scale, frequency or waiting time, or another beginning or "
        "end. Ties with another topic or form do not contradict each other.",
    ),
    severity=Label(nl="Altijd middel.", en="Always medium."),
    headline=(
        Sentence("Tegenspraak over {one} en {other}", "Contradiction about {one} and {other}"),
    ),
    reason=(
        Sentence(
            "Over de verbinding tussen {one} en {other} zeggen bronnen niet hetzelfde: {points}.",
            "Sources do not say the same about the tie between {one} and {other}: {points}.",
        ),
        Sentence("Het gaat om: {sources}.", "They are: {sources}."),
    ),
    remedy=(
        Sentence(
            "Vraag {one} en {other} samen wat klopt, en sinds wanneer. Leg het antwoord vast; trek "
            "de onjuiste verbinding in of beëindig die.",
            "Ask {one} and {other} together what is right, and since when. Document the answer; "
            "retract or end the tie that is wrong.",
        ),
    ),
    find=contradicted,
)

SAID_ONCE = Rule(
    key="said-once",
    family="data",
    title=Label(nl="Van één kant gehoord", en="Heard from one side"),
    summary=Label(
        nl="Samenwerking is wederzijds, maar kan op één bron berusten. Netmap ziet niet wie van de "
        "twee de bron sprak; bij één bron is in elk geval niet bekend of beide kanten hetzelfde "
        "zeggen. Altijd één bevinding voor het hele samenwerkingsverband.",
        en="Collaboration is mutual, but may rest on one source. Netmap cannot see to which of the "
        "two the source spoke; with one source it is in any case not known whether both sides say "
        "the same. Always one finding for the whole partnership.",
    ),
    severity=Label(nl="Altijd laag.", en="Always low."),
    headline=(
        Sentence(
            "{count} van de {all} samenwerkingen {count:berust|berusten} op één bron",
            "{count} of the {all} collaborations {count:rests|rest} on one source",
        ),
    ),
    reason=(
        Sentence(
            "Van {all} paren is vastgelegd dat zij samenwerken. Bij {count} daarvan zegt één bron "
            "dat; of beide kanten het zo zien, is niet bekend.",
            "{all} pairs are documented as collaborating. Of {count} of them one source says so; "
            "whether both sides see it that way is not known.",
        ),
    ),
    remedy=(
        Sentence(
            "Vraag beide kanten apart met wie zij samenwerken. Begin bij wie de meeste van deze "
            "verbindingen heeft: {first}.",
            "Ask both sides separately with whom they work. Begin with those that have most of "
            "these ties: {first}.",
        ),
    ),
    reference="Marsden, P. V. (1990). Network data and measurement. Annual Review of Sociology, "
    "16, 435–463.",
    find=said_once,
)

RULES = (OLD, CONTRADICTED, SAID_ONCE)
