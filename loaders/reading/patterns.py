"""How the field says that a relation holds: expressions over a masked sentence (loaders.reading.masking).

In an expression {person}, {school}, {group}, {la}, {prog}, {org}, {role} and {named} stand for one token of that type,
{body} for a school, group, authority or organisation, {actor} for a school, person or group, {one} for a school or
group; a digit tells two of one type apart. ``~`` is an optional article or possessive with its adjectives; <40> is a gap
of at most 40 letters without a token, <<40>> one with tokens; ``@`` is an optional aside between commas or brackets. Case matters only inside tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

_TYPES: Final = {
    "person": "P", "school": "S", "group": "G", "la": "L", "prog": "M", "org": "O", "role": "R", "named": "N",
    "body": "SGLO", "actor": "SPG", "one": "SG", "funder": "MLO", "place": "SGO",
}  # fmt: skip
_SLOT: Final = re.compile(r"\{([a-z]+)(\d?)\}")
_DETERMINED: Final = (
    r"(?:(?:[Tt]he|[Aa]n?|its|their|our|his|her|both|then|\(then\)|current|new|newly|former|local|first|neighbouring|nearby"
    r"|another|what \w+ \w+|what is called|this|part-time|full-time|acting|interim|two|founding|lead|active|named|other)\s+){0,3}"
)
_ASIDE: Final = r"(?:, [^,;.]{3,90},| \([^)]{2,60}\))?"
_GAPS: Final = ((re.compile(r"<<(\d+)>>"), r".{0,\1}?"), (re.compile(r"<(\d+)>"), r"[^⟨⟩;]{0,\1}?"))


# In place of a slot: the person whom the sentence or the document is about.
PERSON_MEANT: Final = "@person"
GROUP_MEANT: Final = "@group"
SCHOOL_MEANT: Final = "@school"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a relation.

    ``source`` and ``target`` are slots of the expression, or '' for what the document is about (its own school or
    person), as which the reader then records a step. ``tier`` is 1 for a plain statement, 2 for a looser one.
    ``dates`` says what a date in the sentence bounds: 'from', 'to' or ''. Where it is not ``scoped``, words of plan and
    denial do not touch it: who would leave a group is in it.
    """

    name: str
    relation: str
    says: re.Pattern[str]
    source: str
    target: str
    role: str = ""
    tier: int = 1
    dates: str = ""
    scoped: bool = True


def compiled(expression: str) -> re.Pattern[str]:
    """An expression of this module's form as a regular one."""
    for pattern, put in _GAPS:
        expression = pattern.sub(put, expression)
    expression = expression.replace("~", _DETERMINED).replace("@", _ASIDE)
    return re.compile(_SLOT.sub(_slot, expression))


def _slot(mark: re.Match[str]) -> str:
    return rf"⟨[{_TYPES[mark[1]]}]:(?P<{mark[1]}{mark[2]}>[\d,]+)⟩"


def _p(name: str, relation: str, expression: str, ends: str, **more: Any) -> Pattern:
    source, _, target = ends.partition(" > ")
    return Pattern(name, relation, compiled(expression), source, target, **more)


_IS: Final = r"(?:is|was|are|were|became|becomes|has been|had been|have been|remains|remained|being|has become|is now|are now|used to be)"
_ADV: Final = r"(?:(?:also|now|still|currently|previously|already|recently|herself|himself|both|not|in turn) )*"
_AT: Final = r"(?:of|at|for|to|in|with|across|from)"
_POSS: Final = r"(?:['’]s?)?"

