"""How texts say who or what came after whom or what."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import Pattern, says

SUCCESSION: Final[tuple[Pattern, ...]] = (
    says("in succession to", "succeeds", r"{person}(?:(?!⟨P).){0,140}?in succession to ~{person2}", "person > person2"),
    says("took over from (further)", "succeeds", r"{person}<<150>>(?:took|taken|takes) over <30>from (?:[^⟨⟩;]{0,40}⟨R:[\d,]+⟩,? )?{person2}", "person > person2", tier=2),
    says("left, took over", "succeeds", r"{person2}@<60>(?:left|leaves|retired|retires|resigned|stepped down|moved on)<<70>>{person}@ (?:has )?(?:took over|takes over|taken over|replaced|succeeded|was appointed|became|stepped)", "person > person2", tier=2),
    says("replaces (person)", "succeeds", r"{person}<40>(?:replac\w+|succeed\w+|in succession to|took over <25>from|took over from|taken over from|takes over from|successor to|followed) ~{person2}", "person > person2"),
    says("replaced by (person)", "succeeds", r"{person2}<40>(?:replaced|succeeded|followed) by ~{person}", "person > person2"),
    says("became (school)", "succeeds", r"{school2},?<35>(?:became|becoming|converted (?:to|into)|reopened as|re-opened as|renamed|turned into|was replaced by|is now|now called|now known as) ~{school}", "school > school2"),
    says("formerly (school)", "succeeds", r"{school},? \(?(?:formerly|previously|the former)(?: known as| called)? ~{school2}", "school > school2"),
)  # fmt: skip
