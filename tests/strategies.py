"""Random snapshots that keep to the vocabulary, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from netmap.model import Snapshot, Tie
from netmap.vocabulary import vocabulary
from tests.builders import PARTNERSHIP, entity, snapshot, tie

KINDS = ("organisation", "unit", "atelier", "activity", "function")
SCALES = ("up", "down", "across")


@st.composite
def snapshots(draw: st.DrawFn, *, most: int = 9) -> Snapshot:
    """A snapshot of at most ``most`` entities of several kinds in one partnership."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=most))
    entities = [entity(f"{kind[:2]}{n}", kind) for n, kind in enumerate(kinds)]
    entities.append(entity(PARTNERSHIP, "partnership"))
    possible = [
        (source.id, kind.key, target.id)
        for source in entities
        for target in entities
        for kind in vocabulary().ties.values()
        if source is not target and vocabulary().allows(kind.key, source.kind, target.kind)
    ]
    claims = draw(st.lists(st.sampled_from(possible), unique=True, max_size=25)) if possible else []
    return snapshot([draw(_tie(*claim)) for claim in claims], entities)


@st.composite
def _tie(draw: st.DrawFn, source: str, kind: str, target: str) -> Tie:
    if kind != "refers_to":
        return tie(source, kind, target)
    return tie(source, kind, target, scale=draw(st.sampled_from(SCALES)))
