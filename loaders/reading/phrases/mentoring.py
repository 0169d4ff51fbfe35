"""How texts say who mentors, coaches or tutors whom."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import IS, Pattern, says

# Words between two people in which no third is named.
_TO: Final = r"(?:(?!⟨P:)[^;]){0,90}?"
_MENTORS: Final = r"(?:mentor(?:s|ed|ing)|coach(?:es|ed|ing)|tutor(?:s|ed|ing))"
_AS_WHAT: Final = r"(?:[^,;⟨⟩]|⟨[RSG]:[\d,]+⟩){2,60}"
_LISTED: Final = r"(?:[^;.⟨⟩]|⟨[RSGMN]:[\d,]+⟩){0,90}?"
_MENTOR: Final = r"(?:mentor|coach|tutor|critical friend|buddy|guide)"
_ITS_POST: Final = r"(?:⟨R:[\d,]+⟩(?: (?:of|at) ~⟨[SG]:[\d,]+⟩)?,? )?"
_OF: Final = r"(?:,? (?:of|at|from) ⟨[SG]:[\d,]+⟩| \(⟨[SG]:[\d,]+⟩\))?"

MENTORING: Final[tuple[Pattern, ...]] = (
    says("mentors a second", "mentoring", rf"{{person}}<30>{_MENTORS}(?! by)[^;]{{0,80}}?⟨P:[\d,]+⟩{_OF},? and {{person2}}", "person > person2", tier=2),
    says("mentors", "mentoring", rf"{{person}},? (?:who )?[^⟨⟩;.]{{0,40}}\b(?<!being )(?<!was )(?<!been )(?<!is ){_MENTORS} (?:(?!\bby\b)[^⟨⟩;.]){{0,30}}{_ITS_POST}{{person2}}", "person > person2"),
    says("goes to mentor", "mentoring", rf"{{person}}{_TO}\b(?:to|and) (?:mentor|coach|tutor) ~(?:[^⟨⟩,;.]{{0,40}}, |(?:\w+ ){{1,2}}(?=⟨R))?{_ITS_POST}{{person2}}", "person > person2", tier=2),
    says("mentor to several", "mentoring", rf"{{person}},?[^⟨⟩;.]{{0,40}}\b{_MENTOR} (?:of|to|for) {_LISTED}: ~{_ITS_POST}{{person2}}", "person > person2", tier=2),
    says("mentor to a second", "mentoring", rf"{{person}},?[^⟨⟩;.]{{0,40}}\b{_MENTOR} (?:of|to|for) {_LISTED}(?:: ~{_ITS_POST})?⟨P:[\d,]+⟩{_LISTED},? and {_LISTED}{{person2}}", "person > person2", tier=2),
    says("sees somebody through", "mentoring", rf"{{person}}{_TO}\b(?:seen|saw|sees|guid(?:ed|es|ing)|steer(?:ed|s|ing)) ~{{person2}}(?:, {_AS_WHAT},)? through (?:⟨P:[\d,]+⟩ |her |his |the )?(?:⟨M:|first|headship|course|assign)", "person > person2", tier=2),
    says("is given a mentor", "mentoring", rf"{{person2}}{_TO}\b(?:given|assigned|allotted|allocated|offered|provided with|found|had|has)\b[^⟨⟩;.]{{0,15}}\b{_MENTOR}\b(?:[^⟨⟩;.]|⟨[MG]:[\d,]+⟩){{0,40}}[,:] ~{_ITS_POST}{{person}}", "person > person2", tier=2),
    says("brought on by", "mentoring", rf"{{person2}}(?!['’]s){_TO}\b(?:brought on|nurtured|trained up|taken under the wing) by ~{_ITS_POST}{{person}}", "person > person2", tier=2),
    says("has brought on", "mentoring", rf"{{person}}{_TO}\b(?:brought|brings|bringing) on ~{_ITS_POST}{{person2}}", "person > person2", tier=2),
    says("several under a wing", "mentoring", rf"{{person}}{_TO}\bunder (?:⟨P:[\d,]+⟩|her|his|their) wing[:,] ~{_ITS_POST}{{person2}}", "person > person2", tier=2),
    says("a second under a wing", "mentoring", rf"{{person}}{_TO}\bunder (?:⟨P:[\d,]+⟩|her|his|their) wing[:,] ~{_ITS_POST}⟨P:[\d,]+⟩(?:[^.;]){{0,160}}?,? and {{person2}}", "person > person2", tier=2),
    says("as whose mentor, told of her", "mentoring", rf"\bwith ~{{person}}{_OF},? as {{person2}}(?:['’]s?)? (?:\w+ )?{_MENTOR}", "person > person2", tier=2),
    says("meets as whose mentor", "mentoring", rf"{{person}}{_TO}\bas {{person2}}(?:['’]s?)? (?:\w+ )?{_MENTOR}\b", "person > person2", tier=2),
    says("mentored by", "mentoring", rf"{{person2}}{_TO}(?:mentored|coached|tutored)(?:[^⟨⟩;.]|⟨P:[\d,]+⟩ (?=[a-z])){{0,50}}?\bby ~{_ITS_POST}{{person}}", "person > person2"),
    says("mentoring from", "mentoring", rf"{{person2}}{_TO}(?:mentoring|coaching)<12>(?:by|from) ~{_ITS_POST}{{person}}", "person > person2", tier=2),
    says("supported by", "mentoring", r"{person2} (?:was|is|has been|had been) (?:also |well |ably )*supported by ~<25>{person}", "person > person2", tier=2),
    says("whom somebody mentors", "mentoring", rf"{{person2}},? (?:whom|who) {{person}} (?:now |still |also |has |had |was |is )*{_MENTORS}", "person > person2"),
    says("is whose mentor", "mentoring", rf"{{person}},? (?:who )?(?:{IS}|act\w* as|serv\w* as) ~{{person2}}(?:['’]s?)? (?:\w+ )?{_MENTOR}", "person > person2"),
    says("visits as whose mentor", "mentoring", rf"{{person}}[^⟨⟩;.]{{0,60}} as {{person2}}(?:['’]s?)? (?:\w+ )?{_MENTOR}", "person > person2", tier=2),
    says("mentor of", "mentoring", rf"{{person}},?[^⟨⟩;.]{{0,40}}\b{_MENTOR} (?:of|to|for) ~{_ITS_POST}{{person2}}", "person > person2"),
    says("with somebody as mentor", "mentoring", rf"{{person2}}{_TO}\b(?:with|had|has|have) ~{{person}}{_OF},? as (?:(?:his|her|their|an?|⟨P:[\d,]+⟩) ?)(?:\w+ )?{_MENTOR}", "person > person2", tier=2),
    says("whose mentor", "mentoring", rf"{{person2}}(?:['’]s? (?:\w+ )?{_MENTOR}(?: there| then| at the time)?,?(?: was| is| has been)?| (?:\w+ )?{_MENTOR}(?: there| then| at the time)?(?:,| was| is| has been)) ~{_ITS_POST}{{person}}(?!['’]s)", "person > person2"),
    says("mentor in apposition", "mentoring", rf"{{person}}, {{person2}}(?:['’]s?)? (?:\w+ )?{_MENTOR}\b", "person > person2"),
    says("I mentor", "mentoring", r"(?:^|[“\"] ?|\band |, ){person} (?:now |also |still )*(?:mentor|coach|tutor) ~{person2}", "person > person2"),
    says("found a mentor in", "mentoring", rf"{{person2}}{_TO}(?:found|finds|given|has|had|got)[^⟨⟩;.]{{0,20}}\b{_MENTOR}(?: in|,|:) ~{_ITS_POST}{{person}}", "person > person2", tier=2),
    says("paired with a mentor", "mentoring", rf"{{person2}}{_TO}(?:paired|matched)(?: up)? with ~(?:(?:\w+ )?{_MENTOR},? )?{_ITS_POST}{{person}}", "person > person2", tier=2),
    says("under a wing", "mentoring", r"{person}<40>(?:took|taken|takes|taking) {person2} under (?:⟨P:[\d,]+⟩|his|her|their) wing", "person > person2"),
)  # fmt: skip
