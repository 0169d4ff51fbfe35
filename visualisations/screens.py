"""What a terminal shows of each answer: which columns, what before and after them, and what is left for a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from graph.sinks.cells import Envelope, Fields, in_a_cell
from graph.sinks.tables import Column, Layout
from graph.vocabulary import PERSON
from loaders.account import CHANGES, remarks
from queries.answer import listed
from queries.ladder import CONNECTED, RUNGS

PLACES_CITED: Final = 4
SCREENFUL: Final = 50
LOW_RUNGS: Final = frozenset(RUNGS) - {CONNECTED}

LOADED: Final = Layout(
    columns=(
        Column("File", itemgetter("file"), share=3),
        Column("What it is", itemgetter("title"), share=3),
        Column("Read", lambda row: f"{row['rows_read']:,}"),
        Column("Kept", lambda row: f"{row['rows_kept']:,}"),
        Column("Refused", lambda row: f"{row['rows_refused']:,}"),
        Column("Records", lambda row: [f"{row[word]:,} {word}" for word in CHANGES if row[word]], share=3),
    ),
    remarks=remarks,
)


def _offered(row: Fields) -> list[str]:
    return [f"{candidate['name']} ({candidate['id']})" for candidate in row["candidates"][:3]]


PROPOSALS: Final = Layout(
    columns=(
        Column("Named", lambda row: [row["name"], row["id"]], share=3),
        Column("Match", itemgetter("verdict")),
        Column("In the register", _offered, share=3),
        Column("Why", itemgetter("why"), share=3),
    ),
    lists=lambda rows: [row for row in rows if row["candidates"]],
    fold_note="Names that nothing in the register is like, not listed: {n} (--all lists them).",
)


class Citations:
    """Documents numbered in the order of the claims, so that a cell can cite them in few letters."""

    def __init__(self, claims: Iterable[Fields]) -> None:
        self.documents = tuple(dict.fromkeys(claim["document"] for claim in claims))

    def of(self, claims: Sequence[Fields]) -> str:
        """'[1] lines 12, 40; [2] line 3'; of a document cited in more than four places the rest are counted."""
        places: dict[str, list[str]] = {}
        for claim in claims:
            places.setdefault(claim["document"], []).append(claim["place"])
        return "; ".join(
            f"[{self.documents.index(name) + 1}] {_in_few(cited)}".rstrip() for name, cited in places.items()
        )


def _in_few(places: Sequence[str]) -> str:
    each = list(dict.fromkeys(place for place in places if place))
    more = len(each) - PLACES_CITED
    return ", ".join([*each[:PLACES_CITED], *([f"{more} more"] if more > 0 else [])])


def isolated(envelope: Envelope, *, since: bool) -> Layout:
    """The ladder; ``since`` adds where each school stood on the earlier day."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    return Layout(
        columns=(
            Column("School", itemgetter("name"), share=3),
            Column("Rung", itemgetter("rung")),
            *([Column("Before", itemgetter("since_change"), share=2)] if since else []),
            Column("Why", lambda row: [*row["reasons"], *filter(None, [citations.of(row["claims"])])], share=5),
        ),
        remarks=_next_steps,
        lists=lambda rows: [row for row in rows if row["sources_mentioning"]],
        fold_note="Schools about which nothing was read, not listed: {n} (--all lists them).",
        cited=citations.documents,
    )


def _next_steps(envelope: Envelope) -> Iterator[tuple[str, list[str]]]:
    """What to ask next of a school on a low rung, with the first one listed for an example."""
    first = next((row for row in envelope["rows"] if row["rung"] in LOW_RUNGS and row["sources_mentioning"]), None)
    if first:
        school = first["urn"] or f'"{first["id"]}"'
        asked = f"{school} --on {envelope['as_of']}"
        yield (
            f"Ask next, for example of {first['name']}",
            [
                f"Who could bring it in: schoolties routes {asked}",
                f"Who could be its partner: schoolties partners {asked}",
            ],
        )


def routes(envelope: Envelope) -> Layout:
    """The routes, step by step, each step with where it stands."""
    citations = Citations(claim for row in envelope["rows"] for step in row["steps"] for claim in step["claims"])
    return Layout(
        columns=(
            Column("To", lambda row: [row["to"], row["leader"]] if row["leader"] else row["to"], share=2),
            Column("Through", itemgetter("brokers"), share=2),
            Column(
                "Step by step",
                lambda row: [f"{step['sentence']} {citations.of(step['claims'])}" for step in row["steps"]],
                share=5,
            ),
        ),
        cited=citations.documents,
    )


