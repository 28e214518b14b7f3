"""The phrases and shapes by which lines of a page are known: one row per kind of line.

Each row of `LINES` says what a line is that begins in one of these ways, if it has no more words: a longer one is
prose, whatever it begins with. `list` and `comments` are headings, themselves furniture, that also say what the lines
below them are: links, or readers' comments. Case does not matter, but for names.
"""

from __future__ import annotations

import re

SHORT, NOTE, LONG = 20, 60, 120  # words

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|mai|okt(?:ober)?|dez(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
DATE = (
    rf"(?:\b{MONTH}\s+{_DAY}(?:,?\s+\d{{4}}\b)?|\b{_DAY}\s+{MONTH}(?:,?\s+\d{{4}}\b)?|\b\d{{4}}-\d\d-\d\d(?:T[\d:.]+Z?)?\b"
    r"|\b\d\d?[/.]\d\d?[/.]\d{2,4}\b)"
)
CLOCK = (
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s*(?:(?-i:[A-Z]{2,4})\b|[+-]\d{4}))?"
)

AGENCY = (
    r"(?:(?:the )?(?:associated|canadian|australian associated) press|(?:the )?press (?:association|trust of india)"
    r"|agence[ -]france[ -]presse|(?:thomson )?reuters|bloomberg(?: news)?|xinhua|bernama|kyodo|yonhap|interfax|antara"
    r"|ritzau|belga|(?-i:AP|AFP|UPI|CP|PA|DPA|dpa|EFE|ANSA|AAP|ANI|PTI|IANS|APA|NTB|SAPA|KUNA|TASS)"
    r"|(?:news|wire) (?:agenc(?:y|ies)|services?|reports)|(?:staff and )?agencies)"
)
CAPITAL = r"(?-i:[^\W\d_a-zß-öø-ÿ])[\w.’'-]*"
_PARTICLE = r"(?:(?:de|del|della|der|den|van|von|al|el|bin|ben|la|le|di|du|da|dos|ten|ter) ){0,2}"
NAME = rf"(?:(?:dr|prof|sir|rev|mr|mrs|ms)\.? )?{CAPITAL}(?: {_PARTICLE}{CAPITAL}){{1,3}}"  # two to four words
_LINK = r"(?:,? (?:and|&|in|of|for|at) (?:the )?|, |,? [|/–-] | )"
_CREDITED = rf"(?:the )?(?!(?:{MONTH}|{WEEKDAY})(?:\W|$)){CAPITAL}(?:{_LINK}{_PARTICLE}{CAPITAL}){{0,9}}"

_OUTLET = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|email|e-mail|print|reddit|youtube|tiktok|bluesky)"
)
_STORIES = r"(?:articles?|stor(?:y|ies)|posts?|news|topics|content|coverage|videos?|links|reading|headlines)"
_PICTURE = r"(?:photo(?:graph)?|image|picture|pic|illustration|graphic)s?"
_PIECE = r"(?:article|story|report|piece|post|headline|column|blog|page|interview|review|obituary)"
_JOIN = r"(?:sign up|subscribe|register)"

