"""What can befall a store on a server: killed servers and clients, rivals, readers in between, wrong passwords."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
import rivals
from neo4j_server import Neo4jServer, running

from graph import serial
from graph.errors import SchooltiesError, StoreBusy, StoreChanged, StoreError, StoreTooNew, StoreUnusable
from graph.projection import Ledger
from graph.records import Node
from graph.store import Store
from graph.stores import neo4j as on_server
from graph.stores import neo4j_queries as cypher
from graph.stores import open_store
from graph.stores.neo4j import SCHEMA_VERSION, Neo4jStore

pytestmark = pytest.mark.neo4j

FEW = 200
SOME = 1_000
KILLS = int(os.environ.get("SCHOOLTIES_NEO4J_KILLS", "20"))
# So many that some of them must fall into a commit, or the test does not test it.
MANY_KILLS = 10
PATIENCE = 120.0
Held = tuple[str, ...]


def opened(server: Neo4jServer, retry_seconds: float = 0, busy_seconds: float = 10) -> Neo4jStore:
    """The store on the server, by a client that does not wait long for a server that went away."""
    return Neo4jStore(server.url, password=server.password, busy_seconds=busy_seconds, retry_seconds=retry_seconds)


def held_by(store: Store, tries: int = 20) -> Held:
    """All that is held, in the canonical form, withdrawn claims included, as it was at one moment.

    A server may still be applying what a killed client had sent: then it is read again.
    """
    try:
        with store.snapshot():
            nodes = [serial.to_text(serial.node_fields(node)) for node in store.nodes()]
            claims = [
                f"{serial.to_text(serial.claim_fields(said))} {said.withdrawn}" for said in store.claims(withdrawn=True)
            ]
    except StoreChanged:
        if not tries:
            raise
        return held_by(store, tries - 1)
    return (*nodes, *claims)


def turns(store: Store, schools: int) -> list[Held]:
    """What is held after each of the two turns, when both have been loaded before."""
    for turn in (0, 1):
        rivals.load(store, turn, schools)
    held = []
    for turn in (0, 1):
        rivals.load(store, turn, schools)
        held.append(held_by(store))
    return held


def which(held: Held, whole: list[Held]) -> int:
    """Which of the whole states this is; where it is none of them, the test fails with what differs."""
    if held not in whole:
        nearest = min(whole, key=lambda state: len(set(state) ^ set(held)))
        extra, missing = sorted(set(held) - set(nearest)), sorted(set(nearest) - set(held))
        pytest.fail(f"half a load: {len(extra)} too many {extra[:3]}, {len(missing)} too few {missing[:3]}")
    return whole.index(held)


def committing(store: Neo4jStore) -> bool:
    """Whether somebody said that a commit is under way, and nobody that it is over."""
    return bool(store._rows(cypher.SEQUENCE)[0]["number"] % 2)


def wait_for_a_moment(store: Neo4jStore, moments: random.Random, *, of_a_commit: bool) -> None:
    """Any moment of a load, or one while it is being committed, which is a tenth of a load or less."""
    until = time.monotonic() + PATIENCE
    while of_a_commit and not committing(store) and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(moments.uniform(0, 0.05 if of_a_commit else 1.5))


def drawn(server: Neo4jServer) -> set[tuple[str, str, str]]:
    """What an analyst sees: school, relationship, group; every claim once, or the test fails."""
    rows = server.ask("MATCH (a:School)-[r]->(b:Group) RETURN a.id AS a, type(r) AS r, b.id AS b")
    seen = {(row["a"], row["r"], row["b"]) for row in rows}
    assert len(seen) == len(rows)
    return seen


def claimed(store: Store) -> set[tuple[str, str, str]]:
    return {(claim.source, claim.type.upper(), str(claim.target)) for claim in store.claims()}


# -- killed servers and clients ----------------------------------------------------------------------------------------


def test_a_server_killed_at_any_moment_of_a_load_holds_it_whole_or_not_at_all(neo4j_server: Neo4jServer) -> None:
    # Two side by side: most of the time goes into starting again, which one core does.
    with running(neo4j_server.version) as another, ThreadPoolExecutor(2) as both:
        struck = list(
            both.map(kill_in_mid_load, (neo4j_server, another), (2013, 2017), (KILLS - KILLS // 2, KILLS // 2))
        )
    assert sum(struck) or KILLS < MANY_KILLS


def kill_in_mid_load(server: Neo4jServer, seed: int, kills: int) -> int:
    """Kill a server again and again; how often it was while it committed."""
    server.empty()
    moments, struck_a_commit = random.Random(seed), 0
    with opened(server) as store:
        whole, at = turns(store, FEW), 1
    for number in range(kills):
        loaded = list[int]()
        with opened(server) as client:
            loading = threading.Thread(target=load_or_fail, args=(client, 1 - at, loaded))
            loading.start()
            wait_for_a_moment(client, moments, of_a_commit=number % 2 == 0)
            server.kill()
            loading.join()
        server.start()
        with opened(server) as store:
            struck_a_commit += committing(store)
            at = which(held_by(store), whole)
            assert loaded in ([], [at])
            assert drawn(server) == claimed(store)
    with opened(server) as store:
        rivals.load(store, 1 - at, FEW)
        assert held_by(store) == whole[1 - at]
    return struck_a_commit


def load_or_fail(store: Store, turn: int, loaded: list[int]) -> None:
    with suppress(StoreError):
        rivals.load(store, turn, FEW)
        loaded.append(turn)


def test_a_load_goes_on_when_the_server_comes_back_in_time(neo4j_store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    whole = turns(neo4j_store, SOME)
    with opened(neo4j_server, retry_seconds=120) as client:
        loading = threading.Thread(target=rivals.load, args=(client, 0, SOME))
        loading.start()
        # Well before the commit: what is cut off in that very moment, a client is told it must ask about.
        time.sleep(0.3)
        neo4j_server.kill()
        neo4j_server.start()
        loading.join()
        assert held_by(client) == whole[0]


def test_a_client_killed_at_any_moment_leaves_the_store_as_before_or_as_after(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer
) -> None:
    whole = turns(neo4j_store, SOME)
    moments, struck_a_commit = random.Random(2013), 0
    for number in range(KILLS):
        with rivals.rival("load_to_and_fro", neo4j_server.url, neo4j_server.password, SOME) as writer:
            wait_for_a_moment(neo4j_store, moments, of_a_commit=number % 2 == 0)
            writer.kill()
            writer.wait()
        struck_a_commit += committing(neo4j_store)
        which(held_by(neo4j_store), whole)
        assert drawn(neo4j_server) == claimed(neo4j_store)
    assert struck_a_commit or KILLS < MANY_KILLS


def test_a_server_may_go_and_come_back_between_two_pages(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rivals.load(neo4j_store, 0, FEW)
    monkeypatch.setattr(on_server, "_PAGE", 50)
    with opened(neo4j_server, retry_seconds=60) as reader:
        claims = reader.claims()
        first = [next(claims).id for _ in range(70)]
        neo4j_server.kill()
        neo4j_server.start()
        ids = [*first, *(claim.id for claim in claims)]
    assert ids == sorted(set(ids))
    assert len(ids) == FEW


# -- rivals and readers ------------------------------------------------------------------------------------------------


def test_two_clients_that_load_the_same_file_at_once_double_nothing(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer
) -> None:
    rivals.load(neo4j_store, 0, SOME)
    where = (neo4j_server.url, neo4j_server.password, SOME)
    with rivals.rival("load_when_told", *where) as one, rivals.rival("load_when_told", *where) as other:
        for client in (one, other):
            assert client.stdin
            client.stdin.write("\n")
            client.stdin.flush()
        assert [client.wait(PATIENCE) for client in (one, other)] == [0, 0]
    assert neo4j_store.counts().nodes == {"group": 1, "school": SOME}
    assert rivals.load(neo4j_store, 1, SOME).claims.unchanged == SOME
    assert drawn(neo4j_server) == claimed(neo4j_store)


def test_a_second_writer_waits_and_is_then_told_who_holds_the_store(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer
) -> None:
    rivals.load(neo4j_store, 0, FEW)
    before = held_by(neo4j_store)
    with (
        rivals.rival("hold", neo4j_server.url, neo4j_server.password) as holder,
        opened(neo4j_server, busy_seconds=1) as second,
    ):
        with pytest.raises(StoreBusy) as fault:
            rivals.load(second, 1, FEW)
        assert f"process {holder.pid} on " in fault.value.message
        assert "loading the register, since " in fault.value.message
        assert held_by(second) == before


def test_a_reader_is_never_shown_half_a_load(neo4j_store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    whole = [
        {said for said in turn if said.startswith('{"dataset"') and said.endswith("} None")}
        for turn in turns(neo4j_store, SOME)
    ]
    seen: list[set[str]] = []
    with rivals.rival("load_to_and_fro", neo4j_server.url, neo4j_server.password, SOME):
        until = time.monotonic() + PATIENCE
        while len(seen) < 2 and time.monotonic() < until:
            now = {f"{serial.to_text(serial.claim_fields(said))} None" for said in neo4j_store.claims()}
            assert now in whole
            seen += [now] if now not in seen else []
    assert len(seen) == 2


def test_a_snapshot_is_of_one_moment_or_says_that_it_is_not(neo4j_store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    rivals.load(neo4j_store, 0, FEW)
    with opened(neo4j_server) as reader, reader.snapshot():
        list(reader.nodes())
        rivals.load(neo4j_store, 1, FEW)
        with pytest.raises(StoreChanged, match="while it was being read"):
            list(reader.claims())


def test_a_ledger_that_others_load_into_is_read_again(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rivals.load(neo4j_store, 0, FEW)
    nodes_only, loads = Neo4jStore.nodes, iter([1])

    def nodes_and_then_a_load(store: Neo4jStore) -> Iterator[Node]:
        yield from nodes_only(store)
        for turn in loads:
            rivals.load(neo4j_store, turn, FEW)

    with opened(neo4j_server) as reader:
        monkeypatch.setattr(Neo4jStore, "nodes", nodes_and_then_a_load)
        ledger = Ledger.read(reader)
    assert all(end in ledger.nodes for claim in ledger.claims for end in claim.ends)


# -- commits that nobody ended -----------------------------------------------------------------------------------------


def test_a_commit_that_a_killed_writer_left_open_keeps_nobody_waiting_for_long(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer
) -> None:
    rivals.load(neo4j_store, 0, FEW)
    neo4j_server.ask(cypher.BEGIN_COMMIT)
    began = time.monotonic()
    assert len(list(neo4j_store.claims())) == FEW
    assert time.monotonic() - began < 10
    assert not committing(neo4j_store)


def test_a_load_follows_a_commit_that_was_left_open(neo4j_store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    rivals.load(neo4j_store, 0, FEW)
    neo4j_server.ask(cypher.BEGIN_COMMIT)
    rivals.load(neo4j_store, 1, FEW)
    assert not committing(neo4j_store)
    assert neo4j_server.ask(cypher.WRITER)[0]["writer"] is None


def test_nothing_is_read_while_a_killed_writer_may_still_be_at_work(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer
) -> None:
    rivals.load(neo4j_store, 0, FEW)
    neo4j_server.ask(cypher.BEGIN_COMMIT)
    read = list[int]()
    reading = threading.Thread(target=lambda: read.append(len(list(neo4j_store.claims()))))
    with opened(neo4j_server) as other, other._session("WRITE") as session, session.begin_transaction() as at_work:
        at_work.run(cypher.LOCK).consume()
        reading.start()
        reading.join(3)
        assert (read, committing(other)) == ([], True)
    reading.join(PATIENCE)
    assert (read, committing(neo4j_store)) == ([FEW], False)


def test_a_writer_ends_its_own_commit_and_no_other(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = Neo4jStore._tell

    def when_another_commits(store: Neo4jStore, query: str, **values: object) -> None:
        if query == cypher.END_COMMIT:
            neo4j_server.ask(cypher.BEGIN_COMMIT)
            neo4j_server.ask(cypher.NOTE_WRITER, writer="another")
        tell(store, query, **values)

    monkeypatch.setattr(Neo4jStore, "_tell", when_another_commits)
    rivals.load(neo4j_store, 0, FEW)
    assert committing(neo4j_store)
    assert neo4j_server.ask(cypher.WRITER)[0]["writer"] == "another"


def test_a_writer_that_lost_sight_of_its_commit_does_not_say_that_it_is_over(
    neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rivals.load(neo4j_store, 0, FEW)
    before, begin = held_by(neo4j_store), Neo4jStore._begin_commit

    def and_lose_the_line(store: Neo4jStore) -> int:
        begin(store)
        raise OSError("the line is gone")

    monkeypatch.setattr(Neo4jStore, "_begin_commit", and_lose_the_line)
    with pytest.raises(StoreUnusable, match="went away"):
        rivals.load(neo4j_store, 1, FEW)
    assert committing(neo4j_store)
    assert held_by(neo4j_store) == before


def test_many_may_open_a_new_store_at_once(neo4j_server: Neo4jServer) -> None:
    neo4j_server.wipe()
    start, faults = threading.Barrier(4), list[StoreError]()

    def make() -> None:
        start.wait()
        try:
            opened(neo4j_server, retry_seconds=30).close()
        except StoreError as fault:
            faults.append(fault)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert faults == []
    assert len(neo4j_server.ask("MATCH (s:SchooltiesStore) RETURN s")) == 1


# -- what is refused, in a line that says what to do -------------------------------------------------------------------


def refusal(
    server: Neo4jServer, url: str, password: str | None = None, kind: type[SchooltiesError] = StoreUnusable
) -> str:
    with pytest.raises(kind) as fault:
        Neo4jStore(url, password=password or server.password, retry_seconds=0)
    assert fault.value.next_step
    assert server.password not in str(fault.value)
    return fault.value.message


def test_a_wrong_password_a_wrong_database_and_an_empty_one(neo4j_server: Neo4jServer) -> None:
    url = neo4j_server.url
    assert (
        refusal(neo4j_server, url, "wrong-password-of-ada") == "the server does not accept the password of user neo4j"
    )
    assert refusal(neo4j_server, f"{url}/elsewhere") == "the server has no database elsewhere"
    neo4j_server.wipe()
    with pytest.raises(StoreUnusable, match="no store in the database neo4j"):
        open_store(url, create=False, password=neo4j_server.password)


def test_a_database_that_holds_something_else_is_left_alone(neo4j_server: Neo4jServer) -> None:
    neo4j_server.wipe()
    neo4j_server.ask("CREATE (:School {name: 'somebody else’s'})")
    assert "holds something that schoolties did not write" in refusal(neo4j_server, neo4j_server.url)
    assert neo4j_server.ask("MATCH (n) RETURN count(n) AS n")[0]["n"] == 1
    neo4j_server.wipe()


def test_a_store_of_a_later_version_is_refused(neo4j_store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    query = "MATCH (s:SchooltiesStore) SET s.schema = $version"
    neo4j_server.ask(query, version=SCHEMA_VERSION + 1)
    try:
        assert "a later schoolties" in refusal(neo4j_server, neo4j_store.url, kind=StoreTooNew)
    finally:
        neo4j_server.ask(query, version=SCHEMA_VERSION)


def test_an_old_server_is_refused(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_server, "OLDEST_SERVER", (9_999, 1))
    assert "schoolties needs 9999.1 or later" in refusal(neo4j_server, neo4j_server.url)


def test_a_damaged_record_is_told_of(neo4j_store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    rivals.load(neo4j_store, 0, 1)
    neo4j_server.ask("MATCH (n:School) SET n.record = '{'")
    with pytest.raises(StoreUnusable, match="damaged"):
        list(neo4j_store.nodes())


def test_a_database_that_may_only_be_read_can_be_read_though_a_commit_was_left_open(
    neo4j_store: Neo4jStore, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rivals.load(neo4j_store, 0, FEW)
    neo4j_server.ask(cypher.BEGIN_COMMIT)
    neo4j_server.stop()
    neo4j_server.start("server.databases.read_only=neo4j\n")
    monkeypatch.setattr(on_server, "_APPLYING_SECONDS", 2)
    try:
        with opened(neo4j_server) as reader, reader.snapshot():
            assert reader.counts().nodes["school"] == FEW
            with pytest.raises(StoreUnusable, match="may only be read"):
                rivals.load(reader, 1, FEW)
    finally:
        neo4j_server.kill()
        neo4j_server.start()


def test_deleted_means_gone_from_the_server(neo4j_store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    rivals.load(neo4j_store, 0, 3)
    neo4j_store.delete(node="s:00001")
    everything = neo4j_server.ask(
        "MATCH (n) RETURN [k IN keys(n) | toString(n[k])] AS said UNION ALL MATCH ()-[r]->() "
        "RETURN [k IN keys(r) | toString(r[k])] AS said"
    )
    assert not [row for row in everything if any("s:00001" in text or "School 1 " in text for text in row["said"])]
