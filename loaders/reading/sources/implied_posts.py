"""Posts that others imply: who came after somebody held the same post, and the executive head of a federation is the head
of each of its schools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.candidate import DERIVED, Candidate, Told
from loaders.reading.cast import Step
from loaders.reading.referring.coreference import family

_WHOLE: Final = re.compile(r"executive headteacher|chair of governors|business manager|business director")
_CHAIR: Final = re.compile(r"\bchair|\bseat\b")
_NEAR: Final = 150


def shared_posts(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Posts of ``found`` that belong to somebody else or somewhere else too."""
    posts = [each for each in found if each.relation == "holds_role" and not each.negated and each.tier <= DERIVED]
    known = {(each.source, each.target) for each in posts}
    for each in (*_of_successions(told, found, posts), *_across_federations(told, found, posts)):
        if (each.source, each.target) not in known:
            yield each


def _of_successions(told: Told, found: Sequence[Candidate], posts: Sequence[Candidate]) -> Iterator[Candidate]:
    """The post that one of two holds where the text says that one came after the other, for the other."""
    for each in found:
        if each.relation != "succeeds" or each.negated or each.target is None or _is_school(told, each.source):
            continue
        for one, other in ((each.source, each.target), (each.target, each.source)):
            post = _post_near(posts, one, each)
            if post is not None and not any(
                held.source == other and family(held.role) == family(post.role) for held in posts
            ):
                step = Step("", "one came after the other in this post", told.cast.entities[one].name)
                place = Step("", "where the post is", told.cast.entities[post.target or 0].name)
                yield replace(
                    post, source=other, place=each.place, rule="the same post after or before", tier=DERIVED, begins=None, ends=None, seen=None,
                    certainty="implied", steps=(step, place, *each.steps),
                )  # fmt: skip


def _is_school(told: Told, key: int) -> bool:
    return told.cast.entities[key].type != PERSON


def _post_near(posts: Sequence[Candidate], person: int, where: Candidate) -> Candidate | None:
    """The one post of a person that is told where the succession is; a chair is no headship."""
    near = [
        each
        for each in posts
        if each.source == person and each.role and each.rule == "post" and each.certainty != "planned"
        and abs(each.place.start - where.place.start) <= _NEAR
    ]  # fmt: skip
    if len({each.target for each in near}) != 1 or bool(_CHAIR.search(where.place.quote)) != ("chair" in near[0].role):
        return None
    return near[0]


def _across_federations(told: Told, found: Sequence[Candidate], posts: Sequence[Candidate]) -> Iterator[Candidate]:
    """From a federation to its schools, and from all its schools to the federation."""
    schools: dict[int, set[int]] = {}
    for each in found:
        if each.target is not None and _joins_federation(told, each, each.target):
            schools.setdefault(each.target, set()).add(each.source)
    for post in posts:
        if _WHOLE.search(post.role) and post.target is not None and post.certainty != "planned":
            yield from _shared(told, post, schools, posts)


def _joins_federation(told: Told, each: Candidate, target: int) -> bool:
    """Whether a candidate says that a school is in a federation."""
    if each.relation != "member_of" or each.negated or each.certainty == "planned":
        return False
    school, group = told.cast.entities[each.source], told.cast.entities[target]
    return school.type == SCHOOL and group.type == GROUP and group.kind == "federation"


def _shared(
    told: Told, post: Candidate, schools: dict[int, set[int]], posts: Sequence[Candidate]
) -> Iterator[Candidate]:
    held = {each.target for each in posts if each.source == post.source and family(each.role) == family(post.role)}
    for group, members in sorted(schools.items()):
        ends = members if post.target == group else {group} if len(members) > 1 and members <= held else set()
        for end in sorted(ends):
            name = told.cast.entities[post.target or 0].name
            step = Step("", f"the federation has one {post.role} for all its schools", told.cast.entities[end].name)
            known = Step("", "where the post is told", name)
            yield replace(
                post,
                target=end,
                rule="one post across a federation",
                tier=DERIVED,
                certainty="implied",
                steps=(*post.steps, known, step),
            )
