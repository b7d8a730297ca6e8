"""The installer installs what the lock says, with the pip that is there."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from tests.tools.conftest import ROOT, Project
from tests.tools.packages import wheel
from tests.waiting import PATIENCE


def _with_pip(project: Project, pip: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer, on a machine whose Python brings this pip."""
    code = project.code()
    make = code.make_environment

    def with_another_pip(progress: object) -> None:
        make(progress)
        command = [str(project.python), "-m", "pip", "install", "--quiet", "--force-reinstall"]
        subprocess.run([*command, str(pip)], check=True)

    monkeypatch.setattr(code, "make_environment", with_another_pip)
    return code


@pytest.fixture
def newer(project: Project) -> None:
    """After the lock was made, a newer version of what is asked for with an extra appeared."""
    wheel(project.packages, "answering", "2", extra="more")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("newer")
def test_the_oldest_pip_installs_the_lock_when_newer_versions_have_appeared(
    project: Project, oldest_pip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And on a terminal, one line counts the packages that it tells about."""
    terminal = _Terminal()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", terminal)
        _with_pip(project, oldest_pip, monkeypatch).main("dev")
    told = terminal.getvalue()
    assert "fetching · 1 of 2 packages: asking" in told
    assert "fetching · 2 of 2 packages: answering" in told
    assert told.count("\n") == 2  # why, and the line that was written over and over
    found = project.versions()
    assert found["pip"] == oldest_pip.name.split("-")[1]
    assert (found["asking"], found["answering"], found["netmap"]) == ("1", "1", "1")


@pytest.mark.usefixtures("newer")
def test_the_pip_of_this_python_does_so_too_and_away_from_a_terminal_each_step_is_a_line(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    project.code().main("run")
    assert project.versions()["answering"] == "1"
    first, *steps = capfd.readouterr().out.splitlines()
    assert first.startswith("netmap: installing into .venv, because there is no .venv yet")
    begins = ["1 of 4: making .venv", "2 of 4: fetching · 2 packages", "2 of 4: unpacking"]
    begins += ["3 of 4: adding Netmap", "4 of 4: looking whether all", "done"]
    assert len(steps) == len(begins)
    for step, begin in zip(steps, begins, strict=True):
        assert re.fullmatch(rf"netmap: {begin}.* · \d+ s", step)


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
    planted = mended.replace('"install", "--no-deps", ', '"install", ')
    assert planted != mended
    setup.write_text(planted, "utf-8")
    with pytest.raises(SystemExit, match="this step failed"):
        _with_pip(project, oldest_pip, monkeypatch).main("dev")
    assert "answering" in capfd.readouterr().err


def test_a_lock_that_misses_something_is_refused(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    """What a resolver would have noticed is noticed by looking afterwards."""
    lock = project.folder / "locks" / "run.txt"
    lock.write_text(lock.read_text("utf-8").partition("answering")[0], "utf-8")
    with pytest.raises(SystemExit, match="this step failed"):
        project.code().main("run")
    told = capfd.readouterr().err
    assert "asking 1 requires answering, which is not installed" in told
    assert "never-imported" not in told  # that one is left out on purpose


@pytest.mark.parametrize("place", ["tools/setup.py", "Dockerfile", "README.md"])
def test_every_place_installs_without_resolving(place: str) -> None:
    text = (ROOT / place).read_text("utf-8")
    assert "--no-deps --require-hashes" in text or '"--no-deps"' in text
    assert "setup.py check" in text or "check(PYTHON" in text


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project that is installed; each test does something to it, and it mends itself."""
    made = Project(tmp_path_factory.mktemp("installed") / "project")
    with pytest.MonkeyPatch.context() as patch:
        made.offline(patch)
        made.code().main("run")
        yield made


def _site(project: Project) -> Path:
    return Path(project.code().packages()[0])


def _half_made(project: Project) -> None:
    """Stopped in the middle of fetching: Ctrl-C, or the power."""
    code = project.code()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    code.install = stop  # type: ignore[attr-defined]  # the module is loaded for this test only
    (project.folder / "pyproject.toml").touch()
    (project.environment / "installed-run").write_text("of another lock")
    with pytest.raises(SystemExit, match="stopped; the same command begins"):
        code.main("run")


def _half_removed(project: Project) -> None:
    """Stopped while an old environment was being removed."""
    shutil.rmtree(_site(project))


def _without_python(project: Project) -> None:
    project.python.unlink()


def _with_a_python_that_is_gone(project: Project) -> None:
    """The system took away the Python that the environment was made of."""
    project.python.unlink()
    project.python.symlink_to(project.folder / "python-that-was-here")


def _with_a_python_that_is_broken(project: Project) -> None:
    project.python.unlink()
    project.python.write_text("not a program")
    project.python.chmod(0o755)


def _without_a_package(project: Project) -> None:
    (_site(project) / "answering.py").unlink()


def _without_its_metadata(project: Project) -> None:
    shutil.rmtree(_site(project) / "asking-1.dist-info")


def _without_pip(project: Project) -> None:
    shutil.rmtree(_site(project) / "pip")


def _moved(project: Project) -> None:
    """The whole folder has another name; what stands in .venv names the old one."""
    elsewhere = project.folder.with_name("moved")
    project.folder.rename(elsewhere)
    project.folder = elsewhere


def _a_file(project: Project) -> None:
    shutil.rmtree(project.environment)
    project.environment.write_text("not a folder")


def _a_link_to_nowhere(project: Project) -> None:
    shutil.rmtree(project.environment)
    project.environment.symlink_to(project.folder / "nowhere")


def _with_another_lock(project: Project) -> None:
    lock = project.folder / "locks" / "run.txt"
    lock.write_text(lock.read_text("utf-8") + "# reviewed\n", "utf-8")


DAMAGE: dict[Callable[[Project], None], str] = {
    _half_made: "an installation was not finished",
    _half_removed: "is missing",
    _without_python: "the Python in .venv does not start",
    _with_a_python_that_is_gone: "the Python in .venv does not start",
    _with_a_python_that_is_broken: "the Python in .venv does not start",
    _without_a_package: "answering.py is missing",
    _without_its_metadata: "asking-1.dist-info is missing",
    _without_pip: "pip is missing",
    _moved: "the folder has changed",
    _a_file: "an installation was not finished",
    _a_link_to_nowhere: "an installation was not finished",
    _with_another_lock: "what is locked, ",
}
links = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")


@links
@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__.strip("_"))
def test_what_is_wrong_with_an_environment_is_seen(
    installed: Project, damage: Callable[[Project], None]
) -> None:
    assert installed.code().trouble("run") == ""
    keep = installed.folder.with_name("kept")
    shutil.copytree(installed.folder, keep, symlinks=True)
    here = installed.folder
    try:
        damage(installed)
        assert DAMAGE[damage] in installed.code().trouble("run")
    finally:
        shutil.rmtree(installed.folder)
        installed.folder = keep.rename(here)


