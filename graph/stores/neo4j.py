"""A Neo4j server behind the contract of graph.store: the only module that knows the driver.

A load is one transaction. Neo4j shows a reader what others have committed from one moment to the next, even half of
a transaction that is being applied. So a sequence number stands beside the graph, as in a sequence lock: a writer makes
it odd before it commits, and even when the commit is over. A page counts if the number was the same and even before
and after it. A writer that was killed leaves it odd, with its transaction committed, rolled back or still at work; that
is over when the writers' lock, which it holds to its end, can be taken. Whoever finds so makes the number even.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar, cast
from urllib.parse import unquote, urlsplit

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    NotALeader,
    UnsupportedServerProduct,
    WriteServiceUnavailable,
)

from graph import serial
from graph.errors import StoreBusy, StoreChanged, StoreTooNew, StoreUnusable
from graph.records import UNDECIDED, Claim, Dataset, Decision, Node, Record
from graph.store import PASSWORD_VARIABLE, SERVER_SCHEMES, Counts, LoadSummary, Store
from graph.stores import cypher as questions
from graph.stores import neo4j_load as work
from graph.stores import neo4j_queries as cypher
from graph.stores import neo4j_rows as rows

SCHEMA_VERSION: Final = 1
OLDEST_SERVER: Final = (5, 26)
BUSY_SECONDS: Final = 10.0
RETRY_SECONDS: Final = 30.0
# Who may only read cannot take the lock, and goes on when an odd number has stood for so long. What the killed writer
# sent is applied by then: with bookmarks, a transaction begins after all that was committed when the last one ended.
_APPLYING_SECONDS: Final = 60.0
_SHORTLY_SECONDS: Final = 1.0
_MOMENT_SECONDS: Final = 0.05
_GAVE_UP_WAITING: Final = ("TimedOut", "LockClientStopped")
_PAGE: Final = 10_000
_SOME: Final = 1_000
USER_VARIABLE: Final = "SCHOOLTIES_USER"

# The driver tells of every try at a level that Python prints where nobody listens; we tell the fault once.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# "IF NOT EXISTS" looks before it makes: of two clients that make one rule at once, one is told this.
_MADE_MEANWHILE: Final = ("EquivalentSchemaRuleAlreadyExists", "ConstraintAlreadyExists", "IndexAlreadyExists")

Held = TypeVar("Held", Node, Claim, Dataset, Decision)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is: its address for the driver, the database, the user, and how to name it without the user."""

    server: str
    database: str
    user: str
    shown: str

    @classmethod
    def read(cls, url: str) -> Address:
        """Read scheme://[user@]host[:port][/database]. Raises StoreUnusable."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host, port, parts = "", None, urlsplit("")
        if parts.password is not None:
            raise StoreUnusable(
                "the address of the store holds a password, which other people could read in the list of commands",
                next_step=f"Leave it out, and put the password into the variable {PASSWORD_VARIABLE}.",
            )
        if parts.scheme not in SERVER_SCHEMES or not host or parts.query or parts.fragment:
            raise StoreUnusable(
                "this is not the address of a Neo4j database that schoolties can open",
                next_step=f"Write it as neo4j://host:7687/database; it may begin with {', '.join(SERVER_SCHEMES)}.",
            )
        host = f"[{host}]" if ":" in host else host
        server = f"{parts.scheme}://{host}{f':{port}' if port else ''}"
        database = unquote(parts.path.strip("/")) or "neo4j"
        user = unquote(parts.username or "") or os.environ.get(USER_VARIABLE) or "neo4j"
        return cls(server, database, user, f"{server}/{database}")


class Neo4jStore(Store):
    """One database of a Neo4j server behind the contract of graph.store.

    The password is taken from ``password`` or the variable SCHOOLTIES_PASSWORD, the user from the address or the
    variable SCHOOLTIES_USER. Raises StoreError.
    """

    def __init__(
        self,
        url: str,
        *,
        create: bool = True,
        password: str | None = None,
        busy_seconds: float = BUSY_SECONDS,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._address = Address.read(url)
        self.url = self._address.shown
        self._busy_seconds = busy_seconds
        self._sequence: int | None = None
        self._drawn_for_questions = False
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with self._faults():
            self._driver = self._connect(password, retry_seconds)
        try:
            with self._faults():
                self._check_server()
                self._prepare(create=create)
        except BaseException:
            self._driver.close()
            raise

    def _connect(self, password: str | None, retry_seconds: float) -> neo4j.Driver:
        given = os.environ.get(PASSWORD_VARIABLE) if password is None else password
        if given is None:
            raise self._unusable(
                f"no password was given for the user {self._address.user}",
                f"Put it into the variable {PASSWORD_VARIABLE} (another user into {USER_VARIABLE}).",
            )
        return neo4j.GraphDatabase.driver(
            self._address.server,
            auth=(self._address.user, given),
            user_agent="schoolties",
            max_transaction_retry_time=retry_seconds,
            connection_timeout=15.0,
            # Hints on queries are for whoever writes them, not for whoever asks about schools.
            notifications_min_severity="OFF",
        )

    def _check_server(self) -> None:
        with self._session(neo4j.READ_ACCESS) as session:
            # Asked once, and not for half a minute as the driver would: who mistyped an address need not wait.
            agent = _server_agent(session)
        found = re.fullmatch(r"(\d+)\.(\d+).*", agent)
        if found and (int(found[1]), int(found[2])) < OLDEST_SERVER:
            least = ".".join(map(str, OLDEST_SERVER))
            raise self._unusable(
                f"the server is Neo4j {agent}, and schoolties needs {least} or later",
                "Ask for a newer server, or keep the data in a file with --store sqlite:///FILE.db.",
            )

    def _prepare(self, *, create: bool) -> None:
        found = self._rows(cypher.IDENTIFY)[0]
        if found["schema"] is None and (found["holds_something"] or not create):
            raise self._not_ours(holds_something=found["holds_something"])
        if found["schema"] is None:
            self._make()
        elif found["schema"] > SCHEMA_VERSION:
            raise StoreTooNew(
                f"a later schoolties wrote this store (its version is {found['schema']}, this one reads"
                f" {SCHEMA_VERSION})",
                place=self.url,
                next_step="Install the newer schoolties, or name another database with --store.",
            )

    def _not_ours(self, *, holds_something: bool) -> StoreUnusable:
        if holds_something:
            return self._unusable(
                f"the database {self._address.database} holds something that schoolties did not write",
                "Name an empty database with --store, so that nothing of yours is mixed with it.",
            )
        return self._unusable(
            f"there is no store in the database {self._address.database}",
            "Make one with 'schoolties load FILE --store …', or name another database with --store.",
        )

    def _make(self) -> None:
        with self._session(neo4j.WRITE_ACCESS) as session:
            for statement in (*cypher.SCHEMA, cypher.AWAIT_SCHEMA):
                with _made_by_another():
                    _make_rule(session, statement)
            session.execute_write(_run, cypher.FOUND, {"schema": SCHEMA_VERSION})

    # -- writing -------------------------------------------------------------------------------------------------------

    def load(self, dataset: Dataset, records: Iterable[Record], *, on: date) -> LoadSummary:
        staged = work.Staged.of(records)
        return self._write(f"loading {dataset.id}", lambda tx: work.load(tx, dataset, staged, on))

    def decide(self, decisions: Iterable[Decision]) -> None:
        judged = list(decisions)
        self._write("keeping decisions", lambda tx: work.decide(tx, judged))

    def delete(self, *, node: str | None = None, claim: str | None = None, dataset: str | None = None) -> int:
        doomed = ((work.delete_node, node), (work.delete_claim, claim), (work.delete_dataset, dataset))
        return self._write("deleting", lambda tx: sum(delete(tx, key) for delete, key in doomed if key))

    def _write(self, doing: str, what: Callable[[work.Transaction], Result]) -> Result:
        """One transaction, tried again from the start where the server says that it may be."""
        writer = _writer(doing)

        def whole(tx: neo4j.ManagedTransaction) -> tuple[Result, int]:
            _run(tx, cypher.LOCK, {})
            self._tell(cypher.NOTE_WRITER, writer=writer)
            result = self._done_once(lambda: what(cast(work.Transaction, tx)))
            return result, self._begin_commit()

        with self._faults():
            self._wait_for_others()
            try:
                with self._session(neo4j.WRITE_ACCESS) as session:
                    result, sequence = session.execute_write(whole)
                # Only now is it over. After a fault it may not be, and whoever reads next finds out.
                self._tell_if_there(cypher.END_COMMIT, number=sequence)
                return result
            finally:
                self._tell_if_there(cypher.NOTE_NOBODY, writer=writer)

    def _begin_commit(self) -> int:
        with self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(_number, cypher.BEGIN_COMMIT)

    def _done_once(self, what: Callable[[], Result]) -> Result:
        """The driver takes a transaction that is too large for one to be tried again: it would be as large again."""
        try:
            return what()
        except Neo4jError as fault:
            if "OutOfMemory" in (fault.code or ""):
                raise self._unusable(*self._explained(fault)) from None
            raise

    def _wait_for_others(self) -> None:
        """Take the writers' lock and let go of it, so that a long wait ends in an answer. Raises StoreBusy."""
        if not self._under_lock(self._busy_seconds):
            raise self._busy()

    def _under_lock(self, seconds: float, query: str | None = None, **values: Any) -> bool:
        """Do this while nobody else writes; False where another kept the lock for so long."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            try:
                with session.begin_transaction(timeout=seconds) as tx:
                    _run(tx, cypher.LOCK, {})
                    if query is not None:
                        _run(tx, query, values)
                    tx.commit()
            except Neo4jError as fault:
                if any(mark in (fault.code or "") for mark in _GAVE_UP_WAITING):
                    return False
                raise
        return True

    def _busy(self) -> StoreBusy:
        with suppress(DriverError, Neo4jError, LookupError):
            who = self._rows(cypher.WRITER)[0]["writer"] or "a process that left no name"
            return StoreBusy(
                f"somebody else is writing to the store: {who}; waited {self._busy_seconds:g} seconds",
                place=self.url,
                next_step="Try again when it has finished. A reader is never kept waiting.",
            )
        return StoreBusy("somebody else is writing to the store", place=self.url, next_step="Try again later.")

    def _tell(self, query: str, **values: Any) -> None:
        with self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(_run, query, values)

    def _tell_if_there(self, query: str, **values: Any) -> None:
        """What others can do without, if the server has gone."""
        with suppress(DriverError, Neo4jError):
            self._tell(query, **values)

    # -- reading -------------------------------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._sequence is not None:
            yield
            return
        self._sequence, _ = self._settled(cypher.SEQUENCE, {}, None)
        try:
            yield
        finally:
            self._sequence = None

    def datasets(self) -> list[Dataset]:
        return [self._record(serial.dataset_from, row["record"]) for row in self._one_page(cypher.DATASETS)]

    def nodes(self, *, ids: Collection[str] | None = None, type: str | None = None) -> Iterator[Node]:
        found = self._nodes_by_id(ids, type) if ids is not None else self._all_nodes(type)
        return (self._record(serial.node_from, row["record"]) for row in found)

    def _nodes_by_id(self, ids: Collection[str], type: str | None) -> Iterator[neo4j.Record]:
        sequence = self._sequence
        for some in _slices(sorted(set(ids))):
            sequence, found = self._settled(cypher.NODES_BY_ID, {"rows": some, "type": type}, sequence)
            yield from found

    def _all_nodes(self, type: str | None) -> Iterator[neo4j.Record]:
        return self._pages(cypher.NODES if type is None else cypher.NODES_OF_TYPE, type=type)

    def statements(self, node_id: str) -> list[Node]:
        sequence, found = self._settled(cypher.STATEMENTS, {"id": node_id}, self._sequence)
        _, held = self._settled(cypher.DATASETS, {}, sequence)
        known = {row["id"]: self._record(serial.dataset_from, row["record"]) for row in held}
        found.sort(key=lambda row: rows.weight(known.get(row["dataset"]), row["dataset"]))
        return [self._record(serial.node_from, r["record"], rows.withdrawn_text(r["withdrawn"])) for r in found]

    def said(self, dataset: str) -> Iterator[Node]:
        found = self._pages(cypher.SAID, dataset=dataset)
        return (self._record(serial.node_from, r["record"], rows.withdrawn_text(r["withdrawn"])) for r in found)

    def claims(
        self,
        *,
        types: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        dataset: str | None = None,
        withdrawn: bool = False,
    ) -> Iterator[Claim]:
        wanted = {"types": None if types is None else sorted(types), "dataset": dataset, "withdrawn": withdrawn}
        found = self._pages(cypher.CLAIMS, **wanted) if touching is None else self._touching(touching, wanted)
        return (self._record(serial.claim_from, row["record"], rows.withdrawn_text(row["withdrawn"])) for row in found)

    def _touching(self, ends: Collection[str], wanted: dict[str, Any]) -> Iterator[neo4j.Record]:
        sequence = self._sequence
        found: dict[str, neo4j.Record] = {}
        for some in _slices(sorted(set(ends))):
            for query in (cypher.CLAIMS_FROM, cypher.CLAIMS_TO):
                sequence, page = self._settled(query, {**wanted, "rows": some}, sequence)
                found.update((row["id"], row) for row in page)
        return (found[key] for key in sorted(found))

    def decisions(self) -> list[Decision]:
        found = self._one_page(cypher.DECISIONS, undecided=UNDECIDED)
        return [self._record(serial.decision_from, row["record"]) for row in found]

    def counts(self) -> Counts:
        sequence, nodes = self._settled(cypher.COUNT_NODES, {}, self._sequence)
        sequence, claims = self._settled(cypher.COUNT_CLAIMS, {}, sequence)
        _, gone = self._settled(cypher.COUNT_WITHDRAWN, {}, sequence)
        return Counts(_numbers(nodes), _numbers(claims), int(gone[0]["number"]))

    def ask(self, question: str, **values: object) -> Iterator[Mapping[str, Any]]:
        self._check_drawing()
        return (row.data() for row in self._one_page(questions.text(question), **values))

    def _check_drawing(self) -> None:
        """Questions are read from what is drawn; an earlier schoolties drew without the days they go by."""
        if not self._drawn_for_questions and self._one_page(cypher.DRAWN_BEFORE):
            raise self._unusable(
                "the graph on this server was drawn by an earlier schoolties, so the server cannot answer by itself",
                "Copy it into an empty database with 'schoolties copy', or ask without --on-server.",
            )
        self._drawn_for_questions = True

    def close(self) -> None:
        self._driver.close()

    def _one_page(self, query: str, **values: Any) -> list[neo4j.Record]:
        return self._settled(query, values, self._sequence)[1]

    def _pages(self, query: str, **values: Any) -> Iterator[neo4j.Record]:
        """Rows in order of id, each page asked for by itself, so that a server may go and come back between two."""
        sequence, after, comparison = self._sequence, "", ">="
        while True:
            asked = {**values, "after": after, "page": _PAGE}
            sequence, page = self._settled(query.replace("{after}", comparison), asked, sequence)
            yield from page
            if len(page) < _PAGE:
                return
            after, comparison = page[-1]["id"], ">"

    def _settled(self, query: str, values: dict[str, Any], since: int | None) -> tuple[int, list[neo4j.Record]]:
        """A page read while nothing was being applied, and the sequence number, that of the earlier pages.

        Raises StoreChanged where another load came in between.
        """
        stood, began = None, 0.0
        while True:
            with self._faults(), self._session(neo4j.READ_ACCESS) as session:
                before, page, sequence = session.execute_read(_page, query, values)
            if since is not None and sequence != since:
                raise StoreChanged(
                    "the store was loaded into while it was being read", place=self.url, next_step="Ask again."
                )
            if sequence != stood:
                stood, began = sequence, time.monotonic()
            waited = time.monotonic() - began
            if before == sequence and (sequence % 2 == 0 or sequence == since or waited > _APPLYING_SECONDS):
                return sequence, page
            self._wait_until_applied(sequence, waited)

    def _wait_until_applied(self, sequence: int, waited: float) -> None:
        """Wait a moment; a commit that does not end may be of a writer that was killed."""
        time.sleep(max(_MOMENT_SECONDS, waited / 5))
        if waited > _SHORTLY_SECONDS:
            # Who may only read is refused, and waits on.
            with suppress(DriverError, Neo4jError):
                self._under_lock(_SHORTLY_SECONDS, cypher.END_COMMIT, number=sequence)

    # -- the connection ------------------------------------------------------------------------------------------------

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self._address.database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            fetch_size=_PAGE,
        )

    def _rows(self, query: str) -> list[neo4j.Record]:
        with self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(_all, query, {})

    def _record(self, make: Callable[..., Held], body: str, *state: str | None) -> Held:
        try:
            return make(body, *state)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise self._unusable(
                f"a record of the store is damaged: {str(body)[:60]!r}",
                "Load the sources again into another database with --store.",
            ) from fault

    def _unusable(self, message: str, next_step: str) -> StoreUnusable:
        return StoreUnusable(message, place=self.url, next_step=next_step)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """The one seam at which the driver's errors become ours. None is passed on: some quote what was sent."""
        try:
            yield
        except (DriverError, Neo4jError, ConfigurationError, ssl.SSLError, OSError) as fault:
            raise self._unusable(*self._explained(fault)) from None

    def _explained(self, fault: Exception) -> tuple[str, str]:
        code = (fault.code or "") if isinstance(fault, Neo4jError) else ""
        for sort, marks, message, next_step in _FAULTS:
            if (sort and isinstance(fault, sort)) or any(mark in code for mark in marks):
                return message.format(user=self._address.user, database=self._address.database), next_step
        if isinstance(fault, Neo4jError):
            return f"the server refused: {code}", "Look for this code in the server's log, or ask whoever runs it."
        return self._unreachable(fault)

    def _unreachable(self, fault: Exception) -> tuple[str, str]:
        if _has_cause(fault, ssl.SSLCertVerificationError):
            return (
                "the server's certificate cannot be trusted",
                "Ask whoever runs the server for an address with a certificate that this computer trusts. With +ssc in"
                " place of +s the line is encrypted too, but nobody checks who answers.",
            )
        return (
            "no Neo4j server answers at this address, or it went away",
            "See that it runs and that the address is right, then do it again: nothing is done twice.",
        )


