"""How texts say that schools or groups are federated or work together."""

from __future__ import annotations

from typing import Final

from loaders.reading.pattern import IS, Pattern, says

SCHOOLS: Final[tuple[Pattern, ...]] = (
    says("we work with", "partnership", r"\b[Ww]e <60>(?:exchange|work|link|partner|twin|collaborate)\w*<40>with ~{school}", "@school > school", tier=2),
    says("our partner is", "partnership", r"\b[Oo]ur (?:twin|partner|link|sister|linked) (?:school|academy|college)s? (?:is|are) ~{school}", "@school > school", tier=2),
    says("jointly with", "partnership", r"{school}<40>(?:joint|jointly|shared|together)<30>,? (?:with|alongside) ~{school2}", "school > school2", tier=2),
    says("federated", "federation", rf"{{school}}<20>(?:{IS}|have|has)<25>(?:federat\w+|in (?:a )?(?:hard |soft )?federation)(?: (?:with|and) ~{{school2}})?", "school > school2"),
    says("federated with", "federation", r"{school}<40>(?:federat(?:ed|es|ing)|in (?:close )?(?:hard |soft )?federation|formed a (?:hard |soft )?federation|entered (?:into )?a (?:hard |soft )?federation|shares? (?:a|an|one) (?:executive head\w*|governing body)) with ~{school2}", "school > school2"),
    says("federation of", "federation", r"federation (?:of|between|with|joining|linking) ~(?:two schools,? )?{school}", "school > school2"),
    says("schools' federation", "federation", r"{school} (?:[Ff]ederation|federated)", "school > school2"),
    says("works with", "partnership", r"{school}<40>(?:work(?:s|ed|ing)? (?:closely |together |in partnership |collaboratively )*|partner(?:s|ed)?|twinn?ed|paired|link(?:s|ed)?|collaborat\w+|in partnership|exchanges?)<15>(?:with|to) ~{school2}", "school > school2"),
    says("partnership between", "partnership", r"(?:partnership|links?|collaboration|arrangement|exchange|co-operation) (?:between|of|with) ~{school}", "school > school2"),
    says("working together", "partnership", r"{school}<30>(?:work(?:s|ed|ing)? (?:closely )?together|in (?:close )?partnership|collaborat\w+)", "school > school2", tier=2),
    says("groups paired", "partnership", r"{group}<<90>>(?:paired|linked|partnered|twinned|works? closely|worked closely|joint(?:ly)?|merged|collaborat\w+)<20>with ~(?:\w+ ){0,2}{group2}", "group > group2"),
    says("links with body", "partnership", r"{school}<30>(?:ha(?:s|d|ve)<30>(?:links?|relationships?|partnership)|work(?:s|ed)? (?:closely )?|in partnership)<10>with ~{org}", "school > org"),
    says("partner school", "partnership", r"{school}<15>,? ~(?:partner school|partner)(?: of| to| for) ~{school2}", "school > school2"),
)  # fmt: skip
