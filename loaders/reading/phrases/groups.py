"""How texts say who is in a group of schools or of people."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import ADV, IS, Pattern, says

GROUPS: Final[tuple[Pattern, ...]] = (
    says("founds", "member_of", r"{person}<<160>>(?:began|set up|started|founded|launched)<<70>>{group}", "person > group", tier=2),
    says("we are in", "member_of", r"\b[Ww]e (?:are|belong|became|joined|remain|have been)<40>(?:in|of|to|joined) ~{group}", "@school > group", tier=2),
    says("group has members", "member_of", r"{group} (?:has|had|now has) (?:\w+ ){1,3}(?:members|schools)(?:: | - |, | \()~{school}", "school > group"),
    says("now part of", "member_of", r"{school},? (?:which is |is )?now (?:part|a member) of ~{group}", "school > group"),
    says("its trust", "member_of", r"{school}<60>(?:its|their) (?:new |own )?(?:trust|federation|alliance|cluster), ~{group}", "school > group", tier=2),
    says("jointly with (first)", "member_of", r"{school}<60>(?:hub|lead|lead school|leads?|founders?),? (?:jointly )?(?:with|alongside) ~⟨S:[\d,]+⟩,? (?:of|in) ~{group}", "school > group"),
    says("jointly with (second)", "member_of", r"⟨S:[\d,]+⟩<60>(?:hub|lead|lead school|leads?|founders?),? (?:jointly )?(?:with|alongside) ~{school},? (?:of|in) ~{group}", "school > group"),
    says("leaves", "member_of", r"{school}<50>(?:leave|leaves|left|leaving|withdrew from|withdrawn from|pulled out of) ~{group}", "school > group", dates="to", scoped=False),
    says("would join", "member_of", r"{school}<30>(?:asked|appl\w+|hop\w+|want\w+|invited|plan\w+|due|about|set|looking|likely|keen|agreed|decided|wish\w*) to join ~{group}", "school > group"),
    says("its partners", "member_of", r"(?:[Ii]ts|[Tt]he|[Oo]ur) (?:\w+ ){0,2}(?:partners|members|member schools|partner schools) (?:are|were|include|included|being):? ~{school}", "school > @group", tier=2),
    says("is member", "member_of", rf"{{school}},? (?:which )?{IS} {ADV}(?:a|an|all|one|both|active|founding|full|part|early|key|lead|leading|core|of|the|two|and|strategic|hub| )*(?:members?|part|partners?|one|schools?)<20>(?:of|in|within) ~(?:wider )?{{group}}", "school > group"),
    says("joins", "member_of", r"{school}<30>(?:joined|joins|belongs? to|belonged to|signed up to|takes? part in|participat\w+ in|sits? (?:in|within)|came together (?:as|in|to form)|formed|founded|set up|leads?|led|hosts?|hosted) ~{group}", "school > group"),
    says("consists of", "member_of", r"{group}<70>(?:consist\w*|compris\w*|includ\w*|made up of|members (?:are|were|include)|brings? together|brought together|involv\w+|schools are|schools were|formed (?:by|of|from)|between|is made up|linking|links|covers|unites|contains|serves|namely|of)<40>:? ?~{school}", "school > group"),
    says("is member (person)", "member_of", r"{person},? (?:who )?<30>(?:member of|sits on|set up|sets up|founded|attends|attended|joined|belongs to|part of|role in(?: shaping)?|active in|leads|led|involved (?:in|with)|convenes|runs|role on) ~{group}", "person > group", tier=2),
    says("members in brackets", "member_of", r"{group} ?\((?:which )?(?:includ\w+|compris\w+|of)?:? ?{school}\)", "school > group"),
    says("led by", "member_of", r"{group},? (?:which is |is |was )?(?:led|hosted|headed|run) by ~{school}", "school > group"),
)  # fmt: skip
