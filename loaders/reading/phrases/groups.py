"""How texts say who is in a group of schools or of people."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import ADV, IS, POSS, Pattern, says

_PART: Final = (
    r"(?:members?|part|partners?|one|schools?|academy|academies|colleges?|hub|lead|founders?|signator(?:y|ies))"
)
_LINKED: Final = r"(?:of|in|within|with|to|under)"
_JOIN: Final = (
    r"(?:join(?:ed|s|ing)?|belong(?:s|ed|ing)? to|sign(?:ed|s)? up (?:to|with|for)|takes? part in|took part in|participat\w+ in"
    r"|sits? (?:in|within|on)|c[ao]me(?:s)? (?:into|under)|c[ao]me together (?:as|in|to form|to create|to make)|form(?:s|ed)?"
    r"|ma[dk]es? up|constitutes?|founded|set up|created|launched|leads?|led|heads|headed|chairs|chaired|hosts?|hosted|moved into|went into"
    r"|(?:meets?|met|works?(?: together)?|worked(?: together)?|known|operates?) as|calls? (?:itself|themselves)|transferred (?:in)?to|convert\w+<20>(?:as part of|under|within|with)|entered|(?:is|was|are|were|has been|have been|been) (?:in|within|under))"
)
_RUNS: Final = (
    r"(?:runs|ran|operates|manages|oversees|sponsors|sponsored|took (?:on|over|in)|takes (?:on|over|in)|taken (?:on|over|in)"
    r"|absorbed|looks after|is responsible for|has responsibility for|has (?:\w+ )?(?:schools|academies|members):?)"
)
_LISTS: Final = r"(?:schools|academies|members|partners|member schools|partner schools)"

GROUPS: Final[tuple[Pattern, ...]] = (
    says("founds", "member_of", r"{person}<<160>>(?:began|set up|started|founded|launched)<<70>>{group}", "person > group", tier=2),
    says("we are in", "member_of", r"\b[Ww]e (?:are|belong|became|joined|remain|have been|came|signed)<40>(?:in|of|to|into|joined) ~{group}", "@school > group", tier=2),
    says("we were in", "member_of", r"\b[Ww]e (?:used to be|were(?: once| formerly)?|had been|have left|left|withdrew) (?:a |an )?(?:\w+ )?(?:in |part of |members? of |from )?~{group}", "@school > group", tier=2, dates="to", scoped=False),
    says("belongs too", "member_of", r"{school}(?!['’]s) (?:all |both |also |each )?(?:belongs?|belonged)(?: too| as well| to it)?(?=[,.;]|$| and\b)", "school > @it", tier=2),
    says("as does", "member_of", r"\b(?:belongs?|belonged|joined|takes? part|took part|came in),? (?:and so|as) (?:does|do|did|has|have) ~{school}", "school > @it", tier=2),
    says("we are proud to be in", "member_of", r"\b(?:we|our|us)\b<40>(?:belonging to|being (?:a |an )?(?:\w+ )?(?:part|member|partner) (?:of|in)|membership of|place in) ~{group}", "@school > group", tier=2),
    says("through it we", "member_of", r"\b[Tt]hrough ~{group},? (?:we|our (?:staff|pupils|children|school))\b", "@school > group", tier=2),
    says("designated through", "member_of", r"^[^\"“”⟨⟩]*\b(?:I|[Mm]y)\b<60>(?:designat\w+|accredit\w+|member|belong|joined)<20>(?:through|by|with|of|to) ~{group}", "@person > group", tier=2),
    says("group has members", "member_of", r"{group} (?:has|had|now has) (?:\w+ ){1,3}(?:members|schools)(?:: | - |, | \()~{school}", "school > group"),
    says("members of group are", "member_of", rf"\b{_LISTS}(?: \w+){{0,2}} {_LINKED} ~{{group}}<20>(?:are|were|include\w*|being|:|,|\()<12> ?~{{school}}(?!['’]s)", "school > group"),
    says("group's members are", "member_of", rf"{{group}}{POSS}<25>\b{_LISTS}<12>(?:are|were|include\w*|being|:|,|\(|-)<12> ?~{{school}}(?!['’]s)", "school > group"),
    says("counts among", "member_of", r"{group}<<60>>(?:counts?|numbers?|has|lists?|names) ~{school}<20>(?:among|as)<12>(?:members?|partners?|schools|academies)", "school > group"),
    says("now part of", "member_of", r"{school},? (?:which is |is )?now (?:part|a member) of ~{group}", "school > group"),
    says("its trust", "member_of", r"{school}(?:[^⟨⟩;]|⟨[RPOM]:[\d,]+⟩){0,120}?(?:\b(?:its|their|his|her|our)|⟨P:[\d,]+⟩) (?:new |own |local )?(?:trust|federation|alliance|cluster|partnership|network|group),? (?:called )?~{group}", "school > group", tier=2),
    says("jointly with (first)", "member_of", r"{school}<60>(?:hub|lead|lead school|leads?|founders?),? (?:jointly )?(?:with|alongside) ~⟨S:[\d,]+⟩,? (?:of|in) ~{group}", "school > group"),
    says("jointly with (second)", "member_of", r"⟨S:[\d,]+⟩<60>(?:hub|lead|lead school|leads?|founders?),? (?:jointly )?(?:with|alongside) ~{school},? (?:of|in) ~{group}", "school > group"),
    says("leads with", "member_of", r"⟨S:[\d,]+⟩<25>(?:leads?|led|hosts?|hosted|runs?|ran|set up|founded|formed|launched|started|created) ~{group},?<15>(?:with|alongside) ~{school}(?!['’]s)", "school > group"),
    says("leaves", "member_of", r"{school}<50>(?:leave|leaves|left|leaving|withdrew from|withdrawn from|pulled out of|resigned from|quit) ~{group}", "school > group", dates="to", scoped=False),
    says("would join", "member_of", r"{school}<30>(?:asked|appl\w+|hop\w+|want\w+|invited|plan\w+|due|about|set|looking|likely|keen|agreed|decided|voted|wish\w*|chosen?) to (?:join|become (?:a |an )?(?:\w+ )?(?:member|part|partner) of) ~{group}", "school > group"),
    says("group would have", "member_of", r"{group}<30>(?:hop\w+|expect\w+|invit\w+|asked|approached|wants?)<10>~{school}<25>(?:join|come in|come on board|become)", "school > group", tier=2),
    says("its partners", "member_of", r"(?:[Ii]ts|[Tt]he|[Oo]ur) (?:\w+ ){0,2}(?:partners|members|member schools|partner schools) (?:are|were|include|included|being|come from|came from|are drawn from):? ~{school}", "school > @group", tier=2),
    says("a seventh", "member_of", r"\b[Aa] (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|further|new)(?: school| member)?, ~{school},<25>\b(?:took part|joined|belong\w*|came in|left|dropped out|pulled out|was (?:a |once |also )*(?:a )?(?:member|part))", "school > @group", tier=2),
    says("have signed up", "member_of", r"{school}(?!['’]s)<50>\b(?:have|has) (?:all |both |now |already )?(?:signed up|joined up|come in|agreed to take part)(?! (?:to|with|for)\b)", "school > @group", tier=2),
    says("entered it", "member_of", r"\b(?:joined|entered|formed|founded) it<30>: ?~{school}", "school > @group", tier=2),
    says("founds (nearest)", "member_of", r"{person} (?:began|set up|started|founded|launched|formed)\b<<90>>{group}", "person > group", tier=2),
    says("is member", "member_of", rf"{{school}},? (?:which |that |who )?(?:{IS}|being) {ADV}(?:[\w-]+,? ){{0,4}}?{_PART}(?: school| academy| partner| member)?s?<20>{_LINKED} ~(?:wider )?{{group}}", "school > group"),
    says("member in apposition", "member_of", r"{school},? \(?(?:also |now |both |all )?(?:an? |the |two |three )?(?:[\w-]+ ){0,2}(?:member|partner|part|academy|lead school|founder)s? (?:of|in|within) ~{group}", "school > group"),
    says("as member", "member_of", r"\b[Aa]s <30>(?:members?|part|partners?|founders?|lead school|hub|academy) (?:of|in|within) ~{group}, ~{school}(?!['’]s)", "school > group"),
    says("joins", "member_of", rf"(?<!from )(?<!at ){{school}}(?!['’]s)<40>{_JOIN} ~{{group}}(?!['’]s|s['’])(?! (?:board|meeting|training|programme|course|conference))", "school > group"),
    says("group in brackets", "member_of", r"{school} \({group}\)", "school > group"),
    says("consists of", "member_of", r"{group}<70>(?:consist\w*|compris\w*|includ\w*|made up of|members (?:are|were|include)|brings? together|brought together|involv\w+|schools are|schools were|formed (?:by|of|from)|between|is made up|linking|links|covers|unites|contains|serves|namely)<40>:? ?~{school}(?!['’]s)", "school > group"),
    says("group of", "member_of", r"{group}<12> of ~{school}(?!['’]s)", "school > group"),
    says("brings together with", "member_of", r"{group}<30>(?:brings?|brought|links?|linked|unites?|joins?)<10>{school}(?: together)? (?:with|and) ~⟨S", "school > group"),
    says("brings together with (second)", "member_of", r"{group}<30>(?:brings?|brought|links?|linked|unites?|joins?)<10>⟨S:[\d,]+⟩(?: together)? with ~{school}", "school > group"),
    says("runs", "member_of", rf"{{group}}<30>\b{_RUNS} ~{{school}}(?!['’]s)", "school > group"),
    says("under its wing", "member_of", r"{group}<15>(?:taken|took|takes|brought|brings|welcom\w+|admit\w+) ~{school}<10>(?:under its wing|on board|into (?:the|its) (?:fold|family|trust|membership)|as (?:a|its)<12>(?:member|partner|academy|school))", "school > group"),
    says("run by group", "member_of", r"{school}(?!['’]s)<25>(?:taken over|taken on|run|sponsored|overseen|absorbed) by ~{group}", "school > group"),
    says("whom they make up", "member_of", r"{group},?<80>\bwhich ~{school}<20>(?:ma[dk]e up|form(?:ed)?|belong to|set up|founded|joined|share)", "school > group"),
    says("of which they are members", "member_of", r"{group},? of which ~{school}<20>(?:is|are|was|were|became)<20>(?:members?|part|partners?)", "school > group"),
    says("to which they belong", "member_of", r"{group},? to which ~{school}<40>belong(?:s|ed)?", "school > group"),
    says("is member (person)", "member_of", r"{person},? (?:who )?<30>(?:member of|sits on|set up|sets up|founded|attends|attended|joined|belongs to|part of|role in(?: shaping)?|active in|leads|led|involved (?:in|with)|convenes|runs|role on) ~{group}", "person > group", tier=2),
    says("members in brackets", "member_of", r"{group} ?\((?:which )?(?:includ\w+|compris\w+|of)?:? ?{school}\)", "school > group"),
    says("led by", "member_of", r"{group}@,? (?:which is |that is |is |was |and )?(?:led|hosted|headed|run|founded|set up|formed)<20>by ~{school}", "school > group"),
    says("with lead school", "member_of", r"{group},? with ~{school}<20>(?:at its (?:head|⟨R:[\d,]+⟩)|at the (?:helm|head)|as (?:its |the )?(?:lead|hub|host)|in the (?:lead|chair|driving seat))", "school > group"),
    says("is a group of", "member_of", rf"{{group}},? (?:{IS} |\()?(?:an?|the) (?:[\w-]+ ){{0,3}}(?:partnership|group|network|cluster|alliance|family|collaboration|association|consortium|trust|federation)(?: \w+){{0,3}},? (?:of|between|linking|joining|\()<25>~?{{school}}(?!['’]s)", "school > group"),
    says("in it with", "member_of", r"⟨S:[\d,]+⟩<30>(?:in|of|within) ~{group},? (?:(?:together |along )?with|alongside|as (?:is|are)) ~{school}(?!['’]s)", "school > group"),
    says("has it in it", "member_of", r"{group}<15>(?:has|had|['’]s|with)(?: got)? ~{school}<12> in it\b", "school > group"),
    says("it has it in it", "member_of", r"\b[Ii]t(?:['’]s| has| had)(?: got)? ~{school}<12> in it\b", "school > @group", tier=2),
    says("comes in", "member_of", r"{school}(?!['’]s)<40>\b(?:joined us|joins us|came in(?: with us)?|came on board|(?:asked|voted|chose|decided) to (?:come in|join us)|is (?:also )?one of (?:us|ours))\b", "school > @group", tier=2),
    says("we took on", "member_of", r"\b[Ww]e (?:also |then |have |since )*(?:took (?:on|in)|take (?:on|in)|taken (?:on|in)|sponsor(?:ed)?|adopted) ~{school}(?!['’]s)", "school > @group", tier=2),
    says("walks out", "member_of", r"{school}(?!['’]s)<25>\b(?:walked out|dropped out|pulled out|left us|has left us|went its own way)\b", "school > @group", tier=2, dates="to", scoped=False),
    says("lead school is", "member_of", r"\b(?:lead|host|founding|hub|teaching) (?:school|partner|member|academy|college)s? (?:of|in|for) ~{group},? (?:is|are|was|were)? ?~{school}", "school > group"),
    says("formed by heads of", "member_of", r"{school}<30>(?:founded|formed|set up|started|created|launched) ~{group}", "school > group"),
)  # fmt: skip
