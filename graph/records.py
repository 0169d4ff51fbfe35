"""The records every layer shares: nodes, claims with their evidence, data sets and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeVar

from graph.dates import PartialDate, Period
from graph.vocabulary import PROPOSED, REVIEW

Scalar = str | int | float | bool | None
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
Attributes = Mapping[str, Value]
ENDED: Final = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a claim stands: the document, its date, the place in it, and who or what read it.

    ``lines`` are 1-based line or row numbers; ``quote`` is verbatim and only there where the licence lets
    us keep one; ``read_by`` names a person, a program or a number of readers.
    """

    document: str
    dated: PartialDate | None = None
    lines: tuple[int, ...] = ()
    page: str | None = None
    cell: str | None = None
    quote: str | None = None
    said_by: str | None = None
    read_by: str | None = None
    read_on: PartialDate | None = None

    @property
    def place(self) -> str:
        """The place in the document in words: 'lines 12, 40', 'page 3', 'cell B7' or ''."""
        if self.cell:
            return f"cell {self.cell}"
        if self.page:
            return f"page {self.page}"
        numbers = ", ".join(map(str, self.lines))
        return f"line{'s' * (len(self.lines) > 1)} {numbers}" if numbers else ""

    def __str__(self) -> str:
        return f"{self.document}, {self.place}" if self.place else self.document


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A school, person, group, local authority, programme or organisation as one data set describes it.

    ``kind`` is the kind of group (vocabulary.GROUP_KINDS), else None. ``opened`` and ``closed`` bound the life
    of a school, group or programme; ``closed`` is its last day. ``attributes`` keeps everything else as given.
    """

    id: str
    type: str
    name: str
    dataset: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    opened: PartialDate | None = None
    closed: PartialDate | None = None
    attributes: Attributes = field(default_factory=dict)
    withdrawn: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and every alias."""
        return (self.name, *self.aliases)

    @property
    def is_collective(self) -> bool:
        """Whether it stands for several schools or people that the source does not name one by one."""
        return bool(self.attributes.get("set") or self.attributes.get("collective"))

    @property
    def is_anonymous(self) -> bool:
        """Whether the source withholds the name: a description in brackets or a stable pseudonym."""
        return self.name.startswith("[") or bool(self.attributes.get("anonymous"))

    @property
    def life(self) -> Period:
        """From opening to closing."""
        return Period(self.opened, self.closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One dated, sourced statement that a relation holds, does not hold (``negated``) or is hoped for (``planned``).

    ``source`` and ``target`` are node ids; ``target`` is None where the vocabulary lets it be. ``role`` is the
    controlled role beside ``role_title`` as the text has it. ``observed`` are dates at which the source shows
    it holding. ``state`` is the source's word on how it stands (current, strained, ended …), ``firmness`` on
    how binding it is (statutory, contract, agreement, informal). ``withdrawn`` is the date from which its data
    set no longer says it.
    """

    id: str
    type: str
    source: str
    target: str | None
    dataset: str
    evidence: Evidence
    start: PartialDate | None = None
    end: PartialDate | None = None
    observed: tuple[PartialDate, ...] = ()
    certainty: str = "stated"
    negated: bool = False
    role: str | None = None
    role_title: str | None = None
    purposes: tuple[str, ...] = ()
    share: str | None = None
    firmness: str | None = None
    state: str | None = None
    attributes: Attributes = field(default_factory=dict)
    withdrawn: str | None = None

    @property
    def period(self) -> Period:
        """When it held. A document's own date counts as an observation where the text gives no other."""
        over = self.state == ENDED and self.end is None
        seen = self.observed
        if not seen and not self.end and self.evidence.dated:
            seen = (self.evidence.dated,)
        return Period(self.start, self.end, seen, over)

    @property
    def is_unreviewed(self) -> bool:
        """Whether a program read it and nobody has looked at it since."""
        return self.attributes.get(REVIEW) == PROPOSED

    @property
    def ends(self) -> tuple[str, ...]:
        """The ids of the nodes it speaks of."""
        return (self.source,) if self.target is None else (self.source, self.target)


@dataclass(frozen=True, slots=True)
class Outline:
    """Which nodes a claim speaks of and how it means it: enough where all claims of a register are looked through."""

    source: str
    target: str | None
    certainty: str
    negated: bool

    @classmethod
    def of(cls, claim: Claim) -> Outline:
        """The outline of a claim."""
        return cls(claim.source, claim.target, claim.certainty, claim.negated)

    @property
    def asserts(self) -> bool:
        """Whether the claim says that its relation holds: it neither denies nor plans it."""
        return not self.negated and self.certainty != "planned"


Record = Node | Claim
Some = TypeVar("Some")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One source as loaded: the unit that is corrected by loading it again, and withdrawn from.

    ``id`` comes from what the source is, never from its content. ``describes`` is False for a source that only
    mentions schools by name (links, group lists): its names then yield to those of a describing source.
    ``lists_all`` is True for a list meant to hold every school: to stand in it says nothing about a school's ties.
    ``published`` is the date of the extract or document; ``digest`` the SHA-256 of the file read. ``part`` is the id
    of the authority for which the rest was left out (graph.parts), '' for a data set that is whole.
    """

    id: str
    title: str
    kind: str
    published: PartialDate | None = None
    describes: bool = True
    lists_all: bool = False
    attribution: str = ""
    licence: str = ""
    file: str = ""
    digest: str = ""
    loaded: str | None = None
    part: str = ""


SAME: Final = "same"
DIFFERENT: Final = "different"
UNDECIDED: Final = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A judgement that node ``left`` (as a text names it) is, or is not, node ``right`` (as a register does).

    ``verdict`` is same, different or undecided; the last one given for a pair counts. ``by`` is a person or a
    program with its version, ``on`` the ISO date, ``reasons`` what it rests on.
    """

    left: str
    right: str
    verdict: str
    by: str
    on: str
    reasons: tuple[str, ...] = ()


def merge(statements: Iterable[Node]) -> Node:
    """One node from what several data sets say of it, weakest first: later names and values win, all aliases stay."""
    said = tuple(statements)
    latest = said[-1]
    if len(said) == 1:
        return latest
    name, aliases = _names(said)
    return Node(
        id=latest.id,
        type=latest.type,
        name=name,
        dataset=latest.dataset,
        kind=_last_given([node.kind for node in said]),
        aliases=aliases,
        opened=_last_given([node.opened for node in said]),
        closed=_last_given([node.closed for node in said]),
        attributes=Merged([node.attributes for node in said]),
        withdrawn=latest.withdrawn,
    )


class Merged(Mapping[str, Value]):
    """Attributes as several data sets give them, weakest first: the last to say anything of a key is believed.

    Nothing is copied, for of most nodes few attributes are ever asked.
    """

    __slots__ = ("_said",)

    def __init__(self, said: Sequence[Attributes]) -> None:
        self._said = tuple(said)

    def __getitem__(self, key: str) -> Value:
        for said in reversed(self._said[1:]):
            if (value := said.get(key)) not in _SILENT:
                return value
        return self._said[0][key]

    def __iter__(self) -> Iterator[str]:
        first, *later = self._said
        spoken = (key for said in later for key, value in said.items() if value not in _SILENT)
        return iter(dict.fromkeys((*first, *spoken)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


_SILENT: Final = (None, "")


def _names(said: tuple[Node, ...]) -> tuple[str, tuple[str, ...]]:
    """The name that wins, and every other in the order of being said."""
    name, aliases = said[0].name, said[0].aliases
    for later in said[1:]:
        aliases = (name, *aliases, *later.aliases)
        name = _in_fuller_letters(name, later.name)
    return name, tuple(alias for alias in dict.fromkeys(aliases) if alias != name)


def _last_given(values: Sequence[Some | None]) -> Some | None:
    return next((value for value in reversed(values) if value), None)


def _in_fuller_letters(earlier: str, later: str) -> str:
    """The later name, or the earlier where the later only writes it in capitals (as the register does of late)."""
    return earlier if later.isupper() and later.casefold() == earlier.casefold() else later
