"""Resolve the dependencies anew into locks/, with hashes and without an index address.

For maintainers; needs ``uv`` (pip install uv). Review the diff before you commit it.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = {"run": ["build"], "dev": ["dev"], "production": ["build", "production"]}


def main() -> None:
    for name, groups in LOCKS.items():
        options = [part for group in groups for part in ("--group", group)]
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *options),
            *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"),
            *("--no-emit-index-url", "--no-header", "--quiet"),
            *("--output-file", f"locks/{name}.txt"),
        ]
        if subprocess.call(command, cwd=ROOT) != 0:
            sys.exit("lock: uv could not resolve the dependencies; the lines above say why.")


if __name__ == "__main__":
    main()
