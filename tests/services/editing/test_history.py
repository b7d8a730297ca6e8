"""Who changed what when, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmap.errors import UnknownEntity, UnknownPartnership, UnknownRevision
from netmap.model import Put, Remove
from netmap.services.context import Context
from netmap.services.editing.timeline import (
    PAGE,
    Timeline,
    entity_history,
    partnership_history,
    revision_entry,
    whole_history,
)
from netmap.services.history import commit
from netmap.vocabulary import Label
from tests.builders import entity, tie
from tests.services.editing.conftest import now


def numbers(timeline: Timeline) -> list[int]:
    return [entry.number for entry in timeline.entries]


def test_a_change_is_told_in_words(ctx: Context) -> None:
    old = now(ctx).ties["p.refers_to.a.gp"]
    attributes = {"scale": "down", "topic": "wonen"}
    commit(ctx, [Put(replace(old, attributes=attributes, certainty="inferred"))], message="x")
    told = entity_history(ctx, "gp").entries[0].changes[0]
    assert told.subject == ("Alfa", Label(nl="verwijst naar", en="refers to"), "Huisarts")
    assert {part.name: (part.before, part.after) for part in told.parts} == {
        "certainty": ((Label("gemeld", "reported"),), (Label("afgeleid", "inferred"),)),
        "attr.scale": ((Label("opschalen", "up"),), (Label("afschalen", "down"),)),
        "attr.topic": ((), ("wonen",)),
    }


def test_an_entity_has_the_history_of_its_ties_too(ctx: Context) -> None:
    commit(ctx, [Put(tie("b", "refers_to", "gp"))], message="tie")
    commit(ctx, [Put(replace(now(ctx).entities["b"], name="Bee"))], message="other")
    commit(ctx, [Remove("tie", "p.refers_to.b.gp")], message="untie")
    found = entity_history(ctx, "gp")
    assert numbers(found) == [4, 2, 1]
    assert [t.what for t in found.entries[0].changes] == ["removed"]
    assert found.entries[2].others > 0


def test_what_was_removed_keeps_its_history_and_its_name(ctx: Context) -> None:
    commit(ctx, [Remove("tie", "p.takes_part_in.a.w"), Remove("entity", "w")], message="gone")
    found = entity_history(ctx, "w")
    assert found.subject is not None
    assert found.subject.name == "Werkatelier"
    told = next(t for t in entity_history(ctx, "a").entries[0].changes)
    assert told.subject[2] == "Werkatelier"
    with pytest.raises(UnknownEntity):
        entity_history(ctx, "never")


def test_a_partnership_has_its_own_history(ctx: Context) -> None:
    commit(ctx, [Put(tie("a", "member_of", "q", partnership="q"))], message="elsewhere")
    commit(ctx, [Put(replace(now(ctx).entities["w"], name="Ander"))], message="here")
    assert numbers(partnership_history(ctx, "p")) == [3, 1]
    assert numbers(partnership_history(ctx, "q")) == [2, 1]
    assert numbers(whole_history(ctx)) == [3, 2, 1]
    with pytest.raises(UnknownPartnership):
        partnership_history(ctx, "a")


def test_pages_hold_every_revision_once(ctx: Context) -> None:
    for number in range(PAGE * 2 + 5):
        commit(ctx, [Put(entity("x", name=f"X{number}"))], message=f"x{number}")
    seen, before = [], None
    for _ in range(4):
        page = entity_history(ctx, "x", before=before)
        seen += numbers(page)
        before = page.older
        if before is None:
            break
    assert seen == list(range(PAGE * 2 + 6, 1, -1))
    assert numbers(whole_history(ctx, before=2)) == [1]
    assert numbers(whole_history(ctx, before=10**9))[0] == PAGE * 2 + 6


@pytest.mark.parametrize("number", [0, -1, 2])
def test_a_revision_that_is_not_there(ctx: Context, number: int) -> None:
    with pytest.raises(UnknownRevision):
        revision_entry(ctx, number)
