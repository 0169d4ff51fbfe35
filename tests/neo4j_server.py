"""A real Neo4j for tests: pinned, from Maven, on loopback, in a throwaway folder with a password made up for the day.

    python tests/neo4j_server.py [--version 5.26.30]    runs one until Enter is pressed, and says how to reach it

The jars are resolved once by Maven and named by a class path kept in the cache folder (XDG_CACHE_HOME, else ~/.cache).
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

OLDEST: Final = "5.26.0"
LTS: Final = "5.26.30"
NEWEST: Final = "2026.08.1"
USER: Final = "neo4j"
PATIENCE_SECONDS: Final = 120
RESOLVE_SECONDS: Final = 600

_POM: Final = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>tests</groupId><artifactId>neo4j-jars</artifactId><version>1</version><dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
<dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
</dependencies></project>
"""

# Small enough for a shared machine; the transaction log is not laid out beforehand, which would take 256 MB. Tests give
# wrong passwords on purpose, and the server must not shut out the test that comes next for it.
_SETTINGS: Final = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
db.checkpoint.interval.time=15m
dbms.usage_report.enabled=false
dbms.security.auth_max_failed_attempts=0
"""
# For a server that lives a minute; one that is measured gets the time to become as fast as Java can be.
# Its sixteen thousand classes are not checked anew at every start, which is a fifth of the time that takes.
_QUICK_START: Final = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
)
_JAVA_OPTIONS: Final = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)
# Later versions come without the class that starts them; Java compiles this one as it runs it.
_MAIN: Final = "org.neo4j.server.CommunityEntryPoint"
_OWN_MAIN: Final = """public class Start {
    public static void main(String[] words) {
        int status = org.neo4j.server.NeoBootstrapper.start(new org.neo4j.server.CommunityBootstrapper(), words);
        if (status != 0) System.exit(status);
    }
}
"""


class Unavailable(Exception):
    """No server can be had on this machine; says why."""


def needed_java(version: str) -> int:
    """The lowest Java a version of Neo4j runs on."""
    return 17 if version.startswith("5.") else 21


def find_java(least: int) -> Path:
    """The oldest Java on the machine that is new enough. Raises Unavailable."""
    found = sorted((number, path) for path in _javas() if (number := _java_number(path)) >= least)
    if not found:
        raise Unavailable(f"no Java {least} or later was found: install one, or name it in JAVA_HOME")
    return found[0][1]


def _javas() -> Iterator[Path]:
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    for home in [*homes, *sorted(Path("/usr/lib/jvm").glob("*"))]:
        if (java := home / "bin" / "java").exists():
            yield java
    if on_path := shutil.which("java"):
        yield Path(on_path)


def _java_number(java: Path) -> int:
    """17 for a Java 17; 0 where it cannot be told."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def class_path(version: str, java: Path) -> str:
    """The jars of a version, resolved by Maven the first time. Raises Unavailable."""
    kept = _cache() / f"neo4j-{version}.classpath"
    if not kept.exists() or not all(Path(jar).exists() for jar in kept.read_text().split(os.pathsep)):
        _resolve(version, java, kept)
    return kept.read_text()


def _cache() -> Path:
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "schoolties-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _resolve(version: str, java: Path, kept: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("Maven (mvn), which brings Neo4j, was not found: install it")
    with tempfile.TemporaryDirectory() as scratch:
        pom, answer = Path(scratch) / "pom.xml", Path(scratch) / "classpath"
        pom.write_text(_POM.format(version=version))
        command = [maven, "-q", "-B", "-f", str(pom), "dependency:build-classpath", f"-Dmdep.outputFile={answer}"]
        home = {"JAVA_HOME": str(java.resolve().parent.parent)}
        done = subprocess.run(
            [*command, "-DincludeScope=runtime"],
            env={**os.environ, **home},
            capture_output=True,
            text=True,
            check=False,
            timeout=RESOLVE_SECONDS,
        )
        if done.returncode or not answer.exists():
            raise Unavailable(f"Maven could not bring Neo4j {version}: {done.stdout[-500:]}")
        # Another run may read it at this moment: put it there whole.
        shutil.move(answer, kept.with_suffix(f".{os.getpid()}"))
        kept.with_suffix(f".{os.getpid()}").replace(kept)


