"""What a form says becomes one revision, or everything wrong is said at its field."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from netmap.errors import Invalid, UnknownEntity, UnknownPartnership, UnknownTie
from netmap.model import Entity, PartialDate, RecordType, Remove, Tie
from netmap.services.context import Context
from netmap.services.editing.edit_conflict import Collision, Seen
from netmap.services.editing.forms import entity_form, tie_form
from netmap.services.editing.save import Saved, save
from netmap.services.history import commit
from tests.services.editing.conftest import CITED, MESSAGE, now

NEW_ORGANISATION = {"kind": "organisation", "name": "Gamma", "join": "member_of", **CITED}
NEW_TIE = {"kind": "refers_to", "source": "Beta", "target": "Huisarts", **CITED}
MEETING = {
    "cite.0.source": "new",
    "cite.0.evidence": "Dat is gezegd.",
    "new.kind": "meeting",
    "new.title": "Ledenvergadering",
    "new.date": "12-3-2026",
}


def saved(result: Saved | Collision) -> Saved:
    assert isinstance(result, Saved)
    return result


def problems(ctx: Context, fields: Mapping[str, str]) -> set[tuple[str, str]]:
    kind: RecordType = "tie" if {"source", "target"} & fields.keys() else "entity"
    with pytest.raises(Invalid) as refused:
        save(ctx, kind, "p", fields, MESSAGE)
    assert ctx.store.ping() == 1, "nothing was half applied"
    return {(p.code, p.field) for p in refused.value.problems}


def test_a_new_organisation_comes_with_its_membership_in_one_revision(ctx: Context) -> None:
    fields = {**NEW_ORGANISATION, "aliases": "Gam\r\nGG", "attr.sector": "care"}
    found = saved(save(ctx, "entity", "p", {**fields, "join.valid_from": "3-2026"}, MESSAGE))
    assert (found.revision, found.changed) == (2, True)
    assert now(ctx).entities["gamma"] == Entity(
        "gamma", "organisation", "Gamma", ("Gam", "GG"), attributes={"sector": "care"}
    )
    tie = now(ctx).ties["p.member_of.gamma.p"]
    assert (tie.kind, tie.target, tie.valid_from) == ("member_of", "p", PartialDate(2026, 3))
    assert [c.source for c in tie.citations] == ["s"]


def test_what_has_no_tie_yet_carries_its_source_itself(ctx: Context) -> None:
    save(ctx, "entity", "p", {**NEW_ORGANISATION, "join": ""}, MESSAGE)
    assert now(ctx).entities["gamma"].citations
    assert len(now(ctx).ties) == 7


def test_an_activity_comes_out_of_an_atelier(ctx: Context) -> None:
    fields = {
        "kind": "activity",
        "name": "Inloop",
        "join": "<results_in",
        "join.other": "Werkatelier",
    }
    save(ctx, "entity", "p", {**fields, **CITED}, MESSAGE)
    tie = now(ctx).ties["p.results_in.w.inloop"]
    assert (tie.source, tie.target) == ("w", "inloop")


def test_an_id_that_is_taken_gets_a_number(ctx: Context) -> None:
    found = saved(save(ctx, "entity", "p", {**NEW_ORGANISATION, "name": "A"}, MESSAGE))
    assert found.record.id == "a-2"


def test_a_title_that_says_the_date_does_not_say_it_twice(ctx: Context) -> None:
    told = {**MEETING, "new.title": "Vergadering van 12 maart 2026"}
    saved(save(ctx, "tie", "p", {**NEW_TIE, **told}, MESSAGE))
    assert now(ctx).sources["vergadering-van-12-maart-2026"].title == told["new.title"]


def test_a_tie_and_the_meeting_it_was_told_at_are_one_revision(ctx: Context) -> None:
    found = saved(save(ctx, "tie", "p", {**NEW_TIE, **MEETING, "attr.scale": "up"}, MESSAGE))
    source = now(ctx).sources["ledenvergadering-12-maart-2026"]
    assert (source.title, source.kind) == ("Ledenvergadering, 12 maart 2026", "meeting")
    assert isinstance(found.record, Tie)
    assert found.record.id == "p.refers_to.b.gp"
    assert found.record.citations[0].source == source.id
    assert found.record.attributes == {"scale": "up"}
    assert found.revision == 2


def test_a_conversation_is_told_by_a_role(ctx: Context) -> None:
    told = {**MEETING, "new.kind": "conversation", "new.title": "", "new.by": "wijkverpleegkundige"}
    save(ctx, "tie", "p", {**NEW_TIE, **told}, MESSAGE)
    source = now(ctx).sources["gesprek-met-wijkverpleegkundige-12-maart-2026"]
    assert source.author == "wijkverpleegkundige"


def test_a_source_can_be_added_and_corrected(ctx: Context) -> None:
    fields = {"title": "Jaarverslag", "kind": "document", "date": "2025", "sections": "1\n2"}
    found = saved(save(ctx, "source", "p", fields, MESSAGE))
    assert found.record.id == "jaarverslag"
    fields = {**fields, "title": "Jaarverslag 2025"}
    save(ctx, "source", "p", fields, MESSAGE, key="jaarverslag", base_revision=2)
    assert now(ctx).sources["jaarverslag"].title == "Jaarverslag 2025"


def test_everything_wrong_is_said_at_once(ctx: Context) -> None:
    found = problems(
        ctx,
        {
            "kind": "organisation",
            "name": " ",
            "attr.sector": "magic",
            "summary": "x" * 5000,
            "join": "refers_to",
            "join.valid_from": "2020",
            "join.valid_to": "2019",
            "cite.0.locator": "1",
            "cite.1.source": "nothing",
            "cite.1.evidence": "x",
        },
    )
    assert found == {
        ("missing", "name"),
        ("unknown-value", "attr.sector"),
        ("too-long", "summary"),
        ("unknown-value", "join"),
        ("bad-period", "join.valid_to"),
        ("no-source", "cite.0.source"),
        ("no-evidence", "cite.0.evidence"),
        ("unknown-source", "cite.1.source"),
    }


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"kind": ""}, "missing", "kind"),
        ({"kind": "member_of"}, "bad-ends", "kind"),
        ({"source": ""}, "missing", "source"),
        ({"target": "Nobody"}, "no-such-name", "target"),
        ({"target": "Beta"}, "same-ends", "target"),
        ({"certainty": "perhaps"}, "unknown-value", "certainty"),
        ({"valid_from": "soon"}, "bad-date", "valid_from"),
        ({"attr.scale": "sideways"}, "unknown-value", "attr.scale"),
        (
            {"cite.0.source": "", "cite.0.locator": "", "cite.0.evidence": ""},
            "no-source",
            "cite.0.source",
        ),
        ({"cite.0.evidence": " "}, "no-evidence", "cite.0.evidence"),
        ({**MEETING, "new.date": ""}, "missing", "new.date"),
        ({**MEETING, "new.kind": "document", "new.title": ""}, "missing", "new.title"),
        ({**MEETING, "new.kind": "conversation"}, "missing", "new.by"),
        ({"source": "Alfa"}, "tie-exists", "kind"),
    ],
)
def test_what_is_wrong_with_a_tie(
    ctx: Context, change: dict[str, str], code: str, field: str
) -> None:
    assert problems(ctx, {**NEW_TIE, **change}) == {(code, field)}


def test_a_level_stays_within_its_limits(ctx: Context) -> None:
    tie = {**NEW_TIE, "kind": "collaborates_with", "attr.level": "5"}
    assert problems(ctx, tie) == {("out-of-range", "attr.level")}
    assert problems(ctx, {**tie, "attr.level": "high"}) == {("bad-number", "attr.level")}


def test_a_name_that_is_there_already_is_asked_about(ctx: Context) -> None:
    again = {**NEW_ORGANISATION, "name": "dokter"}
    assert problems(ctx, again) == {("name-exists", "name")}
    assert saved(save(ctx, "entity", "p", {**again, "another": "yes"}, MESSAGE)).changed


def test_the_same_tie_can_be_told_once_more_on_purpose(ctx: Context) -> None:
    fields = {**NEW_TIE, "source": "Alfa", "another": "yes", "valid_from": "2024"}
    assert saved(save(ctx, "tie", "p", fields, MESSAGE)).record.id == "p.refers_to.a.gp.2"


def test_ends_are_found_by_id_name_alias_and_in_any_case(ctx: Context) -> None:
    for text in ("gp", "Huisarts", "HUISARTS", "dokter", "Huisarts [gp]"):
        found = tie_form(ctx, "p", source=text, target="b")
        assert "refers_to" in {kind.key for kind in found.kinds}
        assert "member_of" not in {kind.key for kind in found.kinds}


def test_names_that_two_share_have_to_be_told_apart(ctx: Context) -> None:
    save(ctx, "entity", "p", {**NEW_ORGANISATION, "name": "Beta", "another": "yes"}, MESSAGE)
    with pytest.raises(Invalid) as refused:
        save(ctx, "tie", "p", NEW_TIE, MESSAGE)
    assert [(p.code, p.field) for p in refused.value.problems] == [("ambiguous-entity", "source")]
    chosen = {**NEW_TIE, "source": "Beta [b]"}
    assert saved(save(ctx, "tie", "p", chosen, MESSAGE)).record.id == "p.refers_to.b.gp"


def test_the_form_of_a_record_saves_what_was_there(ctx: Context) -> None:
    entity = entity_form(ctx, "p", entity_id="gp")
    keys = {"key": "gp", "base_revision": 1}
    found = saved(save(ctx, "entity", "p", entity.fields, MESSAGE, **keys))  # type: ignore[arg-type]
    assert not found.changed
    tie = tie_form(ctx, "p", tie_id="p.refers_to.a.gp")
    found = saved(
        save(ctx, "tie", "p", tie.fields, MESSAGE, key=tie.tie.id, base_revision=1)  # type: ignore[union-attr]
    )
    assert (found.changed, ctx.store.ping()) == (False, 1)


def test_what_is_not_there(ctx: Context) -> None:
    with pytest.raises(UnknownPartnership):
        save(ctx, "entity", "a", NEW_ORGANISATION, MESSAGE)
    with pytest.raises(UnknownEntity):
        save(ctx, "entity", "p", NEW_ORGANISATION, MESSAGE, key="nobody")
    with pytest.raises(UnknownTie):
        tie_form(ctx, "p", tie_id="q.member_of.b.q")


def edit(ctx: Context, base: int, seen: Seen | None = None, **fields: str) -> Saved | Collision:
    form = {**entity_form(ctx, "p", entity_id="gp").fields} if "name" not in fields else {}
    form = {"name": "Huisarts", "aliases": "Dokter", **form, **fields}
    return save(ctx, "entity", "p", form, MESSAGE, key="gp", base_revision=base, seen=seen)


def test_two_editors_of_different_fields_both_get_their_way(ctx: Context, other: Context) -> None:
    saved(edit(other, 1, name="Huisarts", summary="Zorgt."))
    found = saved(edit(ctx, 1, name="Huisartsen", aliases="Dokter\nArts"))
    assert found.merged
    gp = now(ctx).entities["gp"]
    assert (gp.name, gp.summary, gp.aliases) == ("Huisartsen", "Zorgt.", ("Dokter", "Arts"))


def test_a_change_of_another_record_bothers_nobody(ctx: Context, other: Context) -> None:
    save(other, "tie", "p", NEW_TIE, MESSAGE)
    assert not saved(edit(ctx, 1, name="Huisartsen")).merged


def test_two_editors_of_one_field_are_shown_side_by_side(ctx: Context, other: Context) -> None:
    edit(other, 1, name="Praktijk")
    found = edit(ctx, 1, name="Huisartsen", summary="Zorgt.")
    assert isinstance(found, Collision)
    assert [(c.name, c.base, c.mine, c.theirs) for c in found.clashes] == [
        ("name", ("Huisarts",), ("Huisartsen",), ("Praktijk",))
    ]
    assert found.since[0].author == "second"
    assert found.fields["summary"] == "Zorgt."
    assert ctx.store.ping() == 2

    chosen = edit(
        ctx, 1, Seen(found.revision, {"name": "theirs"}), name="Huisartsen", summary="Zorgt."
    )
    assert saved(chosen).revision == 3
    assert (now(ctx).entities["gp"].name, now(ctx).entities["gp"].summary) == ("Praktijk", "Zorgt.")


def test_who_does_not_choose_is_asked_again(ctx: Context, other: Context) -> None:
    edit(other, 1, name="Praktijk")
    assert isinstance(edit(ctx, 1, Seen(2), name="Huisartsen"), Collision)


def test_a_third_change_while_choosing_is_noticed(ctx: Context, other: Context) -> None:
    edit(other, 1, name="Praktijk")
    edit(other, 2, name="Centrum")
    found = edit(ctx, 1, Seen(2, {"name": "mine"}), name="Huisartsen")
    assert isinstance(found, Collision)
    assert (found.base_revision, found.clashes[0].theirs) == (2, ("Centrum",))


def test_overwriting_knowingly_is_saving_from_where_the_other_was(
    ctx: Context, other: Context
) -> None:
    edit(other, 1, name="Praktijk", summary="Theirs.")
    saved(edit(ctx, 2, name="Huisartsen", summary=""))
    assert now(ctx).entities["gp"].summary == ""


def test_a_record_that_was_removed_meanwhile_can_be_put_back(ctx: Context) -> None:
    commit(ctx, [Remove("tie", "p.refers_to.a.gp")], message="gone")
    fields = {**NEW_TIE, "source": "Alfa"}
    keys = {"key": "p.refers_to.a.gp", "base_revision": 1}
    found = save(ctx, "tie", "p", fields, MESSAGE, **keys)  # type: ignore[arg-type]
    assert isinstance(found, Collision)
    assert found.theirs is None
    back = save(ctx, "tie", "p", fields, MESSAGE, seen=Seen(2), **keys)  # type: ignore[arg-type]
    assert saved(back).record.id in now(ctx).ties


def test_two_changes_that_cannot_stand_together_are_shown(ctx: Context, other: Context) -> None:
    """One ends the tie, the other begins it later: each is right, both are not."""
    form = dict(tie_form(ctx, "p", tie_id="p.refers_to.a.gp").fields)
    keys = {"key": "p.refers_to.a.gp", "base_revision": 1}
    save(other, "tie", "p", {**form, "valid_to": "2020"}, MESSAGE, **keys)  # type: ignore[arg-type]
    found = save(ctx, "tie", "p", {**form, "valid_from": "2021"}, MESSAGE, **keys)  # type: ignore[arg-type]
    assert isinstance(found, Collision)
    assert {clash.name for clash in found.clashes} == {"valid_from", "valid_to"}


def test_a_form_knows_which_kinds_fit_and_which_would_if_swapped(ctx: Context) -> None:
    form = tie_form(ctx, "p", source="w", target="a")
    assert {kind.key for kind in form.kinds}.isdisjoint({"takes_part_in", "leads"})
    assert {"takes_part_in", "leads"} <= {kind.key for kind in form.swapped}
    assert form.fields["source"] == "Werkatelier"
    assert [o.entity.id for o in form.desk.options if not o.here] == ["f"]


@pytest.mark.parametrize(
    ("kind", "join"),
    [
        ("organisation", "member_of"),
        ("unit", "part_of"),
        ("activity", "part_of"),
        ("law", "<covers"),
    ],
)
def test_something_new_belongs_as_its_kind_can(ctx: Context, kind: str, join: str) -> None:
    form = entity_form(ctx, "p", kind=kind)
    assert form.fields["join"] == join
    assert (form.fields["join.other"] == "De Proef") == (not join.startswith("<"))
    assert {way.key for way in form.ways} >= {join}
