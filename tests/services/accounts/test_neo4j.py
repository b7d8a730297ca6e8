"""What must hold when several processes share one Neo4j server."""

from __future__ import annotations

from functools import partial

import pytest

from netmap.errors import TooManyAttempts
from netmap.services.accounts import _attempts, accounts, one_time_links, tokens
from netmap.services.context import Context
from netmap.services.rights import NOBODY, Actor
from netmap.stores.neo4j import Neo4jStore
from tests.services.accounts.conftest import Clock, add, at_once, events

pytestmark = pytest.mark.neo4j


def test_links_attempts_and_keys_count_once_among_many(
    neo4j_store: Neo4jStore, clock: Clock
) -> None:
    ctx = Context(neo4j_store, clock=clock)
    anybody = Context(neo4j_store, who=NOBODY, clock=clock)
    assert len(set(at_once(*[partial(one_time_links.secret_key, ctx)] * 4))) == 1
    use = partial(one_time_links.use_link, anybody, one_time_links.make_link(ctx))
    used = at_once(use, use, use)
    assert [type(one) for one in used].count(Actor) == 1
    add(ctx, "bestuur", "administrator")
    guess = partial(accounts.sign_in, anybody, "bestuur", "helemaal verkeerd")
    found = at_once(*[guess] * 8)
    assert sum(isinstance(one, TooManyAttempts) for one in found) == 8 - _attempts.FREE
    token, _ = tokens.make_token(ctx, "script", role="reader")
    assert tokens.actor_of_token(anybody, token).name == "owner"
    assert events(ctx).count("sign-in-failed") == _attempts.FREE - 1
    assert events(ctx).count("locked") == 1
