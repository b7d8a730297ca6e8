"""The installer installs what the lock says, with the pip that is there."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.tools.conftest import ROOT, Project
from tests.tools.packages import wheel


def _with_pip(project: Project, pip: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer, on a machine whose Python brings this pip."""
    code = project.code()
    make = code.make_environment

    def with_another_pip() -> None:
        make()
        command = [str(project.python), "-m", "pip", "install", "--quiet", "--force-reinstall"]
        subprocess.run([*command, str(pip)], check=True)

    monkeypatch.setattr(code, "make_environment", with_another_pip)
    return code


@pytest.fixture
def newer(project: Project) -> None:
    """After the lock was made, a newer version of what is asked for with an extra appeared."""
    wheel(project.packages, "answering", "2", extra="more")


@pytest.mark.usefixtures("newer")
def test_the_oldest_pip_installs_the_lock_when_newer_versions_have_appeared(
    project: Project, oldest_pip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_pip(project, oldest_pip, monkeypatch).main("dev")
    found = project.versions()
    assert found["pip"] == oldest_pip.name.split("-")[1]
    assert (found["asking"], found["answering"], found["netmap"]) == ("1", "1", "1")


@pytest.mark.usefixtures("newer")
def test_the_pip_of_this_python_installs_the_lock_as_well(project: Project) -> None:
    project.code().main("run")
    assert project.versions()["answering"] == "1"


@pytest.mark.usefixtures("newer")
def test_with_a_resolver_the_oldest_pip_does_not_install_it(
    project: Project,
    oldest_pip: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """So that the tests above say something: the same, but for the mend."""
    setup = project.folder / "tools" / "setup.py"
    mended = setup.read_text("utf-8")
    planted = mended.replace('"install", "--quiet", "--no-deps"]', '"install", "--quiet"]')
    assert planted != mended
    setup.write_text(planted, "utf-8")
    with pytest.raises(SystemExit, match="could not be installed"):
        _with_pip(project, oldest_pip, monkeypatch).main("dev")
    assert "answering" in capfd.readouterr().err


def test_a_lock_that_misses_something_is_refused(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    """What a resolver would have noticed is noticed by looking afterwards."""
    lock = project.folder / "locks" / "run.txt"
    lock.write_text(lock.read_text("utf-8").partition("answering")[0], "utf-8")
    with pytest.raises(SystemExit, match="could not be installed"):
        project.code().main("run")
    assert "asking 1 requires answering, which is not installed" in capfd.readouterr().out


@pytest.mark.parametrize("place", ["tools/setup.py", "Dockerfile", "README.md"])
def test_every_place_installs_without_resolving(place: str) -> None:
    text = (ROOT / place).read_text("utf-8")
    assert "--no-deps --require-hashes" in text or '"--no-deps"' in text
    assert "pip check" in text or '"check"' in text
