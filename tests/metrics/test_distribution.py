from __future__ import annotations

from math import nan

from hypothesis import given
from hypothesis import strategies as st

from netmap.metrics.distribution import distribution


def test_values_that_are_not_defined_are_left_out() -> None:
    found = distribution([None, nan, 2.0])
    assert (found.known, found.low, found.high, found.middle) == (1, 2.0, 2.0, 2.0)
    assert found.counts == (1,)


def test_without_values_there_is_nothing_to_draw() -> None:
    assert distribution([None, nan]).counts == ()
    assert distribution([]).middle is None


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_every_value_is_in_one_bin(values: list[float]) -> None:
    found = distribution(values)
    assert sum(found.counts) == found.known == len(values)
    assert found.low is not None
    assert found.high is not None
    assert found.middle is not None
    assert found.low <= found.middle <= found.high
