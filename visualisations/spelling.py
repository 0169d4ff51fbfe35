"""Dates and numbers in words, as a reader expects them in a sentence."""

from __future__ import annotations

import re
from typing import Final

from visualisations.style import spoken

# A month needs both digits on their own, so that no part of a longer number or name is taken for one.
_ISO_DATE: Final = re.compile(r"(?<![\w-])\d{4}-\d{2}(?:-\d{2})?(?![\w-])")


def spelled(text: str) -> str:
    """The text with its ISO dates in words: 'from 2011-02-01' is 'from 1 February 2011'; all else stays as it is."""
    return _ISO_DATE.sub(lambda found: spoken(found[0]), text)
