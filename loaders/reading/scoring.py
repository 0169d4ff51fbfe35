"""How well a document was read: precision, recall and F1 of entities and relations against facts that people gave.

The counting is that of information extraction with two readers: what both gave must be found (recall), what either
gave is right (precision). People in brackets are never asked for; what is planned or denied is neither asked for nor,
if denied, counted. A name is any spelling, without the words that every school has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from graph.errors import UnreadableFile
from graph.records import Claim, Node
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, RELATIONS, SCHOOL

COUNTED: Final = frozenset({SCHOOL, PERSON, GROUP, LOCAL_AUTHORITY})
BOTH: Final = 2
NOBODY: Final = "-"
_GENERAL_CASE: Final = (None, "general")
# Words that every school's name may have or lack.
_COMMON: Final = re.compile(
    r"\b(the|school|primary|of|and|church|england|ce|rc|va|c|e|catholic|voluntary|aided|controlled)\b"
)


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers found, wanted and right. Shares are None where there is nothing to share."""

    proposed: int
    right: int
    wanted: int
    found: int

    @property
    def precision(self) -> float | None:
        """Of what was proposed, the share that somebody gave."""
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        """Of what both readers gave, the share that was proposed."""
        return self.found / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean (van Rijsbergen 1979)."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Marks:
    """The scores of one reading: entities, relations, relations by type and by tier, and what was missed or wrong."""

    entities: Score
    relations: Score
    by_type: Mapping[str, Score]
    by_tier: Mapping[int, Score]
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass
class Gold:
    """The facts people gave: entities by id, relations, and the ids that a spelling of a type may mean."""

    entities: Mapping[str, Mapping[str, Any]]
    relations: list[Mapping[str, Any]]
    case: str | None = None
    _index: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.entities.values():
            for spelling in {plain(name) for name in (one["name"], *one["aliases"])} - {""}:
                self._index.setdefault((one["type"], spelling), []).append(str(one["id"]))

    def means(self, node: Node) -> str | None:
        """The id of the entity that a node is, None where it is none that anybody gave."""
        return self.meant(node.type, (node.name, *node.aliases))

    def meant(self, type_: str, names: Iterable[str]) -> str | None:
        """The id of the entity of a type that one of the names is a spelling of, None where it is none."""
        for name in names:
            if found := self._index.get((type_, plain(name))):
                return next((one for one in found if self.is_of_case(self.entities[one])), found[0])
        return None

    def is_of_case(self, record: Mapping[str, Any]) -> bool:
        """Whether it belongs to the case that is scored, or to all cases."""
        return self.case is None or record.get("case") in (self.case, *_GENERAL_CASE)

    def wanted(self, record: Mapping[str, Any]) -> bool:
        """Whether both readers gave it, and for this case."""
        return len(record["by"]) >= BOTH and self.is_of_case(record) and record.get("case") != "general"

    def is_named(self, entity: str) -> bool:
        """Whether it has a name and not only a description."""
        return entity == NOBODY or not str(self.entities[entity]["name"]).startswith("[")


def read_gold(path: Path, case: str | None = None) -> Gold:
    """The facts in a merged gold file, or in a case file whose every fact then counts as given by all. Raises
    UnreadableFile."""
    text = path.read_text(encoding="utf-8")
    try:
        held = json.loads(text)
    except json.JSONDecodeError:
        held = _from_lines(text, path)
    if not isinstance(held, dict) or "entities" not in held or "relations" not in held:
        held = _from_lines(text, path)
    return Gold({str(one["id"]): one for one in held["entities"]}, list(held["relations"]), case)


def _from_lines(text: str, path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        records = [json.loads(line) for line in text.splitlines() if line.strip()]
        entities = [{"aliases": [], "by": ["A", "B"], **one} for one in records if one["kind"] == "entity"]
        relations = [_as_gold(one) for one in records if one["kind"] == "relation"]
    except (json.JSONDecodeError, KeyError, TypeError) as fault:
        raise UnreadableFile(
            "this holds no facts to score against",
            place=str(path),
            next_step="Give a case file, or a merged file with 'entities' and 'relations'.",
        ) from fault
    return {"entities": entities, "relations": relations}


def _as_gold(relation: dict[str, Any]) -> dict[str, Any]:
    designation = str(relation.get("attrs", {}).get("designation") or "").casefold()
    return {
        "by": ["A", "B"],
        "negated": False,
        "certainty": "stated",
        "extra": designation,
        **relation,
        "target": relation.get("target") or NOBODY,
    }


def plain(name: str) -> str:
    """A name without case, marks and the words that every school has."""
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace("’s ", "s ").replace("'s ", "s "))
    return " ".join(_COMMON.sub(" ", words).split())


