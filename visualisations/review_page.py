"""The page on which a person decides: the document on one side with its quotes set off, the proposals on the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Final

from markupsafe import Markup

from graph.records import Claim
from graph.vocabulary import CERTAINTIES, DESIGNATIONS, GROUP_KINDS, NODE_TYPES, PROPOSED, RELATIONS, REVIEW, ROLES
from loaders.case_writer import JsonObject
from loaders.loader import RowFault
from loaders.reading.decisions.deciding import Review, as_record
from loaders.reading.documents.document import Document
from loaders.reading.documents.finding import find_quote
from loaders.reviewed import DECIDED_BY, DECIDED_ON, GONE
from queries.wording import claim_sentence
from visualisations.document import as_data, behaviour, document, filled
from visualisations.lettering import in_lines, plain
from visualisations.reading_told import TIERS

Span = tuple[int, int]
STATES: Final = {"proposed": "to decide", "accepted": "accepted", "amended": "amended", "rejected": "rejected"}


@dataclass(frozen=True, slots=True)
class FactShown:
    """One proposal as the page shows it."""

    key: str
    number: int
    says: str
    when: str
    certainty: str
    tier: str
    steps: tuple[str, ...]
    quote: str
    place: str
    state: str
    signed: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameShown:
    """A name with the facts that begin at it."""

    key: str
    name: str
    type: str
    aliases: tuple[str, ...]
    facts: tuple[FactShown, ...]


class ReviewPage:
    """What the page shows of a review of one document. Facts keep their numbers while the page stands."""

    def __init__(self, review: Review, read: Document) -> None:
        """Find every quote of ``review`` in ``read``, the document that was read."""
        self._review = review
        self._read = read
        self._spans = {fact["id"]: span for fact in review.facts if (span := _span(read, fact))}
        ordered = sorted(review.facts, key=lambda fact: (self._spans.get(fact["id"], (len(read.raw), 0)), fact["id"]))
        self._numbers = {fact["id"]: number for number, fact in enumerate(ordered)}

    def html(self) -> str:
        """The whole page."""
        context = {
            "title": self._read.title,
            "text": marked_text(self._read.raw, {self._numbers[key]: span for key, span in self._spans.items()}),
            "groups": self._groups(),
            "progress": self.progress(),
            "states": STATES,
            "vocabulary": _VOCABULARY,
            "data": as_data(self.state()),
        }
        body = filled("review.html", **context)
        title = f"Review of {plain(self._read.title)}"
        return document(title, body, styles=["review.css"], scripts=[behaviour("review.js")], asks_back=True)

    def cards(self) -> str:
        """The proposals as markup, to take the place of those that the page shows."""
        return str(filled("review_list.html", groups=self._groups(), states=STATES))

    def card(self, key: str) -> str:
        """One proposal as markup."""
        return str(filled("review_card.html", fact=self._fact(self._review.line(key)), states=STATES))

    def number(self, key: str) -> int:
        """The number under which the page knows a fact."""
        return self._numbers[key]

    def progress(self) -> str:
        """How far the review is, in words."""
        done = self._review.progress
        return f"{done.decided} of {done.of} decided, {done.kept} kept"

    def state(self) -> dict[str, Any]:
        """What the forms of the page fill in: the fields of every fact, every name."""
        facts = sorted(self._review.facts, key=lambda fact: self._numbers[fact["id"]])
        names = sorted(self._review.names, key=lambda name: (name["type"], name["name"]))
        return {
            "facts": [_fields(fact) for fact in facts],
            "names": [_name_fields(name) for name in names],
        }

    def _groups(self) -> list[NameShown]:
        """The names from which facts begin, in the order of the document, each with its facts."""
        facts = sorted(self._review.facts, key=lambda fact: self._numbers[fact["id"]])
        first: dict[str, int] = {}
        for fact in facts:
            first.setdefault(fact["source"], self._numbers[fact["id"]])
        ordered = sorted(facts, key=lambda fact: (first[fact["source"]], self._numbers[fact["id"]]))
        return [self._group(source, each) for source, each in groupby(ordered, key=lambda fact: str(fact["source"]))]

    def _group(self, source: str, facts: Iterable[JsonObject]) -> NameShown:
        line = self._review.line(source)
        kind = line["attrs"].get("group_kind") or line["type"]
        aliases = tuple(map(str, line["aliases"]))
        return NameShown(source, line["name"], kind.replace("_", " "), aliases, tuple(map(self._fact, facts)))

    def _fact(self, line: JsonObject) -> FactShown:
        attrs, evidence = line["attrs"], line["evidence"]
        steps = attrs.get("steps")
        state = attrs.get(REVIEW, PROPOSED)
        says, when = self._in_words(line)
        return FactShown(
            key=line["id"],
            number=self._numbers[line["id"]],
            says=says,
            when=when,
            certainty="" if line["certainty"] == "stated" else line["certainty"],
            tier=TIERS.get(str(attrs.get("tier")), ""),
            steps=tuple(map(str, steps)) if isinstance(steps, list) else (),
            quote=evidence.get("quote") or "",
            place=_place(evidence),
            state=state,
            signed=f"{attrs.get(DECIDED_BY, '')}, {attrs.get(DECIDED_ON, '')}" if state != PROPOSED else "",
            remarks=tuple(self._remarks(line)),
        )

    def _in_words(self, line: JsonObject) -> tuple[str, str]:
        """The fact as a sentence, and its dates."""
        try:
            claim = as_record(line)
        except RowFault as fault:
            return f"This proposal cannot be loaded: {fault}", ""
        if not isinstance(claim, Claim):
            return "", ""
        dates = [f"{word} {attrs}" for word, attrs in (("from", claim.start), ("to", claim.end)) if attrs]
        seen = [f"seen {', '.join(map(str, claim.observed))}"] if claim.observed else []
        return claim_sentence(claim, self._name), ", ".join((*dates, *seen))

    def _name(self, end: str | None) -> str:
        key = (end or "").removeprefix(":")
        return next((str(name["name"]) for name in self._review.names if name["id"] == key), key)

    def _remarks(self, line: JsonObject) -> Iterator[str]:
        attrs = line["attrs"]
        if attrs.get(GONE):
            yield "no longer in the document"
        elif line["id"] not in self._spans:
            yield "its words do not stand in this document"
        if earlier := attrs.get("decided_before"):
            yield str(earlier)
        if line["negated"]:
            yield "the document denies it"


def _span(read: Document, fact: JsonObject) -> Span | None:
    lines = [number for number in fact["evidence"].get("lines") or () if isinstance(number, int)]
    return find_quote(read, fact["evidence"].get("quote") or "", lines)


def _place(evidence: Mapping[str, Any]) -> str:
    if evidence.get("page"):
        return f"page {evidence['page']}"
    lines = evidence.get("lines") or []
    return f"line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}" if lines else ""


def _fields(fact: JsonObject) -> dict[str, Any]:
    attrs = fact["attrs"]
    return {
        "id": fact["id"],
        "type": fact["type"],
        "source": fact["source"],
        "target": fact.get("target") or "",
        "role": attrs.get("role") or attrs.get("designation") or "",
        "from": attrs.get("from") or "",
        "to": attrs.get("to") or "",
        "certainty": fact["certainty"],
        "negated": fact["negated"],
    }


def _name_fields(name: JsonObject) -> dict[str, str]:
    kind = name["attrs"].get("group_kind") or ""
    return {"id": name["id"], "name": plain(name["name"]), "type": name["type"], "kind": kind}


def marked_text(raw: str, spans: Mapping[int, Span]) -> Markup:
    """The text, escaped, with each quote in marks that name the facts resting on it; quotes may overlap.

    ``spans`` gives for the number of each fact the start and end of its quote in ``raw``.
    """
    cuts = sorted({0, len(raw), *(offset for span in spans.values() for offset in span)})
    shown = in_lines(raw)
    return Markup("").join(_piece(shown, start, end, spans) for start, end in pairwise(cuts))


def _piece(shown: str, start: int, end: int, spans: Mapping[int, Span]) -> Markup:
    facts = " ".join(str(number) for number, span in sorted(spans.items()) if span[0] <= start and end <= span[1])
    text = shown[start:end]
    return Markup('<mark data-facts="{}">{}</mark>').format(facts, text) if facts else Markup("{}").format(text)


_VOCABULARY: Final[Mapping[str, Sequence[str]]] = {
    "relations": tuple(RELATIONS),
    "types": tuple(NODE_TYPES),
    "kinds": tuple(GROUP_KINDS),
    "certainties": CERTAINTIES,
    "roles": tuple(sorted({*(role.name for role in ROLES), *DESIGNATIONS})),
}
