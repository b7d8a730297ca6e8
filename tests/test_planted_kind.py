"""A kind of entity and a kind of tie, planted in the vocabulary, walk through the whole house.

The file with the two more blocks is read by the ordinary loader. Nothing else is told of
them: no list of kinds may stand in code.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from netmap import maps, vocabulary
from netmap.config import Settings
from netmap.graph import collaboration
from netmap.model import Put, Scope, Snapshot
from netmap.roles import cast, roles
from netmap.services import exporting
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie
from tests.services.importing.helpers import fates, foreseen
from tests.web.conftest import Parsed, application, signed_in
from tests.web.test_editing import CITED, send

BLOCKS = """
[entities.fund]
nl = "fonds"
en = "fund"
plural = { nl = "fondsen", en = "funds" }
also = ["geldpot"]
actor = true
attributes = ["place"]
counts_as = ["may_leave"]
shape = "diamond"
fill = "#123456"
border = "#654321"

[entities.square]
nl = "plein"
en = "square"
plural = { nl = "pleinen", en = "squares" }
affiliated_by = ["lends_to"]
counts_as = ["setting", "two_mode", "compared"]
shape = "hexagon"
fill = "#abcdef"
border = "#fedcba"

[ties.lends_to]
nl = "leent uit aan"
en = "lends to"
also = ["uitlening"]
from = ["actor"]
to = ["actor", "square"]
collaboration = true
layer = "lending"
attributes = ["note"]

[layers.lending]
nl = "uitleen"
en = "lending"
colour = "#13579b"
dark = "#9b7531"
arrow = "vee"
width = 1.4
first = true
"""


def _forget() -> None:
    """What was read of the vocabulary before is read anew."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"netmap", "web"}:
            for value in list(vars(module).values()):
                if type(value) is type(vocabulary.vocabulary):
                    value.cache_clear()