_TABLE: list[tuple[str, int, list[str]]] = [
    # headings of lists of links
    ("list", SHORT, [
        r"you (?:may|might) (?:also )?(?:like|be interested|enjoy)\b",
        r"recommended for you\b|trending(?: now)?$|from our partners$|(?:sponsored|partner) content$",
        rf"(?:more|related|recommended|popular|trending|latest|recent|similar|further|also|top)\s+{_STORIES}\W*$",
        r"(?:more|most (?:read|viewed)|related|top)\s+(?:(?:from|in)\b|on this (?:story|topic)\b)[^.!?]*$",
        r"(?:tags?|topics|keywords|filed under|in this story)\s*:?$",
        r"(?:related|see also|most (?:read|popular|viewed)|in other news|(?:also )?read(?: more| also| next)?)\s*:?$",
    ]),
    # headings of comment blocks and the invitation to comment
    ("comments", SHORT, [
        r"(?:one|\d+)\s+thoughts?\s+on\b",
        r"(?:\d+|no|one)\s+(?:reader )?(?:comments?|responses?|replies)(?:\s+(?:to|on)\b[^.]*)?$",
        r"(?:reader |readers[’'] |latest )?comments?\s*(?:\(?\d+\)?)?\s*:?$",
        r"(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply)\b[^.]*$",
        r"(?:join|start) the (?:conversation|discussion)\b[^.]*$",
    ]),
    # comment forms
    ("furniture", SHORT, [
        r"your e-?mail address will not be published|required fields are marked|notify me of|save my name",
        r"log ?in to (?:reply|comment)|(?:cancel )?reply$|this site uses akismet",
        r"join (?:our|other) (?:comment|community|forum)|join thought-provoking|have your say\b",
        r"(?:what do you think\?|let us know|tell us)\b.*\b(?:comments?|below|thoughts?|e-?mail)\b",
    ]),
    # sharing, following, subscribing
    ("furniture", SHORT, [
        r"(?:share|tweet|like|pin|follow|print|e-?mail)(?:\s+(?:this|on|via|us|with|page)\b[^.!?]*)?$",
        r"share (?:or comment|your)\b|share this\s*:|like (?:this\s*:|loading)",
        rf"(?:follow|like|find) \S+(?: \S+){{0,5}} on {_OUTLET}\b|{_OUTLET}$|follow (?:us|@\w+)\b",
        rf"{_JOIN}\b(?:.*\b(?:newsletters?|inbox|updates|free|today|now|here|alerts?))?\W*$",
        r"(?:download|get) (?:the|our) [^.]*\bapp\b|join (?:us|our)\b[^.!?]*$|already a (?:member|subscriber)\?",
        r"donate (?:now|today|here)$|become a (?:member|subscriber|supporter)\b|(?:log|sign) ?in\b[^.!?]*$|save$",
        r"thank you for reading\b|we use cookies\b|accept (?:all )?cookies|please (?:check back|refresh)\b",
    ]),
    ("furniture", NOTE, [
        rf"\W*(?:[\w’' ]{{1,30}}: )?(?:{_JOIN}|get|receive|enter)\b.*\b(?:newsletters?|inbox|e-?mail address)\b",
        r"by (?:signing up|subscribing|submitting|clicking|entering|registering|continuing)\b.*\bagree\b",
        r"(?:support (?:our|independent|quality|local)|invest in|subscribe to|stay informed with)\b"
        r".*\b(?:journalism|newsroom|subscriptions?)\b",
    ]),
    # whom to write to
    ("furniture", SHORT, [
        r"get in touch with (?:us|our)\b|do you have a (?:story|tip)\b",
        r"for (?:more|the latest)\b.*\b(?:stories|news|updates|information)\b"
        r".*\b(?:visit|check|click|go to|see|follow|subscribe|call)\b",
        rf"{NAME} (?:can|may) be (?:reached|contacted|followed)\b.*(?:@|http|www|\d{{3}}|\bon {_OUTLET}\b)",
        r"(?:contact|reach|e-?mail|write to) (?:\w+ ){1,5}(?:at|on|via) \S*(?:@|www|http)",
        r".*\b(?:e-?mail(?:ing)?|contact|write to|send (?:\w+ ){1,3}to|tell us)\b.{0,40}\s\S+@\w+\.\w+",
        rf"(?:{_OUTLET}|(?:media )?(?:contacts?|enquiries|inquiries)|tel(?:ephone)?|phone|web(?:site)?"
        r"|for (?:more|further) information)\s*:.*(?:@|\bwww|\bhttp|\d{3})",
        r"(?:(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:[@#]\w+\s*)+)$",
    ]),
    # filing, rights, advertisements, navigation
    ("furniture", SHORT, [
        r"(?:tags?|filed under|categor(?:y|ies)|topics|labels|posted in|keywords|breadcrumbs?)\s*:(?:.*[^.!?])?$",
        r"(?:copyright|©|\(c\))\s.*\d{4}|(?:copyright|©|\(c\)) ?[^.!?]{0,80}$",
        r".*\b(?:all rights reserved|may not be (?:published|reproduced)|not responsible for the content of)\b",
        r"advertise?ments?$|sponsored$|promoted$|(?:story|article) continues\b|scroll (?:down|to )",
        r"click (?:here|to)\b|skip to\b|menu$|search$|home$|load(?:ing)?\b[^.!?]{0,30}$|back to top",
        r"our standards\s*:|continue reading\b|enlarge(?: (?:image|photo|picture))?$",
        r"view (?:full|gallery|photos)\b[^.!?]*$",
        r"(?:previous|next|older|newer)(?: (?:post|article|story)s?)?\W*$|[#*_=~–—-]{2,}$|-?30-?$|\W?ends\W?$",
        r"(?:first |last )?(?:published|updated|posted|modified)\s*:?$|(?:document )?\d+ of \d+(?: documents)?$",
        r"(?:from|to|cc|bcc|sent|subject|reply-to)\s*:\s*[^.!?].*[^.!?]$|unsubscribe\b[^.!?]*$",
        r"for immediate release\b|embargoed? (?:until|till|for)\b|notes? (?:to|for) editors?\W*$",
        r"(?:letters?|comments?) (?:may|will) be edited\b|listen to (?:this |the )?(?:article|story)\b",
        r"(?:view|show|hide|all|see) (?:all )?comments?$|see more\b[^.!?]*$|watch the video\b",
        r"(?:paid for|presented) by\b[^.!?]*$",
        r"this (?:content|video|article|page) is (?:not|only) available\b|(?:developing|breaking) (?:story|news)$",
        r"this live (?:page|blog|coverage|feed)\b",
        r"this (?:is|was) a (?:breaking|developing|live) (?:news? )?(?:story|news|report|blog|page|event)\b",
        r"(?:this (?:breaking |developing )?story|more) (?:(?:is being|will be) updated|to (?:follow|come))\b",
    ]),
    # links to other texts, and what a letter is about
    ("furniture", SHORT, [
        r"re: ?(?!.*[a-z]{3}\. [A-Z])\S[^!?]*$",
        r"(?:(?:also )?read(?: also| next| more| here)?|see also|watch|listen|more|related(?: \w+)?|next|recommended"
        r"|don[’']t miss|must read|in pictures|gallery|explaine[dr])\s*(?:[:>|»]|[-–—] )[^.]*$",
        r"(?-i:ALSO READ|READ(?: MORE| ALSO| NEXT)?|MORE|RELATED|WATCH(?: LIVE| NOW)?|LISTEN|SEE ALSO|DON[’']T MISS"
        r"|VIDEO|IN (?:PICS|PICTURES)|EXPLAINE[DR]|TRENDING)\s*[:>|»-]",
        r"read (?:more (?:about|on|from|at)|(?:the|our) (?:rest|full)|it (?:all|here)|more here)\b[^!?]*$",
    ]),
    # corrections
    ("furniture", NOTE, [
        r"(?:\W*|update\W+)(?:this|the (?:original|earlier)|an? (?:earlier|previous)) (?:(?:version|headline) of"
        rf" this )?{_PIECE} (?:was|has been|had been) (?:\w+ )?(?:amended|corrected|clarified|updated|edited|modified"
        r"|revised|refiled|republished)\b",
        rf"\W*an? (?:earlier|previous) (?:version|edition) of (?:this|the|our) {_PIECE}\b",
        r"(?:corrections?(?: and clarifications?)?|clarification|editor[’']?s?[’']? note)\s*(?::|\(|$)",
    ]),
    # captions
    ("caption", LONG, [
        r"(?-i:(?:PHOTO |PICTURE |IMAGE )?CAPTION|GRAPHIC|PHOTO(?:GRAPH)?S?|ILLUSTRATION)\s*:"
        r"|(?-i:FILE)(?: photo)?\s*[-–—:]",
        r"(?:photo |picture |image )?caption:",
    ]),
    ("caption", NOTE, [
        rf"(?:file )?(?:{_PICTURE}|pictured|video)\s*[:/]|(?:{_PICTURE}|media|video) (?:caption|source)\s*[,:]",
    ]),
    ("caption", SHORT, [
        rf"(?:file )?{_PICTURE} (?:by|credit|courtesy)\b[^:.]{{0,60}}(?::|$)|(?:ap |reuters |afp )?photo/",
        rf"[(\[](?:file )?{_PICTURE}\s*(?:by|courtesy|credit|[:/])|file {_PICTURE}\b.{{0,40}}$",
    ]),
    # bylines and credits
    ("byline", SHORT, [
        rf"(?:(?:words|text|story|report|interview|analysis|opinion|comment|exclusive|written|posted|compiled|reviewed"
        rf"|edited|translated|issued|released)\W* )?by:?"
        rf" {_CREDITED}(?: and (?:staff|wires|(?:news )?agencies))?(?:\s*[|/•,–-][^.!?]*)?$",
        rf"by staff\b[^.!?]*$|from {NAME},? in {CAPITAL}(?: {CAPITAL})?$|compiled from\b[^.!?]*$",
        rf"(?:by|author|writer|reporter|text|words|report|story|interview)\s*: ?{NAME}\b[^.!?:]{{0,60}}$",
        rf"{AGENCY}\s*[-–—/,]\s*{CAPITAL}(?: {CAPITAL})?$",
        r"(?:staff|special|senior|political|chief) (?:writer|reporter|correspondent|editor)s?$",
        r"(?:credits?|byline|dateline)\s*:\s*(?-i:[A-Z])|sources?\s*[:-] ?(?-i:[A-Z])[^.!?:]{1,60}$",
        rf"[-–—(\[]*\s*(?:(?:sources?|from|via|with|courtesy)\s*[:-]? ?)?{AGENCY}(?:(?:,|/| and| &) ?{AGENCY})*[)\]]?$",
        r"(?:yours|(?:kind |best |warm )?(?:regards|wishes)|sincerely)\b[\w ]{0,20},?$",
    ]),
    ("byline", NOTE, [
        rf"\W*(?:additional )?(?:reporting|writing|editing)(?: and (?:writing|editing))? by {NAME}"
        r"(?:\W|$| (?:in|and|for|with) )",
        r"\W*with (?:\w+ )?(?:files|inputs?|reporting|reports?|material)(?: from| by)\b[^.!?]*$",
        rf"\W*with {AGENCY} (?:inputs?|reports?)\W*$",
    ]),
    # labels of databases
    ("headline", NOTE, [r"(?-i:HEADLINE|HIGHLIGHT|SUBTITLE)\s*:"]),
    ("furniture", SHORT, [
        r"(?:length|load-date|language|section|publication[- ](?:type|title|date|info)|document (?:type|url)"
        r"|journal-code|proquest document id|word ?count|(?:place|country) of publication|issn"
        r"|source type|database)"
        r"\s*:\s*\S(?:[^!?]*[^.!?])?$",
        r"(?:end of document|full text|abstract|classification|body|load-date|copyright notice)\W*$",
        rf".{{0,120}}\[[^\[\]]{{2,40}}\]\.? (?:\d\d? )?{MONTH} (?:\d\d?, )?\d{{4}}: ?\w+",
    ]),
]  # fmt: skip

