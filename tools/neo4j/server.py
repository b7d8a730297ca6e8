"""A real Neo4j Community server without Docker: fetch its jars once, start it, stop it.

``make neo4j`` runs this file; the tests import it. Java 17 or 21 is needed, and Maven
the first time. Everything but setting the password uses the standard library only.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POM = Path(__file__).with_name("pom.xml")
HOME = ROOT / "data" / "neo4j"
HOST = "127.0.0.1"
USER = "neo4j"
FIRST_PASSWORD = "neo4j"  # noqa: S105 - what every new Neo4j has, and makes you change at once
JAVA_VERSIONS = (17, 21)  # what Neo4j 5.26 runs on
START_LIMIT = 300.0  # seconds; 6 to 10 are normal, a busy machine takes longer
STOP_LIMIT = 60.0
VERSION = re.findall(r"<neo4j\.version>(.+)</neo4j\.version>", POM.read_text("utf-8"))[0]

CONFIGURATION = """\
server.bolt.listen_address={host}:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
# a client that waits for an answer hears a sign of life each second, and gives up after two
server.bolt.connection_keep_alive=1s
server.bolt.connection_keep_alive_probes=2
server.bolt.connection_keep_alive_for_requests=ALL
server.bolt.connection_keep_alive_streaming_scheduling_interval=1s
"""
# Ends the server when the program that started it is gone, however it went.
GUARD = "import os, signal, sys; sys.stdin.read(); os.kill(int(sys.argv[1]), signal.SIGTERM)"


class Refusal(Exception):
    """Why there is no server, in one sentence that says what to do."""


def libraries(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the jars are, or will be once fetched."""
    chosen = environment.get("NETMAP_NEO4J_LIB")
    return Path(chosen) if chosen else HOME / f"lib-{VERSION}"


def unavailable_reason() -> str | None:
    """Why no server can run on this machine, in one sentence; None when it can."""
    try:
        _java()
        if not libraries().is_dir():
            _maven()
    except Refusal as refusal:
        return str(refusal)
    return None


def fetch(say: Callable[[str], None] = print) -> Path:
    """The folder with the jars of the server; filled by Maven the first time."""
    target = libraries()
    if target.is_dir():
        return target
    maven = _maven()
    say(f"Fetching Neo4j {VERSION} with Maven, 118 MB (once; half a minute or more) ...")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="fetching-") as folder:
        lib = Path(folder) / "lib"
        goal = [
            "dependency:copy-dependencies",
            "-DincludeScope=runtime",
            f"-DoutputDirectory={lib}",
        ]
        # --strict-checksums: a jar that does not match its published checksum is refused
        command = [maven, "-q", "-B", "--strict-checksums", "-f", str(POM), *goal]
        if subprocess.run(command, check=False).returncode != 0:
            raise Refusal(
                "Maven could not fetch the Neo4j server; its lines above say why."
                " Check the network (or the mirror in ~/.m2/settings.xml) and try again."
            )
        try:
            lib.rename(target)  # so that a broken download never looks like a whole one
        except OSError:
            if not target.is_dir():  # else another process was faster, which is as good
                raise
    return target


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


