"""Who covers what; and every empty cell answers why, in both languages."""

from __future__ import annotations

import pytest

from netmap.coverage import matrices, words
from netmap.coverage.matrices import MATRICES
from netmap.coverage.matrix import Matrix, State
from netmap.errors import Invalid
from netmap.model import Snapshot
from netmap.vocabulary import LANGUAGES
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie

HOME = {"life_domains": ("home",), "target_groups": ("old",)}


def functions() -> Snapshot:
    """Six functions: covered, inferred, by a partner, by a stranger, by the whole, by nobody."""
    return snapshot(
        [
            *members("a", "b", "silent"),
            tie("team", "part_of", PARTNERSHIP),
            tie("a", "collaborates_with", "b"),
            tie("a", "refers_to", "partner"),
            tie("a", "covers", "care"),
            tie("team", "covers", "talk", certainty="inferred"),
            tie("partner", "covers", "cure"),
            tie("stranger", "covers", "house"),
            tie(PARTNERSHIP, "covers", "all"),
        ],
        [
            entity("a", line="first"),
            entity("team", "unit"),
            entity("home", "life_domain"),
            entity("old", "target_group"),
            entity("care", "function", line="first", **HOME),
            entity("near", "function", line="first", **HOME),
            entity("cure", "function", line="second"),
            *(entity(key, "function") for key in ("talk", "house", "all", "none")),
        ],
    )


def states(matrix: Matrix, row: str) -> dict[str, str]:
    return {c.id: matrix.cells[row, c.id].state.value for c in matrix.columns}


@pytest.mark.parametrize(
    ("row", "a", "b", "team", "whole"),
    [
        ("care", "reported", "others", "others", "reported"),
        ("talk", "others", "others", "inferred", "inferred"),
        ("near", "could", "nobody", "nobody", "nobody"),
        ("cure", "not_expected", "partner", "partner", "partner"),
        ("house", "out_of_reach", "out_of_reach", "out_of_reach", "out_of_reach"),
        ("all", "whole", "whole", "whole", "whole"),
        ("none", "nobody", "nobody", "nobody", "nobody"),
    ],
)
def test_each_function_says_how_each_member_stands_to_it(
    row: str, a: str, b: str, team: str, whole: str
) -> None:
    matrix = matrices.make(functions(), PARTNERSHIP, "functions")
    assert states(matrix, row) == {"a": a, "b": b, "team": team, "silent": "no_answer"}
    assert matrix.standing[row].state.value == whole
    assert [(c.id, c.group) for c in matrix.columns][-1] == ("team", "own")


def test_a_reason_names_who_and_what() -> None:
    known = functions()
    matrix = matrices.make(known, PARTNERSHIP, "functions")
    assert words.why(matrix, "near", ["a"], known, "nl") == (
        "Geen bron zegt dat A ‘NEAR’ vervult, maar het zou kunnen: A vervult al ‘CARE’, voor "
        "dezelfde mensen en hetzelfde leefgebied."
    )
    assert words.why(matrix, "cure", ["a"], known, "en") == (
        "‘CURE’ belongs to the second line, and A works in the first line. It is not expected "
        "here, and no source says so."
    )
    assert words.why(matrix, "cure", ["b", "team"], known, "en") == (
        "No member and no own body covers ‘CURE’, as far as is documented. From outside PARTNER "
        "does; there is a path to it."
    )
    one = words.why(matrix, "none", ["silent", "a"], known, "en", of_one=True)
    assert one.startswith("Nothing is documented about {column} except membership.")
    assert matrix.cells["cure", "b"].ties == ("p.covers.partner.cure",)
    assert words.why_row(matrix, "care", known, "en") == (
        "Inside A covers ‘CARE’: a source says so."
    )
    assert (matrix.covered_in_row("care"), matrix.covered_in_column("a")) == (1, 1)


