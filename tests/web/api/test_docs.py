"""The page about the API in the documentation shows what a service gives."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

import graph_seed
from netmap.config import Settings
from netmap.services.accounts import tokens
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.stores.sqlite import SqliteStore
from web import create_app
from web.access.limits import limiter

PAGE = Path(__file__).parents[3] / "docs" / "api.md"


@pytest.fixture(autouse=True)
def unlimited() -> None:
    """The examples ask no more often than they may."""
    assert limiter.enabled


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A service with the seed graph, and a token in the environment."""
    with SqliteStore(tmp_path / "netmap.db") as store:
        load(Context(store), graph_seed.batches())
        token, _ = tokens.make_token(Context(store), "docs", role="editor")
        monkeypatch.setenv("API_TOKEN", token)
        server = make_server("127.0.0.1", 0, create_app(Settings(), store))
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.slow
def test_the_examples_give_what_they_show(address: str) -> None:
    text = re.sub(r"^```.*$", "", PAGE.read_text("utf-8"), flags=re.M)
    text = text.replace('address = "http://127.0.0.1:8000"', f"address = {address!r}")
    example = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    result = runner.run(example)
    assert result.attempted == len(re.findall("^>>> ", text, flags=re.M)) > 20
    assert result.failed == 0
