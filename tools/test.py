"""All tests, two parts at a time: ``tools/test.py [quick]``.

Most machines have two cores, and a part that waits for a browser or a server leaves room for
another. The longest begin first, so that both cores are done at about the same time. What a
part said follows when it is done; coverage is that of all together.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

ROOT = Path(__file__).parent.parent
AT_ONCE = 2
EVERY = 60.0  # seconds between two signs of life
WEB, NOT_WEB = "tests/web", "--ignore=tests/web"
# the longest first: what each is given to pytest
ALL = {
    "in a browser": ["-m", "browser and not neo4j"],
    "on Neo4j": ["-m", "neo4j"],
    "everything else": ["-m", "not neo4j and not browser", NOT_WEB],
    "the web": ["-m", "not neo4j and not browser", WEB],
}
QUICK = {
    "the web": ["-m", "not neo4j and not browser and not slow", WEB],
    "everything else": ["-m", "not neo4j and not browser and not slow", NOT_WEB],
}


def run(name: str, options: list[str], covered: bool) -> int:
    """Run one part, and tell what it said; its exit code."""
    begun = time.monotonic()
    environment = {**os.environ, "COVERAGE_FILE": str(ROOT / f".coverage.{name.replace(' ', '-')}")}
    coverage = ["--cov", "--cov-report="] if covered else []
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *coverage, *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    print(f"== {name}: {time.monotonic() - begun:.0f} s\n{said}", flush=True)
    return done.returncode


def main(parts: dict[str, list[str]], covered: bool) -> int:
    begun = time.monotonic()
    for old in [*ROOT.glob(".coverage"), *ROOT.glob(".coverage.*")] if covered else ():
        old.unlink()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {name: pool.submit(run, name, parts[name], covered) for name in parts}
        while wait(running.values(), EVERY).not_done:
            left = ", ".join(name for name, part in running.items() if not part.done())
            print(f"netmap: {time.monotonic() - begun:.0f} s so far; to go: {left}", flush=True)
    codes = [part.result() for part in running.values()]
    if covered:
        coverage = [sys.executable, "-m", "coverage"]
        for words in ("combine --quiet", "report --skip-covered --fail-under=90"):
            codes.append(subprocess.call([*coverage, *words.split()], cwd=ROOT))
    verdict = "all is well" if not any(codes) else "something failed; see above"
    print(f"netmap: {time.monotonic() - begun:.0f} s: {verdict}", flush=True)
    return max(abs(code) for code in codes)


if __name__ == "__main__":
    try:
        quick = sys.argv[1:] == ["quick"]
        sys.exit(main(QUICK if quick else ALL, covered=not quick))
    except KeyboardInterrupt:
        sys.exit(130)
