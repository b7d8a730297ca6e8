"""What commit promises: all or nothing, numbered, refused with every reason."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from netmap.errors import Conflict, Invalid
from netmap.model import Citation, Entity, Put, Remove, Scope, Tie
from netmap.stores import Store
from tests.contract.examples import (
    MINUTES,
    SAID,
    member,
    organisation,
    partnership,
    refers,
    since,
    village,
)


def test_an_empty_store_is_at_revision_zero(store: Store) -> None:
    assert store.ping() == 0
    assert store.snapshot().entities == {}
    assert store.partnerships() == ()
    assert store.sources() == ()
    assert store.revisions() == ()


def test_revisions_count_up_from_one(store: Store) -> None:
    assert store.commit(village(), author="coordinator", message="first") == 1
    assert store.commit([Put(organisation("kerk"))], author="coordinator", message="second") == 2
    assert store.ping() == 2


def test_a_commit_that_changes_nothing_makes_no_revision(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    assert store.commit(village(), author="a", message="again") == 1
    assert store.commit([], author="a", message="nothing") == 1
    assert len(store.revisions()) == 1


def test_only_what_changes_is_recorded(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    store.commit([*village(), Put(organisation("kerk"))], author="a", message="import again")
    (revision,) = store.revisions(after=1, with_changes=True)
    assert [change.id for change in revision.changes] == ["kerk"]


def test_one_bad_change_refuses_the_whole_commit(store: Store) -> None:
    bad = Tie("dorp.bad", "dorp", "refers_to", "zorg", "nobody", citations=SAID)
    with pytest.raises(Invalid):
        store.commit([*village(), Put(bad)], author="a", message="half")
    assert store.ping() == 0
    assert store.snapshot().entities == {}


def test_every_problem_is_reported_at_once(store: Store) -> None:
    bad = [
        Put(Tie("dorp.a", "dorp", "refers_to", "zorg", "nobody", citations=SAID)),
        Put(Tie("dorp.b", "dorp", "loves", "zorg", "school", citations=SAID)),
    ]
    with pytest.raises(Invalid) as refused:
        store.commit([*village(), *bad], author="a", message="bad")
    assert {(p.where, p.field) for p in refused.value.problems} == {
        ("tie dorp.a", "target"),
        ("tie dorp.b", "kind"),
    }


@pytest.mark.parametrize(
    ("tie", "code"),
    [
        (replace(refers("school", "zorg"), citations=()), "no-source"),
        (
            replace(refers("school", "zorg"), citations=(Citation("notulen", "1", " "),)),
            "no-evidence",
        ),
        (
            replace(refers("school", "zorg"), citations=(Citation("gossip", "1", "x"),)),
            "unknown-source",
        ),
        (replace(refers("school", "zorg"), kind="loves"), "unknown-value"),
        (replace(refers("school", "zorg"), kind="member_of"), "bad-ends"),
        (replace(refers("school", "zorg"), target="school"), "bad-ends"),
        (replace(refers("school", "zorg"), target="nobody"), "unknown-entity"),
        (replace(refers("school", "zorg"), partnership="zorg"), "bad-ends"),
        (replace(refers("school", "zorg"), partnership="nowhere"), "unknown-entity"),
        (replace(refers("school", "zorg"), certainty="rumour"), "unknown-value"),  # type: ignore[arg-type]  # on purpose
        (replace(refers("school", "zorg"), attributes={"colour": "red"}), "unknown-value"),
        (replace(refers("school", "zorg"), attributes={"scale": "sideways"}), "bad-value"),
        (replace(refers("school", "zorg"), id="Not A Slug"), "bad-id"),
        (since(refers("school", "zorg"), "2020", "2019"), "bad-period"),
        (since(refers("school", "zorg"), "2020", "2020"), "bad-period"),
        (replace(refers("school", "zorg"), attributes={"note": "a\x07b"}), "bad-text"),
    ],
)
def test_a_bad_tie_is_refused_with_its_reason(store: Store, tie: Tie, code: str) -> None:
    store.commit(village(), author="a", message="first")
    with pytest.raises(Invalid) as refused:
        store.commit([Put(tie)], author="a", message="bad")
    assert code in {problem.code for problem in refused.value.problems}
    assert store.ping() == 1


@pytest.mark.parametrize(
    ("entity", "code"),
    [
        (Entity("x", "castle", "X"), "unknown-value"),
        (Entity("x", "organisation", " "), "missing"),
        (Entity("x", "organisation", "X", attributes={"sector": "magic"}), "bad-value"),
        (Entity("x", "theme", "X", attributes={"sector": "care"}), "unknown-value"),
        (Entity("x", "organisation", "X", citations=(Citation("no", "1", "y"),)), "unknown-source"),
    ],
)
def test_a_bad_entity_is_refused_with_its_reason(store: Store, entity: Entity, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        store.commit([Put(entity)], author="a", message="bad")
    assert code in {problem.code for problem in refused.value.problems}


def test_a_tie_may_come_before_its_ends_in_one_commit(store: Store) -> None:
    assert store.commit(list(reversed(village())), author="a", message="any order") == 1


def test_what_is_in_use_cannot_be_removed(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    for gone in (Remove("entity", "zorg"), Remove("source", "notulen"), Remove("entity", "dorp")):
        with pytest.raises(Invalid):
            store.commit([gone], author="a", message="remove")
    assert store.ping() == 1


def test_an_entity_goes_together_with_its_ties(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    gone = [
        Remove("entity", "zorg"),
        Remove("tie", member("zorg").id),
        Remove("tie", refers("school", "zorg").id),
    ]
    assert store.commit(gone, author="a", message="zorg stops") == 2
    snapshot = store.snapshot()
    assert "zorg" not in snapshot.entities
    assert list(snapshot.ties) == [member("school").id]


def test_a_change_of_kind_must_fit_the_ties_that_stay(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    with pytest.raises(Invalid):
        store.commit([Put(Entity("zorg", "theme", "Zorg"))], author="a", message="now a theme")
    store.commit([Put(Entity("kerk", "organisation", "Kerk"))], author="a", message="kerk")
    store.commit([Put(Entity("kerk", "theme", "Kerk"))], author="a", message="a theme after all")
    assert store.snapshot().entities["kerk"].kind == "theme"


def test_removing_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="nothing to remove"):
        store.commit([Remove("tie", "nothing")], author="a", message="oops")


def test_a_stale_expectation_is_a_conflict_and_changes_nothing(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    with pytest.raises(Conflict) as conflict:
        store.commit([Put(organisation("kerk"))], author="b", message="late", expect_revision=0)
    assert conflict.value.facts == {"expected": 0, "actual": 1}
    assert store.ping() == 1
    fresh = store.commit([Put(organisation("kerk"))], author="b", message="x", expect_revision=1)
    assert fresh == 2


def test_the_last_of_two_changes_to_one_record_counts(store: Store) -> None:
    first, second = organisation("kerk", "Kerk"), organisation("kerk", "De Kerk")
    store.commit([Put(first), Put(second)], author="a", message="twice")
    assert store.snapshot().entities["kerk"].name == "De Kerk"
    store.commit([Put(organisation("bieb")), Put(second)], author="a", message="bieb")
    store.commit([Put(first), Remove("entity", "kerk")], author="a", message="gone")
    assert list(store.snapshot().entities) == ["bieb"]


def test_who_when_and_why_are_kept(store: Store) -> None:
    moment = datetime(2021, 3, 4, 12, 30, tzinfo=timezone(timedelta(hours=1)))
    store.commit(village(), author="Netwerkregisseur", message="ALV van maart — é", at=moment)
    (revision,) = store.revisions()
    assert (revision.author, revision.message) == ("Netwerkregisseur", "ALV van maart — é")
    assert revision.at == moment
    assert revision.at.tzinfo == UTC


@pytest.mark.parametrize(("author", "message"), [("", "why"), ("who", " "), ("who", "a\x00b")])
def test_a_revision_needs_an_author_and_a_reason(store: Store, author: str, message: str) -> None:
    with pytest.raises(Invalid):
        store.commit(village(), author=author, message=message)
    assert store.ping() == 0


def test_concurrent_commits_are_each_a_revision_of_their_own(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    numbers: list[int] = []

    def work(worker: int) -> None:
        for step in range(5):
            change = Put(organisation(f"org-{worker}-{step}"))
            numbers.append(store.commit([change], author=f"w{worker}", message="add"))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(2, 22))
    assert len(store.snapshot().entities) == 3 + 20


def test_of_two_that_expect_the_same_revision_one_wins(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    outcomes: list[str] = []
    gate = threading.Barrier(4)

    def work(worker: int) -> None:
        gate.wait()
        change = Put(organisation("zorg", f"Zorg {worker}"))
        try:
            store.commit([change], author="w", message="rename", expect_revision=1)
            outcomes.append("won")
        except Conflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 3 + ["won"]
    assert store.ping() == 2


def test_ten_thousand_ties_in_one_commit(store: Store) -> None:
    organisations = [organisation(f"org-{n}") for n in range(1000)]
    ties = [
        refers(f"org-{n}", f"org-{(n + step) % 1000}") for n in range(1000) for step in range(1, 11)
    ]
    records = (MINUTES, partnership(), *organisations, *ties)
    assert store.commit([Put(r) for r in records], author="import", message="bulk") == 1
    assert len(store.snapshot(Scope(partnerships=("dorp",))).ties) == 10_000
