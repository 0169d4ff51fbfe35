"""What may be asked of a partner school: likeness, distance, border, whom not with, and what it should have to give.

Each wish is put to each candidate and answers yes, no, or cannot tell: what no source says is never a no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from graph.errors import QuestionError
from queries.profile import Profile

SAME, ANY, SIMILAR, SMALLER, LARGER = "same", "any", "similar", "smaller", "larger"
SIZES: Final = (SIMILAR, SMALLER, LARGER)
SIMILAR_RATIO: Final = 1.5
SIMILAR_FSM: Final = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a strategist asks of a partner; None where she asks nothing.

    ``phase``, ``type`` and ``faith`` are 'same' or a word; ``size`` similar, smaller or larger; ``near`` and ``far``
    are kilometres, at most and at least; ``across`` is True for another authority, False for the same; ``free`` is
    'leader' or a role that the partner should have.
    """

    phase: str | None = SAME
    size: str | None = None
    type: str | None = None
    faith: str | None = None
    setting: bool = False
    intake: bool = False
    near: float | None = None
    far: float | None = None
    across: bool | None = None
    not_with: tuple[str, ...] = ()
    free: str | None = None

    def __post_init__(self) -> None:
        if self.size is not None and self.size not in SIZES:
            raise QuestionError(f"no size is called {self.size!r}", next_step=f"Use one of: {', '.join(SIZES)}.")
        if self.near is not None and self.far is not None and self.near < self.far:
            raise QuestionError(
                f"no school is at most {self.near:g} and at least {self.far:g} km away",
                next_step="Ask for near or for far, or swap the two.",
            )


class Candidate(Protocol):
    """A school as the wishes see it."""

    @property
    def profile(self) -> Profile:
        """What the register tells of it."""

    @property
    def distance(self) -> float | None:
        """Kilometres from the school that looks for a partner."""

    @property
    def same_authority(self) -> bool | None:
        """Whether it is in the authority of that school, None where one of the two is not known."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing asked, in words, and those for a school that is not so; ``met`` answers None where it cannot tell."""

    words: str
    unmet: str
    met: Callable[[Candidate], bool | None]


def wishes(asked: Asked, own: Profile) -> tuple[Wish, ...]:
    """The wishes on likeness, distance and border, in the order of the help page."""
    return tuple(_wishes(asked, own))


def _wishes(asked: Asked, own: Profile) -> Iterator[Wish]:
    for word, value, of in (
        ("phase", asked.phase, lambda profile: profile.phase),
        ("type", asked.type, lambda profile: profile.type),
        ("religious character", asked.faith, lambda profile: profile.faith),
    ):
        if value is not None and value != ANY:
            yield _alike(word, value, of, own)
    yield from _on_size(asked, own)
    if asked.setting:
        yield Wish("in a like setting", "in another setting", lambda other: _equal(other.profile.setting, own.setting))
    if asked.intake:
        yield Wish("of a similar intake", "of another intake", lambda other: _close(other.profile.fsm, own.fsm))
    yield from _on_distance(asked)


def _alike(word: str, value: str, of: Callable[[Profile], str], own: Profile) -> Wish:
    if value.casefold() == SAME:
        return Wish(f"of the same {word}", f"of another {word}", lambda other: _equal(of(other.profile), of(own)))
    return Wish(f"{word} {value}", f"of another {word}", lambda other: _holds(of(other.profile), value))


def _on_size(asked: Asked, own: Profile) -> Iterator[Wish]:
    size = asked.size
    if size is not None:
        yield Wish(
            f"{size} in size", f"not {size} in size", lambda other: _sized(other.profile.pupils, own.pupils, size)
        )


def _on_distance(asked: Asked) -> Iterator[Wish]:
    near, far = asked.near, asked.far
    if near is not None:
        words, unmet = f"at most {near:g} km away", f"more than {near:g} km away"
        yield Wish(words, unmet, lambda other: None if other.distance is None else other.distance <= near)
    if far is not None:
        words, unmet = f"at least {far:g} km away", f"less than {far:g} km away"
        yield Wish(words, unmet, lambda other: None if other.distance is None else other.distance >= far)
    yield from _on_border(asked.across)


def _on_border(across: bool | None) -> Iterator[Wish]:
    own, another = "in its own authority", "in another authority"
    if across:
        yield Wish(another, own, lambda other: None if other.same_authority is None else not other.same_authority)
    elif across is False:
        yield Wish(own, another, lambda other: other.same_authority)


def _equal(there: str, own: str) -> bool | None:
    return there.casefold() == own.casefold() if there and own else None


def _holds(there: str, wanted: str) -> bool | None:
    return wanted.casefold() in there.casefold() if there else None


def _close(there: float | None, own: float | None) -> bool | None:
    return None if there is None or own is None else abs(there - own) <= SIMILAR_FSM


def _sized(there: int | None, own: int | None, size: str) -> bool | None:
    if there is None or own is None:
        return None
    if size == SIMILAR:
        return max(there, own) <= SIMILAR_RATIO * min(there, own)
    return there < own if size == SMALLER else there > own
