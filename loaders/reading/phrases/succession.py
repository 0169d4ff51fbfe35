"""How texts say who or what came after whom or what."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import Pattern, says

# Words between two people in which no third is named.
_TO: Final = r"(?:(?!⟨P:)[^;]){0,100}?"
_LEFT: Final = r"(?:left|leaves|leaving|retire[sd]?|retiring|resign(?:s|ed)|stepped down|steps down|stood down|stands down|moved on|moves on|departed|went|died|gave up)"
_BEGAN: Final = (
    r"(?:took over|takes over|taken over|taking over|takes? on|took on|replace[sd]?|succeed(?:s|ed)|was appointed|has been appointed|became|becomes|stepped (?:in|up)|steps up"
    r"|was asked|went in|came in|(?:was )?(?:sent|brought|drafted|called) in|moved in|has been acting"
    r"|arrived|took (?:up )?(?:the|her|his) (?:post|place|job|chair))"
)
_OWN: Final = r"(?:['’]s?)? (?:\w+ ){0,2}?"
_ITS_POST: Final = r"(?:⟨R:[\d,]+⟩(?: (?:of|at) ~⟨[SG]:[\d,]+⟩)?,? )?"

SUCCESSION: Final[tuple[Pattern, ...]] = (
    says("in succession to", "succeeds", rf"{{person}}{_TO}in succession to ~{{person2}}", "person > person2"),
    says("took over from", "succeeds", rf"{{person}}{_TO}(?:took|taken|takes|taking|inherited) (?:over|it|the ⟨R:[\d,]+⟩|the \w+) ?(?:(?!⟨P:)[^;]){{0,70}}?from (?:(?!⟨P:)[^;.]){{0,60}}?{{person2}}", "person > person2"),
    says("left, took over", "succeeds", rf"{{person2}}@{_TO}{_LEFT}[^;]{{0,70}}?(?:,|and|when|then|,? so) (?:then )?{{person}}@ (?:has |had |then )?{_BEGAN}", "person > person2", tier=2),
    says("when one left, the other", "succeeds", rf"(?:[Ww]hen|[Aa]fter|[Ss]ince|[Oo]nce) ~{_ITS_POST}{{person2}} (?:had |has )?{_LEFT}{_TO},? {_ITS_POST}{{person}}@ (?:has |had |then |who )?{_BEGAN}", "person > person2"),
    says("began when one left", "succeeds", rf"{{person}}[^;]{{0,90}}?{_BEGAN}{_TO}(?:when|after|on the (?:retirement|departure|resignation) of) ~{_ITS_POST}{{person2}}(?:['’]s (?:retirement|departure|resignation)| (?:had )?{_LEFT}|(?=[.,;]))", "person > person2", tier=2),
    says("replaces (person)", "succeeds", rf"{{person}}{_TO}(?:replac(?:e[sd]?|ing)|succeed(?:s|ed|ing)?|in succession to|successor to|successor of|in (?:the )?place of) ~{_ITS_POST}{{person2}}", "person > person2"),
    says("follows", "succeeds", rf"{{person}}{_TO}follow(?:s|ed|ing) ~{_ITS_POST}{{person2}}(?=,? (?:as|in (?:\d{{4}}|the|post|\w+ \d{{4}})|at|when)\b|[.,;)])(?!,? (?:in|into) the (?:hall|room|morning|afternoon))", "person > person2", tier=2),
    says("replaced by (person)", "succeeds", rf"{{person2}}{_TO}(?:replaced|succeeded|followed) (?:(?:in|as|at|there|the)[^;⟨⟩]{{0,20}}(?:⟨[RS]:[\d,]+⟩)? ?)*by ~{_ITS_POST}{{person}}", "person > person2"),
    says("whose successor", "succeeds", rf"{{person2}}{_OWN}(?:successor|replacement)(?: there| as ⟨R:[\d,]+⟩)?,? (?:is |was |will be |has been )?~{_ITS_POST}{{person}}", "person > person2"),
    says("whose predecessor", "succeeds", rf"{{person}}{_OWN}predecessor(?: there| as ⟨R:[\d,]+⟩)?,? (?:is |was |had been )?~{_ITS_POST}{{person2}}", "person > person2"),
    says("whose place goes to", "succeeds", rf"{{person2}}{_OWN}(?:place|job|post|role|position|seat|⟨R:[\d,]+⟩|shoes|headship)<40>(?:(?:taken|filled|held) (?:now |since )?by|(?:goes|went|go|gone|passed|passes|fell) to) ~{_ITS_POST}{{person}}", "person > person2"),
    says("passed from one to the other", "succeeds", r"(?:pass\w*|handed|goes|went|gone|moved) (?:on |over )?from {person2} to ~{person}", "person > person2"),
    says("handed to", "succeeds", rf"{{person2}}{_TO}(?:hand(?:ed|s|ing)|pass(?:ed|es|ing)|gave) (?:it|over|on|⟨R:[\d,]+⟩|the \w+|(?:her|his|the) (?:\w+ )?\w+)(?:(?!⟨P:)[^;.]){{0,60}}?to ~{_ITS_POST}{{person}}(?=[,.;)]| (?:in|at|last|this|of|from|after|when)\b)", "person > person2", tier=2),
    says("leaves a place to", "succeeds", rf"{{person2}}{_TO}(?:left|leaving|leaves) (?:⟨P:[\d,]+⟩|his|her|the) (?:\w+ )?(?:place|seat|post|job|⟨R:[\d,]+⟩) to ~{_ITS_POST}{{person}}", "person > person2"),
    says("since one went, the other", "succeeds", rf"(?:[Ss]ince|[Aa]fter|[Ff]ollowing|[Oo]n|[Uu]pon) ~{{person2}}['’]s? (?:retirement|departure|resignation|death|promotion|illness){_TO}{{person}}[^⟨⟩;.]{{0,40}}(?:acting|in charge|{_BEGAN}|has (?:led|run))", "person > person2", tier=2),
    says("before one, the other", "succeeds", r"[Bb]efore {person},? (?:it was|there was|there had been|came|we had|the ⟨R:[\d,]+⟩ was) ~{person2}", "person > person2", tier=2),
    says("made way for", "succeeds", rf"{{person2}}{_TO}(?:made way for|gave way to|gives way to|makes way for) ~{_ITS_POST}{{person}}", "person > person2"),
    says("until it passed to", "succeeds", rf"{{person2}}{_TO}(?:until|till){_TO}when (?:it|the (?:⟨R:[\d,]+⟩|\w+)) (?:has |had )?(?:passed|went|fell) to ~{{person}}", "person > person2"),
    says("until somebody took over", "succeeds", rf"{{person2}}{_TO}(?:until|till){_TO}when ~{{person}}(?:(?!⟨P:)[^;]){{0,40}}?(?:followed|succeeded|replaced|took over|took it)", "person > person2"),
    says("before somebody", "succeeds", r"{person2},? ⟨R:[\d,]+⟩(?: (?:of|at) ~⟨[SG]:[\d,]+⟩)? before {person}(?=[,.;)])", "person > person2", tier=2),
    says("became (school)", "succeeds", r"{school2},?<35>(?:became|becoming|converted (?:to|into)|reopened as|re-opened as|renamed|turned into|was replaced by|is now|now called|now known as) ~{school}", "school > school2"),
    says("formerly (school)", "succeeds", r"{school},? \(?(?:formerly|previously|the former)(?: known as| called)? ~{school2}", "school > school2"),
)  # fmt: skip
