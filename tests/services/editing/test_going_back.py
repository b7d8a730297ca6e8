"""Undo, redo, restore and remove: told before, done as told, never half."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmap.errors import Conflict, Invalid, UnknownRevision, UnknownSource
from netmap.model import Change, Put, Remove
from netmap.services.context import Context
from netmap.services.editing.differences import Told
from netmap.services.editing.removal import removal, remove
from netmap.services.editing.restore import (
    restore_partnership,
    restore_record,
    restoring_partnership,
    restoring_record,
)
from netmap.services.editing.timeline import revision_entry
from netmap.services.editing.undo import undo, undoing
from netmap.services.history import commit
from tests.builders import tie
from tests.services.editing.conftest import MESSAGE, now


def put(ctx: Context, key: str, **values: object) -> int:
    """Change one entity."""
    changes = [Put(replace(now(ctx).entities[key], **values))]  # type: ignore[arg-type]
    return commit(ctx, changes, message=f"change {key}")


def subjects(told: tuple[Told, ...]) -> set[tuple[str, str]]:
    return {(t.what, t.id) for t in told}


def test_undo_and_redo(ctx: Context) -> None:
    put(ctx, "gp", name="Praktijk")
    look = undoing(ctx, 2)
    assert look.clear
    assert [(p.name, p.before, p.after) for p in look.all[0].parts] == [
        ("name", ("Praktijk",), ("Huisarts",))
    ]
    number = undo(ctx, 2, message="Undone: revision 2 (change gp)")
    assert now(ctx).entities["gp"].name == "Huisarts"
    entry = revision_entry(ctx, number).entries[0]
    assert entry.undoes == 2
    undo(ctx, number, message="Redone: revision 2")
    assert now(ctx).entities["gp"].name == "Praktijk"


def test_a_message_alone_makes_no_undo(ctx: Context) -> None:
    commit(ctx, [Put(tie("b", "refers_to", "gp"))], message="x")
    commit(ctx, [Put(tie("a", "leads", "w"))], message="Ongedaan gemaakt: revisie 2")
    assert revision_entry(ctx, 3).entries[0].undoes is None


def test_a_later_change_of_another_field_stays(ctx: Context) -> None:
    put(ctx, "gp", name="Praktijk")
    put(ctx, "gp", summary="Zorgt.")
    look = undoing(ctx, 2)
    assert look.clear
    assert look.later
    undo(ctx, 2, message=MESSAGE)
    gp = now(ctx).entities["gp"]
    assert (gp.name, gp.summary) == ("Huisarts", "Zorgt.")


def test_a_later_change_of_the_same_field_is_a_choice(ctx: Context) -> None:
    put(ctx, "gp", name="Praktijk", summary="Zorgt.")
    put(ctx, "gp", name="Centrum")
    look = undoing(ctx, 2)
    assert not look.clear
    assert look.later[0].parts[0].after == ("Centrum",)
    with pytest.raises(Invalid) as refused:
        undo(ctx, 2, message=MESSAGE)
    assert refused.value.problems[0].code == "changed-since"
    undo(ctx, 2, message=MESSAGE, extent="rest")
    assert (now(ctx).entities["gp"].name, now(ctx).entities["gp"].summary) == ("Centrum", "")
    undo(ctx, 2, message=MESSAGE, extent="all")
    assert now(ctx).entities["gp"].name == "Huisarts"


def test_undoing_an_addition_asks_about_what_was_built_on_it(ctx: Context) -> None:
    commit(ctx, [Put(replace(now(ctx).entities["a"], id="c", name="Gamma"))], message="add")
    commit(ctx, [Put(tie("c", "refers_to", "gp"))], message="build")
    look = undoing(ctx, 2)
    assert not look.clear
    assert look.rest == ()
    assert subjects(look.all) == {("removed", "c"), ("removed", "p.refers_to.c.gp")}
    with pytest.raises(Invalid) as refused:
        undo(ctx, 2, message=MESSAGE, extent="rest")
    assert refused.value.problems[0].code == "nothing-to-undo"
    undo(ctx, 2, message=MESSAGE, extent="all")
    assert "c" not in now(ctx).entities


def test_undoing_a_removal_brings_back_what_it_needs(ctx: Context) -> None:
    commit(ctx, [Remove("tie", "p.takes_part_in.a.w")], message="tie goes")
    commit(ctx, [Remove("entity", "w")], message="atelier goes")
    look = undoing(ctx, 2)
    assert subjects(look.all) == {("added", "w"), ("added", "p.takes_part_in.a.w")}
    undo(ctx, 2, message=MESSAGE, extent="all")
    assert "p.takes_part_in.a.w" in now(ctx).ties


def test_undo_does_what_was_looked_at_or_nothing(ctx: Context) -> None:
    put(ctx, "gp", name="Praktijk")
    put(ctx, "a", summary="Elsewhere.")
    undo(ctx, 2, message=MESSAGE, expect=2)
    put(ctx, "gp", name="Praktijk")
    put(ctx, "gp", name="Centrum")
    with pytest.raises(Conflict):
        undo(ctx, 5, message=MESSAGE, extent="all", expect=5)
    with pytest.raises(UnknownRevision):
        undo(ctx, 99, message=MESSAGE)


def test_one_record_as_it_was(ctx: Context) -> None:
    put(ctx, "gp", name="Praktijk")
    put(ctx, "a", name="Anders")
    look = restoring_record(ctx, "entity", "gp", 1)
    assert subjects(look.changes) == {("changed", "gp")}
    restore_record(ctx, "entity", "gp", 1, message=MESSAGE)
    assert now(ctx).entities["gp"].name == "Huisarts"
    assert now(ctx).entities["a"].name == "Anders"
    with pytest.raises(Invalid) as refused:
        restore_record(ctx, "entity", "gp", 1, message=MESSAGE)
    assert refused.value.problems[0].code == "nothing-to-restore"
    with pytest.raises(UnknownSource):
        restoring_record(ctx, "source", "nothing", 1)


def test_an_entity_with_its_ties_as_they_were(ctx: Context) -> None:
    gone: list[Change] = [Remove("tie", "p.takes_part_in.a.w"), Remove("entity", "w")]
    commit(ctx, [*gone, Put(tie("a", "leads", "p"))], message="change")
    restore_record(ctx, "entity", "a", 1, message=MESSAGE, ties=True)
    assert {"p.takes_part_in.a.w"} <= now(ctx).ties.keys()
    assert "w" in now(ctx).entities, "a tie brings back what it links"
    assert "p.leads.a.p" not in now(ctx).ties


def test_a_partnership_as_it_was_leaves_the_others_alone(ctx: Context) -> None:
    before = now(ctx)
    put(ctx, "gp", name="Praktijk")
    put(ctx, "b", name="Shared with q")
    commit(ctx, [Remove("tie", "p.refers_to.a.gp"), Put(tie("a", "leads", "w"))], message="x")
    commit(ctx, [Put(tie("a", "leads", "q", partnership="q"))], message="elsewhere")
    look = restoring_partnership(ctx, "p", 1)
    assert subjects(look.changes) == {
        ("changed", "gp"),
        ("added", "p.refers_to.a.gp"),
        ("removed", "p.leads.a.w"),
    }
    restore_partnership(ctx, "p", 1, message=MESSAGE, expect=look.revision)
    after = now(ctx)
    assert {k: t for k, t in after.ties.items() if t.partnership == "p"} == {
        k: t for k, t in before.ties.items() if t.partnership == "p"
    }
    assert after.entities["b"].name == "Shared with q"
    assert "q.leads.a.q" in after.ties


def test_removing_tells_what_goes_along(ctx: Context) -> None:
    look = removal(ctx, "entity", "a", "p")
    assert len(look.ties) == 4
    assert not look.elsewhere
    assert [e.id for e in removal(ctx, "entity", "b", "p").elsewhere] == ["q"]
    remove(ctx, "entity", "a", message=MESSAGE, expect=look.revision)
    assert "a" not in now(ctx).entities
    assert ctx.store.ping() == 2


def test_removing_is_refused_when_more_hangs_on_it_than_was_told(ctx: Context) -> None:
    look = removal(ctx, "entity", "w")
    put(ctx, "gp", name="Praktijk")
    commit(ctx, [Put(tie("b", "takes_part_in", "w"))], message="one more")
    with pytest.raises(Conflict):
        remove(ctx, "entity", "w", message=MESSAGE, expect=look.revision)
    assert "w" in now(ctx).entities


def test_a_source_takes_along_what_rests_on_it_alone(ctx: Context) -> None:
    assert len(removal(ctx, "source", "s").ties) == 7
    remove(ctx, "source", "s", message=MESSAGE)
    assert not now(ctx).ties
    assert not now(ctx).sources


def test_a_partnership_is_not_removed(ctx: Context) -> None:
    with pytest.raises(Invalid):
        removal(ctx, "entity", "p")