PATTERNS: Final = (
    # -- posts
    _p("school led by", "holds_role", r"{school}<25>(?:led|headed|run) by ~{person}", "person > school", role="=headteacher", tier=2),
    _p("post of the board, name", "holds_role", r"{role} of (?:the |its |our )?(?:joint |new )?(?:governing body|governors|board|trustees|directors),? {person}", "person > ", role="role", tier=2),
    _p("who teaches at", "holds_role", r"{person}<<80>>who (?:teaches|works|taught|is based) (?:at|for) ~{school}", "person > school", tier=2),
    _p("in the chair", "holds_role", r"{person} \([^()]*in the chair\)", "person > @group", role="=chair of cluster", tier=2),
    _p("post: name", "holds_role", r"^{role}(?: \([^)]*\))?: (?:Mr |Mrs |Ms |Dr )?{person}(?!,? (?:at|of) ⟨)", "person > ", role="role", tier=2),
    _p("whose post is name", "holds_role", rf"{{one}}{_POSS} ~{{role}} (?:is|was) ~{{person}}", "person > one", role="role"),
    _p("this post is name", "holds_role", r"(?:[Tt]his year['’]s|[Tt]he|[Oo]ur|[Tt]he current) {role} (?:is|was) (?:~{role2} of ~⟨[SG]:[\d,]+⟩, )?{person}", "person > ", role="role", tier=2),
    _p("is its post", "holds_role", rf"{{person}} {_IS} (?:its|their|our) {{role}}", "person > ", role="role", tier=2),
    _p("we share post", "holds_role", r"\b(?:[Ww]e|[Tt]he (?:schools|members|heads)) <12>share <12>{role},? {person}", "person > @group", role="role", tier=2),
    _p("headship of", "holds_role", r"{person}@<40>(?:took up|takes up|take up|took on|taken on|take over|takes over|leadership of|given) (?:the )?headship (?:of|at) ~{school}", "person > school", role="=headteacher", dates="from"),
    _p("becomes post of", "holds_role", r"{person}@?,? (?:who )?(?:becomes|will become|is to become) ~{role} (?:of|at) ~{body}", "person > body", role="role", dates="from"),
    _p("chair passed to", "holds_role", r"{role} (?:has |had )?passed to {person}", "person > ", role="role", tier=2, dates="from"),
    _p("name, authority", "holds_role", r"^{person}, {la}", "person > la", tier=2),
    _p("name of school", "holds_role", r"{person},? (?:of|from|at) ~{body}", "person > body", tier=2),
    _p("acting as its post", "holds_role", r"{person}<25>acted as (?:its|their) {role}", "person > ", role="role", tier=2),
    _p("two posts, name (second)", "holds_role", r"{role2} (?:of|at) ~⟨[SGLO]:[\d,]+⟩ and ~{role} (?:of|at) ~{body},? {person}", "person > body", role="role"),
    _p("two posts, name", "holds_role", r"{role} (?:of|at) ~{body} and ~{role2} (?:of|at) ~⟨[SGLO]:[\d,]+⟩,? {person}", "person > body", role="role"),
    _p("works for", "holds_role", r"{person}<40>(?:worked|works|working|work) (?:for|at) ~{body}", "person > body", role="=member of staff"),
    _p("took over as post", "holds_role", r"{person}@ ?<25>(?:joined|arrived|took up post|started|took over|taking over|stepped up|stepped in|acted|acts|serves|served|works|worked|continues|continued) as ~(?:\w+ )?{role}(?! (?:of|at|for) ~⟨)", "person > ", role="role", tier=2, dates="from"),
    _p("name (school)", "holds_role", r"{person} \(~{school}[,)]", "person > school", tier=2),
    _p("chairs here", "holds_role", r"{person} \({role},? ⟨R", "person > ", role="role", tier=2),
    _p("share post", "holds_role", r"{school}<40>shar(?:e|es|ed|ing) (?:a|an|the|their|one) (?:\w+ )?{role},? {person}", "person > school", role="role"),
    _p("under post", "holds_role", r"{one}<60>(?:under|with|led by|headed by) (?:the leadership of )?~(?:\w+ )?{role},? {person}", "person > one", role="role"),
    _p("heads", "holds_role", r"{person}@ (?:now |also |currently )?(?:heads|headed|leads|led|runs|ran|has (?:led|run|headed)) ~{school}", "person > school", role="=headteacher", tier=2),
    _p("chaired by", "holds_role", r"{group}<40>(?:chaired|convened) by ~{person}", "person > group", role="=chair of cluster"),
    _p("run by", "holds_role", r"{group}<40>(?:led|run|coordinated|co-ordinated|facilitated|managed|directed) by ~{person}", "person > group", role="=leader", tier=2),
    _p("is post at", "holds_role", rf"{{person}}@,? (?:who )?{_IS} {_ADV}~(?:\w+ ){{0,2}}{{role}}(?: \([^)]*\))? {_AT} ~{{body}}", "person > body", role="role"),
    _p("post in apposition", "holds_role", rf"{{person}},? \(?(?:who is )?(?:⟨R:[\d,]+⟩,? (?:and )?)?~(?:\w+ )?{{role}},? (?:{_AT} )?~{{body}}", "person > body", role="role"),
    _p("post at, name", "holds_role", r"{role} (?:of|at|for|from|in) ~{body},? ?\(?(?:is |was |, )?{person}", "person > body", role="role"),
    _p("whose post, name", "holds_role", rf"{{one}}{_POSS} ~{{role}},? \(?{{person}}", "person > one", role="role"),
    _p("name, whose post", "holds_role", rf"{{person}},? (?:{_IS} |\()?~{{one}}{_POSS} ~{{role}}", "person > one", role="role"),
    _p("appointed as post at", "holds_role", rf"{{person}}@<30>(?:appointed|joined|started|recruited|employed|promoted|came|moved|returned|took (?:up|over)|worked|works|acts|acted|act)<40>{{role}}(?: \([^)]*\))? {_AT} ~{{body}}", "person > body", role="role", dates="from"),
    _p("joined as post", "holds_role", r"{person}@<<100>>(?:joined|joining|started at|moved to|came to|returned to|arrived at|started work at) ~{body}<40>as ~(?:\w+ )?{role}", "person > body", role="role", dates="from"),
    _p("chairs", "holds_role", r"{person}@<15>(?:chairs|chaired|chairing) ~{group}", "person > group", role="=chair of cluster"),
    _p("manages group", "holds_role", r"{person}@<15>(?:manages|managed|coordinates|co-ordinates|coordinated|co-ordinated|directs) ~{group}", "person > group", role="=manager", tier=2),
    _p("and also post", "holds_role", r"{person}[^⟨⟩.;]{0,12}⟨R:[\d,]+⟩[^⟨⟩]{0,12}⟨[SGLO]:[\d,]+⟩,? and (?:is |was )?(?:also )?~{role} (?:of|at|for) ~{body}", "person > body", role="role"),
    _p("appointed as post", "holds_role", rf"{{person}},? (?:who )?(?:{_IS} |has )?{_ADV}(?:appointed|recruited|promoted|employed)<25>(?:as |to (?:be |become )?)?~(?:\w+ )?{{role}}(?! {_AT} ~⟨)", "person > ", role="role", tier=2, dates="from"),
    _p("the post, name", "holds_role", r"(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]n?) (?:\w+ )?{role},? {person}", "person > ", role="role", tier=2),
    _p("name, the post", "holds_role", r"{person},? (?:as |is )?(?:the|our) (?:school['’]s |school )?(?:\w+ )?{role}(?! of| at| for| in)", "person > ", role="role", tier=2),
    _p("name (post)", "holds_role", r"{person} \({role}[,)]", "person > ", role="role", tier=2),
    _p("where in post", "holds_role", r"{one}<60>where {person} (?:is|was|has been|had been|acts as|worked as|works as) ~(?:the )?{role}", "person > one", role="role"),
    # -- designations
    _p("is designated", "designated", rf"{{person}},? (?:who )?{_IS} {_ADV}<45>{{named}}", "person > named"),
    _p("as designated", "designated", r"{person}<<150>>\bas (?:an?|the) {named}", "person > named", tier=2),
    _p("made designated", "designated", r"{person}<30>(?:appointed|designated|accredited|recognised|selected|trained|working|works|acts|acting|role)<40>{named}", "person > named"),
    _p("designation in apposition", "designated", r"{person},? \(?~(?:\w+ )?{named}", "person > named"),
    _p("post and designation", "designated", r"{person},? ~{role}(?: (?:of|at) ~⟨[SGLO]:[\d,]+⟩)?,? (?:and|who is)<10>{named}", "person > named"),
    _p("whose designation", "designated", rf"{{person}}{_POSS} (?:\w+ )?{{named}} (?:role|work|status|designation)", "person > named"),
    _p("designation, name", "designated", r"{named},? {person}", "person > named"),
    # -- groups
    _p("founds", "member_of", r"{person}<<160>>(?:began|set up|started|founded|launched)<<70>>{group}", "person > group", tier=2),
    _p("we are in", "member_of", r"\b[Ww]e (?:are|belong|became|joined|remain|have been)<40>(?:in|of|to|joined) ~{group}", "@school > group", tier=2),
    _p("group has members", "member_of", r"{group} (?:has|had|now has) (?:\w+ ){1,3}(?:members|schools)(?:: | - |, | \()~{school}", "school > group"),
    _p("now part of", "member_of", r"{school},? (?:which is |is )?now (?:part|a member) of ~{group}", "school > group"),
    _p("its trust", "member_of", r"{school}<60>(?:its|their) (?:new |own )?(?:trust|federation|alliance|cluster), ~{group}", "school > group", tier=2),
    _p("jointly with (first)", "member_of", r"{school}<60>(?:hub|lead|lead school|leads?|founders?),? (?:jointly )?(?:with|alongside) ~⟨S:[\d,]+⟩,? (?:of|in) ~{group}", "school > group"),
    _p("jointly with (second)", "member_of", r"⟨S:[\d,]+⟩<60>(?:hub|lead|lead school|leads?|founders?),? (?:jointly )?(?:with|alongside) ~{school},? (?:of|in) ~{group}", "school > group"),
    _p("leaves", "member_of", r"{school}<50>(?:leave|leaves|left|leaving|withdrew from|withdrawn from|pulled out of) ~{group}", "school > group", dates="to", scoped=False),
    _p("would join", "member_of", r"{school}<30>(?:asked|appl\w+|hop\w+|want\w+|invited|plan\w+|due|about|set|looking|likely|keen|agreed|decided|wish\w*) to join ~{group}", "school > group"),
    _p("its partners", "member_of", r"(?:[Ii]ts|[Tt]he|[Oo]ur) (?:\w+ ){0,2}(?:partners|members|member schools|partner schools) (?:are|were|include|included|being):? ~{school}", "school > @group", tier=2),
    _p("is member", "member_of", rf"{{school}},? (?:which )?{_IS} {_ADV}(?:a|an|all|one|both|active|founding|full|part|early|key|lead|leading|core|of|the|two|and|strategic|hub| )*(?:members?|part|partners?|one|schools?)<20>(?:of|in|within) ~(?:wider )?{{group}}", "school > group"),
    _p("joins", "member_of", r"{school}<30>(?:joined|joins|belongs? to|belonged to|signed up to|takes? part in|participat\w+ in|sits? (?:in|within)|came together (?:as|in|to form)|formed|founded|set up|leads?|led|hosts?|hosted) ~{group}", "school > group"),
    _p("consists of", "member_of", r"{group}<70>(?:consist\w*|compris\w*|includ\w*|made up of|members (?:are|were|include)|brings? together|brought together|involv\w+|schools are|schools were|formed (?:by|of|from)|between|is made up|linking|links|covers|unites|contains|serves|namely|of)<40>:? ?~{school}", "school > group"),
    _p("is member (person)", "member_of", r"{person},? (?:who )?<30>(?:member of|sits on|set up|sets up|founded|attends|attended|joined|belongs to|part of|role in(?: shaping)?|active in|leads|led|involved (?:in|with)|convenes|runs|role on) ~{group}", "person > group", tier=2),
    _p("members in brackets", "member_of", r"{group} ?\((?:which )?(?:includ\w+|compris\w+|of)?:? ?{school}\)", "school > group"),
    _p("led by", "member_of", r"{group},? (?:which is |is |was )?(?:led|hosted|headed|run) by ~{school}", "school > group"),
    # -- school and school
    _p("we work with", "partnership", r"\b[Ww]e <60>(?:exchange|work|link|partner|twin|collaborate)\w*<40>with ~{school}", "@school > school", tier=2),
    _p("our partner is", "partnership", r"\b[Oo]ur (?:twin|partner|link|sister|linked) (?:school|academy|college)s? (?:is|are) ~{school}", "@school > school", tier=2),
    _p("jointly with", "partnership", r"{school}<40>(?:joint|jointly|shared|together)<30>,? (?:with|alongside) ~{school2}", "school > school2", tier=2),
    _p("federated", "federation", rf"{{school}}<20>(?:{_IS}|have|has)<25>(?:federat\w+|in (?:a )?(?:hard |soft )?federation)(?: (?:with|and) ~{{school2}})?", "school > school2"),
    _p("federated with", "federation", r"{school}<40>(?:federat(?:ed|es|ing)|in (?:close )?(?:hard |soft )?federation|formed a (?:hard |soft )?federation|entered (?:into )?a (?:hard |soft )?federation|shares? (?:a|an|one) (?:executive head\w*|governing body)) with ~{school2}", "school > school2"),
    _p("federation of", "federation", r"federation (?:of|between|with|joining|linking) ~(?:two schools,? )?{school}", "school > school2"),
    _p("schools' federation", "federation", r"{school} (?:[Ff]ederation|federated)", "school > school2"),
    _p("works with", "partnership", r"{school}<40>(?:work(?:s|ed|ing)? (?:closely |together |in partnership |collaboratively )*|partner(?:s|ed)?|twinn?ed|paired|link(?:s|ed)?|collaborat\w+|in partnership|exchanges?)<15>(?:with|to) ~{school2}", "school > school2"),
    _p("partnership between", "partnership", r"(?:partnership|links?|collaboration|arrangement|exchange|co-operation) (?:between|of|with) ~{school}", "school > school2"),
    _p("working together", "partnership", r"{school}<30>(?:work(?:s|ed|ing)? (?:closely )?together|in (?:close )?partnership|collaborat\w+)", "school > school2", tier=2),
    _p("groups paired", "partnership", r"{group}<<90>>(?:paired|linked|partnered|twinned|works? closely|worked closely|joint(?:ly)?|merged|collaborat\w+)<20>with ~(?:\w+ ){0,2}{group2}", "group > group2"),
    _p("links with body", "partnership", r"{school}<30>(?:ha(?:s|d|ve)<30>(?:links?|relationships?|partnership)|work(?:s|ed)? (?:closely )?|in partnership)<10>with ~{org}", "school > org"),
    _p("partner school", "partnership", r"{school}<15>,? ~(?:partner school|partner)(?: of| to| for) ~{school2}", "school > school2"),
    # -- support
    _p("mentors a second", "mentoring", r"{person}<30>(?:mentor|coach|tutor)(?:s|es|ed|ing)(?! by)<<80>>⟨P:[\d,]+⟩,? (?:at|of|from) ⟨S:[\d,]+⟩,? and {person2}", "person > person2", tier=2),
    _p("lends somebody", "secondment", r"⟨S:[\d,]+⟩<40>(?:lent|lends|seconded|seconds|released|loaned) (?:its|their|her|his|the|⟨P:[\d,]+⟩) ?<30>(?:⟨R:[\d,]+⟩)?,? {person},? (?:to|into) ~{school}", "person > school"),
    _p("lends to", "supports", r"{school}<40>(?:lent|lends|seconded|seconds|released|loaned) <<60>>(?:to|into) ~{school2}", "school > school2"),
    _p("lent to for days", "secondment", r"{person}<20>(?:was|is|has been) (?:lent|loaned|seconded) <15>(?:to|at) ~{school}", "person > school"),
    _p("help given", "supports", r"(?:help|support|advice) (?:that |which )?~{actor} (?:gave|has given|gives|provided|provides) to ~{one2}", "actor > one2"),
    _p("helped by colleagues", "supports", r"{one2}<60>(?:helped|supported|assisted) by (?:colleagues|staff|teachers|officers|leaders) (?:from|of|at) ~{actor}", "actor > one2"),
    _p("list takes in", "supports", r"(?:his|her|whose|{person}<3>) ?(?:own )?(?:list|caseload|patch) <20>(?:takes in|includes|covers) ~{school}", f"{PERSON_MEANT} > school", tier=2),
    _p("mentors named", "mentoring", r"{person}<30>(?:mentor|coach|tutor)(?:s|es|ed|ing)(?! by)[^⟨⟩;]{0,20}(?:⟨R:[\d,]+⟩,? )?{person2}", "person > person2"),
    _p("as mentor", "mentoring", r"{person}<<140>>{person2},? as (?:his|her|their|⟨P:[\d,]+⟩) ?(?:mentor|coach)", "person > person2", tier=2),
    _p("coached by", "mentoring", r"{person2}<<60>>(?:coached|mentored|tutored)<40>by ~{person}", "person > person2", tier=2),
    _p("including supporting", "supports", r"{person}<<140>>(?:including|and|by) (?:also )?supporting ~{one2}", "person > one2", tier=2),
    _p("was supported by", "mentoring", r"{person2} (?:was|is|has been|had been) (?:also |well |ably )*(?:supported|mentored|coached|tutored) by ~<25>{person}", "person > person2", tier=2),
    _p("asked to support", "supports", r"{actor}<<60>>(?:asked|deployed|commissioned|brokered|assigned|allocated|agreed|continues?|continued|able|used)<<25>>to (?:support|help|assist|advise|work with) ~{one2}", "actor > one2"),
    _p("adviser works with", "supports", r"{person}@<60>work(?:s|ed|ing)? (?:closely |intensively )?with ~{school}", "person > school", tier=2),
    _p("linked to support", "supports", r"{person}<30>(?:linked|assigned|attached|allocated|deployed|brokered) to ~{one}<45>(?:support|help|assist|advi[sc]e)", "person > one"),
    _p("days a week there", "secondment", r"{school}<40>{person}<50>(?:days?|half[- ]days?|mornings?|afternoons?) (?:a|per|each|every) week<10>there", "person > school"),
    _p("in a group where", "member_of", r"in ~{group} where {person}", "person > group", tier=2),
    _p("seconded", "secondment", r"{person}@<60>(?:seconded|secondment|attachment|attached|on loan|loaned|lent|released|placement)<40>(?:to|at|with|in)<4> ?~{one}", "person > one"),
    _p("days a week at", "secondment", r"{person}<50>(?:work(?:s|ed|ing)|spen(?:t|ds|ding)|based|giv(?:es|ing)|gave)<30>(?:days?|half[- ]days?|mornings?|afternoons?) (?:a|per|each|every) week<20>(?:at|in|to|for|with|there) ~{school}", "person > school"),
    _p("whose secondment", "secondment", rf"{{school}}<15>{{person}}{_POSS} secondment", "person > school"),
    _p("supports", "supports", r"{actor}<45>(?:support(?:s|ed|ing)|help(?:s|ed|ing)|advis(?:es|ed|ing)|assist(?:s|ed|ing)|back(?:s|ed|ing)) (?:the )?(?:[\w-]+ (?:of|at|in|for) )?~{one2}", "actor > one2"),
    _p("gives support to", "supports", r"{actor}<50>(?:provid\w+|gav?e|giv\w+|offer\w+|deliver\w+|lend\w*)<30>(?:support|help|advice|guidance|challenge|training)<20>(?:to|for|at) ~{one2}", "actor > one2"),
    _p("works in support at", "supports", r"[Ss]upport (?:for|to|at) ~{one2},? {actor}<20>(?:work(?:s|ed)|spent|spends)", "actor > one2"),
    _p("supported by", "supports", r"{one2}<30>(?:supported|helped|assisted|advised|challenged) by ~{actor}", "actor > one2"),
    _p("support from", "supports", r"{one2}<40>(?:receiv\w+|ha(?:s|d|ve)|got|get\w*|with)<25>support<10>from ~{actor}", "actor > one2"),
    _p("mentors", "mentoring", r"{person}<30>(?:mentor(?:s|ed|ing)|coach(?:es|ed|ing)|tutor(?:s|ed|ing)) ~{person2}", "person > person2"),
    _p("mentor of", "mentoring", r"{person},?<25>(?:mentor|coach|tutor)<12>(?:of|to|for) ~{person2}", "person > person2"),
    _p("mentored by", "mentoring", r"{person2}<40>(?:mentored|coached|tutored|mentoring|coaching|mentor|coach)<10>(?:by|from) ~<25>{person}", "person > person2", tier=2),
    _p("whose mentor", "mentoring", rf"{{person2}}{_POSS} (?:\w+ )?(?:mentor|coach|tutor) (?:was|is) {{person}}", "person > person2"),
    _p("whose mentor, name", "mentoring", r"{person2}['’]s (?:\w+ )?(?:mentor|coach|tutor),? {person}", "person > person2"),
    # -- programmes and money
    _p("takes a second part", "participates_in", r"{person}@<70>(?:complet\w+|took|started|undert\w+|gain\w+|pass\w+)<35>⟨M:[\d,]+⟩<45> and (?:then )?~{prog}", "person > prog"),
    _p("gives money", "funded_by", r"{funder} (?:gave|granted|awarded|provided|contributed|paid)<30>(?:£|money|funding|grant)", " > funder", tier=2),
    _p("gives money to", "funded_by", r"{funder} (?:gave|granted|awarded|paid) ~{one} (?:£|a grant|money|funding)", "one > funder"),
    _p("grant comes from", "funded_by", r"(?:grant|funding|money)<30>(?:comes|came|is|was) from ~{funder}", " > funder", tier=2),
    _p("group given grant", "funded_by", r"{one}<25>(?:applied|bid)<<40>>for (?:a |an |the )?{prog}<60>(?:was given|were given|received|was awarded|got|succeeded)", "one > prog"),
    _p("school takes part", "participates_in", r"{one}<30>(?:lead school for|takes? part in|took part in|participat\w+ in|pilot(?:s|ed)? (?:for|of)?|involved in|pilot school for) ~{prog}", "one > prog"),
    _p("set up under", "funded_by", r"{one}<40>(?:set up|established|founded|created|formed|began|started)<30>(?:under|through|as part of|with (?:funding|money|a grant) from) ~{prog}", "one > prog"),
    _p("work funded by", "funded_by", r"(?:[Aa]ctivit(?:y|ies)|[Pp]rojects?|[Ww]ork|[Pp]osts?|[Rr]ole)<40>(?:funded|paid for|financed) (?:by|through|from) ~{funder}", " > funder", tier=2),
    _p("part of nobody named", "participates_in", r"(?:through|by|from) (?:her |his |their )?participation in ~{prog}", f"{PERSON_MEANT} > prog", tier=2),
    _p("and funding from", "funded_by", r"(?:funding|grants?|money|bidding|bids?)<60>(?:from|by)<12>⟨[MLO]:[\d,]+⟩(?:,| and| and also)+ ~{funder}", " > funder", tier=2),
    _p("takes part", "participates_in", r"{person}@<70>(?:complet\w+|graduat\w+|enrol\w+|participa\w+|undert\w+|studi\w+|start\w+|began|beg[iu]n\w*|join\w+|took|taken|taking|attend\w+|finish\w+|gain\w+|achiev\w+|register\w+|pass\w+|did|done|doing|embark\w+|signed up)<35>{prog}", "person > prog"),
    _p("whose part", "participates_in", rf"{{person}}{_POSS} (?:own )?(?:participation|involvement|experience|training|study|studies|progress\w*)<25>{{prog}}", "person > prog"),
    _p("programme, name", "participates_in", r"{prog}<25>(?:which |that )?{person} (?:started|completed|joined|began|did|undertook|took)", "person > prog"),
    _p("is funded by", "funded_by", r"{one}<60>(?:funded|financed|paid for|sponsored|supported financially|part-funded|resourced) (?:by|through|from|via) ~{funder}", "one > funder"),
    _p("receives", "funded_by", r"{one}<50>(?:receiv\w+|awarded|secur\w+|won|granted|obtain\w+|benefit\w+ from|was given|were given|attracted)<45>{funder}", "one > funder"),
    _p("money for", "funded_by", r"{prog}<50>(?:com(?:es|ing)|came|went|goes|awarded|paid|given|allocated|allowed|gave|helped|enabled) (?:to )?~{one}", "one > prog"),
    _p("funding from", "funded_by", r"(?:funding|grants?|money|bidding|bids?)<60>(?:from|by)<12>{funder}", " > funder", tier=2),
    # -- what came after what
    _p("in succession to", "succeeds", r"{person}<<140>>in succession to ~{person2}", "person > person2"),
    _p("took over from (further)", "succeeds", r"{person}<<150>>(?:took|taken|takes) over <30>from (?:[^⟨⟩;]{0,40}⟨R:[\d,]+⟩,? )?{person2}", "person > person2", tier=2),
    _p("left, took over", "succeeds", r"{person2}@<60>(?:left|leaves|retired|retires|resigned|stepped down|moved on)<<70>>{person}@ (?:has )?(?:took over|takes over|taken over|replaced|succeeded|was appointed|became|stepped)", "person > person2", tier=2),
    _p("replaces (person)", "succeeds", r"{person}<40>(?:replac\w+|succeed\w+|in succession to|took over <25>from|took over from|taken over from|takes over from|successor to|followed) ~{person2}", "person > person2"),
    _p("replaced by (person)", "succeeds", r"{person2}<40>(?:replaced|succeeded|followed) by ~{person}", "person > person2"),
    _p("became (school)", "succeeds", r"{school2},?<35>(?:became|becoming|converted (?:to|into)|reopened as|re-opened as|renamed|turned into|was replaced by|is now|now called|now known as) ~{school}", "school > school2"),
    _p("formerly (school)", "succeeds", r"{school},? \(?(?:formerly|previously|the former)(?: known as| called)? ~{school2}", "school > school2"),
)  # fmt: skip
