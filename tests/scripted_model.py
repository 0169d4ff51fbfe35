"""A server on this machine that answers like a language model, from a script: one part of the script a question."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Part:
    """What the server does once: status, headers, body; or waits before it, or breaks off in the middle."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    breaks_off: bool = False


def completion(content: str | None, **more: Any) -> Part:
    """A whole answer of the model."""
    message = {"role": "assistant", "content": content, **more}
    choice = {"index": 0, "message": message, "finish_reason": more.pop("finish_reason", "stop")}
    return Part(json.dumps({"choices": [choice]}).encode("utf-8"))


def relations(*said: dict[str, Any]) -> Part:
    """A whole answer that says these relations."""
    return completion(json.dumps({"relations": said}))


@dataclass
class Scripted:
    """A running server: its address, and the requests it got (headers and body)."""

    url: str
    got: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The user's message of each request."""
        return [body["messages"][1]["content"] for _, body in self.got]


@contextmanager
def scripted(parts: Sequence[Part]) -> Iterator[Scripted]:
    """A server that goes through ``parts`` and then repeats the last."""
    script = list(parts)
    here = Scripted("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            part = script[min(len(here.got), len(script) - 1)]
            here.got.append((dict(self.headers), json.loads(body)))
            try:
                self._answer(part)
            except (BrokenPipeError, ConnectionResetError):
                # Whoever asked has given up, as the test wants.
                self.close_connection = True

        def _answer(self, part: Part) -> None:
            time.sleep(part.wait)
            self.send_response(part.status)
            for name, value in part.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(part.body) + part.breaks_off))
            self.end_headers()
            step = 1 if part.drip else max(1, len(part.body))
            for at in range(0, len(part.body), step):
                self.wfile.write(part.body[at : at + step])
                self.wfile.flush()
                time.sleep(part.drip)

        def log_message(self, *_: object) -> None:
            """Nothing: the tests look at ``got``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    here.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
