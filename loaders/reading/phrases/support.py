"""How texts say who supports, is lent to, or mentors whom."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import PERSON_MEANT, POSS, Pattern, says

_HELP: Final = r"(?i:help|support|advice|assistance|backing|guidance|expertise|a hand)"
_HELPS: Final = (
    r"(?:support(?:s|ed|ing)|help(?:s|ed|ing)(?: out)?|advis(?:es|ed|ing)|assist(?:s|ed|ing)|back(?:s|ed|ing)|rescu(?:es|ed|ing)|steadied|steadying|shor(?:es|ed|ing) up"
    r"|(?:lends?|lent|lending|gives?|gave|giving) (?:a|its|their|his|her) (?:helping )?hand|c[ao]m(?:e|es|ing) to the (?:aid|rescue|help) of|(?:goes|went|going) to the (?:aid|rescue|help) of)"
)
_IN_PLACE: Final = r"(?:at|in|to|for|of|with|into)"
# What somebody is brought in to do who supports.
_TO_HELP: Final = r"(?:support|help|assist|advise|work (?:with|alongside|in|at)|turn (?:round|around)|sort out|steady|rescue|raise standards (?:at|in)|improve|bring up|shore up|hold the fort at|mind|stand in at)"
_SENT: Final = (
    r"(?:asked|deployed|commissioned|brokered|assigned|allocated|agreed|continues?|continued|able|used|brought in|called in|drafted in|sent in|parachuted in"
    r"|stepp(?:ed|ing) in|steps in|came in|comes in|goes? in|went in|turned to|invited|engaged|hired|lent|released|matched)"
)
_PEOPLE: Final = r"(?i:staff|teachers?|team|leaders?|leadership team|senior team|colleagues|people|officers?|[\w-]+ (?:leader|teacher|manager|co-ordinator|coordinator)s?|head|deputy|SENCO|TAs|teaching assistants|governors|⟨R:[\d,]+⟩)"
_TIME: Final = r"(?:(?:half[- ]a[- ]|a |one |two |three |four |some |several |\d )?(?:half[- ])?(?:days?|mornings?|afternoons?|hours?)(?: and a half)?,? (?:a|per|each|every|of (?:each|every|the)) (?:week|fortnight|month|term)|(?:each|every) \w+day(?: morning| afternoon)?|on \w+days|(?:one|two|three|four|\d) (?:days?|mornings?|afternoons?) (?:in|out of) (?:each |every )?(?:two|three|four|five|ten|\d+))"
# Words between help and who gets it: its people and its state, but no other deed.
_TO_WHOM: Final = r"(?:⟨[RN]:[\d,]+⟩|(?!\b(?:pupils?|child\w*|parents?|mov\w+|leav\w+|left|from|into|near|transfer\w*|apply|find|opposite|against|before|after|when|while|because|than|inspect\w*|by|which|who|but|and)\b)[^⟨⟩.;:]){0,45}?"
_GETS_BETTER: Final = r"(?i:improvement|recovery|progress|success|rise|turnaround|turn-round|results|transformation)s?"
# What somebody goes to a school for, between the verb and its name.
_TO_BE: Final = r"(?:to|into|at)(?: (?:act|serve|work|be|become|help|run|lead|stand in|teach|step in)(?: as| out| at| in| with)?)? (?:its |the |an? |acting |interim )*(?:⟨R:[\d,]+⟩ (?:of|at|in|for) )?"
_SUPPORT_SCHOOL: Final = r"(?:national |local )?support(?:ing)? school"

SUPPORT: Final[tuple[Pattern, ...]] = (
    says("helps, at large", "supports", rf"{{actor}}@<45>{_HELPS} {_TO_WHOM}~{{one2}}", "actor > one2", tier=2),
    says("runs a second one", "supports", r"{person}@<45>\b(?:runs|ran|running|run|leads|led|leading|lead|t[ao]kes? charge of|took charge of|taking charge of|taken charge of|in charge of|look(?:s|ed|ing) after|t[ao]ken? on|takes on|took on|taken over|took over|head(?:s|ed|ing)|mind(?:s|ed|ing)) ~(?:\w+ )?{school}<12>\b(?:as well(?: as)?|alongside|in addition|besides|on top of|while (?:it|the)|until (?:it|a|the|somebody)|too\b|for (?:a|one|two|three|the) (?:terms?|years?|while))", "person > school", tier=2),
    says("sent to run", "supports", rf"{{person}}<<60>>{_SENT}<<30>>\bto (?:run|lead|head|take (?:on|over|charge of)|look after|manage|oversee) ~(?:\w+ )?{{school}}", "person > school", tier=2),
    says("asked to run", "supports", rf"(?:asked|brought in|called in|drafted in|sent in|persuaded|invited) ~{{person}}<<60>>\bto (?:run|lead|head|take (?:on|over|charge of)|take|look after|manage|oversee|{_TO_HELP}) ~(?:\w+ )?{{school}}", "person > school", tier=2),
    says("whose deployment is", "supports", r"{person}['’]?s?<30>\bdeployments? (?:is|was|are|were|has been)<15>(?:at|to|in|with) ~{one2}", "person > one2"),
    says("put into", "supports", r"(?:put|placed|parachuted|drafted|sent|moved|brought|installed) ~{person} (?:in|into|at|to) ~{school}", "person > school", tier=2),
    says("was put into", "supports", r"{person}@<20>\b(?:parachuted|drafted|placed|sent|brought) (?:in |in to |into |at |to )+~{school}", "person > school", tier=2),
    says("gets out of measures", "supports", r"{actor},? (?:who )?<20>\b(?:got|brought|took|lifted|led|pulled|steered|nursed|helped) ~{one2} (?:out of|through|back) ", "actor > one2", tier=2),
    says("deployed to", "supports", r"{person}@<30>\b(?:deployed|allocated|matched|assigned)<35>(?:to|with|at) ~{one2}", "person > one2"),
    says("gives help", "supports", rf"{{actor}}@<30>\b(?:provid\w+|g[ai]v\w+|offer\w+|lent|lends|sent) (?:\w+ ){{0,3}}{_HELP}(?=[.,;]| (?:since|until|over|in|with) )", "actor > @school", tier=2),
    says("turns to", "supports", rf"{{one2}}<30>\b(?:turned to|turns to|called (?:on|in)|looked to|approached|went to|asked|sought) ~{{actor}}<20>\b(?:for|to) (?:\w+ )?{_HELP}", "actor > one2"),
    says("seeks help of", "supports", rf"{{one2}}<30>\b(?:sought|found|got|gets|bought|buys|enlisted) (?:the )?(?:\w+ )?{_HELP} (?:of|from) ~{{actor}}", "actor > one2"),
    says("betterment due to", "supports", rf"{_GETS_BETTER} (?:at|of|in) ~{{one2}}<40>\b(?:due|down|owed?|owes|thanks|credited|attributed)<20>\bto ~<<20>>{{actor}}", "actor > one2", tier=2),
    says("whose betterment", "supports", rf"{{one2}}['’]s? {_GETS_BETTER}<30>\b(?:overseen|led|guided|steered|supported|helped|due|down|thanks|owes<15>)(?: \w+)? ?(?:by|to) ~<<20>>{{actor}}", "actor > one2", tier=2),
    says("kept going by", "supports", r"{one2}<30>\b(?:kept (?:going|afloat|open|on its feet)|looked after|held together|propped up|shored up|sorted out|nursed back)<15>\bby ~<<15>>{actor}", "actor > one2", tier=2),
    says("owes to", "supports", r"{one2}<15>\bowes<40>to ~{actor}", "actor > one2", tier=2),
    says("consultant to", "supports", r"{actor}@<40>\b(?:consultant|critical friend|adviser|advisor|support partner|supporter|guide|troubleshooter)(?: head)?,? (?:to|for|at) ~{one2}", "actor > one2", tier=2),
    says("paired to be helped", "supports", r"{one2}<40>\b(?:paired|matched|linked|twinned|partnered|buddied) (?:up )?with ~{actor}(?:@|<20>),? (?:which|who)<25>\b(?:show|help|support|advis|guid|coach|train|lend|lent)\w*", "actor > one2", tier=2),
    says("gives it time", "supports", rf"{{person}}@<20>\b(?:gives|gave|given|spends|devotes|devoted|sells|sold|lends|lent) ~{{one2}} {_TIME}", "person > one2", tier=2),
    says("buys time of", "supports", rf"{{one2}}<20>\b(?:buys|bought|hires|hired|gets|got|has|had|pays for|paid for)<15>{_TIME}<20>\b(?:of|from) ~<<60>>{{person}}", "person > one2", tier=2),
    says("spends weekdays there", "supports", r"{person}<<50>>\bspen(?:t|ds|ding) (?:her|his|their|⟨P:[\d,]+⟩|each|every|most|two|some)? ?(?:\w+days?|week|time)<15>\b(?:at|with|in) ~{school}", "person > school", tier=2),
    says("has the use of", "supports", r"{one2}<15>\b(?:uses|used|ha(?:s|ve|d) the (?:use|services|loan) of|borrows|borrowed|calls? on|called on) ~<<70>>{person}", "person > one2", tier=2),
    says("visits to advise", "supports", r"{person}@<10>\bvisit(?:s|ed) ~{school}(?: <10>(?:every|each|once an?|twice an?|weekly|monthly|fortnightly|termly|regularly)\b|<20>to (?:help|support|advise))", "person > school", tier=2),
    says("works with it since", "supports", r"{actor}@<25>\bwork(?:s|ed|ing) (?:closely )?with ~{school2}<40>\b(?:special measures|inadequate|requir\w+ improvement|notice to improve|in (?:difficulty|trouble)|struggl\w+|failed)", "actor > school2", tier=2),
    says("helps out at", "supports", r"{actor}<45>(?:help(?:s|ed|ing) out|pitch(?:es|ed|ing) in|step(?:s|ped|ping) in|fill(?:s|ed|ing) in|lend(?:s|ing)? a hand|lent a hand|(?:cover|hold|held|mind)(?:s|ed|ing)?(?: the fort)?) (?:to (?:run|lead|help|support|steady) |at |in |with |to )+~{one2}", "actor > one2"),
    says("takes under its wing", "supports", r"{actor}<30>(?:take[ns]?|took|taking|had|has) ~{one2} under (?:its|their|his|her|the) wing", "actor > one2"),
    says("under the wing of", "supports", r"{one2}<40>(?:under|in|into) the (?:wing|guidance|tutelage|care|hands) of ~<15>{actor}", "actor > one2", tier=2),
    says("turns round", "supports", r"{actor}<60>(?:turn(?:ed|ing|s)?|pull(?:ed|ing|s)?|lift(?:ed|ing|s)?|drag(?:ged|ging|s)?) ~{one2}<20>(?:round|around|up|out)", "actor > one2", tier=2),
    says("turns round, verb first", "supports", r"{actor}<60>(?:turn(?:ed|ing|s)?|pull(?:ed|ing|s)?) (?:round|around) ~{one2}", "actor > one2", tier=2),
    says("sent to help", "supports", rf"{{actor}}<<60>>{_SENT}<<45>>\bto {_TO_HELP} (?:the )?(?:[\w-]+ (?:of|at|in|for) )?~{{one2}}", "actor > one2"),
    says("brought in to help", "supports", rf"(?:brought|called|drafted|sent) in ~{{actor}}<<40>>to {_TO_HELP} ~{{one2}}", "actor > one2"),
    says("whose people help", "supports", rf"{{school}}{POSS} (?:own )?{_PEOPLE}<45>(?:work(?:s|ed|ing)?|teach(?:es|ing)?|taught|spen(?:t|ds|d|ding)|went|go|goes|been|c[ao]me|train(?:s|ed|ing)?|visit(?:s|ed|ing)?|help(?:s|ed|ing)?|support(?:s|ed|ing)?) <35>(?:at|in|into|with|alongside|beside|to)? ?~(?:{_PEOPLE} (?:at|of|from|in) )?{{school2}}", "school > school2", tier=2),
    says("people of help", "supports", rf"{_PEOPLE} (?:from|of|at) ~{{school}}<40>(?:work(?:ed|ing)?|help(?:ed|ing)?|support(?:ed|ing)?|spen(?:t|d|ding)|taught|teach|went|go|been|c[ao]me|train(?:ed|ing)?)<35>(?:at|in|into|with|alongside|to) ~(?:{_PEOPLE} (?:at|of|from|in) )?{{school2}}", "school > school2", tier=2),
    says("lends it somebody", "supports", r"{school}<30>(?:lent|lends|lending|sent|sends|gave|spared|loaned|released) {school2} (?:its|their|a|an|one of its|some of its|two|three)\b", "school > school2"),
    says("sends people to", "supports", r"{school}<30>(?:lent|lends|lending|sent|sends|sending|spared|loaned|released|seconded) (?:its|their|a|an|one of its|some of its|two|three|several) <<40>>(?:to|into) ~{school2}", "school > school2"),
    says("support school of", "supports", rf"{{actor}}<<60>>{_SUPPORT_SCHOOL}s?<40>(?:to|for|of|with) ~{{school2}}", "actor > school2"),
    says("works alongside", "supports", rf"{{actor}}<45>(?:work(?:s|ed|ing)?|spen(?:t|ds|ding)|been)<40>(?:alongside|beside|side by side with|hand in hand with) ~(?:(?:the )?(?:new |acting )?{_PEOPLE}<10>(?:of|at|in) ~)?{{one2}}", "actor > one2", tier=2),
    says("works with its people", "supports", rf"{{person}}<45>(?:work(?:s|ed|ing)?|spen(?:t|ds|ding)|been|sat|sits)<40>with (?:the )?(?:new |acting |then )?{_PEOPLE} (?:of|at|in) ~{{one2}}", "person > one2", tier=2),
    says("time each week with", "supports", rf"{{person}}<30>(?:spen(?:t|ds|ding)|giv(?:es|ing)|gave|been|is|works?|worked|working)<15>{_TIME}<30>(?:with|at|to|in|helping|supporting) (?:the )?(?:new |acting |then )?(?:{_PEOPLE} (?:of|at|in) )?~{{one2}}", "person > one2", tier=2),
    says("there some days", "supports", rf"{{person}}@<20>\b(?:been|is|was|works?|working|worked|spen(?:t|ds|ding)|goes|comes|go|come) (?:(?:based|on loan|busy|in|in the office|at work) )?(?:at|in|to|into) ~{{school}},?<20>{_TIME}", "person > school", tier=2),
    says("there in that capacity", "supports", r"{person}@<20>\b(?:been|is|was|works?|working|worked) (?:at|in|with) ~{school}<60>\b(?:in the capacity of|in (?:her|his|my|the|⟨P:[\d,]+⟩) (?:role|capacity) (?:as|of)|as) (?:an? |its |their )?⟨N:[\d,]+⟩", "person > school"),
    says("goes into", "supports", r"{person}<30>(?:goes|went|going|go|gone) (?:in(?:to)?|out)(?: to| at)? ~{one2}<30>(?:(?:each|every|a|once a|twice a) (?:day|week|fortnight|month|term)|on \w+days|to (?:help|support|advise))", "person > one2", tier=2),
    says("goes in on", "supports", r"{person}<15>(?:goes|went|going|go|been going) (?:in|out|over|across|along|round)(?: there)? (?:each|every|once|twice|on \w+days|(?:a|one|two) (?:day|morning)|for (?:a|one|two))<40>(?:to (?:do|help|support|work|advise)|support|help|for)", "person > @school", tier=2),
    says("as leader going into", "supports", r"{one2},?<60>(?:which|that|where) {person}<60>as (?:a|an|its) ⟨N:[\d,]+⟩", "person > one2", tier=2),
    says("has had help", "supports", rf"{{one2}}<40>(?:receiv\w+|ha(?:s|d|ve|ving)|gets?|got|getting|gain\w*|enjoy\w*|draw\w*|drew|with|need\w*|given|offered|accept\w+|t[ao]k\w+|welcom\w+|benefit\w+ from|on|find\w*|found)<30>\b{_HELP}<20>(?:from|of|by) ~{{actor}}", "actor > one2"),
    says("with the help of", "supports", rf"{{one2}}<60>\b(?:with|through|thanks to|under|on) (?:the |some |much |a lot of |a good deal of |a little )?(?:\w+ )?{_HELP} (?:of|from|by) ~{{actor}}", "actor > one2", tier=2),
    says("thanks to", "supports", r"{one2}<60>(?:improv\w+|better|good|outstanding|out of special measures|turned (?:round|around)|recover\w*|back on its feet)<<40>>(?:thanks to|owing to|with the help of|under) ~{actor}", "actor > one2", tier=2),
    says("help comes from", "supports", rf"\b{_HELP} (?:for|to|at) ~{{one2}}<30>(?:c[ao]mes?|came|is|was|provided|given|offered|delivered)? ?(?:from|by) ~{{actor}}", "actor > one2"),
    says("whose help", "supports", rf"{{actor}}['’]s? (?:\w+ ){{0,2}}(?:{_HELP}|work) (?:for|to|with|at|in|of) ~{{one2}}", "actor > one2", tier=2),
    says("helped by, aside", "supports", r"{one2}<60>\b(?:supported|helped|assisted|advised|challenged|backed|rescued|steadied|guided|mentored)(?: \w+ly)?<<45>>\bby ~<25>{actor}", "actor > one2", tier=2),
    says("linked with support", "supports", r"{one2}<30>(?:paired|matched|linked|twinned|partnered|buddied) (?:up )?with ~{actor}<60>(?:support|help|assist|advi[sc]e|improve)", "actor > one2", tier=2),
    says("shares expertise", "supports", r"{actor}<40>(?:shar(?:e|es|ed|ing)|pass(?:es|ed|ing)? on|offer(?:s|ed|ing)?)<<30>>(?:expertise|good practice|best practice|practice|know-how|skills|experience)<20>(?:with|to) ~{one2}", "actor > one2", tier=2),
    says("runs training for", "supports", r"{actor}<40>(?:ran|runs|led|leads|delivers?|delivered|gave|put on|carried out|carries out|did)<40>(?:training|courses?|workshops?|reviews?|audits?|health checks?|due diligence|INSET)<15>(?:for|at|in|with|on) ~{one2}", "actor > one2", tier=2),
    says("supplies with", "supports", r"{actor}<40>(?:supplie[sd]|provided|provides|furnished|equipped) ~{one2} with\b", "actor > one2"),
    says("spends weekdays at", "supports", r"{person}<20>(?:spen(?:t|ds|ding)|giv(?:es|ing)|gave)<10>(?:\w+days?|half a week|(?:one|two|three|four|five) days|part of (?:each|every|the) week)(?: and \w+days?)?<15>(?:at|with|in|to) ~{school}", "person > school", tier=2),
    says("works in that capacity", "supports", r"{person}<20>(?:has |had |have )?(?:also |since |already )?work(?:s|ed|ing) (?:in that capacity|as (?:such|one|an? ⟨N:[\d,]+⟩)|in this way|for (?:a|one|two|three|some) (?:years?|terms?|months?)) (?:with|at|in) ~{one2}", "person > one2"),
    says("adviser of", "supports", r"{one}<10>\bis with {person}(?= as before|[.;,]|$)", "person > one", tier=3),
    says("lent from one to another", "supports", r"\b(?:seconded|lent|loaned|on loan|on secondment|released|borrowed|moved) from ~{school}<20>\bto ~{school2}", "school > school2", tier=2),
    says("there on loan from", "supports", r"{school2}<30>\b(?:on|for) <15>(?:secondment|loan|attachment) from ~{school}", "school > school2", tier=2),
    says("whose post-holder is on loan", "secondment", r"{school}['’]s? (?:[\w-]+ ){0,2}⟨R:[\d,]+⟩(?: (?:is|was|will be))?,? {person},? (?:who (?:is|was) )?(?:on (?:loan|secondment|attachment)|seconded|borrowed|lent|loaned) (?:from|by) ~{school2}", "person > school"),
    says("whose post-holder is lent by", "supports", r"{school}['’]s? (?:[\w-]+ ){0,2}⟨R:[\d,]+⟩(?: (?:is|was|will be))?,? {person},? (?:who (?:is|was) )?(?:on (?:loan|secondment|attachment)|seconded|borrowed|lent|loaned) (?:from|by) ~{school2}", "school2 > school", tier=2),
    says("lent from, to", "secondment", r"{person}@<30>\b(?:seconded|lent|loaned|on loan|on secondment|released|moved) from ~{school2}<20>\bto ~{school}", "person > school"),
    says("came on loan", "secondment", r"{person}@<20>\b(?:came|went|is|was|been|moved|joined)<10>~{school}<15>\b(?:on|for) <15>(?:secondment|loan|attachment)\b", "person > school"),
    says("on loan from one to another", "secondment", r"{person},? (?:who (?:is|was) )?(?:on (?:loan|secondment|attachment)|seconded|borrowed|lent|loaned)(?: to us)? (?:from|by) ~{school2},?<<60>>\b(?:at|of|in|to) ~{school}", "person > school"),
    says("days a week, works at", "secondment", rf"{_TIME},? ~{{person}}<<60>>\b(?:works?|worked|teaches|taught|is|was|goes|helps|helped) (?:at|in|to) ~{{school}}", "person > school", tier=2),
    says("post on secondment", "secondment", r"{person}@<30>⟨R:[\d,]+⟩ (?:of|at|in) ~{school} (?:on secondment|on loan|seconded|on attachment)", "person > school"),
    says("on loan from", "secondment", r"{person}@<40>(?:on (?:loan|secondment|attachment)|seconded|borrowed|lent|loaned|released|attached)<30>\b(?:to|at|into) ~{one}", "person > one"),
    says("borrows", "secondment", r"{school}<30>(?:borrow(?:s|ed|ing)|had the loan of|has the loan of|took on loan) ~<30>{person}<20>from ~{school2}", "person > school"),
    says("on loan at the one spoken of", "secondment", r"{person}@<30>(?:was|is|been|came|went|worked)<15>(?:on loan|on secondment|seconded)(?: there| for| from| until|[.,;])", "person > @school", tier=2),
    says("lends person to", "secondment", r"⟨S:[\d,]+⟩<40>(?:lent|lends|seconded|seconds|released|releases|loaned|sent|sends|spared) (?:its|their|her|his|the)?<<60>>{person},?<30>"+_TO_BE+r"~{school}", "person > school"),
    says("one working at", "secondment", r"{person}<40>(?:split(?:s|ting)?|divid(?:es|ed|ing)) (?:her|his|their|⟨P:[\d,]+⟩) (?:time|week)<10>between ~<<40>>and ~{school}", "person > school", tier=2),
    says("lends somebody", "secondment", r"⟨S:[\d,]+⟩<40>(?:lent|lends|seconded|seconds|released|loaned) (?:its|their|her|his|the|⟨P:[\d,]+⟩) ?<30>(?:⟨R:[\d,]+⟩)?,? {person},? (?:to|into) ~{school}", "person > school"),
    says("lends to", "supports", r"{school}<40>(?<!was )(?<!been )(?<!were )(?<!is )(?:lent|lends|seconded|seconds|released|loaned) <<60>>(?:to|into) ~{school2}", "school > school2"),
    says("lent to for days", "secondment", r"{person}<20>(?:was|is|has been) (?:lent|loaned|seconded) <15>(?:to|at) ~{school}", "person > school"),
    says("help given", "supports", r"(?:help|support|advice) (?:that |which )?~{actor} (?:gave|has given|gives|provided|provides) to ~{one2}", "actor > one2"),
    says("helped by colleagues", "supports", r"{one2}<60>(?:helped|supported|assisted) by (?:colleagues|staff|teachers|officers|leaders) (?:from|of|at) ~{actor}", "actor > one2"),
    says("list takes in", "supports", r"(?:his|her|whose|{person}<3>) ?(?:own )?(?:list|caseload|patch) <20>(?:takes in|includes|covers) ~{school}", f"{PERSON_MEANT} > school", tier=2),
    says("including supporting", "supports", r"{person}<<140>>(?:including|and|by) (?:also )?supporting ~{one2}", "person > one2", tier=2),
    says("asked to support", "supports", r"{actor}<<60>>(?:asked|deployed|commissioned|brokered|assigned|allocated|agreed|continues?|continued|able|used)<<25>>to (?:support|help|assist|advise|work with) ~{one2}", "actor > one2"),
    says("adviser works with", "supports", r"{person}@<60>work(?:s|ed|ing)? (?:closely |intensively )?with ~{school}", "person > school", tier=2),
    says("linked to support", "supports", r"{person}<30>(?:linked|assigned|attached|allocated|deployed|brokered) to ~{one}<45>(?:support|help|assist|advi[sc]e)", "person > one"),
    says("days a week there", "secondment", r"{school}<40>{person}<50>(?:days?|half[- ]days?|mornings?|afternoons?) (?:a|per|each|every) week<10>(?:there|at {school2})", "person > school"),
    says("in a group where", "member_of", r"in ~{group} where {person}", "person > group", tier=2),
    says("seconded", "secondment", r"{person}@<60>(?:seconded|secondment|attachment|attached|on loan|loaned|lent|released|placement)<40>(?:to|at|with|in)<4> ?~{one}", "person > one"),
    says("days a week at", "secondment", r"{person}<50>(?:work(?:s|ed|ing)|spen(?:t|ds|ding)|based|giv(?:es|ing)|gave)<30>(?:days?|half[- ]days?|mornings?|afternoons?) (?:a|per|each|every) week<20>(?:at|in|to|for|with|there) ~{school}", "person > school"),
    says("whose secondment", "secondment", rf"{{school}}<15>{{person}}{POSS} secondment", "person > school"),
    says("supports", "supports", r"{actor}<45>(?:support(?:s|ed|ing)|help(?:s|ed|ing)|advis(?:es|ed|ing)|assist(?:s|ed|ing)|back(?:s|ed|ing)) (?:the )?(?:(?!pupil|child|parent|boys|girls|famil)[\w-]+ (?:of|at|in|for) )?~{one2}", "actor > one2"),
    says("gives support to", "supports", r"{actor}<50>(?:provid\w+|gav?e|giv\w+|offer\w+|deliver\w+|lend\w*)<30>(?:support|help|advice|guidance|challenge|training)<20>(?:to|for|at) ~{one2}", "actor > one2"),
    says("works in support at", "supports", r"[Ss]upport (?:for|to|at) ~{one2},? {actor}<20>(?:work(?:s|ed)|spent|spends)", "actor > one2"),
    says("supported by", "supports", r"{one2}<30>(?:supported|helped|assisted|advised|challenged) by ~{actor}", "actor > one2"),
    says("support from", "supports", r"{one2}<40>(?:receiv\w+|ha(?:s|d|ve)|got|get\w*|with)<25>support<10>from ~{actor}", "actor > one2"),
)  # fmt: skip
