"""How texts say who or what came after whom or what."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import Pattern, says

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

# Two schools become one, and which.
_MADE_ONE: Final = r"(?:amalgamat(?:e|es|ed|ing)|merg(?:e|es|ed|ing)|combin(?:e|es|ed|ing)|united|fused|were joined|was joined|joined(?: up| together)?|put together|brought together|came together|(?:was |were )?closed)"
_INTO: Final = r"(?:\bas|\bto (?:form|make|create|become)|\binto|\b(?:and|then) (?:re-?)?(?:named|called|opened as|reopened as|became|became known as)|\bunder the (?:new )?name(?: of)?|\breplaced by|\bin favour of)"

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
    says("made into one (school)", "succeeds", rf"{{school2}}<60>\b{_MADE_ONE}\b<45>{_INTO} ~(?:new )?{{school}}", "school > school2"),
    says("made one with another (school)", "succeeds", rf"{{school2}}<40>\b{_MADE_ONE} with ~{{school3}}<45>{_INTO} ~(?:new )?{{school}}", "school > school2"),
    says("made one with one (school)", "succeeds", rf"{{school3}}<40>\b{_MADE_ONE} with ~{{school2}}<45>{_INTO} ~(?:new )?{{school}}", "school > school2"),
    says("became one (school)", "succeeds", r"{school2}<60>\b(?:became|become|are now|turned into|were made) (?:a )?(?:one|single)\b<40>(?:\bas|\bcalled|\bnamed|under the name of|[–—,-]) ~{school}", "school > school2", tier=2),
    says("made out of (school)", "succeeds", r"{school}<30>\b(?:formed|made|created|born|opened|set up|came into being|came about|grew)\b<40>\b(?:from|out of|in place of|to replace|(?:merg|amalgamat|join|combin)\w+(?: together)?(?: of)?) ~{school2}", "school > school2"),
    says("opened when others closed", "succeeds", rf"{{school}}<30>\b(?:formed|created|opened|set up|came into being|came about)\b<30>\bwhen ~{{school2}} (?:{_MADE_ONE}|closed|became one)", "school > school2"),
    says("opened again as (school)", "succeeds", r"{school2}<60>\b(?:opened (?:again )?(?:in [\w ]{3,20} )?as|reborn as|relaunched as|changed its name to|took the name(?: of)?|was (?:re)?named|academised as|turned itself into|reconstituted as|was replaced (?:in \d{4} )?by|gave way to|made way for) ~(?:new )?{school}", "school > school2", tier=2),
    says("had been (school)", "succeeds", r"{school}<25>\b(?:used to be|was once|was until \w+(?: \d{4})?|was still|had been|was (?:then |formerly |previously |originally )(?:called |known as |named )?|began (?:life )?as|started (?:life )?as|opened as|was founded as) ~{school2}", "school > school2", tier=2),
    says("while still (school)", "succeeds", r"{school}<90>\b(?:while|when) (?:it|we|⟨S:[\d,]+⟩) (?:was|were) still ~{school2}", "school > school2", tier=2),
    says("we were (school)", "succeeds", r"\b[Ww]e (?:were|used to be|opened as|began as|started (?:life )?as) ~{school2}<12>\b(?:until|till|from|before|then|once|when)\b", "@school > school2", tier=2),
    says("replaces (school)", "succeeds", r"{school}<30>\b(?:replaced|replaces|took the place of|takes the place of|stands in place of|is the successor (?:of|to)|succeeded) ~{school2}", "school > school2", tier=2),
    says("became (school)", "succeeds", r"{school2},?<35>(?:became|becoming|converted (?:to|into)|reopened as|re-opened as|renamed|turned into|was replaced by|is now|now called|now known as) ~{school}", "school > school2"),
    says("formerly (school)", "succeeds", r"{school},? \(?(?:formerly|previously|the former)(?: known as| called)? ~{school2}", "school > school2"),
)  # fmt: skip
