"""All tests, in two halves at once: what needs a server or a browser, and everything else.

Most machines have two cores, and each half keeps one busy. The first half tells as it goes;
what the second said follows when it is done. Coverage is that of both together.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
HALVES = {"plain": "not neo4j and not browser", "served": "neo4j or browser"}
PYTEST = [sys.executable, "-m", "pytest", "--cov", "--cov-report="]
COVERAGE = [sys.executable, "-m", "coverage"]


def main() -> int:
    for old in [*ROOT.glob(".coverage"), *ROOT.glob(".coverage.*")]:
        old.unlink()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as later:
        halves = [
            subprocess.Popen(
                [*PYTEST, "-m", marks],
                cwd=ROOT,
                env={**os.environ, "COVERAGE_FILE": str(ROOT / f".coverage.{name}")},
                stdout=later if name == "served" else None,
                stderr=subprocess.STDOUT if name == "served" else None,
            )
            for name, marks in HALVES.items()
        ]
        codes = [half.wait() for half in halves]
        later.seek(0)
        print(later.read(), flush=True)
    covered = [
        subprocess.call([*COVERAGE, *words.split()], cwd=ROOT)
        for words in ("combine --quiet", "report --skip-covered --fail-under=90")
    ]
    return max(abs(code) for code in (*codes, *covered))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
