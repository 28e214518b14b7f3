"""Words whose mark may end no sentence: titles, abbreviations, names that hold one; and words that begin a sentence."""

from __future__ import annotations

import re

# Titles come before a name and never end a sentence; the others may, so the next word decides.
ABBREVIATED_TITLES = frozenset(
    "Mr Mrs Ms Messrs Dr Drs Prof Gen Maj Col Lt Sgt Cpl Pvt Capt Cmdr Cdr Adm Brig Sen Sens Rep Reps Gov Govs Rev Fr "
    "Hon Pres Amb Supt Insp Det Mt Ft Msgr Sra vs v cf ca Nos pp".split()
)
SHORTENED = frozenset(
    "Jr Sr St Inc Corp Ltd Co Bros Ave Blvd Rd Dept Univ Assn Assoc Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
    "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich "
    "Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo etc al est approx Ph.D M.D No".split()
)
COMPANY = frozenset("Inc Corp Ltd Co Plc PLC LLC Group Holdings".split())
NEVER_LAST = frozenset("e.g i.e a.k.a P.S viz".split())

# A dot after them belongs to the number that follows: "no. 5", "Fig. 3".
BEFORE_NUMBER = frozenset(
    "No no Nos nos N° n° Nr nr Fig Figs fig figs Art Arts Sec Secs Vol Vols vol vols Ch Chap ch chap Op Sc Eq eq Ex "
    "Ext ext pop Pop par Par para Para Pt Bk Pl p pp c ca approx".split()
)

# A letter after them is a name of its own, no initial: "Plan B."
LETTERED = frozenset(
    "Plan Group Class Type Category Grade Level Stage Phase Block Area Zone Sector Section Division Unit Team Terminal "
    "Gate Hall Room Building Wing Platform Line Route Camp Site Point Side Part Article Schedule Appendix Annex "
    "Exhibit Option Version Series Serie Hepatitis hepatitis Influenza influenza Vitamin vitamin Company Platoon "
    "Witness Patient Suspect Defendant".split()
)

# Names that end in a mark; what follows may be more of the name ("Yahoo! Japan").
MARKED_NAMES = re.compile(r"(?:Yahoo|Yum|Jeopardy|Joomla|Kahoot|Wham|Democracy Now|Mamma Mia|Chips Ahoy|Moulin Rouge)$")

# After "U.S." or "Inc.", a capital letter may belong to a name; these words begin a sentence.
STARTERS = frozenset(
    "A After All Also Although An And Another Any Are As At Because Before Both But By Can Could Did Do Does During "
    "Each Earlier Even Every Few For From Had Has Have He Her Here His How However I If In Is It Its Last Later Many "
    "Meanwhile More Most Much My Nearly Next No Nor Not Now Of On Once One Only Or Other Our Over Perhaps She Since So "
    "Some Still Such That The Their Then There These They This Those Though Through Thus To Today Two Under Until Was "
    "We Were What When Where Whether Which While Who Why Will With Would Yet You Your".split()
)
