"""How texts say in which local authority a school or group is."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import IS, Pattern, says

_NEAR: Final = r"(?:,? (?:also|now|both|all (?:three |four |five |six )?of them|all|not far off|a few miles away|nearby|over the (?:county |borough )?(?:boundary|border)),?)*"
# "a special school", "one of the four nurseries": what stands between a school and where it is.
_SORT: Final = r"(?:,? (?:which (?:is|was) |that (?:is|was) )?(?:an?|the|our|its) [\w’' -]{3,45}?)?"

PLACES: Final[tuple[Pattern, ...]] = (
    says("in brackets", "in_authority", r"{one} \((?:in )?{la}\)", "one > la"),
    says("behind a comma", "in_authority", r"{one}(?:, [A-Z][\w’'-]+)?, {la}(?=[,.;)]|$| \d)", "one > la"),
    says("in", "in_authority", rf"{{one}}{_SORT}{_NEAR},? (?:,? {IS} )?(?:up |down |out |over )?(?:in|at the edge of|on the edge of) (?:the (?:north|south|east|west|middle) of |north |south |east |west )?{{la}}(?!⟨)", "one > la"),
    says("is in", "in_authority", rf"{{one}} {IS} (?:also |now )?(?:in|a {{la2}} school|maintained by|run by) ~{{la}}", "one > la"),
    says("authority's", "in_authority", r"{la}['’]s (?:own )?(?:[\w-]+ )?{one}", "one > la"),
    says("an authority's school", "in_authority", r"\b(?:[Aa]n?|[Tt]he) {la} (?:[\w-]+ ){0,2}(?:school|primary|secondary|academy|nursery|federation|cluster),? (?:called )?(?:the )?{one}", "one > la"),
    says("in, where", "in_authority", r"\b[Ii]n {la},? where <<60>>{one}", "one > la"),
    says("under the authority's name", "in_authority", r"^{la}: [^⟨⟩]{3,60}{one}", "one > la"),
)  # fmt: skip
