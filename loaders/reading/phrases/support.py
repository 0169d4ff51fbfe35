"""How texts say who supports, is lent to, or mentors whom."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import PERSON_MEANT, POSS, Pattern, says

SUPPORT: Final[tuple[Pattern, ...]] = (
    says("mentors a second", "mentoring", r"{person}<30>(?:mentor|coach|tutor)(?:s|es|ed|ing)(?! by)<<80>>⟨P:[\d,]+⟩,? (?:at|of|from) ⟨S:[\d,]+⟩,? and {person2}", "person > person2", tier=2),
    says("lends somebody", "secondment", r"⟨S:[\d,]+⟩<40>(?:lent|lends|seconded|seconds|released|loaned) (?:its|their|her|his|the|⟨P:[\d,]+⟩) ?<30>(?:⟨R:[\d,]+⟩)?,? {person},? (?:to|into) ~{school}", "person > school"),
    says("lends to", "supports", r"{school}<40>(?:lent|lends|seconded|seconds|released|loaned) <<60>>(?:to|into) ~{school2}", "school > school2"),
    says("lent to for days", "secondment", r"{person}<20>(?:was|is|has been) (?:lent|loaned|seconded) <15>(?:to|at) ~{school}", "person > school"),
    says("help given", "supports", r"(?:help|support|advice) (?:that |which )?~{actor} (?:gave|has given|gives|provided|provides) to ~{one2}", "actor > one2"),
    says("helped by colleagues", "supports", r"{one2}<60>(?:helped|supported|assisted) by (?:colleagues|staff|teachers|officers|leaders) (?:from|of|at) ~{actor}", "actor > one2"),
    says("list takes in", "supports", r"(?:his|her|whose|{person}<3>) ?(?:own )?(?:list|caseload|patch) <20>(?:takes in|includes|covers) ~{school}", f"{PERSON_MEANT} > school", tier=2),
    says("mentors named", "mentoring", r"{person}<30>(?:mentor|coach|tutor)(?:s|es|ed|ing)(?! by)[^⟨⟩;]{0,20}(?:⟨R:[\d,]+⟩,? )?{person2}", "person > person2"),
    says("as mentor", "mentoring", r"{person}<<140>>{person2},? as (?:his|her|their|⟨P:[\d,]+⟩) ?(?:mentor|coach)", "person > person2", tier=2),
    says("coached by", "mentoring", r"{person2}<<60>>(?:coached|mentored|tutored)<40>by ~{person}", "person > person2", tier=2),
    says("including supporting", "supports", r"{person}<<140>>(?:including|and|by) (?:also )?supporting ~{one2}", "person > one2", tier=2),
    says("was supported by", "mentoring", r"{person2} (?:was|is|has been|had been) (?:also |well |ably )*(?:supported|mentored|coached|tutored) by ~<25>{person}", "person > person2", tier=2),
    says("asked to support", "supports", r"{actor}<<60>>(?:asked|deployed|commissioned|brokered|assigned|allocated|agreed|continues?|continued|able|used)<<25>>to (?:support|help|assist|advise|work with) ~{one2}", "actor > one2"),
    says("adviser works with", "supports", r"{person}@<60>work(?:s|ed|ing)? (?:closely |intensively )?with ~{school}", "person > school", tier=2),
    says("linked to support", "supports", r"{person}<30>(?:linked|assigned|attached|allocated|deployed|brokered) to ~{one}<45>(?:support|help|assist|advi[sc]e)", "person > one"),
    says("days a week there", "secondment", r"{school}<40>{person}<50>(?:days?|half[- ]days?|mornings?|afternoons?) (?:a|per|each|every) week<10>there", "person > school"),
    says("in a group where", "member_of", r"in ~{group} where {person}", "person > group", tier=2),
    says("seconded", "secondment", r"{person}@<60>(?:seconded|secondment|attachment|attached|on loan|loaned|lent|released|placement)<40>(?:to|at|with|in)<4> ?~{one}", "person > one"),
    says("days a week at", "secondment", r"{person}<50>(?:work(?:s|ed|ing)|spen(?:t|ds|ding)|based|giv(?:es|ing)|gave)<30>(?:days?|half[- ]days?|mornings?|afternoons?) (?:a|per|each|every) week<20>(?:at|in|to|for|with|there) ~{school}", "person > school"),
    says("whose secondment", "secondment", rf"{{school}}<15>{{person}}{POSS} secondment", "person > school"),
    says("supports", "supports", r"{actor}<45>(?:support(?:s|ed|ing)|help(?:s|ed|ing)|advis(?:es|ed|ing)|assist(?:s|ed|ing)|back(?:s|ed|ing)) (?:the )?(?:[\w-]+ (?:of|at|in|for) )?~{one2}", "actor > one2"),
    says("gives support to", "supports", r"{actor}<50>(?:provid\w+|gav?e|giv\w+|offer\w+|deliver\w+|lend\w*)<30>(?:support|help|advice|guidance|challenge|training)<20>(?:to|for|at) ~{one2}", "actor > one2"),
    says("works in support at", "supports", r"[Ss]upport (?:for|to|at) ~{one2},? {actor}<20>(?:work(?:s|ed)|spent|spends)", "actor > one2"),
    says("supported by", "supports", r"{one2}<30>(?:supported|helped|assisted|advised|challenged) by ~{actor}", "actor > one2"),
    says("support from", "supports", r"{one2}<40>(?:receiv\w+|ha(?:s|d|ve)|got|get\w*|with)<25>support<10>from ~{actor}", "actor > one2"),
    says("mentors", "mentoring", r"{person}<30>(?:mentor(?:s|ed|ing)|coach(?:es|ed|ing)|tutor(?:s|ed|ing)) ~{person2}", "person > person2"),
    says("mentor of", "mentoring", r"{person},?<25>(?:mentor|coach|tutor)<12>(?:of|to|for) ~{person2}", "person > person2"),
    says("mentored by", "mentoring", r"{person2}<40>(?:mentored|coached|tutored|mentoring|coaching|mentor|coach)<10>(?:by|from) ~<25>{person}", "person > person2", tier=2),
    says("whose mentor", "mentoring", rf"{{person2}}{POSS} (?:\w+ )?(?:mentor|coach|tutor) (?:was|is) {{person}}", "person > person2"),
    says("whose mentor, name", "mentoring", r"{person2}['’]s (?:\w+ )?(?:mentor|coach|tutor),? {person}", "person > person2"),
)  # fmt: skip
