#!/usr/bin/env bash
# quotequail takes "On Monday, the mayor wrote:" in a statement for the head of an older mail, and files the rest as the mayor's.
#
# What one expects: statements come by mail, and quotequail.unwrap() parts what somebody wrote from an older mail below it. The
#   head of an older mail has a date and an address, "On 5 March 2026 at 09:10, Ann Reed <ann@enz.example> wrote:", and
#   its lines begin with ">".
# What happens: any line that begins with "On" and ends with "wrote:" is such a head; no address, time or ">" is asked for.
#   All below it, to the end, is the text of the person named: the words quoted, and the sender's own answer to them too.
#   "The union does not agree" becomes the mayor's. email-reply-parser and mail-parser-reply, two other packages for the
#   same purpose, give the statement without any of it. With the quotation on the same line, nothing is cut.
# Seen with: quotequail 0.5.4, email-reply-parser 0.5.12, mail-parser-reply 1.36, Python 3.11, on 2026-11-28.
# Source: our own reading of the patterns of the three packages, and this run.
# What to do instead: keep the body whole, and cut at a line of this kind only if it has an address or is followed by ">".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check quotequail==0.5.4 email-reply-parser==0.5.12 \
    mail-parser-reply==1.36 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import email_reply_parser
import mailparser_reply
import quotequail

names = ("quotequail", "email-reply-parser", "mail-parser-reply")
print(", ".join(f"{name} {version(name)}" for name in names), "on Python", sys.version.split()[0])
statement = """The strike goes on.

On Monday, the mayor wrote:
The library stays open.

The union does not agree.
"""
parts = quotequail.unwrap(statement)
kept = (
    email_reply_parser.EmailReplyParser.parse_reply(statement),
    mailparser_reply.EmailReplyParser(languages=["en"]).read(text=statement).latest_reply,
)
print("the union's, by quotequail:        ", repr(parts["text_top"]))
print(f"{parts['from']}'s, by quotequail:    ", repr(parts["text"]))
print("the statement, by the other two:   ", kept)
same_line = statement.replace("wrote:\n", "wrote: ")
assert quotequail.unwrap(same_line) is None  # read as one text, as it should be
whole = "The library stays open.\n\nThe union does not agree."
expected = {"text_top": "The strike goes on.", "from": "the mayor", "text": whole}
if {name: parts.get(name) for name in expected} != expected or kept != ("The strike goes on.",) * 2:
    sys.exit("this has changed")
print("as described: the union's answer is the mayor's, or is gone")
PYTHON