def _read(monkeypatch: pytest.MonkeyPatch, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    monkeypatch.setattr(vocabulary, "FILE", path)
    _forget()


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    usual = vocabulary.FILE.read_text("utf-8")
    _read(monkeypatch, tmp_path / "vocabulary.toml", f"{usual}\n{BLOCKS}")
    yield
    monkeypatch.undo()
    _forget()


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(
    planted: None,  # noqa: ARG001 - before anything is read
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> Iterator[Store]:
    """A store that holds the planted kinds."""
    if request.param == "sqlite":
        made: Store = SqliteStore(tmp_path / "netmap.db")
    else:
        made = request.getfixturevalue("neo4j_store")
    records = [
        SOURCE,
        entity(PARTNERSHIP, "partnership"),
        entity("a"),
        entity("pot", "fund", name="De Pot", place="Ergens"),
        entity("markt", "square", name="De Markt"),
        *members("a"),
        tie("pot", "lends_to", "a", note="Een busje"),
        tie("pot", "lends_to", "markt"),
    ]
    commit(Context(made), [Put(record) for record in records], message="facts")
    yield made
    made.close()


@pytest.fixture
def client(store: Store) -> FlaskClient:
    app = application(store, Settings(author="planted"))
    found = signed_in(app, store)
    found.get("/?lang=nl")
    return found


def _known(store: Store) -> Snapshot:
    return store.snapshot(Scope(partnerships=(PARTNERSHIP,)))


def test_both_stores_hold_it_and_it_acts(store: Store) -> None:
    known = _known(store)
    assert known.entities["pot"].kind == "fund"
    assert known.ties[f"{PARTNERSHIP}.lends_to.pot.a"].attributes == {"note": "Een busje"}
    assert roles(known)["pot"] == {"partner"}
    assert cast(known).home["pot"] == "pot"
    assert set(collaboration(known, PARTNERSHIP).edges()) == {("a", "pot")}


def test_the_map_draws_it_as_the_vocabulary_says(store: Store) -> None:
    drawn = maps.draw(_known(store), language="nl")
    node = next(node for node in drawn.nodes if node["id"] == "pot")
    assert (node["shape"], node["color"]["background"]) == ("diamond", "#123456")
    assert node["from_map"]
    edge = next(edge for edge in drawn.edges if edge["from"] == "pot")
    assert (edge["layer"], edge["color"]) == ("lending", "#13579b")
    kinds = {entry["key"]: entry["label"] for entry in drawn.legend["kinds"]}
    assert {"fund": "fonds", "square": "plein"}.items() <= kinds.items()
    lending = next(entry for entry in drawn.legend["layers"] if entry["key"] == "lending")
    assert (lending["label"], lending["count"], lending["first"]) == ("uitleen", 2, True)
    assert {e["key"] for e in drawn.facets["relations"]} == {"member_of", "lends_to"}
    row = next(row for row in drawn.table() if row["id"] == "pot")
    assert {line["label"] for line in row["ties"]} == {"leent uit aan"}


def test_the_page_of_the_map_has_it_in_legend_filters_table_and_pictures(
    client: FlaskClient,
) -> None:
    page = client.get("/p/p/map").text
    boxes = {(a.get("name"), a.get("value")) for a in Parsed(page).named("input")}
    assert {("kinds", "fund"), ("relations", "lends_to"), ("layer", "lending")} <= boxes
    assert 'data-kind="fund"' in page
    assert 'data-layer="lending"' in page
    assert "#123456" in page
    picture = client.get("/p/p/map.svg").text
    assert {"#123456", "#13579b"} <= set(picture.split('"'))
    kept = client.get("/p/p/map.json?kinds=fund&relations=lends_to").json
    assert [node["id"] for node in kept["data"]["nodes"]] == ["pot"]
    coloured = client.get("/p/p/map/scheme/kind.json").json
    assert "fonds" in {each["label"] for each in coloured["categories"]}


def test_one_is_added_and_tied_by_hand(client: FlaskClient, store: Store) -> None:
    hub = Parsed(client.get("/p/p/edit").text)
    assert any("kind=fund" in a.get("href", "") for a in hub.named("a"))
    new = {"kind": "fund", "name": "De Spaarpot", "join": "", "attr.place": "Elders", **CITED}
    answer = send(client, "/p/p/edit/entity/new?kind=fund", new)
    assert answer.status_code == 303, answer.text
    tied = {"kind": "lends_to", "source": "De Spaarpot", "target": "De Markt", **CITED}
    answer = send(client, "/p/p/edit/tie/new?kind=lends_to", tied | {"certainty": "reported"})
    assert answer.status_code == 303, answer.text
    known = _known(store)
    assert known.entities["de-spaarpot"].kind == "fund"
    assert f"{PARTNERSHIP}.lends_to.de-spaarpot.markt" in known.ties


@pytest.mark.usefixtures("planted")
def test_an_import_knows_it_by_its_words() -> None:
    lists = "Naam;Soort\nSpaarpot;geldpot\nKerkplein;pleinen\n"
    assert fates(foreseen(lijst=lists)) == ["new", "new"]
    kinds = {c.record.kind for c in foreseen(lijst=lists).changes if hasattr(c.record, "summary")}
    assert kinds == {"fund", "square"}
    ties = "Van;Soort verbinding;Naar\nKwintes;uitlening;Wijkteam\n"
    (change,) = (c for c in foreseen(lijst=ties).changes if hasattr(c.record, "target"))
    assert change.record.kind == "lends_to"


def test_every_export_carries_it(client: FlaskClient) -> None:
    for key in exporting.FORMATS:
        answer = client.get(f"/p/p/export/{key}")
        assert answer.status_code == 200, key
        assert "pot" in _text(answer.data).casefold(), key
        told = {word for word in ("fund", "fonds") if word in _text(answer.data)}
        assert told or key in {"pajek", "ucinet"}, key  # which know names and numbers only
    assert "fonds" in _text(client.get("/p/p/export/bundle").data)


def _text(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def test_it_is_told_wherever_kinds_are_told(client: FlaskClient) -> None:
    for address in ("/p/p/gaps", "/p/p/metrics", "/p/p/what-if", "/entity/pot", "/p/p/edit"):
        page = client.get(address)
        assert page.status_code == 200, address
    assert "fonds" in client.get("/entity/pot").text
    assert 'value="pot"' in client.get("/p/p/what-if").text
    assert "Pleinen" in client.get("/p/p/metrics/two_mode").text


def test_no_list_of_kinds_stands_in_code() -> None:
    """A rule may be about one kind; which kinds count as something, the vocabulary says."""
    root = Path(maps.__file__).parent.parent.parent
    words = vocabulary.vocabulary()
    kinds = {*words.entities, *words.ties}
    levels = {"organisation", "unit"}  # the names of the two levels of analysis too
    found = []
    for package in ("netmap", "web"):
        for path in (root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                parts = getattr(node, "elts", None) or getattr(node, "keys", None) or []
                named = {part.value for part in parts if isinstance(part, ast.Constant)}
                if len(named) > 1 and named <= kinds and named != levels:
                    found.append(f"{path.name}:{node.lineno}")  # type: ignore[attr-defined]  # it has parts
        for path in (root / package).rglob("*.js"):
            for each in re.findall(r"\[([^\[\]]*)\]", path.read_text("utf-8")):
                named = set(re.findall(r'"(\w+)"', each))
                if len(named & kinds) > 1 and named <= kinds:
                    found.append(f"{path.name}: {each}")
    assert found == []


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('shape = "diamond"\nfill = "#123456"\n', "", "entity kind 'fund': shape, fill is missing"),
        ('shape = "diamond"', 'shape = "blob"', "entity kind 'fund': 'blob' is not known"),
        ('["may_leave"]', '["odd"]', "entity kind 'fund': 'odd' is not known"),
        ('["place"]', '["colour"]', "entity kind 'fund': 'colour' is not known"),
        ('layer = "lending"', 'layer = "x"', "tie kind 'lends_to': 'x' is not known"),
        ('["actor", "square"]', '["circle"]', "tie kind 'lends_to': 'circle' is not known"),
        ('arrow = "vee"', 'arrow = "feather"', "layer 'lending': 'feather' is not known"),
        ('dark = "#9b7531"\n', "", "layer 'lending': dark is missing"),
    ],
)
def test_a_kind_that_could_not_be_drawn_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, good: str, bad: str, told: str
) -> None:
    text = vocabulary.FILE.read_text("utf-8")
    assert good in BLOCKS
    _read(monkeypatch, tmp_path / "bad.toml", text.replace(BLOCKS, BLOCKS.replace(good, bad)))
    with pytest.raises(ValueError, match=told):
        vocabulary.vocabulary()
