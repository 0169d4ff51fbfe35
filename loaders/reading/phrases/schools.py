"""How texts say that schools or groups are federated or work together."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import IS, POSS, Pattern, says

_A_FEDERATION: Final = r"(?:an? |one |single |the |our |their )?(?:[\w-]+ ){0,2}?federation"
# What schools share that ties them: not a fence, a name or a street.
_SHARED: Final = (
    r"(?!(?:\w+ ){0,2}(?:site|campus|building|boundary|border|fence|name|road|street|drive|wall|playground|postcode|view|catchment"
    r"|gate|entrance|car park|history|problem|concern|belief|vision|aim|hall|kitchen|news|saint|governing|prize|award|title|trophy|cup|joke|stor(?:y|ies)|view|place|thought|idea|cake|meal|photo|secret))"
)
# What is shared may be a person by the post.
_THING: Final = r"(?:[^⟨⟩;.]|⟨[RP]:[\d,]+⟩){0,60}?"
_TOGETHER: Final = (
    r"(?:team(?:s|ed|ing)? up|link(?:s|ed|ing)? up|join(?:s|ed|ing)? (?:forces|up|together)|g[eo]ts? together|threw in their lot"
    r"|throw in their lot|pair(?:s|ed)? up|work(?:s|ed|ing)? hand in (?:hand|glove)|work(?:s|ed|ing)? side by side"
    r"|c[ao]me together|pool(?:s|ed|ing)? (?:their )?(?:resources|staff|budgets|expertise))"
)
_AGREEMENT: Final = (
    r"(?:collaborat\w+|partnership|alliance|memorandum of understanding|joint working|joint arrangement)"
)
_LINKS: Final = r"(?:links?|partnership|relationship|association|collaborat\w+|connections?|ties)"

SCHOOLS: Final[tuple[Pattern, ...]] = (
    says("we work with", "partnership", r"\b[Ww]e <60>(?:exchange|work|link|partner|twin|collaborate)\w*<40>with ~{school}", "@school > school", tier=2),
    says("our partner is", "partnership", r"\b[Oo]ur (?:twin|partner|link|sister|linked) (?:school|academy|college)s? (?:is|are) ~{school}", "@school > school", tier=2),
    says("joint with", "partnership", r"\b[Jj]oint (?:(?!school|head|post|governing)\w+ ){1,5}with ~{school}", "@school > school", tier=2),
    says("exchange with", "partnership", r"\bexchang\w+ (?:visits|staff|teachers|places|lessons|pupils|ideas)<20>with ~{school}", "@school > school", tier=2),
    says("twin school", "partnership", r"\b(?:[Oo]ur|[Tt]he school['’]s|[Ii]ts) (?:twin|partner|sister|link) (?:school|academy|college)(?: in ⟨\w:[\d,]+⟩| in \w+)?(?:,| is| was| called)<8>~{school}", "@school > school", tier=2),
    says("our link with", "partnership", r"\b(?:[Oo]ur|[Aa]|[Tt]he school['’]s) (?:(?:strong|close|long|growing|regular|firm) )?(?:links?|friendship|twinning) with ~{school}", "@school > school", tier=2),
    says("exchange visits", "partnership", r"{school}<30>\bexchang\w+ (?:visits|staff|teachers|places|lessons|pupils)(?:<20>with ~{school2})?", "school > school2"),
    says("groups meet", "partnership", r"{group}(?!['’]s)<60>(?:sits? down|sat down|meets?|met|shares?|shared|holds?|held|ran|runs?)<30>\bwith ~(?:\w+ in <20>, ~)?{group2}", "group > group2", tier=2),
    says("jointly with", "partnership", r"{school}<40>\b(?:joint|jointly|together)\b<30>,? (?:with|alongside) ~{school2}", "school > school2"),
    says("federated", "federation", rf"{{school}}<20>(?:{IS}|have|has|had)<25>(?:federat(?:ed|es|ing)|in (?:a )?(?:hard |soft )?federation)(?: (?:with|and) ~{{school2}})?", "school > school2"),
    says("to federate", "federation", r"{school}<60>\bto federate(?: with ~{school2})?", "school > school2"),
    says("federate them", "federation", r"\bfederat(?:e|ing) ~{school}(?: with ~{school2})?", "school > school2"),
    says("its federation with", "federation", rf"{{school}}{POSS} (?:\w+ )?federation with ~{{school2}}", "school > school2"),
    says("they federated", "federation", r"{school},?<20>\bfederated(?! (?:with|governing|schools|head))", "school > school2"),
    says("form a federation", "federation", rf"{{school}}<30>(?:formed|form|set up|entered(?: into)?|created|ma[dk]e up|{IS}|came together (?:as|in)|joined(?: together)? (?:as|in)|agreed|voted for|considering|exploring) {_A_FEDERATION}(?! (?:with|of|between)\b)", "school > school2"),
    says("joined in a federation", "federation", rf"{{school}}<15>(?:joined|joins|linked|links)<10>~{{school2}} (?:in|as|to form) {_A_FEDERATION}", "school > school2"),
    says("share a governing body", "federation", r"{school}<20>(?:share|shared|have|had|has|under|c[ao]me under|(?:run|governed|overseen) by|answer to|with)<12>(?:a (?:single |joint |shared )?|one |the same |their )governing (?:body|board)", "school > school2", tier=2),
    says("federated with", "federation", r"{school}<40>(?:federat(?:ed|es|ing)|in (?:close )?(?:hard |soft )?federation|formed a (?:hard |soft )?federation|entered (?:into )?a (?:hard |soft )?federation|shares? (?:a|an|one) governing (?:body|board)) with (?:(?:that|those) of |the govern(?:ors|ing body) of )?~{school2}", "school > school2"),
    says("federation of", "federation", r"federation (?:of|between|with|joining|linking|made up of) ~(?:two schools,? |both )?{school}", "school > school2"),
    says("federation partner", "federation", r"{school}<60>federat(?:ion|ed) (?:partner|sister|school)s?(?: schools?)?,? ~{school2}", "school > school2"),
    says("schools' federation", "federation", r"{school} (?:[Ff]ederation|federated)", "school > school2"),
    says("works with", "partnership", r"{school}<40>(?:work(?:s|ed|ing)? (?:closely |together |in partnership |collaboratively |jointly )*|partner(?:s|ed)?|twinn?ed|paired|link(?:s|ed)?|collaborat\w+|in partnership|exchanges?)<15>(?:with|to) ~{school2}", "school > school2"),
    says("shares with", "partnership", rf"{{school}}<10>\b[Ss]har(?:e|es|ed|ing) {_SHARED}{_THING}with ~{{school2}}", "school > school2"),
    says("share", "partnership", rf"{{school}}<12>\b(?:share|shared|sharing) (?:an? |one |the (?:same )?|its |their |some )?{_SHARED}(?=[\w⟨-])", "school > school2", tier=2),
    says("have joint", "partnership", r"{school}<25>\b(?:have|had|run|ran|hold|held|put on|set up|started|offer|organise|organised|bought|buy|appoint\w*|employ\w*)<30>\b(?:joint|jointly|shared|together|between them|in common)\b(?! (?:concerns?|values|beliefs?|history|interests?|vision|aims?|problems?|boundar(?:y|ies)))", "school > school2", tier=2),
    says("join forces", "partnership", rf"{{school}}<30>\b{_TOGETHER}(?! (?:as|to form|under|in an?|in the)\b)(?: <20>with ~{{school2}})?", "school > school2"),
    says("enter an agreement", "partnership", rf"{{school}}<30>\b(?:sign\w*|enter\w*|agree\w*|form(?:ed)?|beg[au]n|start\w*|set up|have|has|are|were|is|been)<45>\b{_AGREEMENT}(?: (?:agreement|arrangement|deal))?(?:<12>(?:with|and) ~{{school2}})?", "school > school2", tier=2),
    says("agreement signed by", "partnership", rf"\b{_AGREEMENT}<30>(?:signed|agreed|made|reached|formed|begun|entered into) by ~{{school}}", "school > school2"),
    says("do together", "partnership", r"{school}<35>\b(?:plan|train|teach|moderat|buy|bought|purchas|commission|bid|appoint|recruit|employ|run|organis|develop|research)\w*<30>\b(?:together|jointly|as one|side by side)\b", "school > school2", tier=2),
    says("each other's", "partnership", r"{school}<40>(?:each other|one another)['’]s (?:classrooms?|lessons|staff|schools?|work|teachers|pupils|sites|meetings)", "school > school2", tier=2),
    says("are linked", "partnership", r"{school}<10>(?:are|were|have been|had been) (?:also |now |closely |formally )*(?:linked|paired|twinned|partnered|partners)\b(?! (?:with|to|in|of)\b)", "school > school2"),
    says("its partner school is", "partnership", rf"{{school}}{POSS} (?:\w+ )?(?:partner|twin|sister|link) ?(?:school|academy|college)?(?: is| was|,) ~?{{school2}}", "school > school2"),
    says("partnership between", "partnership", r"(?<!is a )(?<!was a )(?:[Pp]artnership|[Ll]inks?|[Pp]airing|[Tt]winning|[Cc]ollaboration|[Aa]rrangement|[Ee]xchange|[Cc]o-operation|[Aa]greement) (?:between|of|with) ~{school}", "school > school2"),
    says("working together", "partnership", r"{school}<30>(?:work(?:s|ed|ing)? (?:closely )?together|in (?:close )?partnership|collaborat\w+)", "school > school2", tier=2),
    says("groups paired", "partnership", r"{group}<<90>>(?:paired|linked|partnered|twinned|works? closely|worked closely|joint(?:ly)?|merged|collaborat\w+)<20>with ~(?:\w+ ){0,2}{group2}", "group > group2"),
    says("links with body", "partnership", rf"{{one}}<30>(?:ha(?:s|d|ve)<30>{_LINKS}|work(?:s|ed|ing)? (?:closely |jointly )?|in partnership|partner(?:s|ed)?|collaborat\w+|link(?:s|ed)? (?:up )?|team(?:s|ed) up )<15>(?:with|to) ~{{org}}", "one > org"),
    says("partner of body", "partnership", r"{one}<30>\bpartner(?: school)?s? (?:of|to|with|for) ~{org}", "one > org"),
    says("trains with", "partnership", r"{one}<30>\b(?:tak|took|host|train|plac|receiv|welcom|ha[sd]|hav)\w*<40>(?:student teachers|students|trainees|trainee teachers|teachers|undergraduates|placements)<20>(?:from|with|for|of|at) ~{org}", "one > org", tier=2),
    says("trainees come from", "partnership", r"\b(?:[Ss]tudents?|[Tt]rainees?|[Ss]tudent teachers|[Tt]rainee teachers)<30>(?:come|comes|came) (?:to us )?from ~{org}", "@school > org", tier=2),
    says("training school for", "partnership", r"{one}<30>(?:training|placement|partnership|professional development|research) school (?:for|of|with|to) ~{org}", "one > org"),
    says("run with body", "partnership", r"{one} (?:and|with|together with) ~{org}<25>\b(?:run|runs|offer|offers|provide|provides|deliver|delivers|work|share|train|set up|developed?|jointly)\b", "one > org", tier=2),
    says("partners include body", "partnership", r"\b(?:[Pp]artners|[Mm]embers)<20>(?:of|in) ~{group}<12>(?:are|were|include\w*|:)<12>~{org}", "group > org"),
    says("body is partner", "partnership", rf"{{org}}<20>(?:{IS}|as)<15>\bpartners? (?:of|to|with|for|in) ~{{one}}", "one > org"),
    says("body works with", "partnership", r"{org}<30>(?:works?|worked|working|partner(?:s|ed)?|link(?:s|ed)?|collaborat\w+)<12>with ~{one}", "one > org", tier=2),
    says("partnership with body", "partnership", rf"{{one}}{POSS}<20>\b{_LINKS} with ~{{org}}", "one > org"),
    says("partner school", "partnership", r"{school}<15>,? ~(?:partner school|partner)(?: of| to| for) ~{school2}", "school > school2"),
)  # fmt: skip