def leaders(envelope: Envelope) -> Layout:
    """The leaders' register, then where no leader was read. Days have a column where any claim gives them."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    days = any(row["days_per"] for row in envelope["rows"])
    return Layout(
        columns=(
            Column("Who, and as what", _leader_in_words, share=4),
            Column("Works at", _workplace, share=3),
            Column(
                "Deployed",
                lambda row: [
                    *(row["deployments"] or [row["deployment"]]),
                    *filter(None, [citations.of(row["claims"])]),
                ],
                share=4,
            ),
            *([Column("Days", _days_in_words, share=2)] if days else []),
        ),
        remarks=_where_none,
        lists=lambda rows: rows[:SCREENFUL],
        fold_note="More leaders, not listed: {n} (--all lists them, -o FILE.xlsx makes a workbook).",
        cited=citations.documents,
    )


def _leader_in_words(row: Fields) -> list[str]:
    consent = row["governors_consent"]
    return [row["name"], *row["designations"], *([f"governors' consent: {consent}"] if consent else [])]


def _workplace(row: Fields) -> list[str]:
    """A teaching school is its own workplace: there the authority tells more."""
    places = [] if row["type"] == "school" else row["works_at"]
    outside = ["from outside"] if row["from_outside"] else []
    return [*places, *filter(None, [row["authority"]]), *outside] or ["not known"]


def _days_in_words(row: Fields) -> list[str]:
    keys = {"days_offered": "offered", "days_used": "used", "days_left": "left"}
    said = [f"{row[key]:g} {word}" for key, word in keys.items() if row[key] is not None]
    return [*said, f"each {row['days_per']}"] if said else ["not known"]


def _where_none(envelope: Envelope) -> Iterator[tuple[str, list[str]]]:
    """Schools that reach a leader by phase, in one authority; of several only the count fits a screen."""
    gaps = envelope["gaps"]
    several = len({gap["authority"] for gap in gaps}) > 1
    if gaps and several:
        yield "Where no leader was read", ["By authority and phase: schoolties leaders --none"]
    elif gaps:
        nobody = gaps[0]["none_of"]
        yield "Schools that reach a leader, by phase", [_gap_in_words(gap, nobody) for gap in gaps]
        yield "Nobody was read here as", list(filter(None, [", ".join(nobody)]))


def _gap_in_words(gap: Fields, nobody: Sequence[str]) -> str:
    """A phase, with the kinds of leader that are in the authority and not in its schools."""
    unread = f"; nothing was read about {gap['nothing_read']}" if gap["nothing_read"] else ""
    lacking = ", ".join(kind for kind in gap["none_of"] if kind not in nobody)
    none = f"; none of its own: {lacking}" if lacking else ""
    return f"{gap['phase']}: {gap['schools_reaching_a_leader']} of {gap['schools']}{unread}{none}"


GAPS: Final = Layout(
    columns=(
        Column("Authority", itemgetter("authority"), share=3),
        Column("Phase", itemgetter("phase"), share=2),
        Column("Schools", itemgetter("schools")),
        Column("Reach a leader", itemgetter("schools_reaching_a_leader")),
        Column("Nothing read", itemgetter("nothing_read")),
        Column("Nobody read as", lambda row: ", ".join(row["none_of"]), share=3),
    ),
    lists=lambda rows: rows if len({row["authority"] for row in rows}) == 1 else _first_of_each(rows, "authority", 1),
    fold_note="Phases of these authorities, not listed: {n} (--all lists them).",
)


def hub(envelope: Envelope) -> Layout:
    """Which schools a hub reaches, and which it does not."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    return Layout(
        columns=(
            Column("School", lambda row: [row["name"], row["authority"]], share=3),
            Column("Reach", itemgetter("reach")),
            Column("How", lambda row: [row["how"], *filter(None, [citations.of(row["claims"])])], share=4),
        ),
        lists=lambda rows: [row for row in rows if row["reach"] != "nothing read"],
        fold_note="Schools about whose ties nothing was read, not listed: {n} (--all lists them).",
        cited=citations.documents,
    )


def people(envelope: Envelope) -> Layout:
    """Post-holders without a peer tie, those in lists of every school alone left for a file."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    return Layout(
        columns=(
            Column("School", _school_and_its_groups, share=3),
            Column("Post", lambda row: [row["post"], row["name"]], share=3),
            Column("In post", lambda row: [row["time_in_post"], *filter(None, [row["since"]])], share=2),
            Column("Where", lambda row: citations.of(row["claims"]), share=2),
        ),
        lists=lambda rows: [row for row in rows if row["sources_mentioning"]],
        fold_note="Post-holders whom only a list of every school names, not listed: {n} (--all lists them).",
        cited=citations.documents,
    )


def _school_and_its_groups(row: Fields) -> list[str]:
    return [row["school"], row["authority"], *(f"in {group}" for group in row["school_in"])]


def lacking(envelope: Envelope) -> Layout:
    """Schools by what was read of a role there."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    return Layout(
        columns=(
            Column("School", lambda row: [row["school"], row["authority"]], share=3),
            Column("The role", itemgetter("standing"), share=2),
            Column("Why", lambda row: _why_lacking(row, citations), share=4),
        ),
        lists=lambda rows: [row for row in rows if row["standing"] != "nothing read"],
        fold_note="Schools where nothing was read about the role, not listed: {n} (--all lists them).",
        cited=citations.documents,
    )


