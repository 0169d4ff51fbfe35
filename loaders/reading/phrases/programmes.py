"""How texts say who took part in a programme, and whose money paid."""

from __future__ import annotations

from typing import Final

from loaders.reading.phrases.pattern import PERSON_MEANT, POSS, Pattern, says

_TAKES: Final = (
    r"(?:complet\w+|graduat\w+|enrol\w+|participa\w+|undert\w+|studi\w+|studying|start\w+|began|begun|beg[iu]n\w*|join\w+|took|taken|taking|takes|attend\w+"
    r"|finish\w+|gain\w+|achiev\w+|register\w+|pass\w+|did|done|doing|embark\w+|signed up|earn\w+|obtain\w+|accepted|admitted|qualif\w+"
    r"|(?:went|gone|moved|progressed|going) on to|(?:working|work|worked) (?:towards|for)|place on|cohort of|picked up|won a place|trained)"
)
# Words between somebody and what they do that name nobody else.
_SELF: Final = r"(?:[^⟨⟩;]|⟨[RSGLON]:[\d,]+⟩){0,110}?"
_HIS: Final = r"(?:(?:⟨P:[\d,]+⟩|her|his|their|the|an?|both) )?(?:own |first |the )?"

_AS_WHAT: Final = r"(?:[^,;⟨⟩]|⟨[RSG]:[\d,]+⟩){2,60}"