def life_domains() -> Snapshot:
    return snapshot(
        [
            *members("a", "b"),
            tie("a", "collaborates_with", "b"),
            tie("a", "covers", "care"),
            tie("b", "covers", "home"),
            tie("a", "offers", "meal"),
            tie("meal", "covers", "mind"),
        ],
        [
            entity("meal", "activity"),
            entity("a", line="zeroth"),
            *(entity(key, "life_domain") for key in ("home", "mind", "bare")),
            entity("old", "target_group"),
            entity("care", "function", line="first", **HOME),
            entity("cure", "function", line="second", **HOME),
            entity("nurse", "function", line="first", **HOME),
            entity(
                "cope", "function", line="first",
                life_domains=("mind", "home"), target_groups=("old",),
            ),
        ],
    )  # fmt: skip


def test_a_life_domain_has_the_line_of_the_function_or_of_who_does_it() -> None:
    matrix = matrices.make(life_domains(), PARTNERSHIP, "life-domains")
    assert [c.id for c in matrix.columns] == ["zeroth", "first", "second", "none"]
    home = {c.id: matrix.cells["home", c.id] for c in matrix.columns}
    assert states(matrix, "home") == {
        "zeroth": "not_expected", "first": "reported", "second": "nobody", "none": "reported",
    }  # fmt: skip
    assert (home["first"].about, home["none"].about) == (("a",), ("b",))
    assert (home["first"].expected, home["first"].met) == (("care", "cope", "nurse"), ("care",))
    mind = {c.id: matrix.cells["mind", c.id] for c in matrix.columns}
    assert mind["zeroth"].ties == ("p.covers.meal.mind", "p.offers.a.meal")
    assert (mind["first"].state, mind["first"].about) == (State.COULD, ("a",))
    assert mind["none"].state is State.NOT_APPLICABLE


def goals() -> Snapshot:
    ateliers = ("direct", "through", "idle", "joined", "planned")
    return snapshot(
        [
            *members("a"),
            *(tie("a", "takes_part_in", key) for key in ("direct", "through", "joined")),
            *(tie(f"z{key}", "takes_part_in", key) for key in ("idle", "planned")),
            tie("direct", "contributes_to", "goal"),
            tie("through", "addresses", "theme"),
            tie("theme", "contributes_to", "goal"),
            tie("goal", "contributes_to", "impact"),
            tie("a", "contributes_to", "other"),
            tie("direct", "contributes_to", "third"),
            tie("far", "contributes_to", "fourth"),
        ],
        [
            *(entity(key, "atelier") for key in ateliers[:-1]),
            entity("planned", "atelier", status="planned"),
            entity("theme", "theme"),
            *(entity(key, "goal") for key in ("goal", "other", "third", "fourth")),
            entity("impact", "goal", goal_type="impact"),
        ],
    )


def test_an_atelier_contributes_directly_or_through_what_it_is_about() -> None:
    known = goals()
    matrix = matrices.make(known, PARTNERSHIP, "goals")
    assert states(matrix, "goal") == {
        "direct": "reported", "through": "inferred", "idle": "no_answer",
        "joined": "no_answer", "planned": "not_applicable",
    }  # fmt: skip
    assert states(matrix, "other")["joined"] == "could"
    assert states(matrix, "third")["through"] == "others"
    assert states(matrix, "fourth")["direct"] == "out_of_reach"
    assert states(matrix, "impact")["idle"] == "not_applicable"
    assert words.why(matrix, "goal", ["through"], known, "en").endswith(
        "The way leads through THEME."
    )


@pytest.mark.parametrize("key", MATRICES)
@pytest.mark.parametrize("make", [functions, life_domains, goals])
def test_every_cell_and_row_answers_in_both_languages(key: str, make: object) -> None:
    known: Snapshot = make()  # type: ignore[operator]
    matrix = matrices.make(known, PARTNERSHIP, key)
    for language in LANGUAGES:
        said = [words.why(matrix, row, [column], known, language) for row, column in matrix.cells]
        said += [words.why_row(matrix, row.id, known, language) for row in matrix.rows]
        assert all(text.endswith(".") and "{" not in text for text in said)


def test_every_state_has_words_in_every_matrix_where_it_can_occur() -> None:
    for state in State:
        assert words.state_label(state).nl
        assert words.state_about(state).en.endswith(".")


def test_an_unknown_matrix_is_refused() -> None:
    with pytest.raises(Invalid):
        matrices.make(goals(), PARTNERSHIP, "nothing")
