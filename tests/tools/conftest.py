"""A project of its own for the installer: packages made here, no network but for an old pip."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.optional import optional_part
from tests.tools.packages import locked, wheel

ROOT = Path(__file__).parent.parent.parent
# what the first release of each supported Python brings (its Lib/ensurepip says so)
OLDEST_PIP = {(3, 11): "22.3", (3, 12): "23.2.1", (3, 13): "24.2", (3, 14): "25.2"}
_BACKEND = """
import sys
sys.path.insert(0, {tests!r})
from tests.tools.packages import wheel
from pathlib import Path

def build_editable(folder, config_settings=None, metadata_directory=None):
    return wheel(Path(folder), "netmap", "1", needs=["asking"]).name
"""


class Project:
    """A folder with locks and the real tools/setup.py, whose packages lie beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.packages = folder, folder.with_name("packages")
        for made in (folder / "locks", folder / "tools", self.packages):
            made.mkdir(parents=True)
        shutil.copy(ROOT / "tools" / "setup.py", folder / "tools")
        (folder / "backend.py").write_text(_BACKEND.format(tests=str(ROOT)), "utf-8")
        (folder / "pyproject.toml").write_text(
            '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
            '[project]\nname = "netmap"\nversion = "1"\n',
            "utf-8",
        )
        (folder / "locks" / "left-out.txt").write_text("# why\nnever-imported\n", "utf-8")
        # pytest-cov asks for coverage[toml] in the same way
        asking = wheel(self.packages, "asking", "1", needs=["answering[more]>=1", "never-imported"])
        answering = wheel(self.packages, "answering", "1", extra="more")
        for name in ("run", "dev"):
            (folder / "locks" / f"{name}.txt").write_text(locked(asking, answering), "utf-8")

    def offline(self, patch: pytest.MonkeyPatch) -> None:
        """Let pip see the packages made here, and nothing else."""
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            patch.delenv(name)
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(self.packages))
        patch.delenv("PYTHONPATH", raising=False)

    @property
    def environment(self) -> Path:
        return self.folder / ".venv"

    @property
    def python(self) -> Path:
        return self.environment / ("Scripts" if os.name == "nt" else "bin") / "python"

    def code(self) -> ModuleType:
        """tools/setup.py, loaded from this folder, so that it works on this folder."""
        where = self.folder / "tools" / "setup.py"
        spec = importlib.util.spec_from_file_location("setup_of_a_test", where)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def versions(self) -> dict[str, str]:
        """What is installed, by name."""
        command = [str(self.python), "-m", "pip", "list", "--format=freeze"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return dict(line.split("==") for line in done.stdout.split())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose every package lies in a folder; nothing is fetched."""
    made = Project(tmp_path / "project")
    made.offline(monkeypatch)
    return made


@pytest.fixture(scope="session")
def oldest_pip(request: pytest.FixtureRequest) -> Path:
    """The wheel of the oldest pip that a Python like this one brings; fetched once."""
    version = OLDEST_PIP.get(sys.version_info[:2])
    if version is None:
        optional_part("pip", "not known yet which pip the first release of this Python brings")
    cache: pytest.Cache = request.config.cache  # type: ignore[assignment]  # the plugin is on
    folder = cache.mkdir("oldest-pip")
    found = folder / f"pip-{version}-py3-none-any.whl"
    if not found.exists():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
        command += ["--retries=1", "--only-binary=:all:", f"--dest={folder}", f"pip=={version}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            optional_part("pip", f"pip {version} cannot be fetched: {done.stderr.strip()[-300:]}")
    return found
