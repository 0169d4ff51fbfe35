"""How texts say who holds which post where."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import ADV, AT, IS, POSS, Pattern, says

POSTS: Final[tuple[Pattern, ...]] = (
    says("school led by", "holds_role", r"{school}<25>(?:led|headed|run) by ~{person}", "person > school", role="=headteacher", tier=2),
    says("post of the board, name", "holds_role", r"{role} of (?:the |its |our )?(?:joint |new )?(?:governing body|governors|board|trustees|directors),? {person}", "person > ", role="role", tier=2),
    says("who teaches at", "holds_role", r"{person}<<80>>who (?:teaches|works|taught|is based) (?:at|for) ~{school}", "person > school", tier=2),
    says("post: name", "holds_role", r"^{role}(?: \([^)]*\))?: (?:Mr |Mrs |Ms |Dr )?{person}(?!,? (?:at|of) ⟨)", "person > ", role="role", tier=2),
    says("we share post", "holds_role", r"\b(?:[Ww]e|[Tt]he (?:schools|members|heads)) <12>share <12>{role},? {person}", "person > @group", role="role", tier=2),
    says("headship of", "holds_role", r"{person}@<40>(?:took up|takes up|take up|took on|taken on|take over|takes over|leadership of|given) (?:the )?headship (?:of|at) ~{school}", "person > school", role="=headteacher", dates="from"),
    says("chair passed to", "holds_role", r"{role} (?:has |had )?passed to {person}", "person > ", role="role", tier=2, dates="from"),
    says("name, authority", "holds_role", r"^{person}, {la}", "person > la", tier=2),
    says("name of school", "holds_role", r"{person},? (?:of|from|at) ~{body}", "person > body", tier=2),
    says("works for", "holds_role", r"{person}<40>(?:worked|works|working|work) (?:for|at) ~{body}", "person > body", role="=member of staff"),
    says("name (school)", "holds_role", r"{person} \(~{school}[,)]", "person > school", tier=2),
    says("chairs here", "holds_role", r"{person} \({role},? ⟨R", "person > ", role="role", tier=2),
    says("share post", "holds_role", r"{school}<40>shar(?:e|es|ed|ing) (?:a|an|the|their|one) (?:\w+ )?{role},? {person}", "person > school", role="role"),
    says("under post", "holds_role", r"{one}<60>(?:under|with|led by|headed by) (?:the leadership of )?~(?:\w+ )?{role},? {person}", "person > one", role="role"),
    says("heads", "holds_role", r"{person}@ (?:now |also |currently )?(?:heads|headed|leads|led|runs|ran|has (?:led|run|headed)) ~{school}", "person > school", role="=headteacher", tier=2),
    says("chaired by", "holds_role", r"{group}<40>(?:chaired|convened) by ~{person}", "person > group", role="=chair of cluster"),
    says("run by", "holds_role", r"{group}<40>(?:led|run|coordinated|co-ordinated|facilitated|managed|directed) by ~{person}", "person > group", role="=leader", tier=2),
    says("chairs", "holds_role", r"{person}@<15>(?:chairs|chaired|chairing) ~{group}", "person > group", role="=chair of cluster"),
    says("manages group", "holds_role", r"{person}@<15>(?:manages|managed|coordinates|co-ordinates|coordinated|co-ordinated|directs) ~{group}", "person > group", role="=manager", tier=2),
    says("where in post", "holds_role", r"{one}<60>where {person} (?:is|was|has been|had been|acts as|worked as|works as) ~(?:the )?{role}", "person > one", role="role"),
)  # fmt: skip