_Explanation = tuple[type[Exception] | None, tuple[str, ...], str, str]
_FAULTS: Final[tuple[_Explanation, ...]] = (
    (
        None,
        ("AuthenticationRateLimit",),
        "the server takes no more passwords for user {user} for a while, after several wrong ones",
        "Wait a minute, then try with the right password.",
    ),
    (
        AuthError,
        ("Security.Unauthorized", "CredentialsExpired"),
        "the server does not accept the password of user {user}",
        f"Put the right one into the variable {PASSWORD_VARIABLE}, and the user into {USER_VARIABLE}.",
    ),
    (
        None,
        ("Database.DatabaseNotFound",),
        "the server has no database {database}",
        "Name one that it has at the end of the address: neo4j://host:7687/database.",
    ),
    (
        None,
        ("DatabaseUnavailable",),
        "the database {database} is stopped",
        "Ask whoever runs the server to start it.",
    ),
    (
        UnsupportedServerProduct,
        (),
        f"the server is not Neo4j {'.'.join(map(str, OLDEST_SERVER))} or later: it speaks none of its languages",
        "Ask for a newer server, or keep the data in a file with --store sqlite:///FILE.db.",
    ),
    (
        NotALeader,
        ("NotALeader", "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccess"),
        "this server of the cluster, or its database {database}, may only be read",
        "Begin the address with neo4j:// instead of bolt://, so that writing goes to the member that takes it.",
    ),
    (
        WriteServiceUnavailable,
        (),
        "no member of the cluster takes writing at the moment",
        "Try again in a minute; if it stays so, ask whoever runs the cluster.",
    ),
    (
        None,
        ("Security.Forbidden", "Statement.AccessMode"),
        "the user {user} may read the database {database} but not write to it",
        f"Ask for the right to write, or name another user in the variable {USER_VARIABLE}.",
    ),
    (
        None,
        ("MemoryPoolOutOfMemory", "OutOfMemory"),
        "the load is larger than the server lets one transaction be",
        "Ask whoever runs the server to raise dbms.memory.transaction.total.max and its heap.",
    ),
    (
        IncompleteCommit,
        (),
        "the server went away while it was saving: it may or may not have done so",
        "Do it again when the server is back: what was saved is found there and not doubled.",
    ),
)


