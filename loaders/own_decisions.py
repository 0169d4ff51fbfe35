"""What an authority decides itself: a partnership to come, kept as a planned claim with who decided it, when and why.

Decisions stand in a data set of their own, one for each authority. No file is loaded into it, so that loading files
again, the register among them, changes nothing in it. A plan is never a tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.dates import PartialDate, in_words
from graph.errors import InvalidRecords, QuestionError
from graph.records import Claim, Dataset, Evidence
from graph.store import Store
from graph.validation import problems
from graph.vocabulary import OWN_DECISIONS
from loaders.loader import read_by
from loaders.tables import slug

NOWHERE: Final = "no authority known"
# They stand in every list of sources that cites the choice.
LONGEST_REASONS: Final = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's choice of a partner: the ids of the two schools, the authority by name, who chose, when and why."""

    school: str
    partner: str
    authority: str
    by: str
    on: date
    because: tuple[str, ...] = ()

    @property
    def reasons(self) -> str:
        """Why, in one line."""
        return "; ".join(" ".join(reason.split()) for reason in self.because if reason.strip())


def decide_partner(store: Store, choice: Choice) -> Claim:
    """Keep a choice as a planned partnership, beside all earlier choices; gives back the claim.

    The same choice made again replaces what was said of it. Raises QuestionError (nobody decides, no reason given,
    reasons too long) and InvalidRecords.
    """
    _check(choice)
    claim = planned(choice)
    if found := problems(claim):
        raise InvalidRecords("the choice cannot be kept", tuple(map(str, found)))
    earlier = (said for said in store.claims(dataset=claim.dataset) if said.id != claim.id)
    store.load(dataset_of(choice), [*earlier, claim], on=choice.on)
    return claim


def planned(choice: Choice) -> Claim:
    """The claim that a choice is: planned, so that no question takes it for a tie."""
    dataset = dataset_of(choice)
    left, right = sorted((choice.school, choice.partner))
    day = PartialDate.of(choice.on)
    return Claim(
        id=f"{dataset.id}:{left}/partnership/{right}",
        type="partnership",
        source=choice.school,
        target=choice.partner,
        dataset=dataset.id,
        evidence=Evidence(
            document=f"Decided by {choice.by} on {in_words(choice.on)}: {choice.reasons}",
            dated=day,
            said_by=choice.by,
            read_by=read_by(),
            read_on=day,
        ),
        certainty="planned",
        attributes={"because": list(choice.because)},
    )


def dataset_of(choice: Choice) -> Dataset:
    """The authority's own decisions as a data set, dated after the latest."""
    place = choice.authority or NOWHERE
    return Dataset(
        id=f"{OWN_DECISIONS}:{slug(place)}",
        title=f"Own decisions, {place}",
        kind=OWN_DECISIONS,
        published=PartialDate.of(choice.on),
        describes=False,
    )


def _check(choice: Choice) -> None:
    if not choice.by.strip():
        raise QuestionError("nobody is named who decides", next_step="Add --by with a name or initials.")
    if not choice.reasons:
        raise QuestionError("no reason is given for the choice", next_step="Add --because with what it rests on.")
    if choice.school == choice.partner:
        raise QuestionError("a school cannot be its own partner", next_step="Choose another school.")
    if len(choice.reasons) > LONGEST_REASONS:
        raise QuestionError(
            f"the reasons are longer than {LONGEST_REASONS} characters",
            next_step="Say the main reason, and keep the rest with your papers.",
        )
