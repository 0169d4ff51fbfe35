"""A language model at an address of the user's choice: one question, one answer, within limits.

Any server that speaks the chat completions of OpenAI will do, one on the user's own machine too. Nothing is sent
without a line in the log. The key stands in no message, no log and no text of an object; what an answer repeats of it
is struck out.

This is the only module that knows httpx.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import httpx

from graph.errors import NoAnswer, QuestionError, ServiceError

KEY_VARIABLE: Final = "SCHOOLTIES_LLM_KEY"
_PATH: Final = "/chat/completions"
_BUSY: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_NOT_UNDERSTOOD: Final = frozenset({400, 422})
_TOLD_LETTERS: Final = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """What asking may take: seconds for one answer and for all, tries for one answer, answers, bytes of an answer."""

    answer_seconds: float = 120.0
    seconds: float = 1800.0
    tries: int = 3
    asks: int = 200
    answer_bytes: int = 1_000_000
    longest_wait: float = 30.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is: the address of its chat completions, its name, and the key to it ('' for none)."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str, model: str, key: str = "") -> Endpoint:
        """The endpoint at ``url``, with or without its last part. Raises QuestionError for what is no such address,
        holds a password, or would send the key in clear over a network."""
        given = _address(url)
        path = given.path.rstrip("/")
        made = cls(str(given.copy_with(path=path if path.endswith(_PATH) else f"{path}{_PATH}")), model, _key(key))
        if made.key and given.scheme == "http" and not made.is_here:
            raise QuestionError(f"{made.host} would get the key unencrypted", next_step="Give an https:// address.")
        return made

    @property
    def host(self) -> str:
        """The name or number of the machine."""
        return httpx.URL(self.url).host

    @property
    def place(self) -> str:
        """The address without what stands behind a question mark: some servers want a key there."""
        return self.url.partition("?")[0]

    @property
    def is_here(self) -> bool:
        """Whether it is this machine itself, so that nothing leaves it."""
        host = self.host
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")


def _address(url: str) -> httpx.URL:
    try:
        given = httpx.URL(url.strip())
    except httpx.InvalidURL:
        given = httpx.URL("")
    if given.userinfo:
        raise QuestionError("the address of the language model holds a password", next_step=f"Set {KEY_VARIABLE}.")
    if given.scheme not in ("http", "https") or not given.host:
        raise QuestionError(
            f"{url!r} is no address of a language model",
            next_step="Give one like https://api.example.org/v1 or http://localhost:11434/v1.",
        )
    return given


def _key(text: str) -> str:
    key = text.strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise QuestionError(f"what {KEY_VARIABLE} holds is no key", next_step="Set it again, without spaces or quotes.")
    return key


class _TryAgain(Exception):
    """The server is busy or slow; ``wait`` is what it asks for in seconds, ``gone`` that nobody was there."""

    def __init__(self, why: str, wait: float | None = None, *, gone: bool = False) -> None:
        super().__init__(why)
        self.wait = wait
        self.gone = gone


class LanguageModel:
    """Asks one endpoint, within ``limits`` that count from its making; use it in a with statement.

    ``log`` gets a line of JSON for everything sent and one for what came back. ``pause`` waits (time.sleep).
    """

    def __init__(
        self,
        endpoint: Endpoint,
        log: Path,
        limits: Limits | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint, self._log, self._pause = endpoint, log, pause
        self._limits = limits or Limits()
        self._until = time.monotonic() + self._limits.seconds
        self._asked = 0
        self._plain = False
        self._client = _client(endpoint)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, instructions: str, text: str, form: Mapping[str, Any]) -> str:
        """What the model answers to ``text`` under ``instructions``, asked to keep to the JSON schema ``form``.

        Raises NoAnswer where this answer does not come, ServiceError where none will, OSError for the log.
        """
        self._asked += 1
        if self._asked > self._limits.asks:
            raise NoAnswer(f"more than {self._limits.asks} questions are not put to the model")
        for again in range(self._limits.tries):
            try:
                return self._once(instructions, text, form)
            except _TryAgain as fault:
                self._wait_for(fault, again)
        raise AssertionError("the last try raises")

    def _wait_for(self, fault: _TryAgain, again: int) -> None:
        """Wait longer each time, as long as the server asks at least; give up after the last try."""
        wait = max(2.0**again, fault.wait or 0.0) if fault.wait != 0.0 else 0.0
        if again + 1 >= self._limits.tries or wait > min(self._limits.longest_wait, self._seconds_left()):
            told = ServiceError if fault.gone else NoAnswer
            raise told(f"{fault}, asked {again + 1} times", place=self._endpoint.host) from None
        self._pause(wait)

    def _seconds_left(self) -> float:
        return self._until - time.monotonic()

    def _once(self, instructions: str, text: str, form: Mapping[str, Any]) -> str:
        seconds = min(self._limits.answer_seconds, self._seconds_left())
        if seconds <= 0:
            raise NoAnswer(f"the {self._limits.seconds:.0f} seconds for all questions are used up")
        body = self._body(instructions, text, form)
        self._note({"to": self._endpoint.place, "sent": body})
        status, headers, answer = self._exchange(body, seconds)
        self._note({"from": self._endpoint.place, "status": status, "answer": self._struck(answer)})
        if status != 200:
            self._complain(status, headers, answer)
        return _content(answer)

    def _body(self, instructions: str, text: str, form: Mapping[str, Any]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": _whole(text)}],
        }
        if self._plain:
            return body
        schema = {"name": "relations", "strict": True, "schema": form}
        return {**body, "temperature": 0, "response_format": {"type": "json_schema", "json_schema": schema}}

    def _exchange(self, body: Mapping[str, Any], seconds: float) -> tuple[int, httpx.Headers, str]:
        """Status, headers and text of the answer. What httpx raises ends here: its texts may hold what was sent."""
        try:
            return self._post(body, seconds)
        except httpx.TimeoutException as fault:
            gone = isinstance(fault, httpx.ConnectTimeout)
            raise _TryAgain(f"no answer within {seconds:.1f} seconds", gone=gone) from None
        except httpx.ConnectError:
            raise _TryAgain("nobody answers at this address", gone=True) from None
        except httpx.HTTPError as fault:
            raise _TryAgain(f"the connection broke ({type(fault).__name__})") from None

    def _post(self, body: Mapping[str, Any], seconds: float) -> tuple[int, httpx.Headers, str]:
        until = time.monotonic() + seconds
        with self._client.stream("POST", self._endpoint.url, json=body, timeout=seconds) as response:
            held = bytearray()
            for part in response.iter_bytes():
                held += part
                if len(held) > self._limits.answer_bytes:
                    raise NoAnswer(f"the answer is longer than {self._limits.answer_bytes} bytes")
                if time.monotonic() > until:
                    raise _TryAgain(f"no whole answer within {seconds:.1f} seconds")
            return response.status_code, response.headers, held.decode("utf-8", errors="replace")

    def _complain(self, status: int, headers: httpx.Headers, answer: str) -> None:
        said = " ".join(self._struck(answer).split())[:_TOLD_LETTERS]
        if status in _NOT_UNDERSTOOD and not self._plain:
            # Not every server knows schemas, and not every model may be told its temperature.
            self._plain = True
            raise _TryAgain(f"status {status}: {said}", 0.0)
        if status in _BUSY:
            raise _TryAgain(f"status {status}: {said}", _asked_to_wait(headers))
        raise ServiceError(
            f"the language model refuses (status {status}): {said}",
            place=self._endpoint.host,
            next_step=f"Check the address, the name of the model and the key in {KEY_VARIABLE}.",
        )

    def _struck(self, text: str) -> str:
        return text.replace(self._endpoint.key, "(key)") if self._endpoint.key else text

    def _note(self, line: Mapping[str, Any]) -> None:
        """A line in the log, which only its owner may read: it holds the text that was sent."""
        self._log.touch(mode=0o600)
        with self._log.open("a", encoding="utf-8", newline="\n") as file:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            file.write(f"{json.dumps({'at': at, **line}, ensure_ascii=False)}\n")


def _client(endpoint: Endpoint) -> httpx.Client:
    """A client that sends the key to this address alone: no other follows from an answer or a file of passwords."""

    def sign(request: httpx.Request) -> httpx.Request:
        if endpoint.key:
            request.headers["Authorization"] = f"Bearer {endpoint.key}"
        return request

    trusted = httpx.create_ssl_context()
    # A school's network may look into what goes out, with a certificate that only its machines know.
    trusted.load_default_certs()
    plain = {"Accept-Encoding": "identity"}
    here = endpoint.is_here
    return httpx.Client(auth=sign, verify=trusted, headers=plain, follow_redirects=False, trust_env=not here)


def _whole(text: str) -> str:
    """``text`` without the halves of letters that damaged files hold and nothing can send."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _asked_to_wait(headers: httpx.Headers) -> float | None:
    """The seconds of Retry-After, given as a number or a date; None where it is not given."""
    given = headers.get("Retry-After", "")
    try:
        return max(0.1, float(given))
    except ValueError:
        pass
    try:
        return max(0.1, (parsedate_to_datetime(given) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _content(answer: str) -> str:
    """The text in a completion. Raises NoAnswer for a refusal, for one cut short and for no completion at all."""
    try:
        choice = json.loads(answer)["choices"][0]
        message, ended = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NoAnswer("the server's answer is no chat completion") from None
    if refusal or ended == "content_filter":
        raise NoAnswer("the model declined to answer")
    if ended == "length":
        raise NoAnswer("the answer was cut short")
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer("the answer is empty")
    return content
