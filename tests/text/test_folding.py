from __future__ import annotations

from time import process_time

from netmap.text.names import fold


def test_initials_are_one_word_wherever_they_stand() -> None:
    assert fold("Coöp. U.A.") == "coop ua"
    assert fold("van b.v. naar u.a., e.o.") == "van bv naar ua eo"
    assert fold("a.b.cd") == "a b cd"
    assert fold("st.b.v.") == "st bv"


def test_a_long_row_of_initials_takes_no_long_time() -> None:
    begun = process_time()
    assert fold("a." * 50_000 + "ab").endswith("a ab")
    assert process_time() - begun < 5  # the square of its length was half a minute