def score(nodes: Iterable[Node], claims: Iterable[Claim], gold: Gold) -> Marks:
    """How ``nodes`` and ``claims`` do against ``gold``."""
    held = list(nodes)
    meant = {node.id: gold.means(node) for node in held}
    proposed = dict(keyed(claims, meant))
    allowed, wanted = asked(gold)
    return Marks(
        entities=_of_entities(held, meant, gold),
        relations=_of(proposed, allowed, wanted),
        by_type={
            type_: _of(
                {key: claim for key, claim in proposed.items() if key[0] == type_},
                allowed,
                {key for key in wanted if key[0] == type_},
            )
            for type_ in sorted({key[0] for key in (*proposed, *wanted)})
        },
        by_tier={
            tier: _of({key: claim for key, claim in proposed.items() if _tier(claim) == tier}, allowed, wanted)
            for tier in sorted({_tier(claim) for claim in proposed.values()})
        },
        missed=tuple(sorted(_in_words(key, gold) for key in wanted - proposed.keys())),
        wrong=tuple(sorted(_told(claim) for key, claim in proposed.items() if key not in allowed)),
    )


def _of(proposed: Mapping[Key, Claim], allowed: set[Key], wanted: set[Key]) -> Score:
    return Score(len(proposed), len(proposed.keys() & allowed), len(wanted), len(proposed.keys() & wanted))


def _of_entities(nodes: list[Node], meant: Mapping[str, str | None], gold: Gold) -> Score:
    counted = [node for node in nodes if node.type in COUNTED]
    right = {meant[node.id] for node in counted} - {None}
    wanted = {
        entity
        for entity, one in gold.entities.items()
        if one["type"] in COUNTED and gold.wanted(one) and gold.is_named(entity)
    }
    return Score(len(counted), len(right), len(wanted), len(right & wanted))


def keyed(claims: Iterable[Claim], meant: Mapping[str, str | None]) -> Iterator[tuple[Key, Claim]]:
    """The claims that are not negated, by what they say of the gold's entities; ``meant`` gives those by node."""
    seen: set[Key] = set()
    for claim in claims:
        if claim.negated:
            continue
        designated = claim.type == "designated"
        source = meant.get(claim.source) or f"?{claim.source}"
        target = NOBODY if designated else meant.get(claim.target or "") or f"?{claim.target}"
        key = _key(claim.type, source, target, (claim.role_title or "").casefold() if designated else "")
        if key not in seen:
            seen.add(key)
            yield key, claim


def _key(type_: str, source: str, target: str, extra: str) -> Key:
    if RELATIONS[type_].symmetric and source > target:
        source, target = target, source
    return type_, source, target, extra


def key_of(relation: Mapping[str, Any]) -> Key:
    """What makes two relations of gold files the same."""
    extra = relation["extra"] if relation["type"] == "designated" else ""
    return _key(relation["type"], relation["source"], relation["target"], extra)


def asked(gold: Gold) -> tuple[set[Key], set[Key]]:
    """What counts as right, and what must be found."""
    allowed: set[Key] = set()
    wanted: set[Key] = set()
    for one in gold.relations:
        if one["negated"]:
            continue
        key = key_of(one)
        allowed.add(key)
        named = gold.is_named(one["source"]) and gold.is_named(one["target"])
        if gold.wanted(one) and one["certainty"] != "planned" and named:
            wanted.add(key)
    return allowed, wanted


def _tier(claim: Claim) -> int:
    tier = claim.attributes.get("tier")
    return tier if isinstance(tier, int) else 0


def _in_words(key: Key, gold: Gold) -> str:
    names = [gold.entities[end]["name"] if end in gold.entities else end for end in key[1:3]]
    return " ".join(filter(None, (key[0], names[0], "→", names[1], key[3])))


def _told(claim: Claim) -> str:
    ends = " → ".join(end.rpartition(":")[2] for end in claim.ends)
    return f"{claim.type} {ends} ({claim.evidence.place})"
