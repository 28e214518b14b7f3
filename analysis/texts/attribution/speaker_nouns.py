"""Nouns for who can speak: people, bodies, outlets and documents; and whether the subject of a verb is one."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.texts.attribution.word_classes import DEMONSTRATIVES, PREPOSITIONS, PRONOUNS

PERSON_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative del gov governor mayor "
    "president chancellor king queen prince princess sheikh imam ayatollah hojatoleslam rabbi pope cardinal bishop "
    "archbishop father rev reverend pastor sister gen general col colonel maj major capt captain lt lieutenant sgt "
    "sergeant cpl adm admiral cmdr commander brig brigadier marshal judge justice attorney ambassador secretary "
    "minister premier officer detective sheriff inspector chief".split()
)

# Offices and trades: with a name a person, with "the" a person who can be found out, else nobody in particular.
ROLES = frozenset(
    "spokesman spokeswoman spokesperson chairman chairwoman chair leader head chief director deputy adviser advisor "
    "aide assistant manager executive owner founder member commander officer soldier envoy ambassador diplomat "
    "minister secretary president premier prime-minister mp lawmaker legislator congressman congresswoman senator "
    "representative governor mayor candidate nominee judge justice prosecutor attorney lawyer sheriff detective "
    "doctor physician nurse professor teacher scholar researcher scientist economist historian author writer editor "
    "reporter journalist correspondent columnist activist campaigner cleric priest bishop imam strategist pollster "
    "consultant coordinator administrator commissioner inspector businessman businesswoman coach player actor actress "
    "singer son daughter wife husband mother father brother sister friend man woman student resident host lady "
    "developer ceo".split()
)
UNNAMED = frozenset(
    "source official analyst expert witness eyewitness observer insider critic opponent supporter specialist "
    "commentator survivor victim neighbor neighbour protester demonstrator voter citizen reader viewer commenter "
    "person people some others many several few everyone someone somebody anyone veteran local villager bystander "
    "passer-by relative family parent employee worker staffer operative agent rebel militant fighter".split()
)

# An outlet speaks for itself; "agency" and "network" alone may be of the state.
OUTLETS = frozenset(
    "daily newspaper weekly monthly magazine journal bulletin television tv radio broadcaster channel website blog "
    "newswire media press news outlet tabloid paper times post herald tribune gazette chronicle telegraph".split()
)
WIRES = frozenset(
    "reuters ap afp upi ansa dpa efe tass xinhua kyodo pti anadolu irna isna sana bbc cnn nbc cbs abc msnbc npr pbs "
    "voa al-jazeera".split()
)
ORGANISATIONS = frozenset(
    "committee subcommittee commission ministry council association organization organisation government "
    "administration regime cabinet parliament congress senate house assembly majlis party movement resistance front "
    "army navy force forces corps guard guards military police department agency office bureau secretariat service "
    "court tribunal board authority union federation confederation league alliance coalition group network campaign "
    "company corporation corp inc ltd co firm bank fund foundation institute institution center centre university "
    "college school church embassy mission delegation panel task-force team society club trust charity think-tank "
    "nations states state republic kingdom emirate junta opposition watch international ngo hospital "
    "museum gallery library zoo orchestra theatre brewery airline supermarket business startup start-up subsidiary "
    "consortium ballet opera observatory laboratory academy".split()
)
# More people, who act in news as often as they speak.
PEOPLE = frozenset(
    "agent aunt baker boy brother-in-law builder captain child clerk cousin customer driver dweller farmer father "
    "fisherman girl grandfather grandmother group guard guest guy hunter inmate investor juror kid labourer landlord "
    "lawmaker marcher merchant migrant miner motorist nun parent passenger patient pensioner pilot player prisoner "
    "pupil refugee sailor settler shopkeeper shopper speaker tenant trader traveller trustee uncle victim visitor "
    "waiter worker youth democrat republican conservative liberal moderate defendant plaintiff consultant assistant "
    "accountant attendant applicant immigrant occupant participant client president judge critic medic cleric "
    "politician proponent backer advocate defender detractor physician doctor surgeon nurse musician technician team "
    "waitress widow widower niece nephew princess monk "
    "staff crew crowd public duo trio pair couple twin majority minority side camp cabinet leadership "
    "admirer ally donor fan insider".split()
)
DOCUMENTS = frozenset(
    "account advert advertisement advice affidavit agreement analysis announcement article audit bill book brief "
    "briefing brochure bulletin census chapter chart column communique complaint constitution contract data decision "
    "declaration decree document draft editorial email essay estimate evidence figure filing finding footage forecast "
    "graph guidance guide guideline headline indictment interview invitation law lawsuit leaflet letter manifesto "
    "manual map memo memoir memorandum message minute note notice order pamphlet paper passage petition plaque "
    "platform policy poll post poster plan motion initiative amendment preamble proposal record release report "
    "research resolution result review rule ruling sentence sign source speech statement statistic story study "
    "correspondence documentation information intelligence legend legislation literature paperwork scripture "
    "average clip number percent photo photograph picture recording slide tape test "
    "subpoena suit summary survey testimony text transcript treaty tweet verdict video warrant "
    "ad modeling modelling polling".split()
)
_SPEAKERS = frozenset().union(PERSON_TITLES, ROLES, UNNAMED, OUTLETS, WIRES, ORGANISATIONS, PEOPLE, DOCUMENTS)
_NOT_PEOPLE = frozenset(
    "river water weather winter summer october november december september number tower power order corner centre "
    "center border timber tractor motor reactor mirror error floor door sector factor terror horror colour color "
    "tumour tumor meteor indicator computer helicopter boiler crater fever cancer disaster missile bomber fighter "
    "tanker trailer freighter steamer cruiser destroyer corridor harbour harbor labour labor favour favor rumour "
    "rumor flavour chapter quarter matter paper letter cover layer shower thunder fire tiger spider butter sugar hour "
    "tour flour neither either rather other another whether former latter anchor major minor interior exterior cellar "
    "pillar collar dollar container cooker cracker escalator elevator generator filter finger gutter hammer ladder "
    "career liner locker mortar plaster poster printer radiator roller router scanner shelter shutter slipper sweater "
    "theater theatre thermometer trigger ulcer vapour vapor vector armour armor".split()
)
# Nouns that may open a sentence as names do.
_THINGS = frozenset(
    "aftershock air aircraft ash artillery attack avalanche battle bell blast blaze blizzard boat bomb bridge "
    "building bullet bus cable campaign car cargo cattle cell chemical cloud coal convoy cost crop currency cyclone "
    "dam day debris debt demand diesel disease dog drone drought dust earthquake engine event explosion export fire "
    "flame flood food fog frost fuel game gas gale glacier goal grain grenade gun hail heat heatwave helicopter home "
    "horse house hurricane ice image import income insect jet job lava light lightning lorry machine missile money "
    "mortar mosquito motorway mountain mudslide night noise oil pest petrol pipe pipeline plague plane plant "
    "pollution pothole power price profit rain rate recession revenue riot river road rock rocket roof root sale sand "
    "school sea sewage share sheep shell ship shot shrapnel siren smoke snow soil spark star steam stock stone storm "
    "street strike sun surf swell tank tax temperature thunderstorm tide toxin traffic trail train tree tremor truck "
    "tsunami typhoon van vehicle virus volcano vote wage war waste water wave weed well wheat whale wheel wildfire "
    "wind window winter wolf wood year".split()
)
_PRONOUNS = PRONOUNS | DEMONSTRATIVES | frozenset("nobody everyone everybody somebody someone both neither all".split())
_KNOWN = 20_000  # words that are kept with what was found of them: most come again
_LONGEST = 8  # words: what is longer is more than the subject
_HEAD_ENDS = re.compile(r"[,;(\[–—]|\s(?:who|whom|whose|which|that)\b", re.IGNORECASE)


def can_speak(subject: str) -> bool:
    """Tell whether the subject of a verb is somebody, or a body, an outlet or a document; not a rocket or a fire.

    A name can speak, and so can a noun of the lists above or one that ends like a trade ("-ist", "-er"). Misleads where
    a thing has a name of its own ("Hurricane Ann") and where a trade is a tool's name too.

    >>> can_speak("the two farmers"), can_speak("Ann Roe"), can_speak("A shell"), can_speak("Rockets")
    (True, True, False, False)
    """
    words = re.findall(r"[^\W\d_][\w.-]*", _HEAD_ENDS.split(subject, maxsplit=1)[0])
    low = [word.lower() for word in words]
    if not words or low[0] in _PRONOUNS or len(words) > _LONGEST:
        return bool(words)
    head = next((k for k, word in enumerate(low) if word in PREPOSITIONS and k), len(words))
    last = low[head - 1]
    if names_speaker(last):
        return True
    return words[head - 1][0].isupper() and not (head == 1 and {last, singular(last)} & _THINGS)


@lru_cache(_KNOWN)
def names_speaker(noun: str) -> bool:
    """Tell whether a noun in small letters is one for people, bodies, outlets or documents."""
    return noun in _SPEAKERS or singular(noun) in _SPEAKERS or _is_trade(singular(noun))


def _is_trade(noun: str) -> bool:
    if noun.endswith(("ist", "ian", "man", "woman", "people", "men", "women")):
        return len(noun) > 5
    return noun.endswith(("er", "or", "eer")) and len(noun) > 4 and noun not in _NOT_PEOPLE


@lru_cache(_KNOWN)
def singular(word: str) -> str:
    """Return a noun without the ending of a plural, as far as the ending tells."""
    for ending, stem in (("ies", "y"), ("sses", "ss"), ("men", "man"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + stem
    return word
