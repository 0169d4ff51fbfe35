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
    national's following although within through during since although once however also
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

POST_WORDS: Final = frozenset(
    """
    head heads headteacher headteachers principal principals deputy governor governors chair manager director
    bursar adviser advisor teacher inspection inspections school schools chairs managers leader leaders staff
    pupils parents member members number group cluster
    """.split()
)

# Posts in a group of schools rather than in one of them.
GROUP_POST: Final = re.compile(
    r"cluster|partnership|alliance|federation|teaching school|co-?ordinator|convenor|convener|treasurer|chief executive|trustee"
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
    "AHT": "assistant headteacher",
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
        r"[Mm]ulti[- ][Aa]cademy [Tt]rust|MAT|[Aa]cademy [Tt]rust|[Aa]cademies [Tt]rust|[Cc]o-?operative [Tt]rust",
        "trust",
    ),
    (r"(?:[Ss]oft |[Hh]ard )?[Ff]ederation", "federation"),
    (r"[Ss]chools? [Cc]luster|[Cc]luster of [Ss]chools|[Cc]luster", "cluster"),
    (r"[Ss]chools? [Pp]yramid|[Pp]yramid(?: of [Ss]chools)?", "cluster"),
    (r"[Tt]eaching [Ss]chool [Hh]ub", "teaching_school_alliance"),
    (r"[Ff]amily of [Ss]chools|[Ll]earning [Cc]ommunity|[Cc]ollaborative|[Cc]ollegiate|[Cc]onsortium", "partnership"),
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
    amazing sbd sbm
    """.split()
)

# -- people ------------------------------------------------------------------------------------------------------------

TITLES: Final = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Sir|Dame|Revd?|Reverend|Fr|Father|Sister|Canon|Councillor|Cllr|Lady|Lord)\.?"

# A post, longest first: what it reads as (an expression) and the vocabulary's own title for it.
POSTS: Final = (
    (r"executive (?:head ?teacher|head|principal)", "executive headteacher"),
    (r"(?:acting |associate )?deputy (?:head ?teacher|head|principal)|vice[- ]principal|deputy", "deputy headteacher"),
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
        r"vice[- ]chair(?:man|woman|person)? of (?:the )?(?:school )?(?:governors|governing body)",
        "vice chair of governors",
    ),
    (r"chair(?:man|woman|person)? of (?:the )?(?:school )?(?:governors|governing body|trustees)", "chair of governors"),
    (r"vice[- ]chair(?:man|woman|person)?", "vice chair of cluster"),
    (r"chair(?:man|woman|person)?", "chair of cluster"),
    (r"(?:teaching school|alliance) (?:director|manager|co-?ordinator)", "teaching school director"),
    (r"school improvement partner|SIP", "school improvement partner"),
    (r"(?:link|school improvement|improvement|primary|senior national|national) advis[eo]r", "link adviser"),
    (r"inclusion (?:manager|leader)", "inclusion manager"),
    (r"(?:finance|office|operations|premises|site) manager", ""),
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

GIVEN_NAMES: Final = frozenset(
    """
    aabid aamir aaron abdul abdullah abena abigail ada adaeze adam adebayo adeola aditi adrian adrianna
    adrienne adwoa agata agnes agnieszka ahmed aidan aileen ailsa aisha akua alan alana alasdair aled
    aleksandra alex alexander alexandra alfie alfred ali alice alicja alina alison alistair alka alun alvin
    alwyn ama amanda amanpreet amara amber ambreen amelia amina amir amit amrit amy andrea andrew andy aneta
    angela aniela anika anil anita ann anna annabel annalise anne anneliese annette annmarie anouk anthony
    antonia anwen april archie arjun arlene arnold arthur arwel asha ashley asif astrid audra audrey augusta
    aurelia austin ava avril ayesha azra balraj barbara barnaby barry bartosz bashir basil beata beatrice
    becca becky belinda ben benjamin bernadette bernard bernice bertha beryl beth bethan bettina betty bev
    beverley beverly bhavna bianca bill blanche bob bogdan boguslaw boris brenda brendan brent brett brian
    bridget bronwen bruce bryan bryony caitlin callum calum cameron camilla candice carl carla carlton carly
    carmel carmen carol carole caroline carolyn caron carys cassandra catherine cathy catrin cecil cecilia
    cedric celia ceri chandra chantal charles charlie charlotte cheryl chetan chidi chinedu chioma chitra
    chloe chris christian christina christine christopher chukwu claire clara clare clarissa claude claudette
    claudia clement clifford clinton clive colette colin colm connor conor constance corinne cormac courtney
    craig cynthia cyril czeslaw dafydd daisy damian damon dan dana daniel daniela danielle danuta daphne daria
    darius dariusz darren dave david dawn dean deb debbie deborah debra declan deepa deirdre delia della
    delroy demetrius denis denise dennis denzil derek dervla des desiree desmond dev devi diana diane dianne
    dilip dilys dinah dominic dominique don donald donna dora doreen doris dorota dorothea dorothy doug
    douglas duncan dylan dympna eamon ebony eddie edgar edith edmund edna edward edwin efua eileen eira eirlys
    elaina elaine eleanor eleri elias elin elissa elizabeth ella ellen ellie elodie eloise elsa elsie elspeth
    elvira elwyn emeka emil emily emlyn emma emmanuel ena enid eoin eric erica erin ernest errol esi esme
    esther ethan ethel euan eunice eva evelyn ewa ewan ewelina ezra faisal faith faiza farah farhan farida
    farooq fatima fatimah fay felicity felix femi fergus ffion finlay finola fiona fleur flora florence floyd
    folake fran frances francesca francis frank fred freda freya frieda funmi gabriel gabrielle gail gareth
    gary gavin gaynor gemma geneva genevieve geoff geoffrey george georgia georgina gerald geraldine gerard
    gerry gethin giles gill gillian gillie gilly gina gita glen glenda glenys gloria glyn glynis godfrey goran
    gordana gordon grace graeme graham grant greg gregory greta greville griff grzegorz gulshan gurdeep
    gurpreet guy gwen gwenda gwendolen gwilym gwyneth halima halina hamid hamish hamza hana hanna hannah
    harjit harold haroon harpreet harriet harry hasan hassan hattie hayley hazel heather heidi heledd helen
    helena helga henrietta henry herbert hermione hester hettie hilary hilda hina holly honor horace hortense
    howard hugh hugo hussain huw iain ian ibrahim idris ifan ifeoma ifor ike ikechukwu imelda imogen imran ina
    indira ines ingrid innes ioan iona iqbal irena irene irina iris irma isaac isabel isabella isla ismail
    isobel ita ivan ivy iwan iwona izabela jacek jacinta jack jackie jackson jacob jacqueline jacquelyn jacqui
    jacquie jade jadwiga jake james jamie jan jane janet janette janice janine jaqueline jasmine jason jasper
    jaswinder jatinder javed jay jayden jayne jean jeanette jeanne jeannette jeannie jeff jeffrey jem jemima
    jeni jenna jenni jennie jennifer jenny jeremy jermaine jerome jerzy jess jessica jethro jill jim jinny
    jitendra jo joachim joan joanna joanne joaquin jocelyn joe joella john jolanta jolene jon jonas jonathan
    jools jordan jory joseph josephine josh joshua josie joy joyce juanita jude judit judith judy julia julian
    julie june justin justyna jutta kabir kamal kamran karen karena karim karin karl karyn kasia katarzyna
    kate kath katharine katherine kathie kathleen kathrin kathryn kathy katie katy kavita kay kayleigh keeley
    keira keiran keith kellie kelly ken kenneth kenny kerenza keris kerri kerry kerryn kevin khadija khalid
    kiera kieran kim kimberley kinga kiran kirpal kirsten kirstie kirsty kitty kofi krishna kristen kristin
    kristina kristine krystyna krzysztof kuldeep kulwant kwabena kwame kwesi kyle lakshmi lana lance lara
    larry lata laura lauren laurence lawrence leah leanne lee leigh leila len lena lenora leo leona leonard
    leroy les lesa lesley leslie leticia lewis lexie lezley liam liana libby liesel lila lilian lily lina
    linda lindsay lindsey linsey linzi lionel lisa liz liza llewellyn logan lois lola lorenzo lorina lorna
    lorraine lottie lou louella louis louise lowen lowri luana lucia lucian lucille lucinda lucy ludmila lukas
    lukasz luke luther lydia lyn lynda lyndon lyndsey lynette lynn lynne lynsey mabel maciej maddie madeleine
    madge magda magdalena maggi maggie mags mahmood mairead mairi maisie malc malcolm malgorzata malik mandeep
    mandi mandy manisha manjit manon mara marc marcia marcus marek margaret marge margery mari maria mariam
    marian marianne maribel marie marie-claire marilyn marina marion marjorie marjory mark marlene marlon
    marnie marta martha martin martyn marv mary maryanne marzena mateusz matilda matt matthew maud maude maura
    maureen maurice mavis max maxine may meera meg megan megha mehmet mel melanie melissa melvin mercedes
    mercy meredith merle merrill merryn mervyn mia mich michael michaela michal michelle mick micky mihir mike
    mikey mila mildred milena miles millie mina minal minnie minty miranda miriam mohamed mohammad mohammed
    mohan moira mollie molly mona monica morag morwenna moses moya muhammad mukesh muna mungo munir muriel
    mustafa myfanwy myra myrtle nabila nadeem nadia nadine naeem nan nancy naomi narinder nasreen nasser nat
    natalie natasha nathan nathaniel naveed navin neale ned neelam neha neil nerys nesta neville ngozi nia
    niall niamh nichola nicholas nick nicky nicola nigel nigella niki nikki nikky nikolai nilesh nina nisha
    nkechi noel noelle nora norah noreen norma norman norris nuala obi obinna octavia odette ola olaf olena
    olga olive oliver olivia olu oluwaseun olwen omar oonagh ophelia oriel orla orlaith oscar osman oswald
    otto owen paddy padma padraig pam pamela pankaj pansy parminder parveen pat patience patricia patrick
    patsy patti patty paul paula pauline pawel pearl peggy penelope penny percy perpetua perry pete peter
    petra petrina petronella phil philip philippa philippe phillip phillippa philomena phoebe phyllis piotr
    pippa polly poonam pradeep prakash pranav preeti primrose pritpal priya prudence prue quentin quinn rab
    rabia rachael rachel rachida radha rafal rafiq raheem rahul raina raj rajan rajesh rajinder rakesh ralph
    ramesh ramona randolph rani raquel rashid rashida ravi ravinder ray raymond rebecca rebekah reena reg
    regan reggie reginald rehana rena renata rene reuben rhian rhianna rhianne rhianon rhoda rhona rhonda
    rhydian rhys ria riaz ricardo rich richard richmal rick ricky rina rita rob robbie robert roberta robin
    robina robyn rod rodney roger rohan roisin roland rolf romy ron rona ronald ronnie rory ros rosa rosalie
    rosalind rosamund rosanna rose rosemary roshni rosie rosina roslyn ross rowan rowena roxanne roy roz
    rozina ruaridh ruby rufus rukhsana rukhsar rupa rupal rupert russ russell ruth ryan ryszard sabina sabrina
    sacha sade sadia sadie saeed safia saima sajid sakina sal salim sally salma salman sam samantha samina
    samir samira samuel sana sanaz sandeep sandie sandra sanjay sanjeev sapna sara sarah sarita sasha saskia
    satnam savita scarlett scott seamus sean sebastian seema segun selina selma serena shabana shabnam shaheen
    shahid shaista shakeel shakil shanaz shane shani shannon shanta sharmila sharon shaun shauna shazia sheena
    sheila shelagh shelley sheree sherri sherry sheryl shireen shirin shirley shivani shobha shona shreya
    shula sian sidney silvia simon simone sinead siobhan sioned slawomir sofia sonal sonia sonja sophia sophie
    soraya stacey stacy stan stanislaw stanley stefan stefania stella stephanie stephen steve steven stewart
    stuart subhash sudha sue sukhdev sukhi sukhvinder suki suleman sultana sumita sunil sunita sunniva suresh
    surinder susan susanna susannah susanne susie suzanne suzie suzy svetlana sybil sylvia tabitha tahir
    tahira tamara tamsin taneisha tania tanveer tanya tara tariq tasha tasmin tatiana ted tegan tegen temi
    temitope terence teresa terri terry tess tessa thandi thea thelma theo theodora theresa thomas tia tiffany
    tilly tim timothy tina tobias toby tom tomasz tommy toni tony toyin tracey tracy trevor tricia trina trish
    trisha tristan troy trudie trudy tudor tunde tyler tyrone uma una ursula usha usman uzma val valerie vanda
    vanessa vaughan velma vera verity vernon veronica vic vicki vicky victor victoria vijay vikki vikram vimal
    vinay vince vincent viola violet virginia viv vivek vivian vivien vivienne waheed wale walter wanda waqar
    warren wasim wayne wendell wendy wesley whitney wilf wilfred wilhelmina will william willow winifred
    winston wojciech wyn xanthe yasin yasir yasmeen yasmin yaw yemi yetunde yolanda yolande yorath younis
    yusuf yvette yvonne zachary zack zadie zaheer zahid zahida zahir zahra zainab zak zakia zandra zara zelda
    zena zenobia zeta zoe zofia zubair zuleika
    """.split()
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
    (r"National Leaders? (?:of|in) Education(?: \(NLEs?\))?|national leader of excellence|NLEs?", "NLE"),
    (r"[Ll]ocal [Ll]eaders? (?:of|in) [Ee]ducation(?: \(LLEs?\))?|LLEs?", "LLE"),
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
    r"|declined|refused|rather than|instead of|failed to|unable to|rejected|withdrew from|opted out)\b",
    re.IGNORECASE,
)
PLAN: Final = re.compile(
    r"\b(?:asked to join|invited to join|plans?|planned|planning|is to|are to|will|would|hopes?|hoped|hoping|intends?|intended|proposed|proposal"
    r"|proposes|proposals|considering|considered|consideration|looking to|likely to|may|might|could|if|possib(?:le|ly|ility)|potential(?:ly)?"
    r"|future|aspir\w+|expected to|expects?|bid(?:ding)? for|appl(?:y|ied|ying)(?: for)?|prospective|exploring|in talks|discussions? about|due to)\b",
    re.IGNORECASE,
)
IMPLIED: Final = re.compile(
    r"\b(?:seems?|appears?|apparently|understood to|thought to|said to have|reportedly)\b", re.IGNORECASE
)