PROGRAMMES: Final[tuple[Pattern, ...]] = (
    says("holds a second", "participates_in", rf"{{person}}{_SELF}\b(?:holds?|held|holding|has|with|{_TAKES})\b[^⟨⟩;]{{0,30}}{_HIS}⟨M:[\d,]+⟩[^⟨⟩;]{{0,45}}(?:,|\band|\bthen)(?: and| then)? (?:then )?{_HIS}{{prog}}", "person > prog", tier=2),
    says("sees somebody through", "participates_in", rf"\b(?:seen|saw|sees|seeing|guid\w+|steer\w+|help\w+|coach\w+|mentor\w+|tutor\w+) ~{{person}}(?:, {_AS_WHAT},)? through {_HIS}{{prog}}", "person > prog", tier=2),
    says("takes a second part", "participates_in", rf"{{person}}{_SELF}\b{_TAKES}\b[^⟨⟩;]{{0,35}}{_HIS}⟨M:[\d,]+⟩[^⟨⟩;]{{0,70}}?(?:\band|\bthen|,)[^⟨⟩;]{{0,60}}?{_HIS}{{prog}}", "person > prog"),
    says("gives money", "funded_by", r"{funder} (?:has |had |also |since )*(?:gave|given|granted|awarded|provided|contributed|paid|put in|put up|found|made available|made|allowed)(?: us)?(?: an award of| a grant of| another| a further| up to| some| over| more than)? (?:£|money|funding|a (?:small |one-off )?grant)", " > funder", tier=2),
    says("group grant from", "funded_by", r"\b(?:cluster|group|partnership|federation|alliance|forum)(?:['’]s)? (?:\w+ )?(?:grant|funding|money|award)<20>\bfrom ~{funder}", "@group > funder", tier=2),
    says("had a grant", "funded_by", r"{one}<60>\bha(?:s|ve|d) (?:also |since |now |already )*(?:had|held|run on|lived on) ~{funder}(?: (?:grant|money|funding))?(?: of £|[.,;]|$)", "one > funder", tier=2),
    says("with money from", "funded_by", r"{one}<<70>>\b(?:with|has|had|gets|got|receiv\w+|on|through|by) (?:\w+ ){0,2}(?:money|funding|grants?|cash|sponsorship|£[\d,.]+)<40>\bfrom ~{funder}", "one > funder"),
    says("paid out of", "funded_by", r"{one}<60>\b(?:paid|met|funded|financed|kept going|started)<15>(?:from|out of|with|by) ~(?:⟨[LO]:[\d,]+⟩(?:['’]s?)? )?{funder}", "one > funder", tier=2),
    says("grant to one", "funded_by", r"{prog}<10>\b(?:to|for) ~{one}", "one > prog", tier=2),
    says("bid to", "funded_by", r"{one}<20>\b(?:bid|applied|appl(?:ies|ication))<15>\bto ~{funder}<40>\b(?:was given|were given|received|was awarded|got|succe\w+|and won)", "one > funder"),
    says("successful bid to", "funded_by", r"{one}<15>\b(?:successful(?:ly)?|won)<15>\b(?:bid|bidding|application|appl\w+)<15>\bto ~{funder}", "one > funder"),
    says("with whose money", "funded_by", r"[Ww]ith ~{funder}['’]s? (?:£[\d,.]+[km]?|money|grant|funding|help),? ~{one}", "one > funder", tier=2),
    says("grant to", "funded_by", r"{funder}<40>\b(?:grants?|award|donation|gift|money|cheque|£[\d,.]+[km]?)<30>\b(?:to|for) ~{one}", "one > funder", tier=2),
    says("gives it money", "funded_by", r"{funder}<15>\b(?:g[ai]v(?:e|es|ing|en)|award(?:ed|s|ing)|granted|paid|pays|offered|handed|presented|donated|contributed|lent|sponsored|provid(?:ed|es)|allowed|allocated)<12>{one}<10>(?:£|with £|a (?:\w+ )?grant|money|funding|with)", "one > funder"),
    says("wins money", "funded_by", r"{one}<30>\b(?:won|secured|obtained|received|was given|were given|was awarded|were awarded|got|gained|attracted|drew)<<30>>(?:£[\d,.]+[km]?|a (?:\w+ )?grant|funding|money)<30>(?:from|of|by) ~{funder}", "one > funder"),
    says("money comes to", "funded_by", r"(?:[Mm]oney|[Gg]rants?|[Ff]unding|£[\d,.]+[km]?)<20>\b(?:came|comes|went|goes|is paid|was paid|arrived)<10>\bto ~{one}<15>\bfrom ~{funder}", "one > funder"),
    says("relies on money of", "funded_by", r"{one}<20>\b(?:relies|relied|lives|lived|depends|depended|runs|ran|survives|survived)<15>\bon ~(?:\w+ )?(?:subsidy|money|grants?|funding|cash|gifts?|contributions?) (?:from|of) ~{funder}", "one > funder"),
    says("money went to", "funded_by", r"(?:money|grant|funding|£[\d,.]+)<40>\b(?:from|of) ~{funder}<40>\b(?:to|for|at) ~{one}", "one > funder", tier=2),
    says("gives money to", "funded_by", r"{funder} (?:gave|granted|awarded|paid) ~{one} (?:£|a grant|money|funding)", "one > funder"),
    says("grant comes from", "funded_by", r"(?:grant|funding|money)<30>(?:comes|came|is|was) from ~{funder}", " > funder", tier=2),
    says("group given grant", "funded_by", r"{one}<25>(?:applied|bid)<<40>>for (?:a |an |the )?{prog}<60>(?:was given|were given|received|was awarded|got|succeeded)", "one > prog"),
    says("school takes part", "participates_in", r"{one}<30>(?:lead school for|takes? part in|took part in|participat\w+ in|pilot(?:s|ed)? (?:for|of)?|involved in|pilot school for) ~{prog}", "one > prog"),
    says("set up under", "funded_by", r"{one}<40>(?:set up|established|founded|created|formed|began|started)<30>(?:under|through|as part of|with (?:funding|money|a grant) from) ~{prog}", "one > prog"),
    says("work funded by", "funded_by", r"(?:[Aa]ctivit(?:y|ies)|[Pp]rojects?|[Ww]ork|[Pp]osts?|[Rr]ole)<40>(?:funded|paid for|financed) (?:by|through|from) ~{funder}", " > funder", tier=2),
    says("part of nobody named", "participates_in", r"(?:through|by|from) (?:her |his |their )?participation in ~{prog}", f"{PERSON_MEANT} > prog", tier=2),
    says("and funding from", "funded_by", r"(?:funding|grants?|money|bidding|bids?)<60>(?:from|by)<12>⟨[MLO]:[\d,]+⟩(?:,| and| and also)+ ~{funder}", " > funder", tier=2),
    says("takes part", "participates_in", rf"{{person}}{_SELF}\b{_TAKES}\b[^⟨⟩;]{{0,35}}{_HIS}{{prog}}", "person > prog"),
    says("holds", "participates_in", rf"{{person}}{_SELF}\b(?:holds?|held|holding|has|had|possesses|with) (?:(?:both|now|also|already|only|an?|the|her|his) )*{_HIS}{{prog}}(?! (?:grant|money|funding))", "person > prog", tier=2),
    says("is on", "participates_in", rf"{{person}}{_SELF}\b(?:is|was|has been|were)\b[^⟨⟩;]{{0,30}}\b(?:on|through|into|towards)\b[^⟨⟩;]{{0,25}}{_HIS}{{prog}}", "person > prog", tier=2),
    says("taken by", "participates_in", r"{prog}<30>(?:taken|completed|passed|gained|undertaken|followed|finished) by ~{person}", "person > prog"),
    says("helped through", "participates_in", rf"{{person}} (?:was|is|has been|had been)[^⟨⟩;]{{0,20}}(?:coached|mentored|supported|helped|guided|tutored)(?: by ⟨P:[\d,]+⟩)? through {_HIS}{{prog}}", "person > prog", tier=2),
    says("came next", "participates_in", r"(?:^|, and |; )[Tt]?h?e? ?{prog}[^⟨⟩;]{0,15}(?:followed|came (?:next|after|later|with))", f"{PERSON_MEANT} > prog", tier=2),
    says("whose part", "participates_in", rf"{{person}}{POSS} (?:own )?(?:participation|involvement|experience|training|study|studies|progress\w*)<25>{{prog}}", "person > prog"),
    says("programme, name", "participates_in", r"{prog}<25>(?:which |that )?{person} (?:started|completed|joined|began|did|undertook|took)", "person > prog"),
    says("is funded by", "funded_by", r"{one}<60>(?:funded|financed|paid for|sponsored|supported financially|part-funded|resourced) (?:by|through|from|via) ~{funder}", "one > funder"),
    says("receives", "funded_by", r"{one}<50>(?:receiv\w+|awarded|secur\w+|won|granted|obtain\w+|benefit\w+ from|was given|were given|attracted)<45>{funder}", "one > funder"),
    says("money for", "funded_by", r"{prog}<50>(?:com(?:es|ing)|came|went|goes|awarded|paid|given|allocated|allowed|gave|helped|enabled) (?:to )?~{one}", "one > prog"),
    says("funding from", "funded_by", r"(?:funding|grants?|money|bidding|bids?)<60>(?:from|by)<12>{funder}", " > funder", tier=2),
)  # fmt: skip
