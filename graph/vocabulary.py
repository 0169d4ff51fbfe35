"""The words of the graph, declared once, as data: everything else loops over them.

Node and relation types follow the case-file format (docs/case-file.md). Roles keep the text's own title beside a
controlled one, because bursar, school business manager and cluster manager are titles of one family of posts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

SCHOOL: Final = "school"
PERSON: Final = "person"
GROUP: Final = "group"
LOCAL_AUTHORITY: Final = "local_authority"
PROGRAMME: Final = "programme"
ORGANISATION: Final = "organisation"

NODE_TYPES: Final = {
    SCHOOL: "any school, academy, nursery or college",
    PERSON: "a named person, a stable pseudonym, or an unnamed post-holder described in square brackets",
    GROUP: "a standing arrangement of several schools",
    LOCAL_AUTHORITY: "a council with education duties",
    PROGRAMME: "a named programme, qualification or grant scheme",
    ORGANISATION: "any other body",
}


@dataclass(frozen=True, slots=True)
class GroupKind:
    """A kind of group; ``formal`` means set up in law or by an instrument of government."""

    name: str
    label: str
    formal: bool


GROUP_KINDS: Final = {
    kind.name: kind
    for kind in (
        GroupKind("cluster", "cluster", formal=False),
        GroupKind("federation", "federation", formal=True),
        GroupKind("trust", "trust", formal=True),
        GroupKind("sponsor", "academy sponsor", formal=True),
        GroupKind("teaching_school_alliance", "teaching school alliance", formal=False),
        GroupKind("partnership", "partnership", formal=False),
        GroupKind("network", "network", formal=False),
        GroupKind("team", "team", formal=False),
        GroupKind("other", "group", formal=False),
    )
}

_ANY: Final = frozenset(NODE_TYPES)
_SCHOOLS_AND_GROUPS: Final = frozenset({SCHOOL, GROUP})


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation type: which node types it joins and how a claim of it reads.

    ``reads`` is the sentence with {source}, {target} and {role}, ``denied`` its negation. ``ties`` says whether a
    live claim of it can tie two nodes: authority, programme, funding and succession never do. ``distance`` is
    what a step over it costs a route: 1 for standing arrangements and posts, more for looser ones; an ordinal
    judgement of the project, not a measurement. ``family`` is the layer of the graph it belongs to.
    """

    name: str
    sources: frozenset[str]
    targets: frozenset[str]
    reads: str
    denied: str
    symmetric: bool = False
    target_optional: bool = False
    same_type: bool = False
    ties: bool = True
    distance: float = 1.0
    family: str = ""


RELATIONS: Final = {
    relation.name: relation
    for relation in (
        RelationType(
            "holds_role",
            frozenset({PERSON, GROUP, ORGANISATION}),
            frozenset({SCHOOL, GROUP, LOCAL_AUTHORITY, ORGANISATION}),
            "{source} is {role} of {target}",
            "{source} is not {role} of {target}",
            family="posts",
        ),
        RelationType(
            "designated",
            frozenset({PERSON}),
            frozenset({ORGANISATION, PROGRAMME}),
            "{source} is designated {role}",
            "{source} is not designated {role}",
            target_optional=True,
            ties=False,
            family="designations",
        ),
        RelationType(
            "member_of",
            frozenset({SCHOOL, PERSON}),
            frozenset({GROUP}),
            "{source} is a member of {target}",
            "{source} is not a member of {target}",
            family="membership",
        ),
        RelationType(
            "federation",
            frozenset({SCHOOL}),
            frozenset({SCHOOL}),
            "{source} is federated with {target}",
            "{source} is not federated with {target}",
            symmetric=True,
            family="membership",
        ),
        RelationType(
            "partnership",
            frozenset({SCHOOL, GROUP}),
            frozenset({SCHOOL, GROUP, ORGANISATION}),
            "{source} works with {target}",
            "{source} does not work with {target}",
            symmetric=True,
            distance=1.5,
            family="partnership",
        ),
        RelationType(
            "secondment",
            frozenset({PERSON}),
            _SCHOOLS_AND_GROUPS,
            "{source} is seconded to {target}",
            "{source} is not seconded to {target}",
            family="support",
        ),
        RelationType(
            "mentoring",
            frozenset({PERSON}),
            frozenset({PERSON}),
            "{source} mentors {target}",
            "{source} does not mentor {target}",
            distance=1.5,
            family="support",
        ),
        RelationType(
            "supports",
            frozenset({SCHOOL, PERSON, GROUP}),
            _SCHOOLS_AND_GROUPS,
            "{source} supports {target}",
            "{source} does not support {target}",
            distance=1.25,
            family="support",
        ),
        RelationType(
            "in_authority",
            _SCHOOLS_AND_GROUPS,
            frozenset({LOCAL_AUTHORITY}),
            "{source} is in the authority of {target}",
            "{source} is not in the authority of {target}",
            ties=False,
            family="authority",
        ),
        RelationType(
            "participates_in",
            frozenset({PERSON, SCHOOL, GROUP}),
            frozenset({PROGRAMME}),
            "{source} takes part in {target}",
            "{source} does not take part in {target}",
            ties=False,
            family="programmes",
        ),
        RelationType(
            "funded_by",
            _SCHOOLS_AND_GROUPS,
            frozenset({PROGRAMME, ORGANISATION, LOCAL_AUTHORITY}),
            "{source} is funded by {target}",
            "{source} is not funded by {target}",
            ties=False,
            family="funding",
        ),
        RelationType(
            "succeeds",
            _ANY,
            _ANY,
            "{source} succeeds {target}",
            "{source} does not succeed {target}",
            same_type=True,
            ties=False,
            family="succession",
        ),
    )
}

