from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

import web
from tests.web.conftest import Parsed
from web.core.languages import FOLDER

ROOT = Path(web.__file__).parent
FIELDS = re.compile(r"%\((\w+)\)s")


def language_of(client: FlaskClient, address: str = "/", **headers: str) -> str:
    return next(Parsed(client.get(address, headers=headers).text).named("html"))["lang"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nl"),
        ("nl", "nl"),
        ("en", "en"),
        ("en-GB,en;q=0.9,nl;q=0.5", "en"),
        ("fr", "nl"),
        ("fr,en;q=0.2", "en"),
    ],
)
def test_the_browser_says_which_language(client: FlaskClient, accepted: str, language: str) -> None:
    headers = {"Accept-Language": accepted} if accepted else {}
    assert language_of(client, **headers) == language


def test_a_choice_stays_and_can_be_changed(client: FlaskClient) -> None:
    assert language_of(client, "/?lang=en", **{"Accept-Language": "nl"}) == "en"
    assert language_of(client, **{"Accept-Language": "nl"}) == "en"
    assert language_of(client, "/?lang=nl") == "nl"
    assert language_of(client, **{"Accept-Language": "en"}) == "nl"


def test_a_strange_cookie_is_ignored(client: FlaskClient) -> None:
    client.set_cookie("netmap_language", "<script>")
    assert language_of(client) == "nl"


def test_each_page_leads_to_itself_in_the_other_language(client: FlaskClient) -> None:
    page = Parsed(client.get("/p/p/map?as_of=2020").text)
    links = [a["href"] for a in page.named("a") if a.get("hreflang") == "en"]
    assert links == ["/p/p/map?as_of=2020&lang=en"]


def test_numbers_and_dates_follow_the_language(client: FlaskClient) -> None:
    dutch = client.get("/p/p/metrics?as_of=2020-03-01&lang=nl").text
    english = client.get("/p/p/metrics?as_of=2020-03-01&lang=en").text
    assert "1 maart 2020" in dutch
    assert "1 March 2020" in english
    assert re.search(r">\d,\d+<", dutch)
    assert re.search(r">\d\.\d+<", english)


def test_names_follow_the_language(client: FlaskClient) -> None:
    assert "<h1>Het team</h1>" in client.get("/entity/team?lang=nl").text
    assert "<h1>The team</h1>" in client.get("/entity/team?lang=en").text


def sentences() -> set[str]:
    """Every sentence in code and templates, in English."""
    options = {"trim_blocks": "true", "lstrip_blocks": "true"}
    found = extract_from_dir(
        ROOT,
        method_map=[("**.py", "python"), ("**.html", "jinja2")],
        options_map={"**.html": options},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None},
    )
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


def test_the_dutch_catalogue_has_exactly_the_sentences_of_the_pages() -> None:
    with (FOLDER / "nl" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="nl")
    known = {}
    for message in catalogue:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            known[key] = message
    assert known.keys() == sentences()
    for english, message in known.items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), f"not translated: {english}"
        assert not message.fuzzy, f"not checked: {english}"
        for form in forms:
            assert set(FIELDS.findall(str(form))) == set(FIELDS.findall(str(english))), english


def test_every_sentence_of_a_template_is_translated() -> None:
    """Text between tags that stands outside `_()` would stay in one language."""
    tags = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
    allowed = {"Netmap", "· Netmap"}
    for path in ROOT.rglob("*.html"):
        text = tags.sub("\n", path.read_text("utf-8"))
        words = {line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{2}", line)}
        assert words <= allowed, path.name
