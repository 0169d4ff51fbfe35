"""Given names that people in England bear, in small letters: what a text's "Ada Marsh" is known for a person by.

Common knowledge, put together by hand from the many languages of England's families; a name that is missing here can
still be read where a post, a title or a verb of speaking stands beside it.
"""

from __future__ import annotations

from typing import Final

COMMON_GIVEN_NAMES: Final = frozenset(
    """
    aabid aamir aaron abdul abdullah abena abigail ada adaeze adam adebayo adeola aditi adrian adrianna adrienne
    adwoa agata agnes agnieszka ahmed aidan aileen ailsa aisha akua alan alana alasdair aled aleksandra alex
    alexander alexandra alfie alfred ali alice alicja alina alison alistair alka alun alvin alwyn ama amanda
    amanpreet amara amber ambreen amelia amina amir amit amrit amy andrea andrew andy aneta angela aniela anika
    anil anita ann anna annabel annalise anne anneliese annette annmarie anouk anthony antonia anwen april archie
    arjun arlene arnold arthur arwel asha ashley asif astrid audra audrey augusta aurelia austin ava avril ayesha
    azra balraj barbara barnaby barry bartosz bashir basil beata beatrice becca becky belinda ben benjamin
    bernadette bernard bernice bertha beryl beth bethan bettina betty bev beverley beverly bhavna bianca bill
    blanche bob bogdan boguslaw boris brenda brendan brent brett brian bridget bronwen bruce bryan bryony caitlin
    callum calum cameron camilla candice carl carla carlton carly carmel carmen carol carole caroline carolyn
    caron carys cassandra catherine cathy catrin cecil cecilia cedric celia ceri chandra chantal charles charlie
    charlotte cheryl chetan chidi chinedu chioma chitra chloe chris christian christina christine christopher
    chukwu claire clara clare clarissa claude claudette claudia clement clifford clinton clive colette colin colm
    connor conor constance corinne cormac courtney craig cynthia cyril czeslaw dafydd daisy damian damon dan dana
    daniel daniela danielle danuta daphne daria darius dariusz darren dave david dawn dean deb debbie deborah
    debra declan deepa deirdre delia della delroy demetrius denis denise dennis denzil derek dervla des desiree
    desmond dev devi diana diane dianne dilip dilys dinah dominic dominique don donald donna dora doreen doris
    dorota dorothea dorothy doug douglas duncan dylan dympna eamon ebony eddie edgar edith edmund edna edward
    edwin efua eileen eira eirlys elaina elaine eleanor eleri elias elin elissa elizabeth ella ellen ellie elodie
    eloise elsa elsie elspeth elvira elwyn emeka emil emily emlyn emma emmanuel ena enid eoin eric erica erin
    ernest errol esi esme esther ethan ethel euan eunice eva evelyn ewa ewan ewelina ezra faisal faith faiza farah
    farhan farida farooq fatima fatimah fay felicity felix femi fergus ffion finlay finola fiona fleur flora
    florence floyd folake fran frances francesca francis frank fred freda freya frieda funmi gabriel gabrielle
    gail gareth gary gavin gaynor gemma geneva genevieve geoff geoffrey george georgia georgina gerald geraldine
    gerard gerry gethin giles gill gillian gillie gilly gina gita glen glenda glenys gloria glyn glynis godfrey
    goran gordana gordon grace graeme graham grant greg gregory greta greville griff grzegorz gulshan gurdeep
    gurpreet guy gwen gwenda gwendolen gwilym gwyneth halima halina hamid hamish hamza hana hanna hannah harjit
    harold haroon harpreet harriet harry hasan hassan hattie hayley hazel heather heidi heledd helen helena helga
    henrietta henry herbert hermione hester hettie hilary hilda hina holly honor horace hortense howard hugh hugo
    hussain huw iain ian ibrahim idris ifan ifeoma ifor ike ikechukwu imelda imogen imran ina indira ines ingrid
    innes ioan iona iqbal irena irene irina iris irma isaac isabel isabella isla ismail isobel ita ivan ivy iwan
    iwona izabela jacek jacinta jack jackie jackson jacob jacqueline jacquelyn jacqui jacquie jade jadwiga jake
    james jamie jan jane janet janette janice janine jaqueline jasmine jason jasper jaswinder jatinder javed jay
    jayden jayne jean jeanette jeanne jeannette jeannie jeff jeffrey jem jemima jeni jenna jenni jennie jennifer
    jenny jeremy jermaine jerome jerzy jess jessica jethro jill jim jinny jitendra jo joachim joan joanna joanne
    joaquin jocelyn joe joella john jolanta jolene jon jonas jonathan jools jordan jory joseph josephine josh
    joshua josie joy joyce juanita jude judit judith judy julia julian julie june justin justyna jutta kabir kamal
    kamran karen karena karim karin karl karyn kasia katarzyna kate kath katharine katherine kathie kathleen
    kathrin kathryn kathy katie katy kavita kay kayleigh keeley keira keiran keith kellie kelly ken kenneth kenny
    kerenza keris kerri kerry kerryn kevin khadija khalid kiera kieran kim kimberley kinga kiran kirpal kirsten
    kirstie kirsty kitty kofi krishna kristen kristin kristina kristine krystyna krzysztof kuldeep kulwant kwabena
    kwame kwesi kyle lakshmi lana lance lara larry lata laura lauren laurence lawrence leah leanne lee leigh leila
    len lena lenora leo leona leonard leroy les lesa lesley leslie leticia lewis lexie lezley liam liana libby
    liesel lila lilian lily lina linda lindsay lindsey linsey linzi lionel lisa liz liza llewellyn logan lois lola
    lorenzo lorina lorna lorraine lottie lou louella louis louise lowen lowri luana lucia lucian lucille lucinda
    lucy ludmila lukas lukasz luke luther lydia lyn lynda lyndon lyndsey lynette lynn lynne lynsey mabel maciej
    maddie madeleine madge magda magdalena maggi maggie mags mahmood mairead mairi maisie malc malcolm malgorzata
    malik mandeep mandi mandy manisha manjit manon mara marc marcia marcus marek margaret marge margery mari maria
    mariam marian marianne maribel marie marie-claire marilyn marina marion marjorie marjory mark marlene marlon
    marnie marta martha martin martyn marv mary maryanne marzena mateusz matilda matt matthew maud maude maura
    maureen maurice mavis max maxine may meera meg megan megha mehmet mel melanie melissa melvin mercedes mercy
    meredith merle merrill merryn mervyn mia mich michael michaela michal michelle mick micky mihir mike mikey
    mila mildred milena miles millie mina minal minnie minty miranda miriam mohamed mohammad mohammed mohan moira
    mollie molly mona monica morag morwenna moses moya muhammad mukesh muna mungo munir muriel mustafa myfanwy
    myra myrtle nabila nadeem nadia nadine naeem nan nancy naomi narinder nasreen nasser nat natalie natasha
    nathan nathaniel naveed navin neale ned neelam neha neil nerys nesta neville ngozi nia niall niamh nichola
    nicholas nick nicky nicola nigel nigella niki nikki nikky nikolai nilesh nina nisha nkechi noel noelle nora
    norah noreen norma norman norris nuala obi obinna octavia odette ola olaf olena olga olive oliver olivia olu
    oluwaseun olwen omar oonagh ophelia oriel orla orlaith oscar osman oswald otto owen paddy padma padraig pam
    pamela pankaj pansy parminder parveen pat patience patricia patrick patsy patti patty paul paula pauline pawel
    pearl peggy penelope penny percy perpetua perry pete peter petra petrina petronella phil philip philippa
    philippe phillip phillippa philomena phoebe phyllis piotr pippa polly poonam pradeep prakash pranav preeti
    primrose pritpal priya prudence prue quentin quinn rab rabia rachael rachel rachida radha rafal rafiq raheem
    rahul raina raj rajan rajesh rajinder rakesh ralph ramesh ramona randolph rani raquel rashid rashida ravi
    ravinder ray raymond rebecca rebekah reena reg regan reggie reginald rehana rena renata rene reuben rhian
    rhianna rhianne rhianon rhoda rhona rhonda rhydian rhys ria riaz ricardo rich richard richmal rick ricky rina
    rita rob robbie robert roberta robin robina robyn rod rodney roger rohan roisin roland rolf romy ron rona
    ronald ronnie rory ros rosa rosalie rosalind rosamund rosanna rose rosemary roshni rosie rosina roslyn ross
    rowan rowena roxanne roy roz rozina ruaridh ruby rufus rukhsana rukhsar rupa rupal rupert russ russell ruth
    ryan ryszard sabina sabrina sacha sade sadia sadie saeed safia saima sajid sakina sal salim sally salma salman
    sam samantha samina samir samira samuel sana sanaz sandeep sandie sandra sanjay sanjeev sapna sara sarah
    sarita sasha saskia satnam savita scarlett scott seamus sean sebastian seema segun selina selma serena shabana
    shabnam shaheen shahid shaista shakeel shakil shanaz shane shani shannon shanta sharmila sharon shaun shauna
    shazia sheena sheila shelagh shelley sheree sherri sherry sheryl shireen shirin shirley shivani shobha shona
    shreya shula sian sidney silvia simon simone sinead siobhan sioned slawomir sofia sonal sonia sonja sophia
    sophie soraya stacey stacy stan stanislaw stanley stefan stefania stella stephanie stephen steve steven
    stewart stuart subhash sudha sue sukhdev sukhi sukhvinder suki suleman sultana sumita sunil sunita sunniva
    suresh surinder susan susanna susannah susanne susie suzanne suzie suzy svetlana sybil sylvia tabitha tahir
    tahira tamara tamsin taneisha tania tanveer tanya tara tariq tasha tasmin tatiana ted tegan tegen temi
    temitope terence teresa terri terry tess tessa thandi thea thelma theo theodora theresa thomas tia tiffany
    tilly tim timothy tina tobias toby tom tomasz tommy toni tony toyin tracey tracy trevor tricia trina trish
    trisha tristan troy trudie trudy tudor tunde tyler tyrone uma una ursula usha usman uzma val valerie vanda
    vanessa vaughan velma vera verity vernon veronica vic vicki vicky victor victoria vijay vikki vikram vimal
    vinay vince vincent viola violet virginia viv vivek vivian vivien vivienne waheed wale walter wanda waqar
    warren wasim wayne wendell wendy wesley whitney wilf wilfred wilhelmina will william willow winifred winston
    wojciech wyn xanthe yasin yasir yasmeen yasmin yaw yemi yetunde yolanda yolande yorath younis yusuf yvette
    yvonne zachary zack zadie zaheer zahid zahida zahir zahra zainab zak zakia zandra zara zelda zena zenobia zeta
    zoe zofia zubair zuleika
    """.split()
)
_LESS_COMMON: Final = frozenset(
    """
    abbie abby abdi abdirahman abdulkadir abdulla abe abebe abimbola abiola abla abu adanna adeel adele
    aderonke adesola adetola adewale adil adina adjoa adunni aeron afua afzal agatha ahsan aiden aimee
    aisling akbar akhtar akiko akinyi akosua alastair albert alec alessandra alfreda algernon alicia alissa alma
    almaz aloysius alyson amadou amaka amal amanat amandeep amarachi amarjit ambrose ameera amelie aminata anais
    anastasia andre andrei andrzej angus anh anish anisha anjali anjum ankit ann-marie annabelle anneke anoushka
    ansar antoine anton anya aoife aqsa arabella aram archana archibald arif arlo armand arooj arun arvind ashok
    ashraf asim asma atieno atif aubrey avi avtar awais ayaan ayan ayo ayodele ayse azeem azhar aziz babajide
    babak babatunde balbir baldev baljit balvinder baptiste barnabas barney bartholomew basia baz beatrix beatriz
    bella benita benny berenice bernie bert bertie bertram bethany bettany bhavin bhupinder bilal billie billy
    bindu binta biodun bjorn blessing bobbie bobby bode bogdana bogumila bohdan bola bolanle bongani bozena brad
    bradley brandon branwen bridie brigid brigitte britta bryn bukola bunmi cai caius caleb calista callista
    caoimhe carina caris carlos carmela carrie carwyn casey caspar cate cath cathal catharine cathie cathryn
    catriona cerys chaim charis charlene charley charmaine chas chaya cherie cherry chiamaka chiara chinwe chipo
    christa christabel christelle christie christos chrystal chukwuemeka cian ciara ciaran cillian cindy cinzia
    claudio clem clementine cleo cliff clint clodagh clover cody coleen colleen conchita conrad consuelo
    coral cordelia corey corin cornelius cory cosima cressida cristian cristina curtis cushla cuthbert cybil dai
    daisuke dalia daljit dalvinder damien damilola danek dani danny dapo darcy daryl daud davina davinder dawit
    debs dee deena deepak deeqa deidre del dele delphine demelza demi deniz denzel desi desta devika devorah
    dexter dhanesh didier dieter dimitra dimitri dina dinesh dipesh doina dolores dominika donal donall donovan
    dorcas dougal doyin drew dwayne dyfan eamonn ebele ebenezer ebun edie edwina efe effie ehsan eifion eilidh
    eilis eilish eimear eirian eitan eithne ekaterina elaheh elena eleni eli elif eliot elisabeth elise eliza elke
    elliot elliott elma elspet eluned elva emanuel emer emilia emine emre emrys emyr enda eniola enrique ephraim
    erik erika erikka ernie esmee esmeralda esperanza estelle eszter etta eugene eugenia eugenie eve evie
    fabian faduma fahim farai farid farrukh farzana fatema fatma fatou fatoumata fauzia federico felipe fenella
    ferdinand ferdous fern feyisayo ffyon finbar finn fionn fionnuala fitzroy flo florin folasade fozia franca
    francine francois frankie franklin fraser freddie freddy frederica frederick frederik fredrick fuad funke
    funmilayo gabby gabi gabriela gaenor gagandeep garry garth gaz gbenga geeta geetha gena genet geraint gertrude
    ghazala gheorghe ghislaine gianna gideon gilbert gilda giorgio giorgos giovanna giovanni giulia gladys glenn
    glennis glynn gosia grahame grainne grazyna greer gretchen gretel griselda gudrun guido guillaume gurmit gus
    gustav gwawr gwenllian gwyn gwynfor gwynne habib hadiza hafsa haider haleema hanif harbinder hari
    harinder haris harish harleen harley haroun harrison harvey harvinder hashim hatice haydn haydon hedley hefin
    heinz helene helma hema henrik henryk hermann hetal hetty heulwen hibo hiroshi hitesh hiwot hodan horatio
    hubert humaira humphrey huong hyacinth hywel ianto ibrahima idwal iestyn ieuan ifeanyi ifrah ignatius ijeoma
    ikenna ikram ileana illtyd ilona ilse iman inaya inderjit ingeborg innis ioana iolo iram ireneusz irfan irum
    irwin iryna isa isha ishaan ishbel ishmael isidore ismael issy itamar iva ivana ivor izzy jabeen jacinth jacki
    jaclyn jacque jagdeep jagjit jago jagtar jai jaime jakub jalal jamal jameela jamila jamuna janek janelle
    jangir janina janis jannah janusz jaroslaw jarvis jas jasbir jaspreet jasvinder javaid javier jaya jayesh jaz
    jeannine jeevan jemma jenifer jerrold jessie jewel jez jian jignesh jing jiri jitka jivan joann joao joaquim
    joby jodi jodie jody johan johann johanna johannes johnnie johnny jolyon jomo joni jordana jorge jose josef
    josefina josette josiah jovita joycelyn juan juliana juliane juliet juliette julius jun junaid justina jyoti
    kabita kacper kaddy kadir kai kairen kaitlin kaleem kali kalpana kalvinder kamala kamil kamila kapil
    kara karan kareem karel karlene karolina kashif kasim katherina kathi kathrine katia katja katrin katrina
    katrine kausar kaushal kaylee kayode kaz kazimierz keeva kehinde keiko keir keisha kelechi kelvin kelvyn kemi
    kendra kenji kenna kerensa kerri-ann kerrie keshia ketan kev khadijah khaled khalida khurram kia kieron kika
    kimmy kipchoge kira kirandeep kirk kishan kishor kit klara klaus kobi kojo kolawole komal konrad kostas kris
    krish krishan kristian kristof kuba kudzai kulbir kulvinder kulwinder kunle kurt kwaku kwamena kylie lachlan
    laila lal lalita lamin lanre laraine larissa lasse latifa latoya lauretta laurie lavinia layla lea leander
    leela leena leesa leif leighton leilani leland leonie leonora leopold letitia lettie levi lexi leyla lidia
    liesl lilias lilith lillian lilly lindiwe linford linh linnea linton linus lisbeth lise lissa liviu llinos
    llyr lolita lorcan lorelei lorenza loretta lori lorrain lorrie lotte louisa lourdes loveday lowena lowenna
    lubna luca lucas lucie lucien lucretia ludwik luigi luis luisa luiza lukman lulu lyla lyndsay lynnette lyra
    lyubov madeline madhu maeve magdalen magnus mahesh mahmoud mahmud mahnoor maia mair maira maisy maja majid
    makeda mala malachi malcom maleeha malia malika malin mallory malvina mamadou mandla manfred mani manjinder
    manjula manmohan manny manoj mansoor manuel manuela marcella marcelle marcelo marco mared mareike margaretta
    margarita margot marguerite mariama marianna marietta marika marin mario marios maris marisa marissa marit
    marita marius marjan markus marla marlena marlowe marmaduke marsha marthe marvin mary-ann mary-anne mary-jane
    maryam maryann marysia masood mathew mathias mathilda matteo mattie maurizio maxim maximilian maximillian maya
    maz mbali meena meenakshi meghan mehdi mehreen mehul mehwish mei mei-ling meike meinir melita mena merav
    mererid meriel meryl meurig micaela michaella michel michele mickey mieczyslaw miguel mihaela mihai mikael
    mikaela mikhail miki milly milo milton mimi minh mircea mireille mirela miroslav misbah mitch mitchell moazzam
    modupe mohamad moin moinuddin moishe mojisola monique montague monty mordechai morgan
    moshe mubarak mudassar muhammed mulu mumtaz muneer munira murdo murray musa musarrat
    muzaffar mwangi myles myron nabeel nada nadeen nadir nadira nadja naima najma nakita naledi namrata nana
    nandini nanette naoko narendra naresh nargis nasir nasra nasrin natacha natalia natalya nathalie naushad
    navdeep navjot nawaz nayan nayna nazia nazir nazma nazneen neal neasa neema neeraj neeta nell nelly nelson
    nena nergis nessa nev nguyet niamh nicci niccolo nichol nicholette nickie nico nicolas nicole nicolette nikesh
    nikhil nikita nikolaos nikolas nikos nimco nimisha nirmal nirmala nita nitin njeri njoki nkem nnamdi nneka
    noah noemi nomfundo nomsa nona noor norbert nour nuno nusrat nyambura nyasha nyree obadiah obiageli obiora
    octavius odile ofelia ogechi oisin okey oksana oladele olajide olamide oleg oliwia ollie olufemi olumide
    olusola oluwafemi oluwaseyi oluwatosin omari omolara omotola oona opeyemi oran orlagh orlando osama ossie
    otis ottilie ottoline ousmane owain oyinda oyinkan ozlem ozzy pablo paige palvinder pamella panos paolo
    paresh parmjit parvez parvin pascal pascale pasquale patrycja patryk paulette paulina paulo pavan pavel pavla
    payal pearse pedro penina perdita pervaiz petros petula phelim pheobe philipa phineas pia pierce pierre piers
    pilar pip piran pooja poppy portia pran pratibha pravin precious prem prisca priscilla priti purvi qasim
    rabina rachana rachelle radhika radu rae raf rafael rafaela rafe rafi rahel rahim raja rajiv rajni raju ralf
    raman ramandeep ramon rana ranbir randall ranjit raphael rasheed rashmi raul raza razia reece rees regina
    rehman reiss rekha remi remy renate renee renu resham reuel rex reynold rhea rhiannon rhodri rhonwen rhoswen
    riccardo richie rickie rika rishi ritu rivka riya rizwan rizwana roberto rocco rochelle roddy roderick rodger
    rodrigo rohini rohit roma roman romana romeo ronan roo roopa rosalyn rosanne roseanna roseanne
    rosemarie rosetta roshan rowland roxana royston rubina rudi rudo rudolf rupinder rushda ruta rutendo ruthie
    rylan saad saba sabah sabiha sabine sadaf sadiq safa saffron safiya sagal sahar sahib saif saira sajida sakura
    saleem salima sally-ann salome salvatore samah sameer sameera samer samia samson sandhya sangeeta sanna
    santosh saoirse sarabjit sarah-jane sarai saraswati sarwar satinder satpal satvinder saul seb selam selena
    selin seona septimus serge sergio seth seun seyi shabina shabir shade shafaq shafiq shagufta shahbaz shahida
    shahnaz shahzad shakila shakira shamim shamima shamsa shan shanelle shanice shaniqua shanti shaquille sharif
    sharmin sharron shay shayla shaz sheba shelby shelly sher shereen sheridan sherwin shilpa shira shiv shiva
    shlomo shobna shola shonagh shyam siana sibyl sid siegfried sienna sigrid silas silvana silvio simba simeon
    simisola simona simran sindhu sine sinéad siobhán sipho siri sita siu siwan siân skye sobia sofie sohail
    solange soledad solomon sonali sondra sonny sonya sophronia sorcha sorin spencer stanislawa stavros stefanie
    steffan steph stephan stephane stephany sterling stevie stu sudhir suhail sukhdeep sukhjit sukhwinder sukie
    sulaiman sumaira suman sumayyah sunny suraj surjit susana sushila sushma suzan suzana suzanna suzette suzi
    sven svitlana swati syd sydney syed sylvester sylvie taahir tabassum tadhg tafadzwa tahmina taiwo taj tajinder
    talia talib talitha talya tamar tamika tammy tamsyn tamzin tana tanisha tanja tanvi taran taras tarlok tarquin
    tasneem tatenda tatyana tavleen tayo tayyab taz teddy tegid tegwen tejal tejinder teleri tendai teodora teri
    tessie thabo thaddeus thalia thandiwe themba theodore therese thierry thomasina thora thuy tiago tian tilda
    tinashe tirth tish titilayo tobi todd tolu tomas topaz tope tori torin torquil tosin tracie travis trefor
    tristram trudi tsegaye tuan tudur tunji tyra tyrell tzipora uche uchenna ulrich ulrika ulrike umair umar urooj
    urszula urvashi uzoma vahid valda valentin valentina valentine valmai vanita varsha varun vasant vashti vasile
    veena venetia verna veronika vesna vickie vidya vikas viktor vimla vina vinnie vinod viorel virat vishal vita
    vitaly vittoria vlad vladimir wael wahid wairimu wambui wanjiru waqas waseem wei wei-lin wendi wes
    wieslaw willa willem wilma winefride winnie wol wynford wynn wynne xander xavier xena xenia xiao xiaoming xin
    yaa yacoub yadira yael yahya yasmine yassin yesenia yewande yiannis yin yinka yogesh yoland yonas yosef yousef
    youssef yuki yuko yuri yusef yusra zac zach zachariah zaid zain zaina zainul zakaria zakir zamir zamzam zane
    zanele zarina zbigniew zdzislaw zeb zebedee zed zeenat zehra zeynep zia ziad zillah zinnia zita ziva zoha
    zohra zoltan zora zosia zubaida zubeda zulfikar zulfiqar zuza zuzana
    """.split()
)
GIVEN_NAMES: Final = COMMON_GIVEN_NAMES | _LESS_COMMON
