"""Whether somebody is spoken of as "she" or as "he", as far as a title or a usual given name tells.

Asked only for whom a pronoun cannot mean; it is written nowhere. Names that both bear, and names unknown, tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from loaders.reading.naming.given_names import COMMON_GIVEN_NAMES

SHE, HE = "she", "he"
_PRONOUNS: Final = {"she": SHE, "her": SHE, "hers": SHE, "herself": SHE, "he": HE, "him": HE, "his": HE, "himself": HE}
_TITLES: Final = {
    "mrs": SHE, "ms": SHE, "miss": SHE, "dame": SHE, "sister": SHE, "lady": SHE,
    "mr": HE, "sir": HE, "father": HE, "fr": HE, "lord": HE,
}  # fmt: skip
_BOTH: Final = frozenset(
    """
    abena alex ali alka amanpreet amrit andy ashley aubrey bev cameron carmel caron carol chandra charlie chris
    christian claude clare courtney dana daniele danny darcy denny dev dominique eddie elin eli emmanuel esi evelyn
    fran francis frankie freddie gabriel gerry gurdeep gurpreet harjit harpreet harry hilary honor ike iona jackie
    jamie jan jaswinder jatinder jay jean jem jess jo joan jocelyn joe jordan jude jules jools karin kay kelly kerry
    kieran kim kiran kirpal krishna kulwant kuldeep lauren lee leigh leslie lesley lindsay lindsey lou lyndsey lyn
    lynn mandeep manjit maria marian marion mel merle mika mohan morgan narinder nat nicky nico nikki noel olu oriel
    osman pam parminder parveen pat patsy paddy pritpal quinn rab raj ray reg ricky rob robin ronnie rory rowan sacha
    sade sal sam sandeep sandy sasha shane shannon shaheen shannon sian sidney stacey stacy stevie sukhi surinder
    tanveer taylor temitope terry theo toni toyin tracy tyler val vic vivian whitney wyn willow yemi zak jory regan
    merrill minal rene devi ngozi beverley temi
    """.split()
)
_HE: Final = frozenset(
    """
    louis lucian lyndon keiran reggie reginald yorath aabid aamir aaron abdul abdullah adam adebayo adrian ahmed aidan
    alan alasdair aled alexander alfie alfred alistair alun alvin alwyn amir amit andrew aneurin anil anthony archie
    arjun arnold arthur arwel asif austin balraj barnaby barry bartosz bashir basil ben benjamin bernard bill bob
    bogdan boguslaw boris brendan brent brett brian bruce bryan callum calum carl carlton cecil cedric charles chetan
    chidi chinedu christopher chukwu clement clifford clinton clive colin colm connor conor cormac craig cyril czeslaw
    dafydd damian damon dan daniel darius dariusz darren dave david dean declan delroy demetrius denis dennis denzil
    derek des desmond dilip dominic don donald doug douglas duncan dylan eamon edgar edmund edward edwin elias elwyn
    emeka emil emlyn eoin eric ernest errol ethan euan ewan ezra faisal farhan farooq felix femi fergus finlay floyd
    frank fred gareth gary gavin geoff geoffrey george gerald gerard gethin giles glen glyn godfrey goran gordon
    graeme graham grant greg gregory greville griff grzegorz guy gwilym hamid hamish hamza harold haroon hasan hassan
    henry herbert horace howard hugh hugo hussain huw iain ian ibrahim idris ifan ifor ikechukwu imran innes ioan
    iqbal isaac ismail ivan iwan jacek jack jackson jacob jake james jason jasper javed jayden jeff jeffrey jeremy
    jermaine jerome jerzy jethro jim jitendra joachim joaquin john jon jonas jonathan joseph josh joshua julian justin
    kabir kamal kamran karim karl keith ken kenneth kenny kevin khalid kofi krzysztof kwabena kwame kwesi kyle lance
    larry lawrence laurence len leo leonard leroy les lewis liam lionel llewellyn logan lorenzo lowen lukas lukasz
    luke luther maciej mahmood malc malcolm malik marc marcus marek mark marlon martin martyn marv mateusz matt
    matthew maurice max mehmet melvin mervyn mich michael michal mick micky mihir mike mikey miles mohamed mohammad
    mohammed moses muhammad mukesh mungo munir mustafa nadeem naeem nasser nathan nathaniel naveed navin neale ned
    neil neville niall nicholas nick nigel nikolai nilesh norman norris obi obinna olaf oliver oluwaseun omar oscar
    oswald otto owen padraig pankaj patrick paul pawel percy perry pete peter phil philip philippe phillip piotr
    pradeep prakash pranav quentin rafal rafiq raheem rahul rajan rajesh rajinder rakesh ralph ramesh randolph rashid
    ravi ravinder raymond reuben rhydian rhys riaz ricardo rich richard rick robbie robert rod rodney roger rohan
    roland rolf ron ronald ross roy ruaridh rufus rupert russ russell ryan ryszard saeed sajid salim salman samir
    samuel sanjay sanjeev satnam scott seamus sean sebastian segun shahid shakeel shakil shaun simon slawomir stan
    stanislaw stanley stefan stephen steve steven stewart stuart subhash sukhdev sukhvinder suleman sultan sunil
    suresh tahir tariq ted terence theodore thomas tim timothy tobias toby tom tomasz tommy tony trevor tristan troy
    tudor tunde tyrone usman vaughan vernon victor vijay vikram vimal vinay vince vincent vivek waheed wale walter
    waqar warren wasim wayne wendell wesley wilf wilfred will william winston wojciech yasin yasir yaw younis yusuf
    zachary zack zaheer zahid zahir zubair
    """.split()
)
_HER_NAMES: Final = COMMON_GIVEN_NAMES - _HE - _BOTH


def pronoun_gender(word: str) -> str | None:
    """'she' or 'he' for a personal pronoun, None for any other word."""
    return _PRONOUNS.get(word.casefold())


def gender_of(names: Iterable[str]) -> str | None:
    """'she' or 'he' for somebody of these names, None where they tell nothing or both."""
    told = {gender for name in names for gender in [_of_name(name)] if gender}
    return told.pop() if len(told) == 1 else None


def _of_name(name: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    if not words:
        return None
    return _TITLES.get(words[0]) or _of_given(words[0])


def _of_given(given: str) -> str | None:
    if given in _HE:
        return HE
    return SHE if given in _HER_NAMES else None
