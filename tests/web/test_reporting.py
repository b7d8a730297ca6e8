"""The report on the screen, and the button that gives the PDF."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import HOSTILE, Parsed


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Netwerkrapport"), ("en", "Network report")]
)
def test_one_click_gives_a_pdf_in_the_language(
    client: FlaskClient, language: str, title: str
) -> None:
    page = client.get(f"/p/p/report?language={language}")
    assert title in Parsed(page.text).text
    assert HOSTILE not in page.text
    answer = client.get(f"/p/p/report.pdf?language={language}")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert f"-{language}.pdf" in answer.headers["Content-Disposition"]


def test_only_the_sections_that_are_asked_for(client: FlaskClient) -> None:
    address = "/p/p/report?section=summary&section=sources"
    report = client.get(address.replace("?", ".json?")).json or {}
    assert [section["key"] for section in report["sections"]] == ["summary", "sources"]
    checked = [i for i in Parsed(client.get(address).text).named("input") if "checked" in i]
    assert [box["value"] for box in checked] == ["summary", "sources"]


def test_drawings_are_images_that_run_nothing(client: FlaskClient) -> None:
    images = list(Parsed(client.get("/p/p/report?section=map").text).named("img"))
    assert images
    for image in images:
        assert image["src"].startswith("data:image/svg+xml;base64,")
        assert image["alt"]


def test_a_language_that_is_none_is_refused(client: FlaskClient) -> None:
    assert client.get("/p/p/report?language=fr").status_code == 400
