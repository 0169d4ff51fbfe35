"""The local server behind the page of a review: on this machine only, for whoever has the address with its secret.

It listens on 127.0.0.1 at a port of the system's choice. The secret is part of the path; a request with another Host
(a name that was made to point here) or from another page gets nothing. No header lets other pages read an answer.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, Final

from graph.errors import SchooltiesError
from loaders.reading.decisions.deciding import Review
from visualisations.review_page import ReviewPage

HOST: Final = "127.0.0.1"
_MOST_BYTES: Final = 64 << 10
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_HTML: Final = "text/html; charset=utf-8"
_JSON: Final = "application/json"
Asked = Mapping[str, Any]


class ReviewServer(ThreadingHTTPServer):
    """Serves one review until it is finished. ``address`` is where a browser finds it, secret included."""

    daemon_threads = True
    # On Windows another program could otherwise listen at the same port.
    allow_reuse_address = False

    def __init__(self, review: Review, page: ReviewPage) -> None:
        """Listen at once; nothing is answered before ``serve_forever``."""
        super().__init__((HOST, 0), _Handler)
        self.review = review
        self.page = page
        self.secret = secrets.token_urlsafe(24)
        self.lock = threading.Lock()
        self._is_finished = False
        self.address = f"http://{HOST}:{self.server_port}/{self.secret}/"

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called, which can take long."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.socket.getsockname()[1]

    def hosts(self) -> tuple[str, ...]:
        """What a browser on this machine calls it."""
        return (f"{HOST}:{self.server_port}", f"localhost:{self.server_port}")

    def answer(self, asked: Asked) -> Asked:
        """Do what the page asks and say what to show. Raises SchooltiesError, KeyError for what is no question."""
        with self.lock:
            if asked["do"] == "finish":
                self._is_finished = True
                return self._shown(None)
            return self._shown(_DEEDS[asked["do"]](self.review, asked))

    def stop_if_finished(self) -> None:
        """Stop once the last answer is out; from a thread of its own, for this one is waited for."""
        if self._is_finished:
            threading.Thread(target=self.shutdown).start()

    def _shown(self, card: str | None) -> Asked:
        shown = {"progress": self.page.progress(), "state": self.page.state()}
        return {**shown, "card": self.page.card(card)} if card else {**shown, "list": self.page.cards()}


def _accept(review: Review, asked: Asked) -> str:
    review.accept(_text(asked, "key"))
    return _text(asked, "key")


def _reject(review: Review, asked: Asked) -> str:
    review.reject(_text(asked, "key"))
    return _text(asked, "key")


def _amend(review: Review, asked: Asked) -> None:
    """The fact, and the name it begins with where that was corrected too."""
    key = _text(asked, "key")
    fields = {name: _text(asked, name) for name in ("type", "source", "target", "role", "from", "to", "certainty")}
    name = review.line(review.line(key)["source"])
    given = {"name": _text(asked, "name"), "type": _text(asked, "name_type"), "group_kind": _text(asked, "group_kind")}
    held = {"name": name["name"], "type": name["type"], "group_kind": name["attrs"].get("group_kind", "")}
    corrected = {name["id"]: given} if given != held else {}
    review.amend({key: {**fields, "negated": asked.get("negated") is True}, **corrected})


def _merge(review: Review, asked: Asked) -> None:
    review.merge(_text(asked, "gone"), _text(asked, "into"))


def _split(review: Review, asked: Asked) -> None:
    review.split(_text(asked, "key"), _text(asked, "end"), _text(asked, "name"))


def _undo(review: Review, _: Asked) -> None:
    review.undo()


_DEEDS: Final[Mapping[str, Callable[[Review, Asked], str | None]]] = {
    "accept": _accept,
    "reject": _reject,
    "amend": _amend,
    "merge": _merge,
    "split": _split,
    "undo": _undo,
}


def _text(asked: Asked, key: str) -> str:
    value = asked.get(key, "")
    if not isinstance(value, str):
        raise KeyError(key)
    return value.strip()


class _Handler(BaseHTTPRequestHandler):
    """Two questions: the page, and a deed. Everything else is not found, without a word."""

    server: ReviewServer
    server_version = "schoolties"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """The page."""
        if self._is_ours(""):
            with self.server.lock:
                html = self.server.page.html()
            self._send(HTTPStatus.OK, _HTML, html)
        else:
            self._send(HTTPStatus.NOT_FOUND, _HTML, "")

    def do_POST(self) -> None:
        """A deed, in JSON, and what to show after it."""
        if not self._is_ours("do") or not self._is_from_our_page():
            return self._send(HTTPStatus.NOT_FOUND, _JSON, "")
        try:
            said = self.server.answer(self._asked())
        except SchooltiesError as fault:
            return self._send(HTTPStatus.CONFLICT, _JSON, json.dumps({"fault": str(fault)}))
        except (KeyError, ValueError, TypeError):
            return self._send(HTTPStatus.BAD_REQUEST, _JSON, json.dumps({"fault": "This page is out of date."}))
        except OSError as fault:
            told = f"Nothing was saved: {fault.strerror or fault}. Close the file elsewhere and try again."
            return self._send(HTTPStatus.CONFLICT, _JSON, json.dumps({"fault": told}))
        self._send(HTTPStatus.OK, _JSON, json.dumps(said))
        return self.server.stop_if_finished()

    def _is_ours(self, rest: str) -> bool:
        """Whether host and path, secret included, are those given to the user."""
        asked, ours = self.path.encode(), f"/{self.server.secret}/{rest}".encode()
        return self.headers.get("Host") in self.server.hosts() and hmac.compare_digest(asked, ours)

    def _is_from_our_page(self) -> bool:
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "same-origin")
        origins = [f"http://{host}" for host in self.server.hosts()]
        is_json = self.headers.get("Content-Type", "").partition(";")[0] == _JSON
        return is_json and site == "same-origin" and (origin is None or origin in origins)

    def _asked(self) -> Asked:
        length = int(self.headers.get("Content-Length", ""))
        if not 0 < length <= _MOST_BYTES:
            raise ValueError("too long")
        asked = json.loads(self.rfile.read(length))
        if not isinstance(asked, dict):
            raise TypeError("no object")
        return asked

    def _send(self, status: HTTPStatus, kind: str, text: str) -> None:
        data = text.encode("utf-8")
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **_HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the secret stands in every path."""
