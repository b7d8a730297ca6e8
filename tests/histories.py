"""Random but lawful histories: commits as people make them, the same for the same seed."""

from __future__ import annotations

import random

from netmap.errors import Invalid
from netmap.model import Change, Citation, Entity, PartialDate, Put, Remove, Snapshot, Source, Tie
from netmap.stores import Store

_ENDS = ("refers_to", "collaborates_with", "advises", "part_of")
_ORGANISATIONS = [f"org-{n}" for n in range(6)]
_SOURCES = [f"bron-{n}" for n in range(3)]
_WORDS = ("", "één zin", 'met "tekens" \\ en\nregels', "漢字 🏡", "=1+1")


def live(store: Store, *, seed: int, commits: int) -> int:
    """Make a store live through some commits; returns its latest revision."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    number = store.ping()
    if number == 0:
        home = [Put(Entity(key, "partnership", key)) for key in ("dorp", "stad")]
        number = store.commit(home, author="start", message="two partnerships")
    while number <= commits:
        try:
            author, message = rng.choice(("regisseur", "ALV")), rng.choice(_WORDS) or "zomaar"
            number = store.commit(_some_changes(rng), author=author, message=message)
        except Invalid:
            continue  # what this change needs is not there yet, or still in use
    return number


def _some_changes(rng: random.Random) -> list[Change]:
    return [_change(rng) for _ in range(rng.choice((1, 1, 2, 5)))]


def _change(rng: random.Random) -> Change:
    ends = rng.sample(_ORGANISATIONS, 2)
    # few ids, so that ties change their kind, ends and partnership as well
    tie = Tie(
        id=f"tie-{rng.randrange(12)}",
        partnership=rng.choice(("dorp", "stad")),
        kind=rng.choice(_ENDS),
        source=ends[0],
        target=ends[1],
        certainty=rng.choice(("reported", "inferred")),
        valid_from=rng.choice((None, PartialDate(2019), PartialDate(2020, 2, 29))),
        valid_to=rng.choice((None, PartialDate(2021, 5))),
        citations=_citations(rng, least=1),
        attributes=rng.choice(({}, {"note": "let op"})),
    )
    entity = Entity(
        id=ends[0],
        kind=rng.choice(("organisation", "unit", "organisation", "theme")),
        name=rng.choice(_WORDS) or ends[0],
        aliases=rng.choice(((), ("a", "b;c"))),
        summary=rng.choice(_WORDS),
        collective=rng.random() < 0.2,
        citations=_citations(rng, least=0),
    )
    source = Source(rng.choice(_SOURCES), rng.choice(_WORDS) or "Bron", note=rng.choice(_WORDS))
    return rng.choice(
        (
            *(Put(tie), Put(tie), Put(entity), Put(entity), Put(source)),
            *(Remove("tie", tie.id), Remove("entity", entity.id), Remove("source", source.id)),
        )
    )


def _citations(rng: random.Random, *, least: int) -> tuple[Citation, ...]:
    return tuple(
        Citation(rng.choice(_SOURCES), rng.choice(_WORDS), rng.choice(_WORDS) or "zegt het")
        for _ in range(rng.randint(least, 2))
    )


def fold(store: Store) -> dict[str, dict[str, object]]:
    """What the change log says is true now, by type and id."""
    now: dict[str, dict[str, object]] = {"entity": {}, "tie": {}, "source": {}}
    for revision in store.revisions(with_changes=True):
        for change in revision.changes:
            assert now[change.type].get(change.id) == change.before
            if change.after is None:
                del now[change.type][change.id]
            else:
                now[change.type][change.id] = change.after
    return now


def tables(snapshot: Snapshot) -> dict[str, dict[str, object]]:
    """A snapshot in the form that `fold` has."""
    return {
        "entity": dict(snapshot.entities),
        "tie": dict(snapshot.ties),
        "source": dict(snapshot.sources),
    }
