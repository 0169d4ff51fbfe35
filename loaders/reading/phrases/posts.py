"""How texts say who works where without a post right beside the name; posts so named are read by
loaders.reading.sources.posts."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import Pattern, says

_LATELY: Final = r"(?:(?:has|had|have|also|now|currently|still|since|once|then|already|previously) )*"
_RUNS: Final = r"(?:heads|headed|leads|led|runs|ran|run|been (?:leading|running|heading)|leading|running)"
_TAKES: Final = (
    r"(?:took|taken|takes|taking|take) (?:over|charge of|charge at|on|the reins (?:at|of)|the helm (?:at|of)|responsibility for"
    r"|(?:over )?the (?:running|leadership|headship) of)"
)
_ASKED: Final = r"(?:agree[sd]?|asked|invited|volunteer\w*|chosen|appointed|brought in|drafted in|hired|stepp\w+ in|persuaded|sent in|deployed|called in)"
_BOARD: Final = r"(?:⟨R:[\d,]+⟩|governors|governing (?:body|board)|board of governors|trustees|local governing body)"

POSTS: Final[tuple[Pattern, ...]] = (
    says("school led by", "holds_role", r"{school}<25>(?:led|headed|run|under the (?:leadership|headship) of|in the hands of)(?: by)? ~{person}", "person > school", role="=headteacher", tier=2),
    says("post of the board, name", "holds_role", r"{role} of (?:the |its |our )?(?:joint |new )?(?:governing body|governors|board|trustees|directors),? {person}", "person > ", role="role", tier=2),
    says("who teaches at", "holds_role", r"{person},? (?:who )?(?:has |had )?(?:also |now |still |once )*(?:teaches|works|taught|worked|is based|was based)<25>(?:at|for|in) ~{school}(?!['’]s)", "person > school", role="=teacher", tier=2),
    says("post: name", "holds_role", r"^{role}(?: \([^)]*\))?: (?:Mr |Mrs |Ms |Dr )?{person}(?!,? (?:at|of) ⟨)", "person > ", role="role", tier=2),
    says("we share post", "holds_role", r"\b(?:[Ww]e|[Tt]he (?:schools|members|heads)) <12>share <12>{role},? {person}", "person > @group", role="role", tier=2),
    says("headship of", "holds_role", r"{person}@<40>(?:took up|takes up|take up|took on|taken on|take over|takes over|leadership of|given|offered|got|gained|won|accepted|appointed to|promoted to|moved to) (?:the )?headship (?:of|at) ~{school}", "person > school", role="=headteacher", dates="from"),
    says("headship to", "holds_role", r"headship (?:of|at) ~{school}<40>(?:to|by) ~{person}", "person > school", role="=headteacher", tier=2, dates="from"),
    says("chair passed to", "holds_role", r"{role} (?:has |had )?passed to {person}", "person > ", role="role", tier=2, dates="from"),
    says("name, authority", "holds_role", r"^{person}, {la}", "person > la", tier=2),
    says("name of school", "holds_role", r"{person}(?:, \d\d)?,? (?:of|from|at) ~{one}(?! (?:was|is|were|had|has) (?:born|moved))", "person > one", tier=2),
    says("name of council", "holds_role", r"{person},? (?:of|from|at) (?:the )?{org}", "person > org", tier=2),
    says("school's name", "holds_role", r"{school}['’]s? {person}(?!['’]s)", "person > school", tier=2),
    says("whose school is", "holds_role", r"{person},? whose (?:own |home |previous |last )?school (?:is|was),? ~{school}", "person > school", tier=2),
    says("own school", "holds_role", r"{person}(?:['’]s)? (?:own |home |old |former )school,? ~{school}", "person > school", tier=2),
    says("works for", "holds_role", r"{person}<40>(?:worked|works|working|work) (?:for|at) ~{body}", "person > body", role="=member of staff"),
    says("joined", "holds_role", r"{person}@? (?:who )?(?:has |had )?(?:since )?(?:joined|joins|moved to|started at|went to work (?:at|for)) ~(?:staff of |staff at )?{school}", "person > school", tier=2, dates="from"),
    says("retired from", "holds_role", r"{person}@ ?<25>(?:retire[sd]|retiring|resign\w*|stood down|stepp\w+ down) from ~{one}", "person > one", tier=2, dates="to"),
    says("name (school)", "holds_role", r"{person} \(~{school}[,)]", "person > school", tier=2, nearest=True),
    says("share post", "holds_role", r"{school}<40>shar(?:e|es|ed|ing) (?:a|an|the|their|one) (?:\w+ )?{role},? {person}", "person > school", role="role"),
    says("shares post with", "holds_role", r"{school}<40>shar(?:e|es|ed|ing) (?:a|an|the|their|its|one) (?:\w+ )?{role},? {person},? with ~{school2}", "person > school2", role="role"),
    says("school (name)", "holds_role", r"{school} \({person}\)", "person > school", tier=2),
    says("divides the week", "holds_role", r"{person}<25>(?:divides|splits|divided|split)(?: ⟨P:[\d,]+⟩)? ?<25>between ~{school}", "person > school", role="=member of staff", tier=2),
    says("of a council's team", "holds_role", r"{person},? (?:from|of|at|in) ~{la}['’]s? (?:[\w-]+ ){0,4}(?:team|service|department|directorate|office)", "person > la", role="=member of staff", tier=2),
    says("under post", "holds_role", r"{one}<60>(?:under|with|led by|headed by) (?:the leadership of )?~(?:\w+ )?{role},? {person}", "person > one", role="role"),
    says("heads", "holds_role", rf"{{person}}@,? (?:who |and )?{_LATELY}{_RUNS} (?:both )?~{{school}}(?!['’]s)", "person > school", role="=headteacher", tier=2),
    says("in charge at", "holds_role", r"{person}<40>(?:in charge|at the helm|at the head) (?:of|at) ~{school}(?!['’]s)", "person > school", role="=headteacher", tier=2),
    says("takes charge of", "holds_role", rf"{{person}}@? (?:who )?<30>{_TAKES} ~{{school}}(?!['’]s)", "person > school", role="=headteacher", tier=2, dates="from"),
    says("asked to lead", "holds_role", rf"{{person}}@? (?:who )?<25>{_ASKED}<25>to (?:lead|run|head|take over|oversee|take charge of|act as head (?:at|of)) ~{{school}}(?!['’]s)", "person > school", role="=headteacher", tier=2, dates="from"),
    says("chairs its board", "holds_role", rf"{{person}},? (?:who )?{_LATELY}(?:chairs|chaired|chairing) (?:the |its |their |our )?{_BOARD}(?: (?:of|at|for|in) ~{{one}})", "person > one", role="=chair of governors"),
    says("chairs the board", "holds_role", rf"{{person}},? (?:who )?{_LATELY}(?:chairs|chaired|chairing) (?:the |its |their |our )?(?:school['’]s )?{_BOARD}(?! (?:of|at|for|in) )", "person > @school", role="=chair of governors", tier=2),
    says("teaches here", "holds_role", r"{person},? (?:who )?(?:teaches|taught|works|worked) (?:\w+ ){0,3}here\b", "person > @school", role="=teacher", tier=2),
    says("of our staff", "holds_role", r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ome) of (?:our|its|the school['’]s) (?:own )?(?:\w+ )?(?:teachers|staff|leaders|colleagues),? {person}", "person > @school", role="=teacher", tier=2),
    says("runs its office", "holds_role", r"{person},? (?:who )?(?:now |also )*(?:runs|ran|keeps|kept|manages|managed|looks after|looked after|does|did|handles|handled) (?:the|its|their|all) <25>(?:at|for|of) (?:both )?~{school}(?!['’]s)", "person > school", role="=member of staff", tier=2),
    says("appointed by", "holds_role", r"{school}<15>(?:appointed|hired|recruited|took on|employs|employed) ~{person}(?!['’]s)", "person > school", tier=2, dates="from"),
    says("works days at", "holds_role", r"{person}<15>(?:works?|worked|working|based|employed)<30>(?:at|in) ~{school}(?!['’]s)", "person > school", role="=member of staff", tier=2),
    says("chaired by", "holds_role", r"{group}<40>(?:chaired|convened) by ~{person}", "person > group", role="=chair of cluster"),
    says("which somebody chairs", "holds_role", r"{group}<15>,? (?:which|that) {person}<30>(?:chair\w*|lead\w*|co-?ordinat\w+|runs?)", "person > group", role="=chair of cluster", tier=2),
    says("run by", "holds_role", r"{group}<40>(?:led|run|coordinated|co-ordinated|facilitated|managed|directed) by ~{person}", "person > group", role="=leader", tier=2),
    says("chairs", "holds_role", r"{person}@<25>(?:chairs|chaired|chairing|chair of|took the chair (?:of|at)) ~{group}", "person > group", role="=chair of cluster"),
    says("leader at a school, name", "holds_role", r"{named} (?:at|of|from) ~{school},? {person}(?!['’]s)", "person > school", tier=2),
    says("chairs it", "holds_role", r"{person}(?: (?:of|at) ⟨S:[\d,]+⟩)?,? (?:who )?(?:now |has |still |also |then )*(?:⟨R:[\d,]+⟩|chaired|convene[sd]) it\b(?! (?:as|for) ⟨)", "person > @it", role="=chair of cluster", tier=2),
    says("in the chair of", "holds_role", r"{person} \([^()]*in the chair\)", "person > @group", role="=chair of cluster", tier=2),
    says("manages group", "holds_role", r"{person}@<15>(?:who )?(?:manages|managed|coordinates|co-ordinates|coordinated|co-ordinated|directs|runs|leads|led|heads) ~{group}", "person > group", role="=manager", tier=2),
    says("where in post", "holds_role", r"{one}<60>where {person} (?:is|was|has been|had been|acts as|worked as|works as) ~(?:the )?{role}", "person > one", role="role"),
)  # fmt: skip