class Neo4jServer:
    """One server with a folder and a port of its own; it can be stopped, killed and started again on the same data."""

    def __init__(self, version: str = LTS, heap: str = "640m", *, measured: bool = False) -> None:
        self.version = version
        self._java_options = (*_JAVA_OPTIONS, f"-Xmx{heap}", *(() if measured else _QUICK_START))
        self.port = _free_port()
        self.password = secrets.token_urlsafe(18)
        self.url = f"bolt://127.0.0.1:{self.port}"
        self._home = Path(tempfile.mkdtemp(prefix="schoolties-neo4j-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._java = find_java(needed_java(version))
        self._jars = class_path(version, self._java)

    def start(self, more_settings: str = "") -> None:
        """Start it and wait until it answers. Raises Unavailable where it does not."""
        (self._home / "conf").mkdir(exist_ok=True)
        (self._home / "conf" / "neo4j.conf").write_text(_SETTINGS.format(port=self.port) + more_settings)
        options = [*self._java_options, "-cp", self._jars]
        where = [f"--home-dir={self._home}", f"--config-dir={self._home / 'conf'}"]
        with (self._home / "out.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._java, *options, self._main(), *where],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def _main(self) -> str:
        """The class that starts it, or a source file of ours that does."""
        if self.version.startswith("5."):
            return _MAIN
        source = self._home / "Start.java"
        source.write_text(_OWN_MAIN)
        return str(source)

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if time.monotonic() > until or (self._process and self._process.poll() is not None):
                said = (self._home / "out.log").read_text(errors="replace")[-1500:]
                raise Unavailable(f"Neo4j {self.version} did not come up:\n{said}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        """Whether it lets us in; the first time the password it comes with is changed."""
        if not _listens(self.port):
            return False
        with suppress(DriverError, Neo4jError):
            try:
                self._ask(self.password, "RETURN 1", "neo4j")
            except AuthError:
                change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
                self._ask("neo4j", change, "system", old="neo4j", new=self.password)
            return True
        return False

    def _ask(self, password: str, query: str, database: str, **values: str) -> None:
        with neo4j.GraphDatabase.driver(self.url, auth=(USER, password), max_transaction_retry_time=0) as driver:
            driver.execute_query(query, values, database_=database)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it finish in order."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_SECONDS)
            self._process = None

    def close(self) -> None:
        """End it and remove its folder."""
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def empty(self) -> None:
        """Remove what a store holds; its rules stay."""
        doomed = "MATCH (n) WHERE NOT n:SchooltiesStore AND NOT n:SchooltiesState DETACH DELETE n"
        self.ask(doomed)

    def wipe(self) -> None:
        """Empty the database, rules included."""
        self.ask("MATCH (n) DETACH DELETE n")
        for sort in ("CONSTRAINT", "INDEX"):
            for row in self.ask(f"SHOW {sort}{'ES' if sort == 'INDEX' else 'S'} YIELD name, type"):
                if row["type"] != "LOOKUP":
                    self.ask(f"DROP {sort} {row['name']} IF EXISTS")

    def ask(self, query: str, **values: object) -> list[neo4j.Record]:
        """The answer of the server's own query language."""
        with neo4j.GraphDatabase.driver(self.url, auth=(USER, self.password), warn_notification_severity="OFF") as it:
            return it.execute_query(query, values, database_="neo4j").records


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def running(version: str = LTS, heap: str = "640m", *, measured: bool = False) -> Iterator[Neo4jServer]:
    """A started server, ended and removed afterwards. Raises Unavailable."""
    server = Neo4jServer(version, heap, measured=measured)
    try:
        server.start()
        yield server
    finally:
        server.close()


def main() -> None:
    """Run one until Enter is pressed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default=LTS)
    parser.add_argument("--heap", default="1g")
    wanted = parser.parse_args()
    with running(wanted.version, wanted.heap) as server:
        print(f"SCHOOLTIES_STORE={server.url}/neo4j SCHOOLTIES_PASSWORD={server.password}", flush=True)  # noqa: T201
        with suppress(KeyboardInterrupt):
            input("Enter ends it. ")


if __name__ == "__main__":
    main()
