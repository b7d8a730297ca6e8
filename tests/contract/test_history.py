"""Nothing is lost: past revisions, the change log, and undo."""

from __future__ import annotations

import pytest

from netmap.errors import Invalid, UnknownRevision
from netmap.model import Put, RecordedChange, Remove, Scope
from netmap.services.context import Context
from netmap.services.editing.undo import undo
from netmap.stores import Store
from tests.contract.examples import member, organisation, refers, village


def _three_revisions(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    store.commit([Put(organisation("zorg", "Zorg Samen"))], author="b", message="renamed")
    store.commit([Remove("tie", refers("school", "zorg").id)], author="a", message="no referral")


def test_a_past_revision_is_exactly_what_was_known_then(store: Store) -> None:
    snapshots = [store.snapshot()]
    for change in (
        village(),
        [Put(organisation("zorg", "Nieuw"))],
        [Remove("tie", member("zorg").id)],
    ):
        store.commit(change, author="a", message="step")
        snapshots.append(store.snapshot())
    for number, snapshot in enumerate(snapshots):
        past = store.snapshot(Scope(revision=number))
        assert past.revision == number
        assert (past.entities, past.ties, past.sources) == (
            snapshot.entities,
            snapshot.ties,
            snapshot.sources,
        )


def test_a_revision_that_is_not_there_yet_is_unknown(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    for number in (2, -1):
        with pytest.raises(UnknownRevision):
            store.snapshot(Scope(revision=number))


def test_the_change_log_says_what_was_and_what_became(store: Store) -> None:
    _three_revisions(store)
    _, renamed, removed = store.revisions(with_changes=True)
    assert renamed.changes == (
        RecordedChange("entity", "zorg", organisation("zorg"), organisation("zorg", "Zorg Samen")),
    )
    tie = refers("school", "zorg")
    assert removed.changes == (RecordedChange("tie", tie.id, tie, None),)


def test_revisions_can_be_paged_and_narrowed(store: Store) -> None:
    _three_revisions(store)
    assert [r.number for r in store.revisions()] == [1, 2, 3]
    assert [r.number for r in store.revisions(after=1)] == [2, 3]
    assert [r.number for r in store.revisions(after=1, limit=1)] == [2]
    assert [r.number for r in store.revisions(touching=("entity", "zorg"))] == [1, 2]
    assert [r.number for r in store.revisions(touching=("tie", refers("school", "zorg").id))] == [
        1,
        3,
    ]
    assert store.revisions(touching=("entity", "nobody")) == ()
    assert store.revisions(limit=1)[0].changes == ()


def test_undo_is_a_new_revision_that_reverses_one(store: Store) -> None:
    _three_revisions(store)
    before = store.snapshot(Scope(revision=2))
    number = undo(Context(store, "coordinator"), 3)
    assert number == 4
    after = store.snapshot()
    assert (after.entities, after.ties, after.sources) == (
        before.entities,
        before.ties,
        before.sources,
    )
    assert store.revisions(after=3)[0].author == "coordinator"
    assert store.snapshot(Scope(revision=3)).ties != after.ties


def test_an_older_revision_can_be_undone_while_later_ones_stay(store: Store) -> None:
    _three_revisions(store)
    undo(Context(store, "a"), 2)
    snapshot = store.snapshot()
    assert snapshot.entities["zorg"].name == "Zorg"
    assert refers("school", "zorg").id not in snapshot.ties


def test_undo_of_undo_is_redo(store: Store) -> None:
    _three_revisions(store)
    state = store.snapshot()
    undo(Context(store, "a"), 3)
    undo(Context(store, "a"), 4)
    assert store.snapshot().ties == state.ties


def test_undo_refuses_to_overwrite_what_changed_since(store: Store) -> None:
    _three_revisions(store)
    store.commit([Put(organisation("zorg", "Zorg Anders"))], author="c", message="renamed again")
    with pytest.raises(Invalid, match="changed again"):
        undo(Context(store, "a"), 2)
    assert store.ping() == 4


def test_undo_of_what_others_build_on_is_refused(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    store.commit([Put(organisation("kerk"))], author="a", message="kerk")
    store.commit([Put(member("kerk"))], author="a", message="member")
    with pytest.raises(Invalid):
        undo(Context(store, "a"), 2)


def test_undo_of_an_unknown_revision(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    for number in (0, 2):
        with pytest.raises(UnknownRevision):
            undo(Context(store, "a"), number)
