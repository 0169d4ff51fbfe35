"""Questions that a Neo4j server answers itself: read-only Cypher without plugins, put together from parts.

Each part is a file beside this one. All begin with the reading of claims on a day (reading.cypher), the same for
every question, and end with a part of their own. A question that is put together can be pasted as it stands.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

_READ: Final = ("reading", "steps")
_RUNGS: Final = (*_READ, "schools", "levels", "meetings", "rungs")
_DAY: Final = "WITH $on AS on"

QUESTIONS: Final = {
    "ties": (_DAY, "reading", "ties"),
    "assumed": (_DAY, "reading", "assumed"),
    "nearest-leader": (_DAY, *_READ, "schools", "levels", "nearest_leader"),
    "ladder": (_DAY, *_RUNGS, "ladder"),
    "route": (_DAY, *_READ, "route"),
    "rests-on": (_DAY, "reading", "ending", *_RUNGS[1:], "rests_on"),
}


@cache
def text(question: str) -> str:
    """The whole of a question, ready to be sent or pasted. Raises KeyError for one that is not there."""
    first, *parts = QUESTIONS[question]
    folder = files(__package__)
    return "\n".join([first, *(folder.joinpath(f"{part}.cypher").read_text(encoding="utf-8") for part in parts)])
