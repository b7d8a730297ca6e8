from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from netmap import maps
from tests.web.conftest import ERRORS, PAGES, Parsed
from web.core.security import HEADERS

FILES = [
    "/static/core/tokens.css",
    "/static/core/icon.svg",
    "/bootstrap/static/css/bootstrap.min.css",
    *(f"/assets/{name}" for name in maps.assets()),
]
OTHERS = ["/health", "/p/p", "/p/p/metrics.csv"]


@pytest.mark.parametrize("address", [*PAGES, *PAGES.values(), *ERRORS, *OTHERS, *FILES])
def test_every_answer_carries_the_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        for name, value in HEADERS.items():
            assert response.headers.getlist(name) == [value]


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


@pytest.mark.parametrize("address", [*PAGES, *ERRORS])
def test_pages_load_only_our_own_files(client: FlaskClient, address: str) -> None:
    page = Parsed(client.get(address).text)
    loaded = [
        *(a["src"] for a in page.named("script")),
        *(a["href"] for a in page.named("link")),
    ]
    assert loaded
    assert all(url.startswith("/") and not url.startswith("//") for url in loaded)
    for url in loaded:
        with client.get(url) as response:
            assert response.status_code == 200
    assert "style" not in {tag for tag, _ in page.elements}
    assert not [attrs for _, attrs in page.elements if "style" in attrs]


@pytest.mark.parametrize("address", FILES)
def test_files_are_there(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        assert response.status_code == 200
        assert response.data


def test_a_file_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/assets/vis-network.min.js")
    again = client.get(
        "/assets/vis-network.min.js", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_pages_are_asked_for_again(client: FlaskClient) -> None:
    response = client.get("/")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert set(response.vary) >= {"Accept", "Accept-Language", "Cookie"}


def test_the_only_cookies_are_the_session_and_the_language(client: FlaskClient) -> None:
    cookies = client.get("/?lang=en").headers.getlist("Set-Cookie")
    assert sorted(cookie.partition("=")[0] for cookie in cookies) == [
        "netmap_language",
        "netmap_session_8000",
    ]
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_the_scripts_of_pages_are_modules(client: FlaskClient) -> None:
    """They keep their names to themselves, and run when the page is there."""
    for address in ("/p/p/coverage", "/p/p/meetings", "/p/p/import", "/account"):
        for script in Parsed(client.get(address).text).named("script"):
            if script["src"].startswith("/static/"):
                assert script["type"] == "module", script["src"]
