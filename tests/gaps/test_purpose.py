"""Ateliers, goals, and activities that nobody carries on."""

from __future__ import annotations

from netmap.model import Snapshot, Tie
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.gaps.helpers import found, only

ENTITIES = (
    entity("open", "atelier", status="active"),
    entity("shut", "atelier", status="closed"),
    entity("theme", "theme"),
    entity("goal", "goal"),
    entity("impact", "goal"),
    entity("course", "activity"),
    entity("coordinator", "unit", form_of="role"),
)


def facts(*ties: Tie) -> Snapshot:
    return snapshot(ties, ENTITIES)


class TestAteliers:
    def test_one_without_any_line_to_a_goal(self) -> None:
        gap = only(
            "atelier-without-goal",
            facts(tie("a", "leads", "open"), tie("open", "addresses", "theme")),
        )
        assert (gap.key, gap.severity) == ("atelier-without-goal:open", "medium")
        assert gap.facts["themes"] == ("theme",)
        assert gap.evidence == ("p.addresses.open.theme",)

    def test_closed_matters_less(self) -> None:
        assert only("atelier-without-goal", facts(tie("a", "leads", "shut"))).severity == "low"

    def test_a_line_by_theme_or_result_is_a_line(self) -> None:
        joins = tie("a", "leads", "open")
        for line in (
            [tie("open", "contributes_to", "goal")],
            [tie("open", "addresses", "theme"), tie("theme", "contributes_to", "goal")],
            [tie("open", "results_in", "course"), tie("course", "contributes_to", "goal")],
        ):
            assert not found("atelier-without-goal", facts(joins, *line))


class TestGoals:
    def test_nobody_works_on_it(self) -> None:
        gap = only(
            "goal-without-atelier",
            facts(tie("goal", "part_of", PARTNERSHIP), tie("a", "leads", "open")),
        )
        assert (gap.key, gap.severity) == ("goal-without-atelier:goal", "high")

    def test_others_do(self) -> None:
        gap = only(
            "goal-without-atelier",
            facts(tie("a", "contributes_to", "goal"), tie("a", "leads", "open")),
        )
        assert (gap.severity, gap.facts["others"]) == ("low", ("a",))

    def test_an_atelier_did(self) -> None:
        gap = only("goal-without-atelier", facts(tie("shut", "contributes_to", "goal")))
        assert (gap.severity, gap.facts["closed"]) == ("medium", ("shut",))

    def test_a_running_atelier_reaches_it_through_another_goal(self) -> None:
        lines = [tie("open", "contributes_to", "impact"), tie("impact", "contributes_to", "goal")]
        assert not found("goal-without-atelier", facts(*lines))

    def test_without_any_atelier_who_contributes_is_enough(self) -> None:
        ties = [tie("a", "contributes_to", "goal"), tie("impact", "part_of", PARTNERSHIP)]
        assert only("goal-without-atelier", facts(*ties)).subjects == ("impact",)


class TestActivities:
    MADE = tie("shut", "results_in", "course")

    def test_the_atelier_closed_and_nobody_carries_on(self) -> None:
        gap = only("orphaned-activity", facts(self.MADE))
        assert (gap.key, gap.severity) == ("orphaned-activity:course", "medium")
        assert (gap.facts["makers"], gap.facts["stopped"]) == (("shut",), 0)

    def test_somebody_carries_on(self) -> None:
        for carries in (
            tie("a", "offers", "course"),
            tie(PARTNERSHIP, "offers", "course"),
            tie("course", "part_of", PARTNERSHIP),
        ):
            assert not found("orphaned-activity", facts(self.MADE, carries))

    def test_who_carried_it_has_stopped(self) -> None:
        carried = tie("a", "offers", "course", until="2020")
        assert found("orphaned-activity", facts(self.MADE, carried), as_of="2021")
        assert not found("orphaned-activity", facts(self.MADE, carried), as_of="2019")

    def test_the_activity_itself_has_stopped(self) -> None:
        closed = [*ENTITIES, entity("course", "activity", status="closed")]
        network = snapshot([self.MADE, tie("a", "offers", "course")], closed)
        assert only("orphaned-activity", network).facts["stopped"] == 1

    def test_a_running_atelier_still_looks_after_it(self) -> None:
        also = tie("open", "results_in", "course")
        assert not found("orphaned-activity", facts(self.MADE, also))

    def test_a_role_that_has_ended_leaves_work_behind(self) -> None:
        made = tie("coordinator", "results_in", "course", until="2019-07")
        assert found("orphaned-activity", facts(*members("a"), made), as_of="2020")
        still = tie("coordinator", "part_of", PARTNERSHIP)
        assert not found("orphaned-activity", facts(made, still), as_of="2020")
