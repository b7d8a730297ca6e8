"""The generator makes networks as they are in practice; a quick run writes every figure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx

from netmap.graph import Projection, project
from netmap.stores.rules import check
from tools.bench.generator import PARTNERSHIP, generate

ROOT = Path(__file__).parents[1]


def test_the_same_seed_gives_the_same_network() -> None:
    assert generate(80, 7) == generate(80, 7)
    assert generate(80, 7).ties.keys() != generate(80, 8).ties.keys()


def test_a_store_would_accept_it() -> None:
    facts = generate(60)
    kinds = {key: entity.kind for key, entity in facts.entities.items()}
    for record in (*facts.sources.values(), *facts.entities.values(), *facts.ties.values()):
        assert not list(check(record, kinds, facts.sources))


def test_the_network_is_like_those_in_practice() -> None:
    graph = project(generate(1000), Projection.COLLABORATION, PARTNERSHIP)
    degrees = sorted((count for _, count in graph.degree()), reverse=True)
    assert len(graph) == 1000
    assert 7_000 < graph.size() < 13_000
    assert degrees[0] > 10 * degrees[500]  # a few do very much
    assert 20 < nx.number_of_isolates(graph) < 200
    parts = sorted(map(len, nx.connected_components(graph)), reverse=True)
    assert parts[0] > 500
    assert any(1 < part < 500 for part in parts)
    assert nx.transitivity(graph) > 0.2  # who meets in an atelier forms a closed group
    referrals = project(generate(1000), Projection.REFERRALS, PARTNERSHIP)
    assert 1_000 < referrals.size() < 1_500


def test_a_quick_run_writes_every_figure(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench", "--sizes", "60,120"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "120 organisations" in done.stdout
    assert "Growth" in done.stdout
    assert "networkx, 120 organisations" in done.stderr
    figures = json.loads((tmp_path / ".bench" / "latest.json").read_text("utf-8"))
    assert figures["report_10k_vs_networkx"] is None  # not measured, and said so
    assert "not measured" in done.stdout
    for run in figures["sizes"].values():
        assert run["ours"]["metrics"].keys() >= run["networkx"]["metrics"].keys()
        assert run["ours"]["metrics"].keys() >= run["kernels"]["metrics"].keys()
        assert all(run[who]["peak_mib"] > 10 for who in ("ours", "kernels", "networkx"))