def _server_agent(session: neo4j.Session) -> str:
    found = session.run(
        "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS it"
    )
    row = found.single()
    return str(row["it"]) if row else ""


def _run(tx: neo4j.ManagedTransaction | neo4j.Transaction, query: str, values: dict[str, Any]) -> None:
    tx.run(query, values).consume()


def _all(tx: neo4j.ManagedTransaction, query: str, values: dict[str, Any]) -> list[neo4j.Record]:
    return list(tx.run(query, values))


def _page(tx: neo4j.ManagedTransaction, query: str, values: dict[str, Any]) -> tuple[int, list[neo4j.Record], int]:
    before = _number(tx, cypher.SEQUENCE)
    return before, _all(tx, query, values), _number(tx, cypher.SEQUENCE)


def _number(tx: neo4j.ManagedTransaction, query: str) -> int:
    return int(tx.run(query).single(strict=True)["number"])


def _numbers(found: Iterable[neo4j.Record]) -> dict[str, int]:
    return {row["type"]: row["number"] for row in found}


def _slices(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _SOME] for start in range(0, len(values), _SOME))


def _writer(doing: str) -> str:
    since = datetime.now().astimezone().strftime("%H:%M:%S on %d %B %Y")
    return f"process {os.getpid()} on {socket.gethostname()}, {doing}, since {since}"


