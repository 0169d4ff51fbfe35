"""How texts say that somebody is a national, local or specialist leader of education."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import ADV, IS, POSS, Pattern, says

DESIGNATIONS: Final[tuple[Pattern, ...]] = (
    says("is designated", "designated", rf"{{person}},? (?:who )?{IS} {ADV}<45>{{named}}", "person > named"),
    says("as designated", "designated", r"{person}<<150>>\bas (?:an?|the) {named}", "person > named", tier=2),
    says("made designated", "designated", r"{person}<30>(?:appointed|designated|accredited|recognised|selected|trained|working|works|acts|acting|role)<40>{named}", "person > named"),
    says("designation in apposition", "designated", r"{person},? \(?~(?:\w+ )?{named}", "person > named"),
    says("post and designation", "designated", r"{person},? ~{role}(?: (?:of|at) ~⟨[SGLO]:[\d,]+⟩)?,? (?:and|who is)<10>{named}", "person > named"),
    says("whose designation", "designated", rf"{{person}}{POSS} (?:\w+ )?{{named}} (?:role|work|status|designation)", "person > named"),
    says("designation, name", "designated", r"{named},? {person}", "person > named"),
)  # fmt: skip
