"""The bench that opens pyvis's page beside ours writes what it measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.browser


def test_a_quick_run_measures_both_and_says_so(tmp_path: Path, playwright: Playwright) -> None:
    assert playwright.chromium  # the fixture says loudly when there is no browser
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.browser", "--size", "40", "--cap", "60"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads((tmp_path / ".bench" / "browser.json").read_text("utf-8"))
    assert result["pyvis_capped"] is False
    assert result["ratio"] == pytest.approx(result["pyvis_seconds"] / result["ours_seconds"], abs=1)
    assert all(0 < value < 5_000 for value in result["milliseconds"].values())
    assert "filter by sector" in done.stdout
    assert "times sooner" in done.stdout