@links
@pytest.mark.parametrize(
    "damage",
    [_half_made, _with_a_python_that_is_gone, _without_a_package, _moved, _a_link_to_nowhere],
    ids=lambda damage: damage.__name__.strip("_"),
)
def test_it_mends_itself_and_says_why(
    installed: Project, damage: Callable[[Project], None], capfd: pytest.CaptureFixture[str]
) -> None:
    damage(installed)
    capfd.readouterr()
    installed.code().main("run")
    assert DAMAGE[damage] in capfd.readouterr().out
    assert installed.versions()["answering"] == "1"
    installed.code().main("run")
    assert capfd.readouterr().out == ""  # and then there is nothing to do


def test_a_slow_network_is_not_a_stopped_program(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server keeps silent until two lines have said that time passes; then it answers."""
    lines: list[str] = []
    patient = threading.Event()

    class Stream(io.StringIO):
        def write(self, text: str) -> int:
            lines.append(text)
            if sum("fetching" in line for line in lines) > 3:
                patient.set()
            return len(text)

    class Slow(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            assert patient.wait(PATIENCE), f"nothing was said while the server kept silent: {lines}"
            super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *args: Slow(*args, directory=str(project.packages))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        monkeypatch.setenv("PIP_FIND_LINKS", f"http://127.0.0.1:{server.server_port}/")
        code = project.code()
        code.EVERY = 0  # type: ignore[attr-defined]  # a line for each second
        progress = code.Progress(Stream())
        code.make_environment(progress)
        code.install("run", progress)
    finally:
        server.shutdown()
        server.server_close()
    assert project.versions()["answering"] == "1"


def test_what_somebody_set_for_pip_stays(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_RETRIES", "1")
    code = project.code()
    heard: list[str] = []
    command = [str(code.sys.executable), "-c"]
    command += ["import os; print(os.environ['PIP_RETRIES'], os.environ['PIP_DEFAULT_TIMEOUT'])"]
    code.run(command, code.Progress(io.StringIO()), heard.append)
    assert heard == ["1 120"]


def test_a_python_that_is_too_old_is_told_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = project.code()
    monkeypatch.setattr(code.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer, but .* is Python 3\.9"):
        code.main("run")
