"""What two people changed goes together, and nothing that either typed is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from netmap.model import Citation, Entity
from netmap.services.editing.threeway import LISTS, merge, parts

WORDS = st.sampled_from(["", "een", "twee", "drie"])
CITATIONS = st.lists(st.builds(Citation, WORDS, WORDS, WORDS), max_size=3, unique=True)
ENTITIES = st.builds(
    Entity,
    id=st.just("a"),
    kind=st.just("organisation"),
    name=WORDS,
    aliases=st.lists(WORDS, max_size=3, unique=True).map(tuple),
    summary=WORDS,
    collective=st.booleans(),
    citations=CITATIONS.map(tuple),
    attributes=st.dictionaries(st.sampled_from(["place", "sector", "line"]), WORDS, max_size=3),
)


def comparable(record: Entity) -> dict[str, Any]:
    return {k: set(v) if k in LISTS else v for k, v in parts(record).items()}


@given(ENTITIES, ENTITIES)
def test_who_is_alone_gets_what_they_typed(base: Entity, mine: Entity) -> None:
    assert merge(base, mine, base) == (mine, ())
    assert merge(base, base, mine) == (mine, ())
    assert merge(base, mine, mine) == (mine, ())


@given(ENTITIES, ENTITIES, ENTITIES)
def test_nothing_is_lost(base: Entity, mine: Entity, theirs: Entity) -> None:
    """Each change of either side is in the result or in a clash that shows both."""
    merged, clashes = merge(base, mine, theirs)
    shown = {clash.part: clash for clash in clashes}
    before, result = parts(base), parts(merged)
    for side in (parts(mine), parts(theirs)):
        for name in side.keys() | before.keys():
            value, old = side.get(name), before.get(name)
            if value == old:
                continue
            if name in LISTS:
                assert set(value or ()) - set(old or ()) <= set(result[name])
            elif name in shown:
                assert value in (shown[name].mine, shown[name].theirs)
            else:
                assert result.get(name) == value


@given(ENTITIES, ENTITIES, ENTITIES)
def test_without_clashes_it_does_not_matter_who_is_called_mine(
    base: Entity, mine: Entity, theirs: Entity
) -> None:
    one, clashes = merge(base, mine, theirs)
    other, same = merge(base, theirs, mine)
    assert {c.part for c in clashes} == {c.part for c in same}
    for name, value in comparable(one).items():
        if name not in {c.part for c in clashes}:
            assert comparable(other)[name] == value


@given(ENTITIES, ENTITIES, ENTITIES)
def test_a_choice_for_each_clash_settles_it(base: Entity, mine: Entity, theirs: Entity) -> None:
    _, clashes = merge(base, mine, theirs)
    for side in ("mine", "theirs"):
        merged, left = merge(base, mine, theirs, {c.part: side for c in clashes})
        assert left == ()
        for clash in clashes:
            assert parts(merged).get(clash.part) == getattr(clash, side)
