"""A researcher takes the network along: narrowed, and without names, by keyboard."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.test_pages import grave

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_from_narrowing_to_a_network_without_names(
    visit: Visitor, base: str, scripts: bool
) -> None:
    visited = visit(base, language="en", scripts=scripts)
    page = visited.open("/p/woudenberg/export")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("refers to").check()
    page.get_by_role("button", name="Take these along").press("Enter")
    assert "24 ties go along" in page.locator("summary").first.inner_text()
    with page.expect_download() as coming:
        page.locator("#format-ucinet a").press("Enter")
    assert Path(coming.value.path()).read_text("utf-8").startswith("dl n=")
    page.get_by_role("link", name="Look first").press("Enter")
    take = page.get_by_role("button", name="Network without names")
    take.press("Enter")
    assert "tick this box first" in page.locator("#problems").inner_text()
    if scripts:  # axe is a script itself
        assert grave(page) == []
    page.get_by_label("I have read what can still be found out").check()
    with page.expect_download() as network:
        take.press("Enter")
    with page.expect_download() as key:
        page.get_by_role("button", name="Key: who is who").press("Enter")
    with zipfile.ZipFile(network.value.path()) as archive:
        told = archive.read("README.md").decode()
    assert "not anonymous" in told
    assert "Woudenberg" not in told
    assert network.value.suggested_filename == "netmap-without-names.zip"
    assert "woudenberg" in Path(key.value.path()).read_text("utf-8-sig")
