"""The readers of programs written in JavaScript, in one process for the whole test run."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "js"
_INSTALLED = FOLDER / "node_modules"  # not in git


def unavailable_reason() -> str:
    """Why the readers cannot be used here; empty when they can. Installs them once."""
    missing = [program for program in ("node", "npm") if shutil.which(program) is None]
    if missing:
        return f"{' and '.join(missing)} not found"
    lock = (FOLDER / "package-lock.json").read_bytes()
    mark = _INSTALLED / ".installed"
    if mark.exists() and mark.read_bytes() == lock:
        return ""
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    patience = ["--fetch-retries=1", "--fetch-timeout=30000"]  # a machine without internet
    done = subprocess.run(
        [*command, *patience], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return f"npm ci failed: {done.stderr.strip()[-300:]}"
    mark.write_bytes(lock)
    return ""


class Readers:
    """Asks the process; each answer holds ``about``, ``nodes`` and ``edges`` by id."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, key: str, content: bytes) -> dict[str, Any]:
        """What the reader made of a file. Raises ValueError when it refused the file."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"format": key, "content": content.decode()}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer


@contextmanager
def running() -> Iterator[Readers]:
    """The process, ended whatever happens."""
    pipe = subprocess.PIPE
    command = ["node", "reader.js"]
    with subprocess.Popen(
        command, cwd=FOLDER, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Readers(process)
        finally:
            process.kill()
