"""What is not documented, old, contradicted or said only once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmap.model import PartialDate, Scope, Tie
from tests.builders import members, snapshot, tie
from tests.gaps.helpers import cited, found, only, told, with_sources


class TestMembers:
    def test_most_members_without_anything_are_one_finding(self) -> None:
        network = snapshot([*members(*"abcdefgh"), tie("a", "advises", "b")])
        gap = only("members-barely-mapped", network)
        assert (gap.key, gap.severity, gap.weight) == ("members-barely-mapped:p", "medium", 6)
        assert gap.facts["members"] == tuple("cdefgh")
        assert gap.evidence == tuple(f"p.member_of.{key}.p" for key in "cdefgh")
        assert not found("member-without-ties", network)
        assert told(gap, network).title == "Van 6 van de 8 leden is geen samenwerking vastgelegd"

    def test_a_few_are_told_one_by_one(self) -> None:
        ties = [tie(a, "advises", b) for a, b in ("ab", "cd", "ef")]
        for keys, silent in (("abcdefgh", 2), ("ghi", 3)):
            network = snapshot([*members(*keys), *ties])
            assert not found("members-barely-mapped", network)
            assert len(found("member-without-ties", network)) == silent


class TestOld:
    NETWORK = with_sources(
        snapshot(
            [
                cited(tie("a", "advises", "b"), "old"),
                cited(tie("b", "advises", "c"), "old", "new"),
                cited(tie("c", "advises", "d"), "undated"),
            ]
        ),
        old="2017-05",
        new="2020",
        undated="",
    )

    def test_the_newest_source_counts_and_the_latest_date_is_now(self) -> None:
        gap = only("old-knowledge", self.NETWORK)
        assert (gap.key, gap.severity, gap.weight) == ("old-knowledge:a", "low", 3)
        assert (gap.facts["year"], gap.facts["today"]) == (2017, 2020)
        assert gap.evidence == ("p.advises.a.b",)
        assert told(gap, self.NETWORK).title == "Sinds 2017 niets nieuws over A"

    def test_another_moment_gives_another_answer(self) -> None:
        assert not found("old-knowledge", self.NETWORK, as_of="2019")
        assert len(found("old-knowledge", self.NETWORK, as_of="2023")) == 3

    def test_when_nearly_all_is_old_it_is_one_finding(self) -> None:
        ties = [cited(tie(a, "advises", b), "old") for a, b in ("ab", "cd", "ef")]
        network = with_sources(snapshot(ties), old="2018")
        gap = only("old-knowledge", network, as_of="2024")
        assert (gap.key, gap.severity, gap.weight) == ("old-knowledge:p", "medium", 6)
        assert gap.facts["actors"] == tuple("abcdef")

    def test_what_has_ended_is_not_old(self) -> None:
        ended = cited(tie("a", "advises", "b", until="2019"), "old")
        assert not found("old-knowledge", with_sources(snapshot([ended]), old="2018"), "2024")

    def test_without_any_date_nothing_is_old(self) -> None:
        assert not found("old-knowledge", snapshot([tie("a", "advises", "b")]))

    def test_now_is_the_moment_of_the_snapshot_or_else_its_latest_date(self) -> None:
        assert self.NETWORK.moment == PartialDate(2020)
        later = snapshot([tie("a", "advises", "b", since="2021-02")])
        assert replace(later, sources=self.NETWORK.sources).moment == PartialDate(2021, 2)
        asked = replace(later, scope=Scope(as_of=PartialDate(2019)))
        assert asked.moment == PartialDate(2019)
        assert snapshot([]).moment is None


class TestContradictions:
    def pair(self, first: Tie, second: Tie, *sources: str) -> list[tuple[str, int]]:
        ties = [cited(first, sources[0]), cited(replace(second, id="second"), sources[1])]
        network = with_sources(snapshot(ties), s="2020", t="2020")
        return [(gap.key, gap.weight) for gap in found("contradicting-sources", network)]

    LOW = tie("a", "collaborates_with", "b", level=2)

    def test_two_sources_two_levels(self) -> None:
        high = tie("b", "collaborates_with", "a", level=3)  # the same pair, the other way round
        assert self.pair(self.LOW, high, "s", "t") == [("contradicting-sources:a+b", 1)]
        ties = [cited(self.LOW, "s"), cited(high, "t")]
        network = with_sources(snapshot(ties), s="2020", t="2020")
        (gap,) = found("contradicting-sources", network)
        assert set(gap.evidence) == {self.LOW.id, high.id}
        reason = told(gap, network).reason
        assert "samenwerkingsniveau (NJi, 1–4) 2 of 3." in reason
        assert "Source s en Source t." in reason

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"scale": "up"}, {"scale": "across"}),
            ({"waiting_time": "zes weken"}, {"waiting_time": "een half jaar"}),
            ({"since": "2018"}, {"since": "2019"}),
            ({"until": "2020"}, {"until": "2021-03"}),
        ],
    )
    def test_what_can_only_be_one(self, first: dict[str, str], second: dict[str, str]) -> None:
        one = tie("a", "refers_to", "b", **first)  # type: ignore[arg-type]  # a period or text
        other = tie("a", "refers_to", "b", **second)  # type: ignore[arg-type]  # likewise
        assert len(self.pair(one, other, "s", "t")) == 1

    def test_what_does_not_contradict(self) -> None:
        same = tie("a", "collaborates_with", "b", level=2)
        high = tie("a", "collaborates_with", "b", level=3)
        assert not self.pair(self.LOW, same, "s", "t")
        assert not self.pair(self.LOW, high, "s", "s")  # one source tells of a change itself
        form = tie("a", "collaborates_with", "b", level=3, form="agreement")
        other = tie("a", "collaborates_with", "b", level=2, form="case_meeting")
        assert not self.pair(form, other, "s", "t")
        before = tie("a", "collaborates_with", "b", level=2, until="2018")
        after = tie("a", "collaborates_with", "b", level=3, since="2018")
        assert not self.pair(before, after, "s", "t")
        assert not self.pair(self.LOW, tie("a", "advises", "b"), "s", "t")
        there, back = (tie(*ends, scale=s) for ends, s in (
            (("a", "refers_to", "b"), "up"), (("b", "refers_to", "a"), "down")))  # fmt: skip
        assert not self.pair(there, back, "s", "t")


class TestSaidOnce:
    def test_how_many_pairs_rest_on_one_source(self) -> None:
        ties = [
            cited(tie("a", "collaborates_with", "b"), "s"),
            cited(tie("a", "collaborates_with", "c"), "s"),
            cited(tie("b", "collaborates_with", "c"), "s"),
            cited(tie("c", "collaborates_with", "b", key="again"), "t"),
            cited(tie("a", "refers_to", "d"), "s"),
        ]
        gap = only("said-once", snapshot(ties))
        assert (gap.key, gap.severity, gap.weight) == ("said-once:p", "low", 2)
        assert (gap.facts["all"], gap.facts["first"]) == (3, ("a", "b", "c"))
        assert gap.evidence == ("p.collaborates_with.a.b", "p.collaborates_with.a.c")

    def test_two_sources_for_all_are_no_gap(self) -> None:
        assert not found(
            "said-once", snapshot([cited(tie("a", "collaborates_with", "b"), "s", "t")])
        )