def _why_lacking(row: Fields, citations: Citations) -> list[str]:
    ask = [f"could ask: {'; '.join(row['could_ask'])}"] if row["could_ask"] else []
    return [*row["why"], *filter(None, [citations.of(row["claims"])]), *ask]


def partners(envelope: Envelope) -> Layout:
    """The candidates, each with why."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    return Layout(
        columns=(
            Column("School", lambda row: [row["name"], f"URN {row['urn']}" if row["urn"] else row["id"]], share=3),
            Column("Why, and what is not known", lambda row: _why_in_lines(row, citations), share=6),
        ),
        cited=citations.documents,
    )


def _why_in_lines(row: Fields, citations: Citations) -> list[str]:
    return [*row["why"].split("; "), *filter(None, [citations.of(row["claims"])])]


def brokers(envelope: Envelope) -> Layout:
    """Who joins whom, in what roles, with an example of each and where its ties stand."""
    examples = [example for row in envelope["rows"] for example in row["examples"]]
    citations = Citations(claim for example in examples for claim in example["claims"])
    return Layout(
        columns=(
            Column("Who", itemgetter("name"), share=2),
            Column("Of", itemgetter("groups"), share=2),
            Column("Pairs", lambda row: f"{row['pairs']:,.6g}"),
            Column("How, with an example", lambda row: _joins(row, citations), share=6),
            Column("Constraint", lambda row: "" if row["constraint"] is None else f"{row['constraint']:.2f}"),
        ),
        remarks=_mixing,
        lists=_first_that_join,
        fold_note="Joining no two others, or further down: {n} (--all lists them, -o FILE.xlsx makes a workbook).",
        cited=citations.documents,
    )


def _first_that_join(rows: Sequence[Fields], most: int = 25) -> list[Fields]:
    """The first schools and groups that join others, and the first people, who stand by name."""
    joining = [row for row in rows if row["total"]]
    people = [row for row in joining if row["type"] == PERSON]
    return [*[row for row in joining if row["type"] != PERSON][:most], *people[:most]]


def _joins(row: Fields, citations: Citations) -> list[str]:
    return [f"{example['says']} {citations.of(example['claims'])}".rstrip() for example in row["examples"]]


def _mixing(envelope: Envelope) -> Iterator[tuple[str, list[str]]]:
    """How far ties keep to groups, in words."""
    mixing = envelope["mixing"]
    if mixing is None or mixing["ei"] is None:
        return
    arcs = mixing["external"] + mixing["internal"]
    said = f"{mixing['external']:,} of {arcs:,} ties lead to another group: E-I index {mixing['ei']:.2f}"
    rescaled = "" if mixing["ei_rescaled"] is None else f", {mixing['ei_rescaled']:.2f} of what these groups allow"
    yield "Across groups (-1 all within, +1 all across)", [f"{said}{rescaled}.", *_by_chance(mixing)]


def _by_chance(mixing: Fields) -> Iterator[str]:
    if "p_as_low" in mixing:
        yield (
            f"With shuffled groups {mixing['ei_shuffled']:.2f} on average; as low or lower in"
            f" {mixing['p_as_low']:.1%}, as high or higher in {mixing['p_as_high']:.1%} of them."
        )


def changes(envelope: Envelope) -> Layout:
    """What changed, when, and where that stands."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    return Layout(
        columns=(
            Column("What", itemgetter("kind"), share=2),
            Column("When", itemgetter("when")),
            Column("Which", lambda row: f"{row['sentence']} {citations.of(row['claims'])}".rstrip(), share=5),
        ),
        cited=citations.documents,
    )


def whatif(envelope: Envelope) -> Layout:
    """What would come apart: the schools first, then groups, what is to be handed over, what ends, and money."""
    citations = Citations(claim for row in envelope["rows"] for claim in row["claims"])
    return Layout(
        columns=(
            Column("What", itemgetter("what"), share=2),
            Column("Who", itemgetter("name"), share=2),
            Column("Then", _then, share=2),
            Column("How", lambda row: [*_how(row), *filter(None, [citations.of(row["claims"])])], share=6),
        ),
        lists=_schools_and_first_of_the_rest,
        fold_note="Told with the schools, or more of the same: {n} (--all lists them, -o FILE.xlsx makes a workbook).",
        cited=citations.documents,
    )


