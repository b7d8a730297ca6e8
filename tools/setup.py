"""Make .venv and fill it from a lock file: ``python3 tools/setup.py [run|dev]``.

Uses the standard library only and still parses on old Pythons, because it has to
run before anything is installed, and to say so in one sentence when it cannot.
Does nothing when the lock file and the Python have not changed since last time.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
NEEDS = (3, 11)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write_text(path, text):
    with open(path, "w") as file:
        file.write(text)


def stamp_of(lock):
    """What an installation depends on: the lock, the project's metadata, the Python, the place."""
    parts = [read(lock), read(os.path.join(ROOT, "pyproject.toml"))]
    parts += [sys.version.encode(), VENV.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_done(name, stamp):
    """A development environment also serves to run, so 'run' accepts either stamp."""
    path = os.path.join(VENV, "installed-%s" % name)
    return os.path.exists(path) and read(path).decode() == stamp


def fail(sentence):
    sys.exit("netmap: %s" % sentence)


def make_environment():
    """An empty .venv with the pip that this Python brings, whatever stood there."""
    try:
        import ensurepip  # noqa: F401 - Debian's python3 lacks it until python3-venv is there
        import venv
    except ImportError:
        fail(
            "this Python cannot make virtual environments; install the package "
            "python%d.%d-venv (Debian and Ubuntu: apt install python3-venv)." % sys.version_info[:2]
        )
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        fail("the folder %s cannot be made: %s." % (VENV, error))


def install(lock):
    """Install exactly what the lock lists, then Netmap itself, and look whether that is all.

    Without --no-deps pip resolves a list that is already complete: an old pip then asks for
    the newest of a package that another one wants with an extra, and has no hash for it.
    """
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    new = [*pip, "install", "--quiet", "--no-deps"]
    steps = (
        [*new, "--require-hashes", "--requirement", lock],
        [*new, "--no-build-isolation", "--editable", ROOT],
        [*pip, "check"],
    )
    for step in steps:
        if subprocess.call(step) != 0:
            fail(
                "the dependencies could not be installed; the lines above say why. "
                "Check the network (or your package mirror) and run the same command again."
            )


def main(name):
    if sys.version_info < NEEDS:
        have = "%d.%d" % sys.version_info[:2]
        fail(
            "needs Python 3.11 or newer, but %s is Python %s; install a newer one "
            "(Debian and Ubuntu: apt install python3.11 python3.11-venv) and run "
            "make PYTHON=python3.11." % (sys.executable, have)
        )
    locks = {key: os.path.join(ROOT, "locks", key + ".txt") for key in ("run", "dev")}
    if name not in locks:
        fail("write 'run' or 'dev' after tools/setup.py, not '%s'." % name)
    stamps = {key: stamp_of(path) for key, path in locks.items()}
    enough = ("run", "dev") if name == "run" else ("dev",)
    if os.path.exists(PYTHON) and any(is_done(key, stamps[key]) for key in enough):
        return
    print(
        "netmap: installing the locked dependencies into .venv (once; a minute or two)", flush=True
    )
    make_environment()
    install(locks[name])
    write_text(os.path.join(VENV, "installed-%s" % name), stamps[name])


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except KeyboardInterrupt:
        fail("stopped; the same command starts the installation again.")
