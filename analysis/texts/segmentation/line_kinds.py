"""The phrases and shapes by which lines of a page are known: one row per kind of line.

Each row of `LINES` says what a line is that begins so, and up to how many words: a longer line is prose, whatever it
begins with. `list` and `comments` are headings, themselves furniture, that also say what the lines below them are:
links, or readers' comments. Case does not matter, but for names.
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
    rf"(?:\b{MONTH}\s+{_DAY}(?:,?\s+\d{{4}}\b)?|\b{_DAY}\s+{MONTH}(?:,?\s+\d{{4}}\b)?|\b\d{{4}}-\d\d-\d\d\b"
    r"|\b\d\d?[/.]\d\d?[/.]\d{2,4}\b)"
)
CLOCK = (
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s*(?:(?-i:[A-Z]{2,4})\b|[+-]\d{4}))?"
)

AGENCY = (
    r"(?:(?:the )?(?:associated|canadian|australian associated) press|(?:the )?press (?:association|trust of india)"
    r"|agence[ -]france[ -]presse|(?:thomson )?reuters|bloomberg(?: news)?|xinhua|bernama|kyodo|yonhap|interfax|antara"
    r"|ritzau|belga|getty(?: images)?|(?-i:AP|AFP|UPI|CP|PA|DPA|dpa|EFE|ANSA|AAP|ANI|PTI|IANS|APA|NTB|SAPA|KUNA|TASS)"
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

_TABLE = [
    # headings of lists of links
    ("list", SHORT, r"you (?:may|might) (?:also )?(?:like|be interested|enjoy)\b|recommended for you\b"),
    ("list", SHORT,
     rf"(?:more|related|recommended|popular|trending|latest|recent|similar|further|also|top)\s+{_STORIES}\W*$"),
    ("list", SHORT, r"(?:more|most (?:read|viewed)|related|top)\s+(?:(?:from|in)\b|on this (?:story"
         r"|topic)\b)[^.!?]*$"),
    ("list", SHORT, r"(?:related|see also|most (?:read|popular|viewed)|in other news)\s*:?$"),
    ("list", SHORT, r"(?:also read|read(?: more| also| next))\s*:?$"),
    # headings of comment blocks and the invitation to comment
    ("comments", SHORT, r"(?:one|\d+)\s+thoughts?\s+on\b"),
    ("comments", SHORT, r"(?:\d+|no|one)\s+(?:reader )?(?:comments?|responses?|replies)(?:\s+(?:to|on)\b[^.]*)?$"),
    ("comments", SHORT, r"(?:reader |readers[’'] )?comments?\s*(?:\(\d+\))?\s*:?$"),
    ("comments", SHORT, r"(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply)\b[^.]*$"),
    ("comments", SHORT, r"(?:join|start) the (?:conversation|discussion)\b[^.]*$"),
    # comment forms
    ("furniture", SHORT, r"your e-?mail address will not be published|required fields are marked|notify me of"),
    ("furniture", SHORT, r"save my name|log ?in to (?:reply|comment)|(?:cancel )?reply$|this site uses akismet"),
    ("furniture", SHORT, r"join (?:our|other) (?:comment|community|forum)|join thought-provoking|have your say\b"),
    ("furniture", SHORT, r"(?:what do you think\?|let us know|tell us)\b.*\b(?:comments?|below|thoughts?|e-?mail)\b"),
    # sharing, following, subscribing, writing in
    ("furniture", SHORT, r"(?:share|tweet|like|pin|follow|print|e-?mail)(?:\s+(?:this|on|via|us|with"
         r"|page)\b[^.!?]*)?$"),
    ("furniture", SHORT, rf"(?:follow|like|find) \S+(?: \S+){{0,5}} on {_OUTLET}\b|{_OUTLET}$|follow (?:us|@\w+)\b"),
    ("furniture", SHORT, rf"{_JOIN}\b(?:.*\b(?:newsletters?|inbox|updates|free|today|now|here|alerts?))?\W*$"),
    ("furniture", NOTE, rf"\W*(?:[\w’' ]{{1,30}}: )?(?:{_JOIN}|get|receive|enter)\b.*\b(?:newsletters?|inbox"
         r"|e-?mail address)\b"),
    ("furniture", NOTE, r"by (?:signing up|subscribing|submitting|clicking|entering|registering"
         r"|continuing)\b.*\bagree\b"),
    ("furniture", NOTE, r"(?:support (?:our|independent|quality|local)|invest in|subscribe to|stay informed with)\b"
                        r".*\b(?:journalism|newsroom|subscriptions?)\b"),
    ("furniture", SHORT, r"(?:download|get) (?:the|our) [^.]*\bapp\b|get in touch with\b|do you have a (?:story"
         r"|tip)\b"),
    ("furniture", SHORT, r"for (?:more|the latest)\b.*\b(?:stories|news|updates|information)\b.*\b(?:visit|check"
         r"|click|go to|see|follow|subscribe|call)\b"),
    ("furniture", SHORT, rf"{NAME} (?:can|may) be (?:reached|contacted|followed)\b"),
    ("furniture", SHORT, r"(?:contact|reach|e-?mail|write to) (?:\w+ ){1,5}(?:at|on|via) \S*(?:@|www|http)"),
    ("furniture", SHORT, rf"(?:{_OUTLET}|(?:media )?(?:contacts?|enquiries|inquiries)|tel(?:ephone)?|phone"
         r"|web(?:site)?|for (?:more|further) information)"
                         r"\s*:.*(?:@|\bwww|\bhttp|\d{3})"),
    ("furniture", SHORT, r"(?:(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:[@#]\w+\s*)+)$"),
    # filing, rights, advertisements, navigation
    ("furniture", SHORT, r"(?:tags?|filed under|categor(?:y|ies)|topics|labels|posted in|keywords|breadcrumbs?)\s*:"),
    ("furniture", SHORT, r"(?:copyright|©|\(c\))\s.*\d{4}|.*\ball rights reserved\b|.*\bmay not be (?:published"
         r"|reproduced)"),
    ("furniture", SHORT, r"(?:copyright|©|\(c\)) ?[^.!?]{0,80}$"),
    ("furniture", SHORT, r"enlarge(?: (?:image|photo|picture))?$|view (?:full|gallery|photos)\b[^.!?]*$"),
    ("furniture", SHORT, r"advertise?ments?$|sponsored$|promoted$|(?:story|article) continues below|scroll (?:down"
         r"|to )"),
    ("furniture", SHORT, r"click (?:here|to)\b|skip to\b|menu$|search$|home$|loading\b[^.!?]{0,30}$|back to top"
         r"|continue reading\b"),
    ("furniture", SHORT, r"(?:previous|next|older|newer)(?: (?:post|article|story)s?)?\W*$|[#*_=~-]{3,}$|-?30-?$"
         r"|\W?ends\W?$"),
    ("furniture", SHORT, r"for immediate release\b|embargoed? (?:until|till|for)\b|notes? (?:to|for) editors?\W*$"),
    ("furniture", SHORT, r"this (?:is|was) a (?:breaking|developing|live)\b.*\b(?:story|news|report|blog|page)\b"),
    ("furniture", SHORT, r"(?:this (?:breaking |developing )?story|more) (?:is being updated|will be updated"
         r"|to (?:follow|come))\b"),
    # links to other texts, and what a letter is about
    ("furniture", SHORT, r"re: ?\S[^!?]*$"),
    ("furniture", SHORT, r"(?:also read|read (?:also|next|more|here)|see also|watch|listen|more|related(?: \w+)?"
         r"|next|recommended"
                         r"|don[’']t miss|must read|in pictures|gallery)\s*[:>|»][^.]*$"),
    ("furniture", SHORT, r"(?-i:ALSO READ|READ (?:MORE|ALSO|NEXT)|MORE|RELATED|WATCH|LISTEN|SEE ALSO"
         r"|DON[’']T MISS)\s*[:>|»-]"),
    ("furniture", SHORT, r"read (?:more (?:about|on|from|at)|the (?:rest|full)|it (?:all|here)|more here)\b[^!?]*$"),
    # corrections
    ("furniture", NOTE, r"\W?(?:this|the|an? (?:earlier|previous)|the (?:original|earlier) (?:version"
         rf"|headline)) ?(?:version )?(?:of )?(?:this )?{_PIECE}"
                        r" (?:was|has been|had been|were) (?:\w+ )?(?:amended|corrected|clarified|updated|edited"
                        r"|modified|revised)\b"),
    ("furniture", NOTE, rf"\W?an? (?:earlier|previous) (?:version|edition) of (?:this|the|our) {_PIECE}\b"),
    ("furniture", NOTE, r"(?:corrections?(?: and clarifications?)?|clarification|editor[’']?s?[’']? note)\s*(?::|\("
         r"|$)"),
    # captions
    ("caption", LONG, r"(?-i:(?:PHOTO |PICTURE |IMAGE )?CAPTION|GRAPHIC|PHOTO(?:GRAPH)?S?|ILLUSTRATION)\s*:"
         r"|(?:photo |picture |image )?caption:"),
    ("caption", NOTE, rf"(?:file )?(?:{_PICTURE}|pictured|video)\s*[:/]"),
    ("caption", SHORT, rf"(?:file )?{_PICTURE} (?:by|credit|courtesy)\b[^:.]{{0,60}}(?::|$)"),
    ("caption", SHORT, rf"(?:ap |reuters |afp )?photo/|[(\[](?:file )?{_PICTURE}\s*(?:by|courtesy|credit|[:/])"
         rf"|file {_PICTURE}\b.{{0,40}}$"),
    ("caption", NOTE, r".*(?:\bgetty images|\breuters/\S+|\bafp/|\bap photo|\bshutterstock"
         r"|\bwikimedia commons)\b.{0,40}$"),
    ("caption", NOTE, rf".*[.\s(\[|]{_PICTURE}\s*(?:(?:by|credit|courtesy(?: of)?)\s|[:/©])[^.!?]{{2,60}}$"),
    ("caption", NOTE, rf".*\w[\"'”’]?\s*[(\[](?:{AGENCY}|supplied|archive|file)(?: (?:photo|file))?[)\]]$"),
    # bylines and credits
    ("byline", SHORT, r"(?:(?:words|text|story|report|interview|analysis|written|posted|compiled|reviewed"
         rf"|edited) )?by {_CREDITED}(?:\s*[|/•,–-][^.!?]*)?$"),
    ("byline", SHORT, r"by staff\b[^.!?]*$"),
    ("byline", SHORT, rf"from {NAME} in {CAPITAL}(?: {CAPITAL})?$"),
    ("byline", NOTE, rf"\W*(?:additional )?(?:reporting|writing|editing)(?: and (?:writing|editing))? by {NAME}(?:\W"
         r"|$| (?:in|and|for|with) )"),
    ("byline", NOTE, r"\W*with (?:files|reporting|(?:additional )?reports?|a report)(?: from| by)\b[^.!?]*$"),
    ("byline", NOTE, r".*\bcontributed (?:to this|reporting to this|reporting for this) (?:report|story|article)\b"),
    ("byline", SHORT, r"(?:staff|special|senior|political|chief) (?:writer|reporter|correspondent|editor)s?$"),
    ("byline", SHORT, r"(?:credits?|byline|dateline)\s*:"),
    ("byline", SHORT, rf"[-–—(\[]*\s*(?:(?:sources?|from|via|with):? )?{AGENCY}(?:(?:,|/| and| &) ?{AGENCY})*[)\]]?$"),
    ("byline", SHORT, r"sources?: (?-i:[A-Z])[^.!?:]{1,60}$"),
    # labels of databases
    ("headline", NOTE, r"(?-i:HEADLINE|HIGHLIGHT|SUBTITLE)\s*:"),
    ("furniture", SHORT, r"(?:length|load-date|language|section|publication[- ](?:type|title|date|info)"
         r"|document (?:type|url)|journal-code"
                         r"|proquest document id|word ?count|last updated|place of publication"
                         r"|country of publication|issn|source type|database)\s*:\s*\S[^.!?]*$"),
    ("furniture", SHORT, r"(?:end of document|full text|abstract|classification|body|load-date|copyright notice)\W*$"),
]  # fmt: skip

LINES: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (part, longest, re.compile(pattern, re.IGNORECASE)) for part, longest, pattern in _TABLE
)

BIO = re.compile(
    rf"(?:(?P<name>{NAME})|The (?:writer|author|columnist))(?:, [^.]{{2,60}},)? (?i:(?:is|was) (?:an? |the "
    rf"|[\w’' ]{{2,40}}[’']s? ))"
    r"(?=.*\b(?i:writer|author|columnist|reporter|editor|correspondent|journalist|diarist|critic|blogger|broadcaster"
    r"|photographer|contributor|commentator|bureau chief|novelist|fellow|professor|lecturer|historian|producer"
    r"|presenter"
    r"|lives (?:in|on|near)|based in|writes (?:about|for|on|from)|covers|teaches|(?:his|her|their) (?:opinions|views"
    r"|latest"
    r"|book|novel)|follow (?:him|her|them)|reach (?:him|her|them)|@\w+)\b)"
)
