"""The columns of a local authority's own spreadsheet: what each means, what it may be called, how to fill it in.

Declared once: the loader reads headers by it, the template is written from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

# What a column's filled cell gives rise to.
ABOUT, MEMBER, POST, LEADER, HELPER, TIE, PLACE = "about", "member", "post", "leader", "helper", "tie", "place"
ALIKE: Final = 75.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its ``title`` in the template, other ``spellings`` of it, what it ``gives``, and how to fill it in.

    ``kind`` is the kind of group for a membership, the designation for a leader, the relation for a tie.
    """

    title: str
    gives: str
    says: str
    example: str
    spellings: tuple[str, ...] = ()
    kind: str = ""

    @property
    def key(self) -> str:
        """The folded title: what the loader calls the column."""
        return folded(self.title)


def folded(header: str) -> str:
    """What spellings of a header share: 'Partner school(s)' and 'partner_schools' are both 'partnerschools'."""
    return re.sub(r"[\W_]+", "", header.casefold())


COLUMNS: Final = (
    Column(
        "School name",
        ABOUT,
        "The school. A school may have several rows.",
        "Ashdown Primary School",
        ("School", "Name of school", "School/academy", "School or academy", "Establishment name"),
    ),
    Column(
        "URN",
        ABOUT,
        "Its six-digit number in the register. Best of all: no name needs to be matched then.",
        "123456",
        ("Unique reference number", "School URN", "URN number"),
    ),
    Column("LAESTAB", ABOUT, "Its DfE number, if you keep it.", "9991234", ("DfE number", "DfE no", "DfES number")),
    Column("Phase", ABOUT, "Nursery, Primary, Secondary …", "Primary", ("Phase of education", "School phase")),
    Column("Town", ABOUT, "Where it is: helps to match its name.", "Ashford", ("Place", "Locality")),
    Column(
        "Local authority",
        PLACE,
        "The council's name, if not all the schools are in one.",
        "Weald",
        ("LA", "Authority", "Council", "LA name"),
    ),
    Column("Cluster", MEMBER, "The cluster's name.", "Weald Cluster", ("Cluster name",), "cluster"),
    Column("Federation", MEMBER, "The federation's name.", "", ("Federation name",), "federation"),
    Column(
        "Trust",
        MEMBER,
        "The academy trust's name.",
        "",
        ("MAT", "Academy trust", "Multi-academy trust", "Trust name", "MAT name"),
        "trust",
    ),
    Column(
        "Partnership",
        MEMBER,
        "The partnership's name.",
        "",
        ("Partnership name", "Learning partnership"),
        "partnership",
    ),
    Column(
        "Teaching school alliance",
        MEMBER,
        "The alliance's name.",
        "",
        ("TSA", "Alliance", "Alliance name", "Teaching alliance"),
        "teaching_school_alliance",
    ),
    Column("Network", MEMBER, "The network's or forum's name.", "", ("Network name", "Forum"), "network"),
    Column("Group", MEMBER, "Any other standing group of schools.", "", ("Group name", "Other group"), "other"),
    Column(
        "Role in group",
        ABOUT,
        "What the school is in the one group of the row: lead school, teaching school …",
        "",
        ("Role in cluster", "Role in partnership", "Role in alliance"),
    ),
    Column(
        "Joined",
        ABOUT,
        "When it joined the one group of the row: 2013, Sept 2013 or 15/09/2013.",
        "Sept 2009",
        ("Date joined", "Joined on", "Start date", "Member since", "From"),
    ),
    Column(
        "Left",
        ABOUT,
        "When it left that group. Empty: it is still a member.",
        "",
        ("Date left", "Left on", "End date", "Member until", "Until", "To"),
    ),
    Column(
        "School year",
        ABOUT,
        "The school year that the row speaks of, if it is a list for one year: 2012-13.",
        "",
        ("Academic year",),
    ),
    Column(
        "Headteacher",
        POST,
        "Name. Leave empty while the post is vacant.",
        "Ada Marsh",
        ("Head", "Principal", "Name of head"),
    ),
    Column("Executive headteacher", POST, "Name.", "", ("Executive head", "Executive principal")),
    Column("Head of school", POST, "Name.", ""),
    Column("School business manager", POST, "Name.", "Priya Cole", ("SBM", "Business manager", "Bursar")),
    Column("Chair of governors", POST, "Name.", "", ("Chair", "Chair of governing body")),
    Column(
        "School improvement partner",
        HELPER,
        "Name of the person who works with this school.",
        "",
        ("SIP", "Improvement partner"),
    ),
    Column(
        "Link adviser",
        HELPER,
        "Name of the person who works with this school.",
        "",
        ("Link advisor", "Adviser", "Advisor"),
    ),
    Column(
        "NLE",
        LEADER,
        "Name of a National Leader of Education at this school.",
        "",
        ("National Leader of Education",),
        "NLE",
    ),
    Column(
        "LLE", LEADER, "Name of a Local Leader of Education at this school.", "", ("Local Leader of Education",), "LLE"
    ),
    Column(
        "SLE",
        LEADER,
        "Name of a Specialist Leader of Education at this school.",
        "",
        ("Specialist Leader of Education",),
        "SLE",
    ),
    Column(
        "Days offered",
        ABOUT,
        "Days a year that the one leader of the row can work beyond the school: 20.",
        "",
        ("Days available", "Leader days offered"),
    ),
    Column(
        "Days used",
        ABOUT,
        "Days of them that are spoken for.",
        "",
        ("Days taken", "Days deployed", "Leader days used"),
    ),
    Column(
        "Governors' consent",
        ABOUT,
        "Whether the governors agreed to that: yes, no, or the day.",
        "",
        ("Governor consent", "Consent of governors", "Governing body consent"),
    ),
    Column(
        "Supports",
        TIE,
        "Schools that this school supports.",
        "",
        ("Supports school", "Supports schools", "Supporting"),
        "supports",
    ),
    Column(
        "Supported by",
        TIE,
        "Schools that support this school.",
        "",
        ("Supported by school", "Support from"),
        "supported_by",
    ),
    Column(
        "Partner schools",
        TIE,
        "Schools that it works with, other than in the groups above.",
        "Weald Primary School",
        ("Partner school", "Partners", "Works with"),
        "partnership",
    ),
    Column("Notes", ABOUT, "Anything worth keeping.", "", ("Note", "Comments", "Comment")),
    Column(
        "Source",
        ABOUT,
        "Where you have it from, if not from this list.",
        "Cluster minutes",
        ("Source document", "Evidence"),
    ),
    Column(
        "Date seen",
        ABOUT,
        "The day for which you know it to be so. Empty: the day the file was last saved.",
        "15/09/2012",
        ("As of", "As at", "Last checked", "Date checked", "Checked on"),
    ),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}
_BY_SPELLING: Final = {folded(name): column for column in COLUMNS for name in (column.title, *column.spellings)}


def read_header(header: Iterable[str]) -> dict[str, Column]:
    """Each name of ``header`` that is a known column; the others are left out, however like one they look."""
    return {name: _BY_SPELLING[folded(name)] for name in header if folded(name) in _BY_SPELLING}


def doubled(known: Mapping[str, Column]) -> Sequence[str]:
    """The first names of a header that mean the same column; empty if no two do."""
    by_key: dict[str, list[str]] = {}
    for name, column in known.items():
        by_key.setdefault(column.key, []).append(name)
    return next((names for names in by_key.values() if len(names) > 1), [])


def suggestion(header: str) -> Column | None:
    """The column that an unknown header may be meant for. Only ever offered: a guess is not read as data."""
    found = process.extractOne(folded(header), _BY_SPELLING.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return _BY_SPELLING[found[0]] if found else None
