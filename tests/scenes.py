"""Made-up scenes for the tests of layout and page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from visualisations.scene import Scene, SceneBox, SceneClaim, SceneNode, SceneRung, SceneTie, tidied

RUNGS = (
    SceneRung(1, "alone", "no tie to another school, a live group or a system leader"),
    SceneRung(2, "inward", "tied only inside one formal group"),
    SceneRung(3, "out of reach", "tied, but no route to a system leader"),
    SceneRung(4, "by a thread", "every route runs through one person, group or school"),
    SceneRung(5, "connected", "several routes to a system leader"),
)
PLACES = [
    "Ashdown",
    "Birchwood",
    "Calder",
    "Dunmore",
    "Elmfield",
    "Farleigh",
    "Greenhill",
    "Hazelwood",
    "Ivydale",
    "Juniper",
    "Kingsmead",
    "Larkrise",
    "Maplewell",
    "Netherfield",
    "Oakhurst",
    "Pinewood",
    "Quarrydale",
    "Rushmere",
    "Silverdale",
    "Thornbury",
]
KINDS = (
    "Primary School",
    "C of E Primary School",
    "Catholic Primary School, a Voluntary Academy",
    "Infant School",
    "Junior School",
    "Community College",
    "Academy",
    "Nursery School and Children's Centre",
    "High School",
)
GIVEN = [
    "Ada",
    "Priya",
    "Tom",
    "Wren",
    "Idris",
    "Mei",
    "Olu",
    "Zofia",
    "Kit",
    "Nadia",
]
FAMILY = [
    "Marsh",
    "Cole",
    "Byrne",
    "Ashby",
    "Rao",
    "Finch",
    "Holt",
    "Sands",
    "Quill",
    "Teller",
]
HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "\"><img src=x onerror=alert(1)> & 'quotes'",
    "School \N{SCHOOL} of \N{FAMILY} joy",
    "Ash\u202edown\u2066 Primary",
    "مدرسة النور",
    "line\nbreak\x00and\x1bcontrol",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3,
    "\ud800 lone surrogate",
    "",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "学校" * 40,
    "]]> --> <!-- \u2028",
)


def claim(sentence: str, line: int = 64, quote: str | None = None) -> SceneClaim:
    """A claim as the tests need one."""
    return SceneClaim(
        sentence=sentence,
        dates="from September 2011",
        certainty="stated",
        document="Made-up partnership survey 2013",
        place=f"line {line}",
        quote=quote,
        read_by="read by a person on 2 October 2013",
    )


def school(number: int, **more: object) -> SceneNode:
    """The school of this number, with a name of its own."""
    place, kind = PLACES[number % len(PLACES)], KINDS[number // len(PLACES) % len(KINDS)]
    node = SceneNode(
        id=f"urn:{100000 + number}",
        label=f"{place} {kind}",
        type="school",
        kind="primary",
        facts=(("URN", str(100000 + number)), ("Phase", "primary"), ("Pupils", str(90 + number))),
    )
    return replace(node, **more)  # type: ignore[arg-type]


def person(number: int, **more: object) -> SceneNode:
    """The person of this number."""
    label = f"{GIVEN[number % 10]} {FAMILY[number // 10 % 10]}" + (f" {number // 100}" if number > 99 else "")
    return replace(SceneNode(f"person:{number}", label, "person"), **more)  # type: ignore[arg-type]


def scene(**more: object) -> Scene:
    """An empty scene of Thornshire, changed as asked."""
    empty = Scene(
        title="Schools and their ties in Thornshire",
        as_of=date(2013, 9, 30),
        boundary="Thornshire: open, state-funded schools of all phases",
        sentence="Two of the schools are on their own.",
        rungs=RUNGS,
        sources=("Made-up partnership survey 2013", "Made-up register of 30 September 2013"),
        assumptions=("Membership of the authority is not a tie.", "Nothing was read about 3 schools."),
        attribution="Made-up data, for tests.",
    )
    return replace(empty, **more)  # type: ignore[arg-type]


def one_school() -> Scene:
    """A single school, alone."""
    return scene(nodes=(school(0, rung=1),), sentence="The one school is on its own.")


def two_schools() -> Scene:
    """Two schools and two ties between them, one of them dormant."""
    a, b = school(0, rung=5), school(1, rung=4)
    ties = (
        SceneTie(a.id, b.id, "partnership", "works with", "2011-09", claims=(claim("They share training."),)),
        SceneTie(b.id, a.id, "supports", "supports", "2009", "2010-07", standing="over", dormant=True),
    )
    return scene(nodes=(a, b), ties=ties)


def authority(schools: int = 180, others: int = 400, groups: int = 14) -> Scene:
    """An authority in which a third of the schools are in no group, as a caller would tidy it."""
    boxes = tuple(_box(number) for number in range(groups))
    nodes = [_placed_school(number, boxes) for number in range(schools)]
    titles = [SceneNode(box.id, box.label, "group", box.kind) for box in boxes]
    rest = [_other(number) for number in range(others - len(titles))]
    ties = tuple(_ties(nodes, titles, rest))
    return tidied(
        scene(
            title="Thornshire: how its schools hold together",
            sentence=f"Of {schools} schools, {sum(n.rung == 1 for n in nodes)} are on their own.",
            nodes=(*nodes, *titles, *rest),
            ties=ties,
            boxes=boxes,
        )
    )


def _box(number: int) -> SceneBox:
    kind = ("cluster", "trust", "federation", "teaching_school_alliance")[number % 4]
    return SceneBox(f"group:{number}", f"{PLACES[-1 - number % 20]} {kind.replace('_', ' ').title()}", kind)


def _placed_school(number: int, boxes: tuple[SceneBox, ...]) -> SceneNode:
    if number % 3 == 0 or not boxes:
        return school(number, rung=1 if number % 6 == 0 else 3)
    first = boxes[number * number % len(boxes)].id
    second = (boxes[number % len(boxes)].id,) if number % 10 == 1 else ()
    return school(number, rung=2 + number % 4, boxes=tuple(dict.fromkeys((first, *second))))


def _other(number: int) -> SceneNode:
    if number % 25 == 24:
        return SceneNode(f"org:{number}", f"{PLACES[number % 20]} Education Trust Fund", "organisation")
    return person(number, emphasis="key" if number % 60 == 7 else "normal", note="headteacher")


def _ties(schools: list[SceneNode], groups: list[SceneNode], others: list[SceneNode]) -> list[SceneTie]:
    by_id = {group.id: group for group in groups}
    ties = [
        SceneTie(node.id, box, "member_of", "is a member of", "2010", claims=(claim(f"{node.label} joined."),))
        for node in schools
        for box in node.boxes
        if box in by_id
    ]
    for number, other in enumerate(others if schools else []):
        home = schools[number * 7 % len(schools)]
        ties.append(
            SceneTie(other.id, home.id, "holds_role", "is headteacher of", "2011-09", claims=(claim("So said."),))
        )
        if other.emphasis == "key":
            away = schools[(number * 7 + 31) % len(schools)]
            ties.append(
                SceneTie(other.id, away.id, "supports", "supports", "2012", standing="presumed live", certain=False)
            )
    for number in range(2, len(schools), 9):
        a, b = schools[number], schools[number - 2]
        ties.append(SceneTie(a.id, b.id, "partnership", "works with", "2011", dormant=number % 2 == 0))
    return ties


def surroundings(near: int = 14, far: int = 35) -> Scene:
    """A head with ``near`` direct ties and ``far`` nodes two steps away: 1 + near + far nodes."""
    centre = person(0, emphasis="key", note="executive headteacher")
    boxes = (SceneBox("group:0", "Thornbury Cluster", "cluster"), SceneBox("group:1", "Silverdale Trust", "trust"))
    ring = [school(i, rung=1 + i % 5, boxes=(boxes[i % 2].id,) if i % 3 else ()) for i in range(near)]
    outer = [person(i + 1, note="governor") if i % 4 else school(100 + i, rung=2) for i in range(far)]
    ties = [
        SceneTie(
            centre.id,
            node.id,
            "holds_role",
            "is headteacher of",
            "2011-09-01",
            dormant=i % 5 == 4,
            claims=(claim(f"The head of {node.label} since 2011.", 10 + i, "has led both schools since 2011"),),
        )
        for i, node in enumerate(ring)
    ]
    ties += [SceneTie(node.id, ring[i % near].id, "supports", "supports") for i, node in enumerate(outer) if near]
    return scene(
        title="Ada Marsh and her surroundings",
        sentence="Ada Marsh holds posts in several schools of two groups.",
        nodes=(centre, *ring, *outer),
        ties=tuple(ties),
        boxes=boxes,
        centre=centre.id,
    )


def between_groups() -> Scene:
    """A person in two groups: drawn in the first, tied to the second."""
    boxes = (SceneBox("group:0", "Thornbury Cluster", "cluster"), SceneBox("group:1", "Silverdale Trust", "trust"))
    titles = [SceneNode(box.id, box.label, "group", box.kind) for box in boxes]
    broker = person(1, boxes=("group:0", "group:1"), emphasis="key", note="chair of both")
    schools = [school(i, rung=4, boxes=(boxes[i % 2].id,)) for i in range(6)]
    ties = [SceneTie(broker.id, box.id, "member_of", "is a member of") for box in boxes]
    ties += [SceneTie(node.id, node.boxes[0], "member_of", "is a member of") for node in schools]
    return scene(nodes=(broker, *titles, *schools), ties=tuple(ties), boxes=boxes)


def hostile() -> Scene:
    """Every text of the scene is one of the names that break careless pages."""
    nodes = [
        SceneNode(f"n</script>{i}", name, "school", name, rung=1 + i % 5, note=name, facts=((name, name),))
        for i, name in enumerate(HOSTILE)
    ]
    bad = HOSTILE[0]
    ties = tuple(
        SceneTie(
            a.id,
            b.id,
            bad,
            a.label,
            since=bad,
            until=b.label,
            claims=(SceneClaim(*([b.label] * 7)),),
        )
        for a, b in pairwise(nodes)
    )
    return scene(
        title=bad,
        subtitle=HOSTILE[1],
        sentence=HOSTILE[3],
        boundary=HOSTILE[5],
        attribution=HOSTILE[7],
        sources=HOSTILE,
        assumptions=HOSTILE,
        nodes=tuple(nodes),
        ties=ties,
        boxes=(SceneBox(bad, bad, bad),),
    )
