"""What a server refuses, each told in one line that says what to do, and the password never told at all.

What the Community edition cannot be brought to (a cluster, a user who may only read) is played by a driver that fails
with the real exception of the server's real code.
"""

from __future__ import annotations

import logging
import socket
import subprocess
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
import pytest
import rivals
from command_line import run
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired, WriteServiceUnavailable
from neo4j_server import LTS, Neo4jServer, Unavailable

from graph.errors import StoreUnusable
from graph.stores.neo4j import SCHEMA_VERSION, Neo4jStore

SECRET = "a-secret-of-Ada-Marsh"
ADDRESS = "bolt://priya@data.example:7687/schools"


# -- states of a cluster and rights of a user, at the driver's seam ----------------------------------------------------


class Refusing:
    """A session on a store that can be read, and at which every writing fails."""

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def __enter__(self) -> Refusing:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to let go of."""

    def run(self, *_: Any) -> Refusing:
        return self

    def single(self, **_: Any) -> dict[str, str]:
        return {"it": LTS}

    def execute_read(self, *_: Any) -> list[dict[str, Any]]:
        return [{"schema": SCHEMA_VERSION, "holds_something": True}]

    def execute_write(self, *_: Any) -> Any:
        raise self._fault

    def begin_transaction(self, **_: Any) -> Any:
        raise self._fault


class RefusingDriver:
    """A driver of such sessions."""

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def session(self, **_: Any) -> Refusing:
        return Refusing(self._fault)

    def close(self) -> None:
        """Nothing to let go of."""


def by_code(code: str) -> Exception:
    """What the driver makes of a failure that a server reports; the words may hold anything."""
    return Neo4jError._hydrate_neo4j(code=code, message=f"Something with {SECRET} in it")


REFUSALS = {
    "a follower written to directly": (by_code("Neo.ClientError.Cluster.NotALeader"), "may only be read", "neo4j://"),
    "a read-only database": (
        by_code("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"),
        "its database schools, may only be read",
        "neo4j://",
    ),
    "a member that takes reading alone": (
        by_code("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase"),
        "may only be read",
        "neo4j://",
    ),
    "a cluster without a leader": (WriteServiceUnavailable("No writer"), "no member of the cluster", "in a minute"),
    "a user who may only read": (
        by_code("Neo.ClientError.Security.Forbidden"),
        "the user priya may read the database schools but not write",
        "SCHOOLTIES_USER",
    ),
    "a session that may only read": (by_code("Neo.ClientError.Statement.AccessMode"), "not write to it", "right"),
    "a stopped database": (by_code("Neo.TransientError.General.DatabaseUnavailable"), "schools is stopped", "start"),
    "a transaction too large": (
        by_code("Neo.TransientError.General.MemoryPoolOutOfMemoryError"),
        "larger than the server lets",
        "dbms.memory.transaction.total.max",
    ),
    "a password out of date": (
        by_code("Neo.ClientError.Security.CredentialsExpired"),
        "the password of user priya",
        "SCHOOLTIES_PASSWORD",
    ),
    "a server that went away": (ServiceUnavailable(f"gone, {SECRET}"), "it went away", "nothing is done twice"),
    "a connection that ended": (SessionExpired(f"ended, {SECRET}"), "it went away", "nothing is done twice"),
    "a code of tomorrow": (by_code("Neo.ClientError.Some.NewThing"), "refused: Neo.ClientError.Some.NewThing", "log"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_told_in_a_line_with_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fault, says, next_step = REFUSALS[name]
    monkeypatch.setattr(neo4j.GraphDatabase, "driver", lambda *_, **__: RefusingDriver(fault))
    with Neo4jStore(ADDRESS, password=SECRET) as store, pytest.raises(StoreUnusable) as told:
        rivals.load(store, 0, 3)
    assert says in told.value.message
    assert "\n" not in told.value.message
    assert next_step in told.value.next_step
    assert told.value.place == "bolt://data.example:7687/schools"
    assert SECRET not in "".join(traceback.format_exception(told.value))


# -- servers that are too old, or none ---------------------------------------------------------------------------------


@contextmanager
def that_answers(greeting: bytes) -> Iterator[int]:
    """A port that answers the first thing it is told with a few bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            while True:
                try:
                    guest, _ = door.accept()
                except OSError:
                    return
                with guest:
                    guest.recv(64)
                    guest.sendall(greeting)

        threading.Thread(target=answer, daemon=True).start()
        yield door.getsockname()[1]
        door.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_too_old_to_speak_with_is_told_from_none(scheme: str) -> None:
    # No version of the protocol that the driver offers: what a server of 2016 says.
    with that_answers(b"\0\0\0\0") as port, pytest.raises(StoreUnusable, match=r"not Neo4j 5\.26 or later"):
        Neo4jStore(f"{scheme}://127.0.0.1:{port}", password=SECRET)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "neo4j+s"])
