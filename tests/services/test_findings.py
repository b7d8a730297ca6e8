"""Gaps with what only a store can give: other partnerships, and likely ties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import graph_seed
from netmap.model import Scope
from netmap.services import findings
from netmap.services.context import Context
from netmap.stores.sqlite import SqliteStore

REAL = {"woudenberg", "wijk-bij-duurstede", "woerden"}


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    with SqliteStore(Path(tmp_path_factory.mktemp("seed")) / "netmap.db") as store:
        for batch in graph_seed.batches():
            store.commit(batch.changes, author="seed", message=batch.message)
        yield Context(store)


def keys(ctx: Context, partnership: str, *, predict: bool = False) -> set[str]:
    scope = Scope(partnerships=(partnership,))
    snapshot = ctx.store.snapshot(scope)
    home = snapshot.entities[partnership]
    return {gap.key for gap in findings.findings(ctx, scope, snapshot, home, predict=predict)}


def test_real_partnerships_are_compared_with_real_ones_only(ctx: Context) -> None:
    for partnership in REAL:
        found = {key.split(":")[1] for key in keys(ctx, partnership) if "covered-elsewhere" in key}
        assert found <= REAL - {partnership}
    assert "covered-elsewhere:woudenberg" in keys(ctx, "woerden")
    assert not any("covered-elsewhere" in key for key in keys(ctx, "voorbeeld"))


def test_likely_ties_are_there_when_asked_for(ctx: Context) -> None:
    predicted = [k for k in keys(ctx, "woudenberg", predict=True) if k.startswith("predicted-tie")]
    assert len(predicted) == findings.PREDICTED
    assert not any(key.startswith("predicted-tie") for key in keys(ctx, "woudenberg"))


def test_a_large_network_is_not_kept_waiting_for_them(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "PREDICTED_UNTIL", 10)
    found = keys(ctx, "woudenberg", predict=True)
    assert not any(key.startswith("predicted-tie") for key in found)