LINES: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (part, longest, re.compile("|".join(patterns), re.IGNORECASE)) for part, longest, patterns in _TABLE
)

TAIL = 120  # characters of a line, at its end, that are searched for a credit
_PICTURE_CREDIT = re.compile(
    r"(?:\bgetty images|/getty|\breuters/\S+|\bafp/|\bap photo|\bshutterstock|\bwikimedia commons)\b.{0,40}$"
    rf"|[.\s(\[|]{_PICTURE}\s*(?:(?:by|credit|courtesy(?: of)?)\s|[:/©])[^.!?]{{2,60}}$"
    rf"|(?:\w[\"'”’]?\s*[(\[]|[(\[][^()\[\]]{{2,40}}/ ?){AGENCY}(?: (?:photo|file))?[)\]]$|\w ?(?:/|©) ?{AGENCY}$"
    r"|[(\[](?:supplied|archive|file|handout)(?: (?:photo|picture|image))?[)\]]$"
    r"|[.)] (?:credit|source)s?: [^.!?:]{2,60}$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:(?:reporting )?(?:to|for) this (?:report|story|article)|reporting)\b.{0,20}$"
    r"|\b(?:writers?|reporters?|correspondents?) .{0,60}\bcontributed\W*$",
    re.IGNORECASE,
)


