"""Dates and numbers of the register as a reader expects them in a sentence."""

from __future__ import annotations

import re
from typing import Final

from visualisations.style import spoken

# A month needs both digits on their own, so that no part of a longer number or name is taken for one.
_ISO_DATE: Final = re.compile(r"(?<![\w-])\d{4}-\d{2}(?:-\d{2})?(?![\w-])")
_REGISTER_ID: Final = re.compile(r"\b(urn|uid):(?=\d)")


def spelled(text: str) -> str:
    """The text with its ISO dates in words and its ids of the register as a person writes them; all else stays.

    'urn:119950 from 2011-02-01' is 'URN 119950 from 1 February 2011'.
    """
    with_ids = _REGISTER_ID.sub(lambda found: f"{found[1].upper()} ", text)
    return _ISO_DATE.sub(lambda found: spoken(found[0]), with_ids)