# Nothing is reached through these: every school has an edge to its authority, so a path over one means nothing.
NEVER_A_STEP: Final = frozenset({LOCAL_AUTHORITY, PROGRAMME, ORGANISATION})

CERTAINTIES: Final = ("stated", "implied", "planned")

# The kind of data set that holds what an authority decided itself: plans, which tell nothing of what is.
OWN_DECISIONS: Final = "own-decisions"

# What became of a proposal that a program read in a text, under this key of its attributes. What has no such key
# was never a proposal.
REVIEW: Final = "review"
PROPOSED: Final = "proposed"
ACCEPTED: Final = "accepted"
AMENDED: Final = "amended"
REJECTED: Final = "rejected"
REVIEWS: Final = (PROPOSED, ACCEPTED, AMENDED, REJECTED)

DESIGNATIONS: Final = {
    "NLE": "National Leader of Education",
    "LLE": "Local Leader of Education",
    "SLE": "Specialist Leader of Education",
    "SBM advocate": "School Business Manager advocate",
    "SBD": "School Business Director",
}


@dataclass(frozen=True, slots=True)
class Role:
    """A controlled role, the family of posts it belongs to, and the titles that mean it (a regular expression)."""

    name: str
    family: str
    titles: str


# First match wins, so the narrower titles stand above the wider ones.
ROLES: Final = (
    Role("executive headteacher", "headship", r"executive (head ?teacher|head|principal)|chief executive.*"),
    Role("deputy headteacher", "senior leadership", r"(acting )?(deputy|vice)[- ](head|principal).*"),
    Role("assistant head of school", "senior leadership", r"assistant head of school"),
    Role("assistant headteacher", "senior leadership", r"assistant (head|principal).*"),
    Role("head of school", "headship", r"(acting |associate )?head of (school|campus|academy)"),
    Role(
        "headteacher",
        "headship",
        r"((acting|interim|associate|co-?) ?)?(head ?teacher|head ?master|head ?mistress|head|principal|rector|warden)"
        r"(/(headteacher|principal))?",
    ),
    Role("assistant school business manager", "business leadership", r"assistant (school )?(business manager|bursar)"),
    Role("federation business manager", "business leadership", r"federation business manager"),
    Role("cluster manager", "business leadership", r"(cluster|partnership) (business )?manager"),
    Role("school business director", "business leadership", r"(school )?business director|sbd"),
    Role("school business manager", "business leadership", r"(school )?business manager|sbm"),
    Role("bursar", "business leadership", r"(school )?bursar"),
    Role(
        "vice chair of governors", "governance", r"vice[- ]chair(man|woman|person)? of (the )?(governors|governing .*)"
    ),
    Role("chair of governors", "governance", r"chair(man|woman|person)? of (the )?(governors|governing .*|trustees)"),
    Role("governor", "governance", r"(school |parent |staff |foundation )?governor"),
    Role("vice chair of cluster", "cluster leadership", r"vice[- ]chair of (the )?(cluster|partnership)"),
    Role("chair of cluster", "cluster leadership", r"chair of (the )?(cluster|partnership)"),
    Role("teaching school director", "system leadership", r"(teaching school|alliance) director"),
    Role("school improvement partner", "school improvement", r"school improvement partner|sip|enhanced sip"),
    Role("link adviser", "school improvement", r"(link|primary|school improvement|la) advis[eo]r"),
)
_ROLE_TITLES: Final = tuple((re.compile(role.titles, re.IGNORECASE), role.name) for role in ROLES)
ROLE_FAMILIES: Final = {role.name: role.family for role in ROLES}

# What a member's part in a teaching school alliance is called where the school itself is the teaching school.
TEACHING_SCHOOL_ROLE: Final = "teaching school"
_TEACHING_SCHOOL_TITLES: Final = re.compile(r"\bteaching school\b|\bhub\b", re.IGNORECASE)
_NOT_YET: Final = re.compile(r"\b(applicant|applying|candidate|proposed|prospective)\b", re.IGNORECASE)


def controlled_role(title: str) -> str | None:
    """The controlled role that ``title`` means, None where it is none of them."""
    text = " ".join(title.split())
    return next((name for pattern, name in _ROLE_TITLES if pattern.fullmatch(text)), None)


def is_teaching_school_role(title: str | None) -> bool:
    """Whether a member's role in an alliance says that it is (one of) the teaching school(s)."""
    return bool(title and _TEACHING_SCHOOL_TITLES.search(title) and not _NOT_YET.search(title))


def group_kind(name: str) -> str:
    """The vocabulary's kind for a source's own word; 'other' where it has none."""
    word = re.sub(r"[\s-]+", "_", name.strip().casefold())
    return word if word in GROUP_KINDS else "other"


def is_formal(kind: str | None) -> bool:
    """Whether a group of this kind is set up in law or by an instrument of government."""
    return kind in GROUP_KINDS and GROUP_KINDS[kind].formal
