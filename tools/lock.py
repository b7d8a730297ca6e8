"""Resolve the dependencies anew into locks/, with hashes and without an index address.

For maintainers; needs ``uv`` (pip install uv). Review the diff before you commit it.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEFT_OUT = ("--excludes", "locks/left-out.txt")
GROUP = "--group"
LOCKS = {
    "build": (GROUP, "pyproject.toml:build"),  # what makes the wheel; not in the image
    "run": ("pyproject.toml", GROUP, "build", *LEFT_OUT),
    "production": ("pyproject.toml", GROUP, "production", *LEFT_OUT),
    "dev": ("pyproject.toml", GROUP, "dev"),
}


def main(options: list[str]) -> None:
    for name, what in LOCKS.items():
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", *what, *options),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--no-emit-index-url", "--no-header", "--quiet"),
            *("--output-file", f"locks/{name}.txt"),
        ]
        if subprocess.call(command, cwd=ROOT) != 0:
            sys.exit("lock: uv could not resolve the dependencies; the lines above say why.")


if __name__ == "__main__":
    main(sys.argv[1:] or ["--upgrade"])  # `--no-upgrade` keeps the versions that are locked
