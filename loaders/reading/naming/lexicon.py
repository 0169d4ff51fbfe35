"""The field's words that a reader knows before it opens a document: how schools, groups, posts, qualifications and
bodies are called. National names only; nothing here comes from, or is meant for, one document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# -- schools -----------------------------------------------------------------------------------------------------------

# Words that say what sort of school one is; a school's name is some proper words and then one or more of these.
SCHOOL_SORTS: Final = (
    r"Primary|Junior|Juniors|Infants?|Infants'|Nursery|First|Middle|High|Secondary|Upper|Lower|Grammar|Comprehensive"
    r"|Community|Catholic|Special|Voluntary|Aided|Controlled|C\.? ?of ?E\.?|CofE|C\.?E\.?|R\.?C\.?|V\.?A\.?|V\.?C\.?"
    r"|Church of England|Roman Catholic|Methodist|Foundation|Girls'?|Boys'?|Technology|Sports|Arts|Science|Language"
    r"|Specialist|Combined|Preparatory|Prep|Jewish|Islamic|Endowed|Sixth Form|Studio|Free"
)
# What a school's name may end on. "Primary" and its like stand alone in running text ("Oak Primary").
SCHOOL_ENDS: Final = (
    r"[Ss]chool|Academy|academy|College|Nursery|Primary|Infants?'?|Juniors?|High|Grammar|Secondary|Sixth Form"
    r"|Children['’]s Centre|Nursery Centre|UTC"
)
# Capitalised words that begin no school's name.
NO_SCHOOL: Final = frozenset(
    """
    a an the this that these those our my your his her its their each every both all some many most other
    another several old local partner host home lead teaching extended forest healthy eco international
    national regional primary secondary junior infant nursery first middle high special free independent state
    maintained outstanding good satisfactory failing small large head heads executive assistant deputy business
    senior whole cross multi inter international summer sunday faith church community catholic royal county
    school schools academy academies college sixth form support challenge training initial before after pre at
    in on of for by from to and or with when while where as if but not no one two three four five six seven
    eight nine ten improvement leading beacon specialist pathfinder trust foundation sponsored converter
    national's following although within through during since although once however also neither either unlike
    like under near what which who how why there here now then until till while unless whether across between among
    around about into onto over against despite because so yet still even only just nearby meanwhile today
    yesterday tomorrow last next this council government dfe is are was were has have had will would can could
    should did does do may might must let if it we they he she you i
    """.split()
)

# Capitalised words before "school" in small letters that say of what faith, land, day or body it is.
NO_OWN_WORD: Final = frozenset(
    """
    english british welsh scottish irish french german european american chinese christian muslim islamic jewish
    hindu sikh anglican victorian edwardian georgian saturday sunday ofsted london england wales yorkshire
    midlands north south east west northern southern eastern western january february march april may june july
    august september october november december autumn spring summer winter teach year reception foundation
    montessori steiner church methodist
    """.split()
)

# Lands, whose schools a text may speak of and none of which is a school.
LANDS: Final = frozenset(
    """
    scotland wales ireland northern finland sweden norway denmark germany france spain italy poland portugal greece
    turkey china japan singapore india pakistan bangladesh africa nigeria ghana kenya gambia america canada
    australia zealand jamaica europe asia hong kong shanghai russia ukraine romania netherlands holland belgium
    switzerland austria hungary iceland estonia
    """.split()
)

POST_WORDS: Final = frozenset(
    """
    head heads headteacher headteachers principal principals deputy governor governors chair manager director
    bursar adviser advisor teacher inspection inspections school schools chairs managers leader leaders staff
    pupils parents member members number group cluster
    """.split()
)

# Posts in a group of schools rather than in one of them.
GROUP_POST: Final = re.compile(
    r"cluster|partnership|alliance|federation|teaching school|^co-?ordinator|convenor|convener|treasurer|chief executive|trustee"
    r"|^(?:general |branch |honorary )?secretary|executive officer|president|^(?:executive |managing )?director$|^clerk$"
)
# Posts in a council: of a director, head or member for what councils do.
COUNCIL_POST: Final = re.compile(
    r"director (?:of|for)|head of (?!school$)|(?:cabinet|lead|executive) member|portfolio|council|spokes|^(?:education|schools?|senior|principal|chief|lead|area|district) (?:[a-z ]+ )?(?:advis|officer)"
    r"|^(?:school (?:organisation|improvement|support|places|standards)|education|governor services|education welfare) (?:manager|officer)"
    r"|^link adviser$|^school improvement partner$"
)

# Pairs of capitals that are no person's initials.
NO_INITIALS: Final = frozenset(
    "LA PP RC CE VA VC PE HT SL UK IT HR AM PM PA TA EU US AOB GB SEN DH AH EH QA HQ ID OK TV NI MP VI VR EY KS FS RE"
    " SM PR BM CM DM SC ST AD BC MA BA CV".split()
)

# How studies that withhold names abbreviate a post before a number, and the post that is meant.
CODED_POSTS: Final = {
    "HT": "headteacher",
    "DHT": "deputy headteacher",
    "DH": "deputy headteacher",
    "AHT": "assistant headteacher",
    "AH": "assistant headteacher",
    "BM": "school business manager",
    "EHT": "executive headteacher",
    "SIP": "school improvement partner",
    "SBM": "school business manager",
    "SBD": "school business director",
    "CoG": "chair of governors",
    "CG": "chair of governors",
    "NLE": "",
    "LLE": "",
    "SLE": "",
}

# -- groups ------------------------------------------------------------------------------------------------------------

# How a group of schools or of people is called, longest first, and the vocabulary's kind for it.
GROUP_WORDS: Final = (
    (r"[Tt]eaching [Ss]chools? [Aa]lliance|TSA", "teaching_school_alliance"),
    (
        r"[Mm]ulti[- ][Aa]cademy [Tt]rust|MAT|Mat|[Aa]cademy [Tt]rust|[Aa]cademies [Tt]rust|[Cc]o-?operative [Tt]rust",
        "trust",
    ),
    (r"(?:[Ss]oft |[Hh]ard )?(?:[Ff]ed|[Cc]onfed)eration", "federation"),
    (r"[Ss]chools? [Cc]luster|[Cc]luster of [Ss]chools|[Cc]luster", "cluster"),
    (r"[Ss]chools? [Pp]yramid|[Pp]yramid(?: of [Ss]chools)?", "cluster"),
    (r"[Tt]eaching [Ss]chool [Hh]ub", "teaching_school_alliance"),
    (r"[Ff]amily of [Ss]chools|[Ll]earning [Cc]ommunity|[Cc]ollaborative|[Cc]ollegiate|[Cc]onsortium", "partnership"),
    (
        r"[Cc]oalition|Collective|Co-?operative|Education Action Zone|Action Zone|Learning Partnership|Circle",
        "partnership",
    ),
    (r"[Aa]lliance", "teaching_school_alliance"),
    (r"[Ss]chools? [Pp]artnership|[Pp]artnership(?: of [Ss]chools)?|[Cc]ollaboration", "partnership"),
    (r"[Tt]rust", "trust"),
    (r"[Ff]orum|[Nn]etwork(?: [Gg]roup)?|[Aa]ssociation", "network"),
    (r"[Gg]roup", "network"),
)
# Words before a group word that make it somebody's working body, a grant or nobody in particular.
NO_GROUP: Final = frozenset(
    """
    working steering focus project task management network user age year peer study reference strategic primary
    secondary the a an this that local public private key stage ability each every our senior middle partner
    charity national advisory target support small large learning executive school schools parent community
    wider wide new other another both its their extended teaching hard soft pp leadership headteacher heads
    governor social academy academies charitable foundation multi initial subject business in of and for
    national's cross before after through during since although while when as at by with under towards within
    into federation cluster group first second third most some many several no one two three four five six
    government diocesan amazing sbd sbm from to than parents parent's parents' residents pta teachers teachers' old tenants housing family
    world anglo hospital nhs police health care wildlife youth friends sports football cricket athletic parent-teacher
    """.split()
)

# -- people ------------------------------------------------------------------------------------------------------------

TITLES: Final = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Sir|Dame|Revd?|Reverend|Fr|Father|Sister|Canon|Councillor|Cllr|Lady|Lord|Mlle|Mme|Madame|Señora|Frau|Herr)\.?"

# What a council's posts are for: "director of children's services", "cabinet member for schools".
_AREA: Final = (
    r"(?:the )?(?:(?:lifelong|early|adult|primary|secondary|special|specialist|community|integrated|local|public)[ -])?"
    r"(?:children(?:['’]s)?|young people(?:['’]s)?|education(?:al)?|schools?|learning|learners?|famil(?:y|ies)|skills|standards|inclusion|youth"
    r"|access|achievement|attainment|effectiveness|people|culture|leisure|safeguarding|commissioning|planning|improvement|support|years|help|needs)"
    r"(?: (?:services?|improvement|standards|effectiveness|support|organisation|places|planning|provision|commissioning|achievement|needs))?"
)
_AREAS: Final = rf"{_AREA}(?:(?:, and |, | and | & ){_AREA})*(?! (?:at|team|department|committee|centre) the)"
_SUBJECT: Final = (
    r"(?:english|maths|mathematics|science|literacy|numeracy|reading|phonics|ict|computing|humanities|history|geography|art|music|drama|pe|sport"
    r"|languages|modern languages|technology|religious education|re|pshe|pastoral(?: care)?|curriculum|assessment|behaviour|inclusion|safeguarding"
    r"|year(?: \w+)?|key stage(?: \w+)?|eyfs|early years|foundation stage|reception|nursery|sixth form|lower school|upper school|phase|subject|department)"
)

# A post, longest first: what it reads as (an expression) and the vocabulary's own title for it.
POSTS: Final = (
    (r"(?:governors['’]?|governing body['’]s) chair(?:man|woman|person)?", "chair of governors"),
    (
        r"(?:principal|chief|lead|senior|area|district) (?:(?:education|school improvement|schools?|primary|secondary) )?(?:advis[eo]r|officer)"
        r"|(?:school (?:organisation|improvement|support|places|standards)|education|governor services) (?:manager|officer)",
        "",
    ),
    (
        rf"(?:(?:deputy|assistant|acting|interim|corporate|executive|strategic|service) )*director (?:of|for) {_AREAS}",
        "",
    ),
    (
        rf"(?:acting |interim |assistant |deputy )?head of (?!schools?\b(?! (?:improvement|standards|effectiveness|support|organisation|places|services?|provision|achievement)))(?:service for )?{_AREAS}",
        "",
    ),
    (
        rf"(?:cabinet|lead|executive) member(?: (?:for|with responsibility for) {_AREAS})?|portfolio holder(?: for {_AREAS})?",
        "",
    ),
    (r"(?:council )?(?:spokes(?:man|woman|person))|leader of the council|council leader", ""),
    (rf"(?:deputy |assistant )?head of {_SUBJECT}", ""),
    (rf"{_SUBJECT} (?:leader|lead|co-?ordinator|manager)", ""),
    (
        rf"(?:(?:class ?|lead |supply |advanced skills |{_SUBJECT} )?teacher|teaching assistant)(?=[,.;:)]| (?:at|of|in|from|with|there)\b)",
        "",
    ),
    (
        r"(?:sports|pe) coach|learning mentor|family (?:support|liaison) (?:worker|officer)|(?:ict |it |network )?technician|caretaker",
        "",
    ),
    (
        r"(?:general |branch |honorary )?secretary(?! (?:of|for) (?:state|education|defence))|(?:chief )?executive officer|president",
        "",
    ),
    (r"EHT", "executive headteacher"),
    (r"DHT", "deputy headteacher"),
    (r"AHT", "assistant headteacher"),
    (r"executive (?:head ?teacher|head|principal)", "executive headteacher"),
    (
        r"(?:acting |associate )?deputy (?:head ?teacher|head|principal)|vice[- ]principal|deput(?:y|ies)",
        "deputy headteacher",
    ),
    (r"assistant heads? of school", "assistant head of school"),
    (r"assistant (?:head ?teachers?|heads?|principals?)", "assistant headteacher"),
    (r"heads? of school(?! [A-H\d]\b)", "head of school"),
    (r"(?:acting |interim |associate |co-)?(?:head ?teacher|headmaster|headmistress|principal)", "headteacher"),
    (r"assistant (?:school )?business managers?", "assistant school business manager"),
    (r"assistant bursar", "assistant bursar"),
    (r"federation (?:school )?business manager", "federation business manager"),
    (r"(?:cluster|partnership) (?:business )?manager", "cluster manager"),
    (r"(?:school )?business director", "school business director"),
    (r"(?:school )?business manager", "school business manager"),
    (r"SBM", "school business manager"),
    (r"SBD", "school business director"),
    (r"(?:school )?bursar", "school bursar"),
    (
        r"vice[- ]chair(?:man|woman|person)? of (?:the )?(?:(?:school|joint|single|shared|federated|new|local) )*(?:governors|governing (?:body|board))",
        "vice chair of governors",
    ),
    (
        r"chair(?:man|woman|person)? of (?:the )?(?:(?:school|joint|single|shared|federated|new|local|interim) )*(?:governors|governing (?:body|board)|trustees)",
        "chair of governors",
    ),
    (r"vice[- ]chair(?:man|woman|person)?", "vice chair of cluster"),
    (r"chair(?:man|woman|person)?", "chair of cluster"),
    (r"(?:teaching school|alliance) (?:director|manager|co-?ordinator)", "teaching school director"),
    (r"school improvement partner|SIP", "school improvement partner"),
    (r"(?:link|school improvement|improvement|primary|senior national|national) advis[eo]r", "link adviser"),
    (r"inclusion (?:manager|leader)", "inclusion manager"),
    (r"(?:finance|office|operations|premises|site|project|programme|finance and premises|resources) manager", ""),
    (r"(?:(?:education|schools?|senior|literacy|numeracy|curriculum|governor) )?advis[eo]r", ""),
    (r"(?:finance|operations) director|director of (?:finance|operations|business)", ""),
    (r"(?:federation|teaching school) assistant", ""),
    (r"chief executive(?: officer)?|CEO", ""),
    (r"(?:cluster |partnership |alliance |federation )?co-?ordinator|convenor|convener|treasurer", ""),
    (r"director of the (?:teaching school|alliance)", "teaching school director"),
    (r"(?:education welfare|attendance|finance|school improvement) officer|administrator|school secretary", ""),
    (r"(?:executive |managing )?director", ""),
    (r"governor|clerk(?: to the governors)?|trustee|head girl", ""),
    (r"SENCO|SENDCO", ""),
    (r"head", "headteacher"),
)


# -- programmes, qualifications, grants, bodies ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """Something national that texts name in many ways: its name, and every way as one expression."""

    type: str
    name: str
    ways: str


PROGRAMME, ORGANISATION = "programme", "organisation"
SBD_PROGRAMME: Final = "School Business Director (SBD) programme"
KNOWN: Final = (
    Known(
        PROGRAMME,
        "Advanced Diploma of School Business Management (ADSBM)",
        r"[Aa]dvanced [Dd]iploma (?:of|in|for) [Ss]chool [Bb]usiness [Mm]anage(?:ment|rs)(?: \(ADSBM\))?|ADSBM",
    ),
    Known(
        PROGRAMME,
        "Diploma of School Business Management (DSBM)",
        r"[Dd]iploma (?:of|in|for) [Ss]chool [Bb]usiness [Mm]anage(?:ment|rs)(?: \(DSBM\))?|DSBM",
    ),
    Known(
        PROGRAMME,
        "Certificate of School Business Management (CSBM)",
        r"[Cc]ertificate (?:of|in|for) [Ss]chool [Bb]usiness [Mm]anage(?:ment|rs)(?: \(CSBM\))?|(?:modular )?CSBM",
    ),
    Known(
        PROGRAMME,
        "School Business Director (SBD) programme",
        r"School Business Directors?(?: \(SBD\))? (?:[Pp]ilot )?[Pp]rogrammes?|SBD (?:pilot )?[Pp]rogramme|SBD pilot|SBD (?:cohort|course)",
    ),
    Known(PROGRAMME, "Bursar Development Programme", r"(?:NCTL |NCSL |National College )?Bursar Development Programme"),
    Known(
        PROGRAMME,
        "Primary Partnership (PP) grant",
        r"[Pp]rimary [Pp]artnership(?: \(PP\))? (?:grants?|award|funding|fund|initiative|project)|PP (?:grant|award|[Ff]unding|project|initiative|money)",
    ),
    Known(
        PROGRAMME,
        "National Professional Qualification for Headship (NPQH)",
        r"National Professional Qualification (?:for|in|of) Headship(?: \(NPQH\))?|NPQH",
    ),
    Known(
        PROGRAMME,
        "National Professional Qualification for Senior Leadership (NPQSL)",
        r"National Professional Qualification (?:for|in|of) Senior Leadership(?: \(NPQSL\))?|NPQSL",
    ),
    Known(
        PROGRAMME,
        "National Professional Qualification for Middle Leadership (NPQML)",
        r"National Professional Qualification (?:for|in|of) Middle Leadership(?: \(NPQML\))?|NPQML",
    ),
    Known(
        PROGRAMME,
        "National Professional Qualification for Executive Leadership (NPQEL)",
        r"National Professional Qualification (?:for|in|of) Executive Leadership(?: \(NPQEL\))?|NPQEL",
    ),
    Known(
        PROGRAMME,
        "Local Leaders of Education programme",
        r"(?:NCTL |NCSL )?Local Leaders? (?:in|of) Education(?: \(LLE\))? programme|LLE (?:programme|initiatives?)",
    ),
    Known(
        PROGRAMME,
        "National Leaders of Education programme",
        r"(?:NCTL |NCSL )?National Leaders? (?:in|of) Education(?: \(NLE\))? programme|NLE (?:programme|initiatives?)",
    ),
    Known(
        PROGRAMME,
        "School Improvement Partner programme",
        r"School Improvement Partners?(?: \(SIP\))? [Pp]rogramme|SIP [Pp]rogramme",
    ),
    Known(PROGRAMME, "School Direct", r"School Direct(?: [Pp]rogramme)?"),
    Known(PROGRAMME, "Excellence in Cities", r"Excellence in Cities(?: \(EiC\))?|EiC"),
    Known(PROGRAMME, "London Challenge", r"London Challenge"),
    Known(PROGRAMME, "City Challenge", r"City Challenge"),
    Known(PROGRAMME, "National Challenge", r"National Challenge"),
    Known(
        PROGRAMME, "Middle Leadership Development Programme", r"Middle Leader(?:ship|s)? (?:Development )?Programmes?"
    ),
    Known(
        PROGRAMME, "Nursery Education Funding (NEF)", r"Nursery Education Funding(?: \(NEF\))?|Nursery Education Grant"
    ),
    Known(PROGRAMME, "Schools Partnership Programme", r"Schools Partnership Programme"),
    Known(
        ORGANISATION,
        "NCTL",
        r"National College for Teaching and Leadership(?: \(NCTL\))?|National College (?:for|of) School Leadership(?: \(NCSL\))?|(?:the )?National College|NCTL|NCSL",
    ),
    Known(
        ORGANISATION,
        "Training and Development Agency for Schools (TDA)",
        r"Training and Development Agency(?: for Schools)?(?: \(TDA\))?|TDA",
    ),
    Known(
        ORGANISATION,
        "Department for Education",
        r"Department for Education(?: and Skills)?(?: \(Df(?:E|ES)\))?|DfES|DfE|DCSF",
    ),
    Known(ORGANISATION, "Ofsted", r"Ofsted|OFSTED"),
    Known(ORGANISATION, "National Lottery", r"(?:the )?(?:National|Big) Lottery(?: [Ff]und)?|Heritage Lottery Fund"),
    Known(ORGANISATION, "Comic Relief", r"Comic Relief"),
    Known(ORGANISATION, "Sustrans", r"Sustrans(?: grant)?"),
    Known(
        ORGANISATION, "Centre for British Teachers (CfBT)", r"Centre for British Teach(?:ers|ing)(?: \(CfBT\))?|CfBT"
    ),
    Known(
        ORGANISATION,
        "Specialist Schools and Academies Trust (SSAT)",
        r"Specialist Schools and Academies Trust(?: \(SSAT\))?|SSAT",
    ),
)

# Designations of system leaders, as written.
DESIGNATION_WAYS: Final = (
    (
        r"National Leaders? (?:of|in) Education(?: \(NLEs?\))?|national leader of excellence|NLEs?|National Leaders?(?! (?:of|in|for)\b)",
        "NLE",
    ),
    (r"[Ll]ocal [Ll]eaders? (?:of|in) [Ee]ducation(?: \(LLEs?\))?|LLEs?|Local Leaders?(?! (?:of|in|for)\b)", "LLE"),
    (r"[Ss]pecialist [Ll]eaders? (?:of|in) [Ee]ducation(?: \(SLEs?\))?|SLEs?", "SLE"),
    (
        r"(?:SBM|School Business Manager|school business manager) [Aa]dvocate|[Aa]dvocate for SBMs?|[Aa]dvocate of SBMs?",
        "SBM advocate",
    ),
    (r"accredited (?:School Business Director|SBD)", "SBD"),
)

# -- negation and plans ------------------------------------------------------------------------------------------------

NEGATION: Final = re.compile(
    r"\b(?:not|never|no longer|n['’]t|without|had no|has no|have no|no (?:role|part|formal|links?|involvement)|neither"
    r"|declined|refused|rather than|instead of|failed to|unable to|nor|rejected|withdrew from|opted out|voted against|decided against|turned down|stay(?:ed)? outside)\b",
    re.IGNORECASE,
)
PLAN: Final = re.compile(
    r"\b(?:asked to (?:join|become)|invited to|thinking (?:about|of)|talk(?:s|ing)? (?:in [\w ]{3,20} )?(?:about|of)|draft|rumou?rs?|to (?:federate|amalgamate)|subject to|plans?|planned|planning|is to|are to|will|would|hopes?|hoped|hoping|intends?|intended|proposed|proposal"
    r"|proposes|proposals|considering|considered|consideration|looking to|likely to|(?-i:may)|might|could|if|possib(?:le|ly|ility)|potential(?:ly)?"
    r"|future|aspir\w+|expected to|expects?|bid(?:ding)? for|appl(?:y|ied|ying)(?: for)?|prospective|exploring|in talks|discussions? about|due to)\b",
    re.IGNORECASE,
)
IMPLIED: Final = re.compile(
    r"\b(?:seems?|appears?|apparently|understood to|thought to|said to have|reportedly)\b", re.IGNORECASE
)
