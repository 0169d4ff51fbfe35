"""Where a text names something: spans of a block's text with the type of what they name.

Each finder (loaders.reading.naming) knows one type and only looks at one block's text. A longer span wins over a
shorter one that it overlaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from loaders.reading.naming.bodies import authorities, bodies, known, programmes, trained
from loaders.reading.naming.capitals import evenly
from loaders.reading.naming.groups import groups
from loaders.reading.naming.mention import Mention
from loaders.reading.naming.people import attending, coded_people, introduced, people
from loaders.reading.naming.posts import designations, posts
from loaders.reading.naming.schools import coded_schools, saints, schools, several_schools

# In order of who wins between spans of one length.
FINDERS: Final[tuple[Callable[[str], Iterable[Mention]], ...]] = (
    known,
    trained,
    coded_people,
    coded_schools,
    several_schools,
    schools,
    saints,
    groups,
    designations,
    people,
    attending,
    introduced,
    authorities,
    programmes,
    bodies,
    posts,
)


def longest(found: Iterable[Mention]) -> list[Mention]:
    """Mentions that overlap no longer one, in order of place. Ties go to the one found first."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda each: each.start - each.end):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda each: each.start)


def mentions(text: str) -> list[Mention]:
    """Everything the finders see in ``text``. A line all in capitals is read as if only its words began with one."""
    even = evenly(text)
    return longest(mention for finder in FINDERS for mention in finder(even))
