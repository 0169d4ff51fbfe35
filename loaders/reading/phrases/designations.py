"""How texts say that somebody is a national, local or specialist leader of education."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import ADV, IS, POSS, Pattern, says

# "Was visited by a National Leader" makes nobody one.
_NOT_BY: Final = r"(?:(?!\b(?:by|with|from|between|of an?|paired|visited|helped|told|asked)\b)[^⟨⟩;]){0,45}?"
_ROLES: Final = r"(?:⟨R:[\d,]+⟩(?: (?:of|at) ~⟨[SGLO]:[\d,]+⟩)?(?:,| and|,? and) ?)"

DESIGNATIONS: Final[tuple[Pattern, ...]] = (
    says("is designated", "designated", rf"{{person}},? (?:who )?{IS} {ADV}{_NOT_BY}{{named}}", "person > named"),
    says("as designated", "designated", r"{person}<<150>>\bas (?:an?|the) {named}", "person > named", tier=2),
    says("made designated", "designated", r"{person}<30>(?:appointed|designated|accredited|recognised|selected|trained|working|works|acts|acting|role)<40>{named}", "person > named"),
    says("designation in apposition", "designated", r"{person},? \(?~(?:\w+ )?{named}", "person > named"),
    says("post and designation", "designated", r"{person},? ~{role}(?: (?:of|at) ~⟨[SGLO]:[\d,]+⟩)?,? (?:and|who is)<10>{named}", "person > named"),
    says("posts and designation", "designated", rf"{{person}},? (?:{IS} |\(|who is )?{ADV}(?:~{_ROLES})+~{{named}}", "person > named"),
    says("came to be designated", "designated", r"{named}<30>(?:came to|went to|was given to|was conferred on|awarded to|given to) ~{person}", "person > named", tier=2),
    says("named in brackets", "designated", r"{person} \({named}[,)]", "person > named"),
    says("made by somebody", "designated", r"(?:made|appointed|named|designated|accredited|chose|chosen|has made) {person} (?:as )?(?:an? |the |one of )<20>{named}", "person > named"),
    says("designation: name", "designated", r"^{named}s?(?::| [–—-]) {person}", "person > named"),
    says("whose designation", "designated", rf"{{person}}{POSS} (?:\w+ )?{{named}} (?:role|work|status|designation)", "person > named"),
    says("designation, name", "designated", r"{named}(?: (?:at|of|from) (?:the )?⟨S:[\d,]+⟩)?,? {person}", "person > named"),
)  # fmt: skip
