"""Reading a document: from its text to proposals, each resting on words that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.vocabulary import LOCAL_AUTHORITY, PERSON
from loaders.reading.candidate import LIKELY, LOOSE, Candidate, Told
from loaders.reading.cast import Cast, Entity, Subject, gather, subject_of
from loaders.reading.documents.document import Document
from loaders.reading.naming.gazetteer import Gazetteer
from loaders.reading.phrases.patterns import PATTERNS
from loaders.reading.referring.coreference import Holders, Resolver, family
from loaders.reading.relations import candidates
from loaders.reading.sources.posts import by_posts
from loaders.reading.sources.sentences import by_patterns

_POSTS = tuple(pattern for pattern in PATTERNS if pattern.relation == "holds_role")


@dataclass(frozen=True)
class Reading:
    """What a document was found to say: its entities, and the candidates for relations, the best evidence of each."""

    document: Document
    subject: Subject
    entities: tuple[Entity, ...]
    relations: tuple[Candidate, ...]


def read(document: Document, up_to: int = LIKELY, gazetteer: Gazetteer | None = None) -> Reading:
    """Propose what ``document`` says, with evidence of the tiers ``up_to`` one; a ``gazetteer`` tells the bare names of
    an authority's schools. Nothing is sent anywhere; the same text gives the same proposals."""
    told, posts = _told(document, gazetteer)
    found = tuple(candidates(told))
    relations = _best(each for each in (*_told_once(posts, found), *found) if each.tier <= up_to)
    return Reading(document, told.subject, _worth_telling(told.cast, relations), relations)


def _told_once(posts: Iterable[Candidate], found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Posts by name; those that took a step only where no better step was found once every word was known."""
    again = {(each.source, family(each.role)) for each in found if each.relation == "holds_role" and each.tier <= LOOSE}
    return (post for post in posts if not post.steps or (post.source, family(post.role)) not in again)


def known_cast(document: Document) -> Told:
    """A document with everybody and everything it speaks of, by name or otherwise."""
    return _told(document)[0]


def _told(document: Document, gazetteer: Gazetteer | None = None) -> tuple[Told, tuple[Candidate, ...]]:
    """The document with its references resolved, and the posts that it tells by name."""
    cast = gather(document, gazetteer.names) if gazetteer else gather(document)
    subject = subject_of(cast, document)
    # Posts by name first: they tell who "the headteacher" is, and some are hidden once that is known.
    named = Told(document, cast, subject)
    posts = (*by_posts(named), *by_patterns(named, _POSTS))
    Resolver(document, cast, subject, _holders(posts, cast)).resolve()
    return Told(document, cast, subject), posts


def _holders(posts: Iterable[Candidate], cast: Cast) -> Holders:
    """Who holds which post where, as far as the text says it by name."""
    holders = Holders()
    for post in posts:
        if post.target is not None and not post.negated and cast.entities[post.source].type == PERSON:
            holders.add(post.role, post.target, post.source)
    return holders


def _best(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """One candidate for each relation: of the best tier, not negated before negated, dated before not, first."""
    best: dict[object, Candidate] = {}
    for candidate in found:
        known = best.get(candidate.key)
        best[candidate.key] = candidate if known is None or _rank(candidate) < _rank(known) else known
    return tuple(best.values())


def _rank(candidate: Candidate) -> tuple[object, ...]:
    return candidate.tier, candidate.negated, candidate.certainty == "planned", candidate.begins is None


def _worth_telling(cast: Cast, relations: Iterable[Candidate]) -> tuple[Entity, ...]:
    """Entities that are named, and those described only that a relation needs."""
    needed = {key for each in relations for key in (each.source, each.target) if key is not None}
    return tuple(one for one in cast.entities if one.key in needed or _speaks_for_itself(one))


def _speaks_for_itself(entity: Entity) -> bool:
    """Whether an entity is told that no relation needs: it is named, and no mere place."""
    place = entity.type == LOCAL_AUTHORITY and entity.times == 1 and entity.kind == "weak"
    return bool(entity.times) and not entity.described and not place
