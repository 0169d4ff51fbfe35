"""Questions that a Neo4j server answers itself: read-only Cypher without plugins, put together from parts.

Each part is a file beside this one. All begin with the reading of claims on a day (reading.cypher), the same for
every question, and end with a part of their own. docs/cypher/ has them whole, to be read and pasted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_SETTABLE: Final = "// Set first, each line by itself:"
_LIMITS: Final = """\
// Limits: the ties of the whole store are gathered in the server's memory, and each walk goes through all of them
// anew: made for an authority or a few, in a store of some ten thousand ties. Ask for one authority in a larger one."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it answers, its parameters with an example of each (Cypher), and the parts it is made of."""

    about: str
    parameters: Mapping[str, str]
    parts: tuple[str, ...]
    day: str = "WITH $on AS on"

    @property
    def text(self) -> str:
        """The Cypher that is sent."""
        folder = files(__package__)
        said = (folder.joinpath(f"{part}.cypher").read_text(encoding="utf-8") for part in self.parts)
        return "\n".join([self.day, *said])

    @property
    def page(self) -> str:
        """The Cypher to paste, with what it answers and the parameters to set above it."""
        lines = [f"//   :param {name} => {example}" for name, example in self.parameters.items()]
        return "\n".join([f"// {self.about}", "//", _SETTABLE, *lines, "//", _LIMITS, self.text])


_DAY: Final = {"on": "date('2013-09-30')", "presumed_years": "5", "certain_only": "false"}
_DAYS: Final = {"from": "date('2013-09-30')", "to": "date('2017-03-01')", **dict(list(_DAY.items())[1:])}
_SCHOOLS: Final = {**_DAY, "authority": "'Reading'", "schools": "null"}
_READ: Final = ("reading", "steps")
_PLACED: Final = ("steps", "schools", "levels", "meetings", "rungs")

QUESTIONS: Final = {
    "ties": Question("Which ties are live on a day, which lapsed, and who leads.", _DAY, ("reading", "ties")),
    "assumed": Question("What is assumed in reading the claims for a day.", _DAY, ("reading", "assumed")),
    "nearest-leader": Question(
        "Which system leaders are nearest to each school, and how many ties away.",
        _SCHOOLS,
        (*_READ, "schools", "levels", "nearest_leader"),
    ),
    "ladder": Question(
        "Where each school stands on the isolation ladder, and via whom.", _SCHOOLS, ("reading", *_PLACED, "ladder")
    ),
    "rests-on": Question(
        "Which schools would stand on another rung if a school, person or group were gone.",
        {**_SCHOOLS, "without": "'urn:109748'"},
        ("reading", "ending", *_PLACED, "rests_on"),
    ),
    "changes": Question(
        "What is live on one of two days and not on the other, and which schools opened, closed or changed rung.",
        {**_DAYS, "authority": "'Reading'", "schools": "null"},
        ("reading", *_PLACED, "changes"),
        day="UNWIND [$from, $to] AS on",
    ),
    "route": Question(
        "The cheapest route from a school to a system leader, or to a node that is named.",
        {**_DAY, "school": "'urn:109748'", "to": "null", "dormant": "false", "used": "[]"},
        (*_READ, "route"),
    ),
}


@cache
def text(question: str) -> str:
    """The Cypher of a question. Raises KeyError for one that is not there."""
    return QUESTIONS[question].text
