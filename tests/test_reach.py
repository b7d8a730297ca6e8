"""How far a change reaches: the files that name a thing, held to what docs/architecture.md says.

What is one idea stands in one place. A metric that a second module begins to name, a gap rule
with its words in Python, or a store that somebody asks for outside of `stores/` fails here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from netmap.formats.exports import EXPORTS
from netmap.gaps.catalogue import RULES
from netmap.metrics.catalogue import NODE, WHOLE
from netmap.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for name in ("netmap", "web")
    for path in sorted((ROOT / name).rglob("*"))
    if path.suffix in {".py", ".toml", ".html", ".js"}
}


def naming(key: str, within: Iterable[str] = ("netmap/", "web/")) -> list[str]:
    """The files that name a key: in quotes, or as the name of a table of a card."""
    named = re.compile(rf"[\"'\[]{re.escape(key)}[\"'\]]")
    return [
        name
        for name, text in SOURCES.items()
        if name.startswith(tuple(within)) and named.search(text)
    ]


@pytest.mark.parametrize("key", sorted(rule.key for rule in RULES))
def test_a_gap_rule_is_two_files(key: str) -> None:
    """A function in the module of its family, and a card."""
    # which single tie would close a gap is a question about two rules by name
    files = [name for name in naming(key) if name != "netmap/comparison/candidates.py"]
    assert sorted(name.rpartition("/")[0] for name in files) in (
        ["netmap/gaps", "netmap/gaps/cards"],
        ["netmap/gaps/cards"],
    )


@pytest.mark.parametrize("key", sorted(set(EXPORTS) - {"json", "nodelink"}))
def test_an_export_format_stays_in_its_room(key: str) -> None:
    """JSON in two forms is also what the command line and the research bundle hold."""
    strange = [f for f in naming(key) if not f.startswith("netmap/formats/")]
    assert strange == []


def test_a_third_store_is_a_matter_of_stores() -> None:
    """Outside of it only its address is known: the default setting and how to open one."""
    asked = re.compile(r"netmap\.stores\.(?:sqlite|neo4j)\w*|\bimport (?:sqlite3|neo4j)\b")
    strange = [
        name
        for name, text in SOURCES.items()
        if asked.search(text) and not name.startswith("netmap/stores/")
    ]
    assert strange == []


def test_a_page_is_a_folder() -> None:
    """A page takes templates of its own area and of those that lend theirs, of no other."""
    shared = {"core", "editing", "history", "maps", "access", "meetings", "metrics"}
    strange = []
    for name, text in SOURCES.items():
        if not name.startswith("web/") or not name.endswith(".html"):
            continue
        area = name.split("/")[1]
        used = re.findall(r"(?:extends|import|include|from) \"([a-z_]+)/[a-z_]+\.html\"", text)
        strange += [(name, other) for other in used if other != area and other not in shared]
    assert strange == []


def test_no_kinds_are_listed_outside_the_vocabulary() -> None:
    """A rule may name the kind that it is about; a list of them is the vocabulary's to keep."""
    kinds = "|".join(map(re.escape, (*vocabulary().entities, *vocabulary().ties)))
    listed = re.compile(rf"(?:[\"'](?:{kinds})[\"'](?::[^,\n]*)?,\s*){{5,}}")
    strange = [
        (name, found[0][:120])
        for name, text in SOURCES.items()
        if name.endswith((".py", ".js")) and (found := listed.search(text))
    ]
    assert strange == []


# also a network, a record, a setting of the map: the word, not the metric
WORDS = {"participation", "ties", "constraint", "components", "degree", "size"}
METRICS = {metric.key for metric in (*NODE, *WHOLE)} - WORDS


@pytest.mark.parametrize("key", sorted(METRICS))
def test_a_metric_is_not_named_at_the_edges(key: str) -> None:
    """Its module, its card, and what chooses some metrics for a page, a map or a comparison."""
    choices = ("netmap/metrics/", "netmap/maps/schemes", "netmap/comparison/", "netmap/services/")
    assert [name for name in naming(key) if not name.startswith(choices)] == []