def test_nobody_waits_for_an_address_at_which_nothing_is(scheme: str) -> None:
    began = time.monotonic()
    with that_answers(b"HTTP/1.1 400 Bad Request\r\n") as port, pytest.raises(StoreUnusable, match="no Neo4j server"):
        Neo4jStore(f"{scheme}://127.0.0.1:{port}", password=SECRET)
    assert time.monotonic() - began < 15


# -- certificates ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server with a certificate that it signed itself, made for the day."""
    folder = tmp_path_factory.mktemp("certificate")
    _make_certificate(folder)
    try:
        server = Neo4jServer(LTS)
        server.start(
            "server.bolt.tls_level=OPTIONAL\ndbms.ssl.policy.bolt.enabled=true\n"
            f"dbms.ssl.policy.bolt.base_directory={folder}\n"
            "dbms.ssl.policy.bolt.private_key=private.key\ndbms.ssl.policy.bolt.public_certificate=public.crt\n"
        )
    except Unavailable as why:
        pytest.skip(str(why))
    yield server
    server.close()


def _make_certificate(folder: Path) -> None:
    who = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    try:
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *who, *files]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("openssl, which makes a certificate, was not found: install it")


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(encrypted: Neo4jServer, scheme: str) -> None:
    began = time.monotonic()
    with pytest.raises(StoreUnusable) as fault:
        Neo4jStore(encrypted.url.replace("bolt", scheme), password=SECRET)
    assert fault.value.message == "the server's certificate cannot be trusted"
    assert "+ssc" in fault.value.next_step
    assert time.monotonic() - began < 15
    assert SECRET not in "".join(traceback.format_exception(fault.value))


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_it_is_taken_where_the_address_says_so(encrypted: Neo4jServer, scheme: str) -> None:
    with Neo4jStore(encrypted.url.replace("bolt", scheme), password=encrypted.password) as store:
        assert rivals.load(store, 0, 3).nodes.said == 4
        store.delete(dataset=rivals.LIST.id)


# -- the password, looked for in everything that is said ---------------------------------------------------------------


@pytest.mark.parametrize("right", [True, False], ids=["the right password", "a wrong one"])
def test_the_password_is_in_no_message_log_or_traceback(
    right: bool, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    password = neo4j_server.password if right else SECRET
    monkeypatch.setenv("SCHOOLTIES_PASSWORD", password)
    neo4j_server.wipe()
    with caplog.at_level(logging.DEBUG):
        said = [run("check", "--store", f"{neo4j_server.url}/{name}") for name in ("neo4j", "elsewhere")]
        traces = [*_traces(lambda: Neo4jStore(f"{neo4j_server.url}/elsewhere", password=password))]
    assert all(ran.code for ran in said)
    assert caplog.text
    everything = [caplog.text, *(ran.out + ran.err for ran in said), *traces]
    assert [text for text in everything if password in text] == []


def _traces(do: Callable[[], object]) -> Iterator[str]:
    """The traceback of a fault, causes and all."""
    try:
        do()
    except StoreUnusable as fault:
        yield "".join(traceback.format_exception(fault))
