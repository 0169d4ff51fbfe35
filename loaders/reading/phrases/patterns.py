"""All the ways to say relations that the reader knows, relation by relation."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.designations import DESIGNATIONS
from loaders.reading.phrases.groups import GROUPS
from loaders.reading.phrases.mentoring import MENTORING
from loaders.reading.phrases.pattern import Pattern
from loaders.reading.phrases.places import PLACES
from loaders.reading.phrases.posts import POSTS
from loaders.reading.phrases.programmes import PROGRAMMES
from loaders.reading.phrases.schools import SCHOOLS
from loaders.reading.phrases.succession import SUCCESSION
from loaders.reading.phrases.support import SUPPORT

PATTERNS: Final[tuple[Pattern, ...]] = (
    *POSTS,
    *DESIGNATIONS,
    *GROUPS,
    *SCHOOLS,
    *SUPPORT,
    *MENTORING,
    *PROGRAMMES,
    *SUCCESSION,
    *PLACES,
)
