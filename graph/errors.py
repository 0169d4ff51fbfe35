"""Everything that schoolties raises on purpose.

SchooltiesError                 carries value, place and next step; its text is fit for a user
├── InputError                  what was given to read cannot be used (exit 1)
│   ├── UnreadableFile          damaged, too large, wrong kind, wrong encoding
│   ├── UnknownFileKind         no loader recognises the header
│   └── InvalidRecords          the records break the vocabulary's rules; carries every problem
├── QuestionError               the question cannot be put as it stands (exit 2)
│   ├── NotFound                no node of that name; carries near names
│   └── Ambiguous               several nodes of that name; carries them
├── ServiceError                a service on the network cannot be used as it was set (exit 1)
│   └── NoAnswer                not this time: too late, too busy, declined, or in no usable form
└── StoreError                  the store cannot do what was asked (exit 1)
    ├── StoreBusy               somebody else is writing; says who
    │   └── StoreChanged        loaded into by somebody else while it was being read
    ├── StoreTooNew             written by a later schoolties
    └── StoreUnusable           not a schoolties store, damaged, or not writable
"""

from __future__ import annotations


class SchooltiesError(Exception):
    """A fault that a user can act on.

    Parameters: ``message`` says what is wrong with the value in it, ``place`` where it stands (file and
    line, sheet and cell, store), ``next_step`` what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, *, place: str = "", next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.next_step = next_step

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.message}" if self.place else self.message]
        return "\n".join([*parts, self.next_step] if self.next_step else parts)


class InputError(SchooltiesError):
    """What was given to read cannot be used."""


class UnreadableFile(InputError):
    """A file that is damaged, too large, of the wrong kind or in an unknown encoding."""


class UnknownFileKind(InputError):
    """A file whose header no loader recognises."""


class InvalidRecords(InputError):
    """Records that break the vocabulary's rules; ``problems`` holds all of them, one text each."""

    def __init__(self, message: str, problems: tuple[str, ...], *, place: str = "", next_step: str = "") -> None:
        super().__init__(message, place=place, next_step=next_step)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  - {problem}" for problem in self.problems)])


class QuestionError(SchooltiesError):
    """A question that cannot be put as it stands."""

    exit_code = 2


class NotFound(QuestionError):
    """No node answers to the name; ``suggestions`` are the nearest names held."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = (), *, next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.suggestions = suggestions


class Ambiguous(QuestionError):
    """Several nodes answer to the name; ``candidates`` are (id, description) pairs."""

    def __init__(self, message: str, candidates: tuple[tuple[str, str], ...], *, next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.candidates = candidates


class ServiceError(SchooltiesError):
    """A service on the network that cannot be used as it was set: nobody there, no such model, a wrong key."""


class NoAnswer(ServiceError):
    """A service that did not answer this time, or in no form that can be used; another time it may."""


class StoreError(SchooltiesError):
    """The store cannot do what was asked."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class StoreChanged(StoreBusy):
    """Another process loaded into the store while it was being read: ask again."""


class StoreTooNew(StoreError):
    """The store was written by a later version of schoolties."""


class StoreUnusable(StoreError):
    """Not a schoolties store, damaged, or not writable."""