def kind(line: str, words: int, *, stops: bool) -> str:
    """Return what a line is by a phrase that it begins or ends with, else an empty string.

    `words` is how many words it has, and `stops` whether it ends with a stop.
    """
    found = next((part for part, most, form in LINES if words <= most and form.match(line)), "")
    if found or words > NOTE:
        return found
    tail = line[-TAIL:]
    if "ontributed" in tail and _CONTRIBUTED.search(tail):
        return "byline"
    return "caption" if not stops and _PICTURE_CREDIT.search(tail) else ""


_BY_TRADE = (
    r"writer|author|columnist|reporter|editor|correspondent|journalist|diarist|critic|blogger|broadcaster|photographer"
    r"|contributor|commentator|bureau chief|novelist|fellow|professor|lecturer|historian|producer|presenter"
)
_BY_OFFICE = (
    r"(?:director|chief executive|founder|chair|president|head|member|student|researcher|scientist|economist|lawyer"
    r"|teacher) (?:of|at|for)"
)
_BY_HABIT = (
    r"lives (?:in|on|near)|based in|writes (?:about|for|on|from)|covers|teaches|(?:his|her|their) (?:opinions|views"
    r"|latest|book|novel)|follow (?:him|her|them)|reach (?:him|her|them)|@\w+"
)
BIO = re.compile(
    rf"\W*(?:(?P<name>{NAME})(?:, [^.]{{2,60}},)? (?:(?:is|was) (?:an? |the |[\w’' ]{{2,40}}[’']s? |)"
    rf"(?=.*\b(?:{_BY_TRADE}|{_BY_OFFICE}|{_BY_HABIT})\b)"
    rf"|(?:writes|reports|blogs|lectures) (?:for|from|on|about|at)\b|(?:covers|teaches) (?!(?:his|her|their|its)\b))"
    r"|the (?:writer|author"
    rf"|columnist) is (?:an? |the )(?=.*\b(?:{_BY_TRADE})\b))",
    re.IGNORECASE,
)  # a line on the author