def _has_cause(fault: BaseException | None, sort: type[BaseException]) -> bool:
    while fault is not None:
        if isinstance(fault, sort):
            return True
        if isinstance(fault, BaseExceptionGroup):
            return any(_has_cause(inner, sort) for inner in fault.exceptions)
        fault = fault.__cause__ or fault.__context__
    return False


def _make_rule(session: neo4j.Session, statement: str) -> None:
    """Make a constraint or an index.

    A server that was killed while it made a constraint keeps the index it had begun with, which then bars the name:
    one that still belongs to no constraint a moment later is taken away.
    """
    try:
        session.execute_write(_run, statement, {})
    except Neo4jError as fault:
        if not (fault.code or "").endswith("IndexWithNameAlreadyExists"):
            raise
        time.sleep(_SHORTLY_SECONDS)
        for left in session.execute_read(_all, cypher.INDEXES_OF_NOTHING, {}):
            if f" {left['name']} " in statement:
                session.execute_write(_run, f"DROP INDEX {left['name']} IF EXISTS", {})
        session.execute_write(_run, statement, {})


@contextmanager
def _made_by_another() -> Iterator[None]:
    """Let a constraint or index pass that another client made in the same moment."""
    try:
        yield
    except Neo4jError as fault:
        if not (fault.code or "").endswith(_MADE_MEANWHILE):
            raise
