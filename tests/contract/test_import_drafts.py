"""Half-done imports lie on the desk of every store alike: bound to place and version, for a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from netmap.errors import Conflict, UnknownDocument
from netmap.model import Put
from netmap.services.context import Context
from netmap.services.importing.drafts import cancel, choose, draft, start, waiting
from netmap.services.importing.uploads import Upload
from netmap.services.retention import discard_expired
from netmap.stores import Store
from tests.builders import entity

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def ctx(store: Store) -> Context:
    homes = [Put(entity(key, "partnership")) for key in ("dorp", "elders")]
    store.commit(homes, author="test", message="homes")
    return Context(store, clock=lambda: NOON)


def test_a_draft_is_bound_to_its_partnership_and_version(ctx: Context) -> None:
    key = start(ctx, "dorp", [Upload("leden.csv", b"Naam\r\nNieuw\r\n")])
    found = draft(ctx, "dorp", key)
    with pytest.raises(UnknownDocument):
        cancel(ctx, "elders", key, found.version)
    choose(ctx, found, replace(found.choices, joins=True))
    with pytest.raises(Conflict):
        cancel(ctx, "dorp", key, found.version)
    assert [each.version for each in waiting(ctx, "dorp")] == [found.version + 1]
    cancel(ctx, "dorp", key, found.version + 1)
    assert waiting(ctx, "dorp") == ()
    with pytest.raises(Conflict):
        choose(ctx, found, found.choices)


def test_a_draft_that_is_over_is_not_there_and_goes_by_itself(ctx: Context) -> None:
    key = start(ctx, "dorp", [Upload("leden.csv", b"Naam\r\nNieuw\r\n")])
    later = replace(ctx, clock=lambda: NOON + timedelta(days=1, seconds=1))
    assert waiting(later, "dorp") == ()
    with pytest.raises(UnknownDocument):
        draft(later, "dorp", key)
    assert discard_expired(later) == 2
    assert [ctx.store.desk.documents(kind) for kind in ("import", "import-rows")] == [(), ()]
