"""The map beside pyvis's own page, both as a file: ``python -m tools.bench.browser``.

pyvis's page is what it makes with nothing set, but its library stands beside it; without a
network, so that what it still asks of a CDN (the looks of its page) fails at once. Its time
ends when its simulation is done and the network is drawn, or at the cap. Ours ends when the
drawing stands and can be used. Then: how long a filter, a date and another colour take.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

from netmap import maps
from netmap.model import PartialDate, Snapshot
from tools.bench.generator import generate

RESULT = Path(".bench/browser.json")
BAR = 10  # times sooner than pyvis
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
CDN = re.compile(r'<script src="https://[^"]+/vis-network\.min\.js"[^>]*>')
DONE = """<script>
network.once("stabilizationIterationsDone", () =>
  requestAnimationFrame(() => requestAnimationFrame(() => (document.body.dataset.drawn = 1))));
</script></body>"""
TIMED = """async (patch) => {
  const started = performance.now();
  window.netmap.change(patch);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - started;
}"""


def main() -> None:
    """Measure, print, write .bench/browser.json."""
    options = _options()
    browser_path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if browser_path is None:
        print("The map in a browser: not measured, there is no Chromium on this machine.")
        return
    facts = dated(generate(options.size))
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Path(folder, "pyvis", "pyvis.html"), Path(folder, "ours.html")
        write_theirs(facts, theirs)
        write_ours(facts, ours)
        result = measure(browser_path, theirs, ours, options.cap)
    result["organisations"] = options.size
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(told(result))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.browser", description=__doc__)
    parser.add_argument("--size", type=int, default=2_000, help="organisations")
    parser.add_argument("--cap", type=float, default=180, help="seconds that pyvis gets")
    return parser.parse_args()


def dated(facts: Snapshot) -> Snapshot:
    """The same with years, so that the slider has something to show."""
    ties = {
        key: replace(tie, valid_from=PartialDate(2010 + number % 12))
        for number, (key, tie) in enumerate(facts.ties.items())
    }
    return replace(facts, ties=ties)


def write_theirs(facts: Snapshot, path: Path) -> None:
    """pyvis with nothing set; but its library comes from its own package, not from a CDN."""
    from pyvis.network import Network

    network = Network()
    for entity in facts.entities.values():
        network.add_node(entity.id, label=entity.name)
    for tie in facts.ties.values():
        network.add_edge(tie.source, tie.target)
    path.parent.mkdir()
    shutil.copytree(str(files("pyvis") / "templates" / "lib"), path.parent / "lib")
    html = network.generate_html(str(path), local=True, notebook=False)
    html, found = CDN.subn('<script src="lib/vis-9.1.2/vis-network.min.js">', html)
    if found != 1:
        raise SystemExit("pyvis asks for its library in another way than before")
    path.write_text(html.replace("</body>", DONE), "utf-8")


def write_ours(facts: Snapshot, path: Path) -> None:
    drawn = maps.draw(facts, language="nl")
    sector = maps.by_attribute(maps.on_the_map(facts), "sector", maps.strongest_roles(facts), "nl")
    drawn = replace(drawn, schemes={"sector": sector})
    path.write_text(maps.standalone_html(drawn, name="Bench", revision=1, fictional=True), "utf-8")


def measure(browser_path: str, theirs: Path, ours: Path, cap: float) -> dict[str, Any]:
    """Seconds until each is drawn, in a fresh browser, and milliseconds of what one does then."""
    from playwright.sync_api import TimeoutError as TooLong
    from playwright.sync_api import sync_playwright

    def opened(path: Path, ready: str, seconds: float) -> tuple[float, bool, dict[str, float]]:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(QUIET))
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.context.set_offline(True)
        page.on("pageerror", lambda error: broken.append(str(error)))
        started = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        try:
            page.wait_for_selector(ready, state="attached", timeout=seconds * 1000)
            reached = True
        except TooLong:
            reached = False
        taken = time.perf_counter() - started
        steps = {}
        if path == ours and reached:
            for name, patches in STEPS.items():
                page.evaluate(TIMED, patches[0])
                times = [page.evaluate(TIMED, patch) for patch in patches * 3]
                steps[name] = round(median(times), 1)
        browser.close()
        return taken, reached, steps

    broken: list[str] = []  # a page that fails would be slow for ever
    with sync_playwright() as playwright:
        mine, drawn, steps = opened(ours, "#nm-map[data-ready]", cap)
        if not drawn:
            raise SystemExit("our own map was not drawn")
        other, reached, _ = opened(theirs, "body[data-drawn]", cap)
    if broken:
        raise SystemExit(f"a page failed: {broken[0]}")
    return {
        "ours_seconds": round(mine, 2),
        "pyvis_seconds": round(other, 2),
        "pyvis_capped": not reached,
        "ratio": round(other / mine, 1),
        "milliseconds": steps,
    }


STEPS: dict[str, list[dict[str, Any]]] = {
    "filter by sector": [{"sectors": ["care"]}, {"sectors": None}],
    "another date": [{"as_of": "2015"}, {"as_of": "2016"}, {"as_of": ""}],
    "layers": [{"layers": ["membership"]}, {"layers": ["membership", "ateliers", "referrals"]}],
    "colour by sector": [{"colour_by": "sector"}, {"colour_by": ""}],
}


def told(result: dict[str, Any]) -> str:
    least = "at least " if result["pyvis_capped"] else ""
    short = "not decided: the cap is too low" if result["pyvis_capped"] else "MISSED"
    kept = "kept" if result["ratio"] >= BAR else short
    lines = [
        f"The map of {result['organisations']:,} organisations in Chromium, each from a file",
        f"  ours, until it can be used: {result['ours_seconds']:.2f} s",
        f"  pyvis with its defaults, until drawn: {result['pyvis_seconds']:.2f} s"
        + (" (stopped there, not drawn yet)" if result["pyvis_capped"] else ""),
        f"  ours is {least}{result['ratio']:.0f} times sooner (≥ {BAR}: {kept})",
    ]
    lines += [f"  {name}: {value:.0f} ms" for name, value in result["milliseconds"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
