"""The phrases by which lines of a page are known: one row per kind of line.

Each row says what a line is that begins so. `list` and `comments` are headings, themselves furniture, that also
say what the lines below them are: links, or readers' comments. Case does not matter, but for names after "By".
"""

from __future__ import annotations

import re

_OUTLET = r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|email|e-mail|print|reddit|youtube)"
_STORIES = r"(?:articles?|stor(?:y|ies)|posts?|news|topics|content|coverage|videos?|links|reading|headlines)"
_NAME = r"(?-i:[A-Z])[\w.’'-]+"

_TABLE = [
    # headings of lists of links
    ("list", r"you (?:may|might) (?:also )?(?:like|be interested|enjoy)\b|recommended for you\b"),
    ("list", rf"(?:more|related|recommended|popular|trending|latest|recent|similar|further|also|top)\s+{_STORIES}\W*$"),
    ("list", r"(?:more|most read|related|top)\s+(?:from\b|on this (?:story|topic)\b)[^.!?]*$"),
    ("list", r"(?:related|see also|most (?:read|popular|viewed))\s*:?$"),
    # headings of comment blocks and the invitation to comment
    ("comments", r"(?:one|\d+)\s+thoughts?\s+on\b"),
    ("comments", r"(?:\d+|no|one)\s+(?:reader )?(?:comments?|responses?|replies)(?:\s+(?:to|on)\b[^.]*)?$"),
    ("comments", r"(?:reader |readers[’'] )?comments?\s*(?:\(\d+\))?\s*:?$"),
    ("comments", r"(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply)\b[^.]*$"),
    ("comments", r"(?:join|start) the (?:conversation|discussion)\b[^.]*$"),
    # comment forms
    ("furniture", r"your e-?mail address will not be published|required fields are marked|notify me of|save my name"),
    ("furniture", r"log ?in to (?:reply|comment)|(?:cancel )?reply$|this site uses akismet"),
    # sharing, following, subscribing
    ("furniture", r"(?:share|tweet|like|pin|follow|print|e-?mail)(?:\s+(?:this|on|via|us|with|page)\b[^.!?]*)?$"),
    ("furniture", rf"(?:follow|like|find) \S+(?: \S+)? on {_OUTLET}\b|{_OUTLET}$"),
    ("furniture", r"(?:sign up|subscribe|register)\b(?:.*\b(?:newsletter|inbox|updates|free|today|now|here))?\W*$"),
    # filing, rights, advertisements, navigation
    ("furniture", r"(?:tags?|filed under|categor(?:y|ies)|topics|labels|posted in|keywords|breadcrumbs?)\s*:"),
    ("furniture", r"(?:copyright|©|\(c\))\s.*\d{4}|.*\ball rights reserved\b|.*\bmay not be (?:published|reproduced)"),
    ("furniture", r"advertise?ments?$|sponsored$|promoted$|(?:story|article) continues below|scroll (?:down|to )"),
    ("furniture", r"click (?:here|to)\b|skip to\b|menu$|search$|home$|loading\W*$|back to top|continue reading\b"),
    ("furniture", r"(?:previous|next|older|newer)(?: (?:post|article|story)s?)?\W*$|[#*_=~-]{3,}$|-?30-?$"),
    ("furniture", r"read (?:more|also|next|the (?:rest|full)|it (?:all|here))\b|see also:|watch:|listen:"),
    # captions
    ("caption", r"(?:file )?(?:photo|image|picture|illustration|graphic|caption|pictured|video)s?\s*[:/]"),
    ("caption", r"(?:file )?(?:photo|image|picture|illustration|graphic)s? (?:by|credit|courtesy)\b[^:.]{0,40}(?::|$)"),
    ("caption", r"(?:ap |reuters )?photo/|\((?:photo|image) (?:by|courtesy|credit)"),
    ("caption", r".*(?:\bgetty images|\breuters/\S+|\bafp/|\bap photo|\bshutterstock|\bwikimedia commons)\b.{0,40}$"),
    # bylines and credits
    ("byline", rf"by (?:the )?{_NAME}(?: (?:and |& |de |van |von |al-|bin )?(?-i:[A-Z])[\w.’'-]*,?){{0,8}}"
               r"(?:\s*[|/•,–-][^.!?]*)?$|by staff\b[^.!?]*$"),
    ("byline", r"\W?(?:additional )?(?:reporting|writing|editing) by\b"),
    ("byline", r".*\bcontributed to this (?:report|story|article)\b"),
    ("byline", r"(?:staff|special|senior|political|chief) (?:writer|reporter|correspondent|editor)s?$"),
]  # fmt: skip

LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _TABLE
)