class Server:
    """One Neo4j on 127.0.0.1, with its configuration, data and logs under ``home``."""

    user = USER

    def __init__(self, home: Path, *, port: int, password: str) -> None:
        self.home = home
        self.port = port
        self.password = password
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"bolt://{HOST}:{self.port}"

    @property
    def pid(self) -> int | None:
        """The process of the server while it runs."""
        return self._process.pid if self._process else None

    def start(self, say: Callable[[str], None] = lambda _: None) -> None:
        """Start the server and return once it answers; sets the password of new data."""
        java = _java()
        lib = fetch(say)
        _refuse_used_port(self.port)
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        text = CONFIGURATION.format(host=HOST, port=self.port)
        (conf / "neo4j.conf").write_text(text, "utf-8")
        packages = ("java.nio", "java.io", "sun.nio.ch")
        command = [java, "-Xmx512m"]
        command += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages]
        command += ["-cp", str(lib / "*"), "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={self.home}", f"--config-dir={conf}"]
        with self._console.open("wb") as console:
            # a session of its own: Ctrl-C reaches us, and we stop the server
            self._process = subprocess.Popen(
                command, stdout=console, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._guard = subprocess.Popen(
            [sys.executable, "-c", GUARD, str(self._process.pid)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            self._wait_until_it_answers(self._process)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server cleanly; nothing happens when it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._end(getattr(signal, "SIGKILL", signal.SIGTERM))

    def wait(self) -> None:
        """Return when the server ends by itself."""
        if self._process is not None:
            self._process.wait()

    @property
    def _console(self) -> Path:
        return self.home / "console.log"

    def _end(self, how: int) -> None:
        if self._guard is not None:  # first, or it could meet another process with the same id
            self._guard.kill()
            self._guard.communicate()
            self._guard = None
        if self._process is not None:
            if self._process.poll() is None:
                self._process.send_signal(how)
            try:
                self._process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        limit = time.monotonic() + START_LIMIT
        while not _listens(self.port) or not self._accepts_password():
            if process.poll() is not None:
                raise Refusal(f"Neo4j ended while starting: {self._last_words()}")
            if time.monotonic() > limit:
                raise Refusal(
                    f"Neo4j does not answer after {START_LIMIT:.0f} s; see {self._console}."
                )
            time.sleep(0.1)

    def _last_words(self) -> str:
        """Why the server ended: from its log, or from Java when it came not that far."""
        for path in (self.home / "logs" / "neo4j.log", self._console):
            text = path.read_text("utf-8", errors="replace") if path.exists() else ""
            lines = text.rpartition("Starting...")[2].splitlines()
            causes = [line for line in lines if line.startswith("Caused by:")]
            errors = [line for line in lines if re.search("error|exception", line, re.IGNORECASE)]
            if errors:
                return f"{(causes[-1:] or errors)[0].strip()} (more in {path})"
        return f"it did not say why; see {self.home / 'logs'}"

    def _accepts_password(self) -> bool:
        """Whether the server is ready; gives new data its password."""
        import neo4j  # here, so that the rest of this file needs nothing installed
        from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

        def execute(password: str, query: str, database: str, **values: str) -> None:
            with (
                neo4j.GraphDatabase.driver(self.url, auth=(USER, password)) as driver,
                driver.session(database=database) as session,
            ):
                session.run(query, values).consume()

        try:
            try:
                execute(self.password, "RETURN 1", "neo4j")
            except AuthError:
                change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
                execute(FIRST_PASSWORD, change, "system", old=FIRST_PASSWORD, new=self.password)
        except AuthError as error:
            raise Refusal(
                f"The data in {self.home} has another password; set NETMAP_NEO4J_PASSWORD to"
                f" the one it was made with, or remove {self.home / 'data'} to start empty."
            ) from error
        except ClientError as error:
            raise Refusal(f"Neo4j refuses the password: {error.message}") from error
        except (DriverError, Neo4jError):
            return False  # it listens, but its database is not open yet
        return True


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = (shutil.which("java", path=str(Path(home, "bin"))) if home else None) or shutil.which(
        "java"
    )
    advice = "install it (Debian and Ubuntu: apt install openjdk-17-jre-headless)"
    if java is None:
        raise Refusal(f"Neo4j needs Java 17, which is not on this machine; {advice}.")
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', answer)
    if not match or int(match[1]) not in JAVA_VERSIONS:
        found = f"Java {match[1]}" if match else "not a Java that tells its version"
        raise Refusal(
            f"Neo4j needs Java 17 or 21, but {java} is {found}; {advice} or set JAVA_HOME."
        )
    return java


def _maven() -> str:
    maven = shutil.which("mvn")
    if maven is None:
        raise Refusal(
            "Fetching the Neo4j server needs Maven, which is not on this machine;"
            " install it (Debian and Ubuntu: apt install maven)."
        )
    return maven


def _listens(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex((HOST, port)) == 0


def _refuse_used_port(port: int) -> None:
    if _listens(port):
        raise Refusal(
            f"Port {port} on {HOST} is in use; stop the program that uses it,"
            f" or set another one: NETMAP_NEO4J_PORT={free_port()}."
        )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"NETMAP_NEO4J_PORT: '{text}' is not a port; write a number from 1 to 65535.")
    return int(text)


def _password(text: str) -> str:
    if len(text) < 8:
        raise Refusal(
            "Choose a password of at least 8 characters for Neo4j and set it first:"
            " export NETMAP_NEO4J_PASSWORD=..., then run make neo4j again."
        )
    return text


def main(environment: Mapping[str, str] = os.environ, home: Path = HOME) -> None:
    """Run Neo4j in the foreground until Ctrl-C."""
    try:
        server = Server(
            home,
            port=_port(environment.get("NETMAP_NEO4J_PORT") or "7687"),
            password=_password(environment.get("NETMAP_NEO4J_PASSWORD", "")),
        )
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops as Ctrl-C does
        print(f"Starting Neo4j {VERSION}, data in {home} ...", flush=True)
        server.start(say=lambda line: print(line, flush=True))
    except Refusal as refusal:
        sys.exit(f"netmap: {refusal}")
    except KeyboardInterrupt:
        sys.exit("netmap: stopped before Neo4j answered.")
    try:
        print(
            f"Neo4j answers on {server.url}, user {USER}. Run Netmap on it, in another terminal"
            " where NETMAP_NEO4J_PASSWORD is set as well:"
        )
        print(
            f"NETMAP_STORE_URL={server.url} NETMAP_STORE_USER={USER}"
            ' NETMAP_STORE_PASSWORD="$NETMAP_NEO4J_PASSWORD" make run'
        )
        print("Ctrl-C stops it.", flush=True)
        server.wait()
        sys.exit(f"netmap: Neo4j ended by itself; see {home / 'logs'}.")
    except KeyboardInterrupt:
        print("\nStopping Neo4j ...", flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