def _then(row: Fields) -> list[str]:
    change = f"{row['before']} → {row['after']}" if row["before"] else row["after"]
    return [change, f"end given: {row['until']}"] if row["until"] else [change]


def _how(row: Fields) -> Iterator[str]:
    if not _is_of_a_school(row):
        yield row["sentence"]
    yield from (f"loses: {text}" for text in row["loses"])
    yield from row["reasons"]
    if row["alike"]:
        yield f"a like post: {listed(row['alike'])}"
    if row["tell"]:
        yield f"to be told: {listed(row['tell'])}"


def _is_of_a_school(row: Fields) -> bool:
    """Whether a row says that a school changes rung: its columns say it whole."""
    return str(row["what"]).endswith("changes rung")


def _schools_and_first_of_the_rest(rows: Sequence[Fields]) -> list[Fields]:
    schools = [row for row in rows if _is_of_a_school(row)]
    told = {(what, row["id"]) for row in schools for what in ("ends", "school is left in no group")}
    rest = [row for row in rows if not _is_of_a_school(row) and (row["what"], row["id"]) not in told]
    return [*schools, *_first_of_each(rest, "what", most=20)]


def _about_node(envelope: Fields) -> Iterator[tuple[str, str]]:
    node = envelope["node"]
    yield "Id", node["id"]
    yield "Also known as", "; ".join(node["aliases"])
    yield "Leads as", "; ".join(node["leader_as"])
    yield "Joins", node["joins"]
    yield "If it went", node["holds_together"]
    yield "Came from", "; ".join(f"{other['name']} ({other['id']})" for other in node["predecessors"])
    yield "Went on as", "; ".join(f"{other['name']} ({other['id']})" for other in node["successors"])
    yield "Judged", "; ".join(_judgement(decision) for decision in node["decisions"])
    for name, value in node["attributes"].items():
        yield name.replace("_", " ").capitalize(), str(in_a_cell(value))


def _judgement(decision: Fields) -> str:
    return f"{decision['left']} {decision['verdict']} as {decision['right']}, by {decision['by']} on {decision['on']}"


def _known_about_node(envelope: Fields) -> Iterable[tuple[str, str]]:
    return ((heading, text) for heading, text in _about_node(envelope) if text)


def node(envelope: Envelope) -> Layout:
    """What a node is, then every claim on it with how it stands on the day."""
    citations = Citations(envelope["rows"])
    return Layout(
        facts=_known_about_node,
        columns=(
            Column("Stands", itemgetter("standing")),
            Column("Claim", lambda row: f"{row['sentence']}, {row['dates']}", share=4),
            Column("Where", lambda row: citations.of([row]), share=2),
        ),
        cited=citations.documents,
    )


def fragile(envelope: Envelope) -> Layout:
    """What the network hangs on: nodes, single ties, key sets, small parts, groups."""
    listed_rows = _not_every_single_tie(envelope["rows"])
    citations = Citations(claim for row in listed_rows for claim in row["claims"])
    return Layout(
        columns=(
            Column("What", itemgetter("what"), share=2),
            Column("Who", lambda row: [row["name"], row["kind"]], share=3),
            Column("How", lambda row: [row["sentence"], *filter(None, [citations.of(row["claims"])])], share=7),
        ),
        lists=_not_every_single_tie,
        fold_note="Ties by which a single school hangs, or more of the same: {n} (--all lists them, -o FILE.xlsx makes"
        " a workbook).",
        cited=citations.documents,
    )


def _not_every_single_tie(rows: Sequence[Fields]) -> list[Fields]:
    """Every member of a cluster that has no other tie hangs by one: the node that holds them together says so."""
    return _first_of_each([row for row in rows if row["what"] != "only tie" or row["schools"] > 1], "what", most=12)


def _first_of_each(rows: Sequence[Fields], key: str, most: int) -> list[Fields]:
    seen: Counter[str] = Counter()
    listed = []
    for row in rows:
        seen[row[key]] += 1
        if seen[row[key]] <= most:
            listed.append(row)
    return listed


FINDINGS: Final = Layout(
    columns=(
        Column("What", itemgetter("kind"), share=2),
        Column("Where", lambda row: [row["name"], row["node"]], share=3),
        Column("What to do", lambda row: [row["detail"], row["next_step"]], share=4),
    ),
    lists=lambda rows: _first_of_each(rows, "kind", 5),
    fold_note="More of the same kinds, not listed: {n} (--all lists them, -o FILE.xlsx makes a workbook).",
)
