"""Make .venv and fill it from a lock file: ``python3 tools/setup.py [run|dev|check]``.

Uses the standard library only and still parses on old Pythons, because it has to
run before anything is installed, and to say so in one sentence when it cannot.
Does nothing when .venv still is what this made of the same lock, Python and place;
makes it anew, and says why, when it is not.
"""

import collections
import hashlib
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
SCRIPTS = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(SCRIPTS, "python.exe" if os.name == "nt" else "python")
NEEDS = (3, 11)
NAMES = ("run", "dev")
EVERY = 10.0  # seconds between two lines about one step, where a line cannot be rewritten
# a slow network is not a stopped program; what somebody set for pip stays
PATIENCE = {"PIP_DEFAULT_TIMEOUT": "120", "PIP_RETRIES": "8"}


def read(path):
    with open(path, "rb") as file:
        return file.read()


def fail(sentence):
    sys.exit("netmap: %s" % sentence)


def lock_of(name):
    return os.path.join(ROOT, "locks", name + ".txt")


def stamp_file(name):
    return os.path.join(VENV, "installed-" + name)


def stamp_of(name):
    """What an installation depends on: the lock, the project's metadata, the Python, the place."""
    parts = [read(lock_of(name)), read(os.path.join(ROOT, "pyproject.toml"))]
    parts += [sys.version.encode(), VENV.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def packages():
    """The folder of .venv that packages are installed in, and what stands there."""
    import sysconfig

    folder = sysconfig.get_path("purelib", "venv", vars={"base": VENV, "platbase": VENV})
    return folder, os.listdir(folder) if os.path.isdir(folder) else []


def contents():
    """Each package, module and command in .venv, by its path inside it."""
    folder, names = packages()
    paths = [os.path.join(folder, each) for each in names if each != "__pycache__"]
    paths += [os.path.join(SCRIPTS, each) for each in os.listdir(SCRIPTS)]
    return sorted(os.path.relpath(path, VENV) for path in paths)


def trouble(name):
    """Why .venv does not serve ('run' or 'dev'), in a few words; nothing when it does.

    A development environment also serves to run, so 'run' accepts either.
    """
    if not os.path.lexists(VENV):
        return "there is no .venv yet"
    made = [each for each in NAMES if os.path.isfile(stamp_file(each))]
    if not made:
        return "an installation was not finished"
    if not starts():
        return "the Python in .venv does not start"
    for each in made:
        stamp, _, kept = read(stamp_file(each)).decode("utf-8", "replace").partition("\n")
        if each in (name, "dev") and stamp == stamp_of(each):
            missing = set(kept.splitlines()) - set(contents())
            return "%s is missing" % min(missing) if missing else ""
    return "what is locked, the Python or the folder has changed"


def starts():
    try:
        return subprocess.call([PYTHON, "-I", "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


class Progress:
    """Which step, how far, how long so far: on one line, or on several away from a terminal."""

    def __init__(self, stream=None):
        self.stream = stream or sys.stdout
        self.begun = time.monotonic()
        self.step, self.detail = "", ""
        self.said = ("", 0.0)  # the step of the last line, and when
        self.width = 0  # of what stands on the line of a terminal

    def say(self, step=None, detail=""):
        """A new step or detail; without one, the same again with the time that passed."""
        if step is not None:
            self.step, self.detail = step, detail
        seconds = int(time.monotonic() - self.begun)
        so_far = "%d s" % seconds if seconds < 60 else "%d min %d s" % divmod(seconds, 60)
        parts = [each for each in (self.step, self.detail, so_far) if each]
        line = "netmap: %s" % " · ".join(parts)
        if self.stream.isatty():
            line = line[: shutil.get_terminal_size().columns - 1]
            self.stream.write("\r" + line.ljust(self.width))
            self.width = len(line)
        elif self.step != self.said[0] or time.monotonic() - self.said[1] >= EVERY:
            self.stream.write(line + "\n")
            self.said = (self.step, time.monotonic())
        self.stream.flush()

    def end(self):
        """Leave the line as it is; what follows begins on one of its own."""
        if self.width:
            self.stream.write("\n")
            self.stream.flush()
        self.width = 0


def run(command, progress, hear=None):
    """Run a command; ``hear`` is told each line, and the progress is shown each second.

    Raises CalledProcessError with the last lines when the command fails.
    """
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(PATIENCE, **os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    heard = queue.Queue()
    threading.Thread(target=listen, args=(child.stdout, heard.put), daemon=True).start()
    last = collections.deque(maxlen=30)
    line = ""
    try:
        while line is not None:
            try:
                line = heard.get(timeout=1)
            except queue.Empty:
                progress.say()
                continue
            if line:
                last.append(line)
                if hear:
                    hear(line)
    except BaseException:  # Ctrl-C for one: nothing goes on behind our back
        child.kill()
        child.wait()
        raise
    if child.wait():
        raise subprocess.CalledProcessError(child.returncode, command, "\n".join(last))


def listen(stream, tell):
    with stream:
        for line in stream:
            tell(line.decode("utf-8", "replace").rstrip())
    tell(None)


def make_environment(progress):
    """An empty .venv with the pip that this Python brings, whatever stood there."""
    try:
        import ensurepip  # noqa: F401 - Debian's python3 lacks it until python3-venv is there
        import venv  # noqa: F401 - as above
    except ImportError:
        fail(
            "this Python cannot make virtual environments; install the package "
            "python%d.%d-venv (Debian and Ubuntu: apt install python3-venv)." % sys.version_info[:2]
        )
    for each in NAMES:  # first: what is half removed must not look finished
        if os.path.lexists(stamp_file(each)):
            os.remove(stamp_file(each))
    if os.path.islink(VENV) or os.path.isfile(VENV):
        os.remove(VENV)
    progress.say("1 of 4: making .venv")
    run([sys.executable, "-m", "venv", "--clear", VENV], progress)


def install(name, progress):
    """Install exactly what the lock lists, then Netmap itself, and look whether that is all.

    Without --no-deps pip resolves a list that is already complete: an old pip then asks for
    the newest of a package that another one wants with an extra, and has no hash for it.
    """
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    new = [*pip, "install", "--no-deps", "--progress-bar=off"]
    locked = len(re.findall(rb"^[\w.-]+==", read(lock_of(name)), re.M))
    counted = []

    def hear(line):
        first, _, rest = line.partition(" ")
        # from a folder, from afar, or for another system only
        if first in ("Processing", "Collecting", "Ignoring"):
            counted.append(os.path.basename(rest.split(" ")[0].rstrip(":")))
            which = "%d of %d packages: %s" % (len(counted), locked, counted[-1])
            progress.say("2 of 4: fetching", which)
        elif line.startswith("Installing collected packages"):
            progress.say("2 of 4: unpacking", "%d packages" % (line.count(",") + 1))
        elif "Retrying" in line:
            progress.say("2 of 4: fetching", "no answer from the network; pip tries again")

    progress.say("2 of 4: fetching", "%d packages" % locked)
    run([*new, "--require-hashes", "--requirement", lock_of(name)], progress, hear)
    progress.say("3 of 4: adding Netmap itself")
    run([*new, "--no-build-isolation", "--editable", ROOT], progress)
    progress.say("4 of 4: looking whether all is there")
    check(PYTHON, progress)


def check(python, progress):
    """`pip check`, but for what the locks leave out; raises CalledProcessError as `run`."""
    names = read(os.path.join(ROOT, "locks", "left-out.txt")).decode().splitlines()
    meant = tuple("requires %s, which is not installed." % name for name in names)
    try:
        run([python, "-m", "pip", "--disable-pip-version-check", "check"], progress)
    except subprocess.CalledProcessError as error:
        error.output = "\n".join(
            line for line in error.output.splitlines() if not line.endswith(meant)
        )
        if error.output:
            raise


def main(name):
    if sys.version_info < NEEDS:
        have = "%d.%d" % sys.version_info[:2]
        fail(
            "needs Python 3.11 or newer, but %s is Python %s; install a newer one "
            "(Debian and Ubuntu: apt install python3.11 python3.11-venv) and run "
            "make PYTHON=python3.11." % (sys.executable, have)
        )
    if name not in (*NAMES, "check"):
        fail("write 'run', 'dev' or 'check' after tools/setup.py, not '%s'." % name)
    progress = Progress()
    try:
        if name == "check":  # of the Python that runs this: an image has no .venv
            check(sys.executable, progress)
            return
        why = trouble(name)
        if not why:
            return
        print("netmap: installing into .venv, because %s; once, a minute or two" % why, flush=True)
        make_environment(progress)
        install(name, progress)
    except OSError as error:
        progress.end()
        fail("the folder %s cannot be made: %s." % (VENV, error))
    except subprocess.CalledProcessError as error:
        progress.end()
        print(error.output, file=sys.stderr)
        fail(
            "this step failed; the lines above say why. "
            "Check the network (or your package mirror) and run the same command again."
        )
    except KeyboardInterrupt:
        progress.end()
        fail("stopped; the same command begins the installation again.")
    with open(stamp_file(name), "w", encoding="utf-8") as file:
        file.write("\n".join([stamp_of(name), *contents()]))
    progress.say("done")
    progress.end()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except KeyboardInterrupt:
        fail("stopped; the same command begins the installation again.")
