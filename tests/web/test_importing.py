"""The whole walk: a file, its columns, the names, every row, one revision."""

from __future__ import annotations

import io
import re
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netmap.config import Settings
from netmap.formats.sheets import LIMITS
from netmap.model import Put
from netmap.services.importing.guess import guess
from netmap.services.importing.templates import TEMPLATES
from netmap.services.importing.uploads import Upload, read_uploads
from netmap.stores import Store, open_store
from tests.builders import entity
from tests.waiting import until
from tests.web.conftest import FORMULA, HOSTILE, Parsed
from web import create_app, upkeep

MEMBERS = (
    "Organisatie;Plaats;Lid;Sinds\r\n"
    "Kwekerij ’t Hout;Ergens;ja;1-3-2026\r\n"
    "Stichting A;Ergens;;\r\n"
    "Fout;Ergens;ja;32-13-2026\r\n"
)


class Fields(HTMLParser):
    """What a browser would send: the values of every field of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "input" and of.get("name"):
            if of.get("type") not in ("radio", "checkbox") or "checked" in of:
                self.values[of["name"]] = of.get("value", "")
        elif tag == "select":
            self._select = of.get("name", "")
        elif tag == "option" and (self._select not in self.values or "selected" in of):
            self.values[self._select] = of.get("value", "")


def upload(client: FlaskClient, *files: tuple[str, bytes], key: str = "p") -> TestResponse:
    """Send files as a browser does, with the token of the page."""
    token = Fields(client.get(f"/p/{key}/import").text).values["csrf_token"]
    data = {"csrf_token": token, "files": [(io.BytesIO(content), name) for name, content in files]}
    answer = client.post(f"/p/{key}/import", data=data, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()  # the client keeps what is large in a file
    return answer


def started(client: FlaskClient, *files: tuple[str, bytes]) -> str:
    """The address of a draft; by default of a Dutch list with an error and a doubtful name."""
    answer = upload(client, *(files or (("leden.csv", MEMBERS.encode("cp1252")),)))
    assert answer.status_code == 303
    return answer.location.removesuffix("/columns")


def send(client: FlaskClient, page: str, to: str = "", **more: str) -> TestResponse:
    """The form of a page as it is, with some of its fields filled in otherwise."""
    return client.post(to or page, data={**Fields(client.get(page).text).values, **more})


def test_the_whole_walk(client: FlaskClient, store: Store) -> None:
    draft = started(client)
    columns = client.get(f"{draft}/columns?lang=nl").text
    assert "Kwekerij ’t Hout" in columns
    assert '<option value="since" selected>' in columns

    answer = send(
        client, f"{draft}/columns", **{"source.title": "Leden 2026", "source.date": "2026"}
    )
    assert (answer.status_code, answer.location) == (303, draft)
    rows = client.get(draft).text
    assert "‘32-13-2026’ is geen datum" in rows
    assert "nog 1 naam te kiezen" in rows
    assert "Importeren als één revisie" not in rows

    answer = send(client, draft, f"{draft}/names", **{"name:stichting a": "=a"})
    assert answer.status_code == 303
    rows = client.get(draft).text
    assert "Ook bekend als" in rows

    answer = send(client, draft, f"{draft}/apply")
    assert answer.status_code == 400
    assert "sommige rijen hebben een fout" in answer.text
    assert store.ping() == 1

    answer = send(client, draft, f"{draft}/apply", leave_out="yes", message="Uit de ledenlijst")
    assert (answer.status_code, answer.location) == (303, "/revisions/2")
    after = client.get(answer.location).text
    assert "2 rijen zijn geïmporteerd" in after
    assert 'action="/revisions/2/undo"' in after
    (revision,) = store.revisions(after=1)
    assert revision.message == "Uit de ledenlijst"
    assert store.snapshot().entities["a"].aliases == ("Stichting A",)
    assert client.get(draft).location == "/p/p/import"  # the draft is gone


def test_the_same_file_again_has_nothing_to_import(client: FlaskClient, store: Store) -> None:
    file = ("x.csv", b"Naam;Lid\r\nNieuw;ja\r\n")
    draft = started(client, file)
    send(client, f"{draft}/columns")
    assert send(client, draft, f"{draft}/apply").location == "/revisions/2"
    draft = started(client, file)
    send(client, f"{draft}/columns")
    assert "Er valt niets te importeren" in client.get(f"{draft}?lang=nl").text
    assert send(client, draft, f"{draft}/apply", revision="2").location == "/p/p/import"
    assert store.ping() == 2


def test_another_kind_of_table_guesses_its_columns_again(client: FlaskClient) -> None:
    draft = started(client, ("x.csv", b"Naam;Werkgroep\r\nA;W\r\n"))
    answer = send(client, f"{draft}/columns?lang=nl", **{"table.0.kind": "participation"})
    assert answer.status_code == 200
    assert "opnieuw geraden" in answer.text
    sent = Fields(answer.text).values
    assert (sent["table.0.column.0"], sent["table.0.column.1"]) == ("source", "target")


def test_what_is_missing_is_said_at_its_place_and_nothing_is_lost(client: FlaskClient) -> None:
    draft = started(client)
    wrong = {"table.0.column.0": "", "source.date": "ooit", "source.by": "de secretaris"}
    answer = send(client, f"{draft}/columns?lang=nl", **wrong)
    assert answer.status_code == 400
    page = Parsed(answer.text)
    for name in ("table.0.need.name", "source.date"):
        assert f'href="#field-{name}"' in answer.text
        assert any(attrs.get("id") == f"field-{name}" for _, attrs in page.elements)
    assert 'value="de secretaris"' in answer.text
    assert 'value="ooit"' in answer.text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.pdf", b"%PDF-1.7", "geen CSV- of XLSX-bestand"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oude Excel-formaat"),
        ("x.csv", b"", "geen rijen onder de koppen"),
        ("x.xlsx", b"PK\x03\x04junk", "beschadigd"),
        ("x.csv", b"a" * (LIMITS.file_bytes + 1), "te groot"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    client: FlaskClient, name: str, data: bytes, told: str
) -> None:
    client.get("/?lang=nl")
    answer = upload(client, (name, data))
    assert answer.status_code == 400
    assert told in answer.text
    assert name in answer.text


def test_no_file_and_too_much_get_a_sentence(client: FlaskClient, app: Flask) -> None:
    client.get("/?lang=nl")
    assert "kies eerst een bestand" in upload(client).text
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = upload(client, ("x.csv", b"a;b\n" * 2000))
    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_what_somebody_typed_stays_text(client: FlaskClient) -> None:
    name = 'Kop;"' + HOSTILE.replace('"', '""') + '"\r\n'
    text = name + f'"{HOSTILE.replace(chr(34), chr(34) * 2)}";x\r\n{FORMULA};y\r\n'
    draft = started(client, (f"{HOSTILE}.csv", text.encode()))
    pages = [client.get(f"{draft}/columns").text]
    send(client, f"{draft}/columns", **{"source.title": HOSTILE, "table.0.column.0": "name"})
    pages += [client.get(draft).text, client.get("/p/p/import").text]
    for page in pages:
        assert "<img" not in page
        assert "alert(1)</script>" not in page
        # not the 49 of a time, a token or the key of the draft
        assert not re.search(r"(?<![\w.:-])49(?![\w:-])", page)
    assert "{{7*7}}" in pages[1]


def test_an_answer_for_all_names_can_be_taken_back(client: FlaskClient) -> None:
    draft = started(client, ("x.csv", b"Naam;Lid\r\nStichting A;ja\r\nDe Team;ja\r\n"))
    send(client, f"{draft}/columns")
    open_names = "nm-question-open"
    asked = client.get(draft).text.count(open_names)
    assert asked
    send(client, draft, f"{draft}/names", alike="same")
    assert client.get(draft).text.count(open_names) == 0
    send(client, draft, f"{draft}/names", alike="ask")
    assert client.get(draft).text.count(open_names) == asked


def test_a_name_can_be_somebody_whom_nothing_resembles(client: FlaskClient, store: Store) -> None:
    draft = started(client, ("x.csv", b"Van;Naar;Soort\r\nOnbekend;Het team;verwijst naar\r\n"))
    send(client, f"{draft}/columns")
    assert '<option value="A">' in client.get(draft).text
    answer = send(client, draft, f"{draft}/names?lang=nl", **{"other:onbekend": "Niemand"})
    assert answer.status_code == 400
    assert 'href="#field-other:onbekend"' in answer.text
    assert 'value="Niemand"' in answer.text
    answer = send(client, draft, f"{draft}/names", **{"other:onbekend": "A"})
    assert answer.status_code == 303
    send(client, draft, f"{draft}/apply")
    assert "p.refers_to.a.team" in store.snapshot().ties
    assert store.snapshot().entities["a"].aliases == ("Onbekend",)


def test_a_graph_that_moved_on_is_shown_again(client: FlaskClient, store: Store) -> None:
    draft = started(client, ("x.csv", b"Naam;Lid\r\nNieuw;ja\r\n"))
    send(client, f"{draft}/columns")
    form = Fields(client.get(draft).text).values
    store.commit([Put(entity("b", name="Nieuw"))], author="other", message="other")
    answer = client.post(f"{draft}/apply", data=form)
    assert answer.status_code == 409
    assert store.ping() == 2
    assert client.post(f"{draft}/apply", data=Fields(answer.text).values).status_code == 303


def test_two_people_who_decide_at_once_notice_each_other(client: FlaskClient) -> None:
    draft = started(client)
    form = Fields(client.get(f"{draft}/columns").text).values
    client.post(f"{draft}/columns", data=form)
    answer = client.post(f"{draft}/columns", data=form)
    assert answer.location == f"{draft}/columns"
    assert "Iemand anders" in client.get(f"{draft}/columns?lang=nl").text


def test_a_long_list_is_shown_in_pages(client: FlaskClient) -> None:
    rows = "".join(f"Stichting nummer {n};ja\r\n" for n in range(120))
    draft = started(client, ("x.csv", f"Naam;Lid\r\n{rows}".encode()))
    send(client, f"{draft}/columns")
    first, last = client.get(draft).text, client.get(f"{draft}?page=3&fate=new").text
    assert "Stichting nummer 0<" in first
    assert "Stichting nummer 119<" not in first
    assert "Stichting nummer 119<" in last
    assert "page=2" in last
    for strange in ("page=x", "page=999999999", "names=-1", "fate=nothing"):
        assert client.get(f"{draft}?{strange}").status_code == 200


def test_a_draft_waits_and_can_be_thrown_away(client: FlaskClient) -> None:
    draft = started(client)
    page = client.get("/p/p/import?lang=nl").text
    assert "Nog niet klaar" in page
    assert f'href="{draft}/columns"' in page
    send(client, f"{draft}/columns", f"{draft}/cancel")
    assert "Nog niet klaar" not in client.get("/p/p/import").text
    answer = client.get(draft, follow_redirects=True)
    assert "Deze upload is er niet meer" in answer.text


def test_what_somebody_else_changed_meanwhile_is_not_thrown_away(client: FlaskClient) -> None:
    draft = started(client)
    form = Fields(client.get(f"{draft}/columns").text).values
    send(client, f"{draft}/columns", joins="yes")
    for step in ("cancel", "apply"):
        client.post(f"{draft}/{step}", data=form)
    assert client.get(f"{draft}/columns").status_code == 200
    for place in ("elf", "fabel"):  # the address of another partnership leads nowhere
        elsewhere = draft.replace("/p/p/", f"/p/{place}/")
        client.post(f"{elsewhere}/cancel", data={**form, "version": "2"})
    assert client.get(f"{draft}/columns").status_code == 200
    send(client, draft, f"{draft}/cancel")
    assert client.get(draft).location == "/p/p/import"


def test_a_service_that_starts_throws_away_what_is_over(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'netmap.db'}"
    with closing(open_store(url)) as store:
        long_ago = {"begun": "2026-01-01T12:00:00+00:00"}
        store.desk.write("import", "old", long_ago, author="test")
        store.desk.write("import-rows", "old", long_ago, author="test")
    app = create_app(replace(Settings(), store_url=url))
    end = upkeep.start(app)
    with closing(open_store(url)) as store:
        until(
            "the rows of long ago are gone",
            lambda: {"import", "import-rows"}.isdisjoint(store.desk.kinds()),
        )
    end()
    app.extensions["netmap"].opened().close()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("table", TEMPLATES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_templates_can_be_downloaded(
    client: FlaskClient, table: str, form: str, language: str
) -> None:
    answer = client.get(f"/p/p/import/templates/{table}.{form}?lang={language}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = read_uploads([Upload("t", answer.data)])[0][1]
    assert guess("t", sheet).kind == table


def test_what_is_not_there_is_not_found(client: FlaskClient) -> None:
    for address in (
        "/p/nothing/import",
        "/p/p/import/templates/gossip.csv",
        "/p/p/import/templates/ties.exe",
    ):
        assert client.get(address).status_code == 404, address
    assert client.get("/p/p/import/nothing").status_code == 303


def test_the_pages_name_what_the_eye_sees(client: FlaskClient) -> None:
    """Every field has a label, every answer about a name a legend."""
    draft = started(client)
    pages = [client.get("/p/p/import").text, client.get(f"{draft}/columns").text]
    send(client, f"{draft}/columns")
    pages.append(client.get(draft).text)
    for text in pages:
        page = Parsed(text)
        labelled = {attrs["for"] for attrs in page.named("label")}
        for tag in ("input", "select", "textarea"):
            for attrs in page.named(tag):
                if attrs.get("type") not in ("hidden", "submit"):
                    assert attrs.get("id") in labelled or "aria-label" in attrs, attrs
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
