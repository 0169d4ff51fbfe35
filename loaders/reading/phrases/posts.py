"""How texts say who holds which post where."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import ADV, AT, IS, POSS, Pattern, says

POSTS: Final[tuple[Pattern, ...]] = (
    says("school led by", "holds_role", r"{school}<25>(?:led|headed|run) by ~{person}", "person > school", role="=headteacher", tier=2),
    says("post of the board, name", "holds_role", r"{role} of (?:the |its |our )?(?:joint |new )?(?:governing body|governors|board|trustees|directors),? {person}", "person > ", role="role", tier=2),
    says("who teaches at", "holds_role", r"{person}<<80>>who (?:teaches|works|taught|is based) (?:at|for) ~{school}", "person > school", tier=2),
    says("in the chair", "holds_role", r"{person} \([^()]*in the chair\)", "person > @group", role="=chair of cluster", tier=2),
    says("post: name", "holds_role", r"^{role}(?: \([^)]*\))?: (?:Mr |Mrs |Ms |Dr )?{person}(?!,? (?:at|of) ⟨)", "person > ", role="role", tier=2),
    says("whose post is name", "holds_role", rf"{{one}}{POSS} ~{{role}} (?:is|was) ~{{person}}", "person > one", role="role"),
    says("this post is name", "holds_role", r"(?:[Tt]his year['’]s|[Tt]he|[Oo]ur|[Tt]he current) {role} (?:is|was) (?:~{role2} of ~⟨[SG]:[\d,]+⟩, )?{person}", "person > ", role="role", tier=2),
    says("is its post", "holds_role", rf"{{person}} {IS} (?:its|their|our) {{role}}", "person > ", role="role", tier=2),
    says("we share post", "holds_role", r"\b(?:[Ww]e|[Tt]he (?:schools|members|heads)) <12>share <12>{role},? {person}", "person > @group", role="role", tier=2),
    says("headship of", "holds_role", r"{person}@<40>(?:took up|takes up|take up|took on|taken on|take over|takes over|leadership of|given) (?:the )?headship (?:of|at) ~{school}", "person > school", role="=headteacher", dates="from"),
    says("becomes post of", "holds_role", r"{person}@?,? (?:who )?(?:becomes|will become|is to become) ~{role} (?:of|at) ~{body}", "person > body", role="role", dates="from"),
    says("chair passed to", "holds_role", r"{role} (?:has |had )?passed to {person}", "person > ", role="role", tier=2, dates="from"),
    says("name, authority", "holds_role", r"^{person}, {la}", "person > la", tier=2),
    says("name of school", "holds_role", r"{person},? (?:of|from|at) ~{body}", "person > body", tier=2),
    says("acting as its post", "holds_role", r"{person}<25>acted as (?:its|their) {role}", "person > ", role="role", tier=2),
    says("two posts, name (second)", "holds_role", r"{role2} (?:of|at) ~⟨[SGLO]:[\d,]+⟩ and ~{role} (?:of|at) ~{body},? {person}", "person > body", role="role"),
    says("two posts, name", "holds_role", r"{role} (?:of|at) ~{body} and ~{role2} (?:of|at) ~⟨[SGLO]:[\d,]+⟩,? {person}", "person > body", role="role"),
    says("works for", "holds_role", r"{person}<40>(?:worked|works|working|work) (?:for|at) ~{body}", "person > body", role="=member of staff"),
    says("took over as post", "holds_role", r"{person}@ ?<25>(?:joined|arrived|took up post|started|took over|taking over|stepped up|stepped in|acted|acts|serves|served|works|worked|continues|continued) as ~(?:\w+ )?{role}(?! (?:of|at|for) ~⟨)", "person > ", role="role", tier=2, dates="from"),
    says("name (school)", "holds_role", r"{person} \(~{school}[,)]", "person > school", tier=2),
    says("chairs here", "holds_role", r"{person} \({role},? ⟨R", "person > ", role="role", tier=2),
    says("share post", "holds_role", r"{school}<40>shar(?:e|es|ed|ing) (?:a|an|the|their|one) (?:\w+ )?{role},? {person}", "person > school", role="role"),
    says("under post", "holds_role", r"{one}<60>(?:under|with|led by|headed by) (?:the leadership of )?~(?:\w+ )?{role},? {person}", "person > one", role="role"),
    says("heads", "holds_role", r"{person}@ (?:now |also |currently )?(?:heads|headed|leads|led|runs|ran|has (?:led|run|headed)) ~{school}", "person > school", role="=headteacher", tier=2),
    says("chaired by", "holds_role", r"{group}<40>(?:chaired|convened) by ~{person}", "person > group", role="=chair of cluster"),
    says("run by", "holds_role", r"{group}<40>(?:led|run|coordinated|co-ordinated|facilitated|managed|directed) by ~{person}", "person > group", role="=leader", tier=2),
    says("is post at", "holds_role", rf"{{person}}@,? (?:who )?{IS} {ADV}~(?:\w+ ){{0,2}}{{role}}(?: \([^)]*\))? {AT} ~{{body}}", "person > body", role="role"),
    says("post in apposition", "holds_role", rf"{{person}},? \(?(?:who is )?(?:⟨R:[\d,]+⟩,? (?:and )?)?~(?:\w+ )?{{role}},? (?:{AT} )?~{{body}}", "person > body", role="role"),
    says("post at, name", "holds_role", r"{role} (?:of|at|for|from|in) ~{body},? ?\(?(?:is |was |, )?{person}", "person > body", role="role"),
    says("whose post, name", "holds_role", rf"{{one}}{POSS} ~{{role}},? \(?{{person}}", "person > one", role="role"),
    says("name, whose post", "holds_role", rf"{{person}},? (?:{IS} |\()?~{{one}}{POSS} ~{{role}}", "person > one", role="role"),
    says("appointed as post at", "holds_role", rf"{{person}}@<30>(?:appointed|joined|started|recruited|employed|promoted|came|moved|returned|took (?:up|over)|worked|works|acts|acted|act)<40>{{role}}(?: \([^)]*\))? {AT} ~{{body}}", "person > body", role="role", dates="from"),
    says("joined as post", "holds_role", r"{person}@<<100>>(?:joined|joining|started at|moved to|came to|returned to|arrived at|started work at) ~{body}<40>as ~(?:\w+ )?{role}", "person > body", role="role", dates="from"),
    says("chairs", "holds_role", r"{person}@<15>(?:chairs|chaired|chairing) ~{group}", "person > group", role="=chair of cluster"),
    says("manages group", "holds_role", r"{person}@<15>(?:manages|managed|coordinates|co-ordinates|coordinated|co-ordinated|directs) ~{group}", "person > group", role="=manager", tier=2),
    says("and also post", "holds_role", r"{person}[^⟨⟩.;]{0,12}⟨R:[\d,]+⟩[^⟨⟩]{0,12}⟨[SGLO]:[\d,]+⟩,? and (?:is |was )?(?:also )?~{role} (?:of|at|for) ~{body}", "person > body", role="role"),
    says("appointed as post", "holds_role", rf"{{person}},? (?:who )?(?:{IS} |has )?{ADV}(?:appointed|recruited|promoted|employed)<25>(?:as |to (?:be |become )?)?~(?:\w+ )?{{role}}(?! {AT} ~⟨)", "person > ", role="role", tier=2, dates="from"),
    says("the post, name", "holds_role", r"(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]n?) (?:\w+ )?{role},? {person}", "person > ", role="role", tier=2),
    says("name, the post", "holds_role", r"{person},? (?:as |is )?(?:the|our) (?:school['’]s |school )?(?:\w+ )?{role}(?! of| at| for| in)", "person > ", role="role", tier=2),
    says("name (post)", "holds_role", r"{person} \({role}[,)]", "person > ", role="role", tier=2),
    says("where in post", "holds_role", r"{one}<60>where {person} (?:is|was|has been|had been|acts as|worked as|works as) ~(?:the )?{role}", "person > one", role="role"),
)  # fmt: skip
