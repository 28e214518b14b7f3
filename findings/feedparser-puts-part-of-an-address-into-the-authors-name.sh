#!/usr/bin/env bash
# feedparser cuts the e-mail address of an RSS author after four letters of its ending and adds the rest to the author's name.
#
# What one expects: RSS gives the author of an item as an address and a name, "ida@enz.london (Ida Roth)" or the other
#   way round. entry.author_detail.name is the name, and author_detail.email the address.
# What happens: the pattern for addresses allows endings of two to four letters and does not ask that the address stops
#   there. Of an ending of five letters or more (.media, .london, .press, .agency, .africa, which news outlets use) the
#   first four go to the address, and the rest becomes part of the name. A table of bylines has "Ida Roth a" or "Ida Roth on",
#   the same writer under two names, and an address that does not exist. Nothing is said.
# Seen with: feedparser 6.0.14, Python 3.11, on 2026-11-28.
# Source: our own reading of bylines gathered from feeds, and this run on a feed of ours.
# What to do instead: read entry.author, which is whole, and take the address away oneself; or prefer dc:creator where a
#   feed has it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check feedparser==6.0.14 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import feedparser

print("feedparser", version("feedparser"), "on Python", sys.version.split()[0])
feed = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Enz</title><link>https://enz.example/</link>
<description>News of the valley</description>{}</channel></rss>"""
authors = ("Ida Roth ida@enz.org", "Ida Roth ida@enz.media", "Ida Roth ida@enz.london")
items = "".join(f"<item><title>Bridge shut</title><author>{author}</author></item>" for author in authors)
entries = feedparser.parse(feed.format(items)).entries
found = [(one.author_detail.get("name"), one.author_detail.get("email")) for one in entries]
for author, pair, entry in zip(authors, found, entries):
    print(f"{author!r}: name and address {pair}, author {entry.author!r}")
if found != [("Ida Roth", "ida@enz.org"), ("Ida Roth a", "ida@enz.medi"), ("Ida Roth on", "ida@enz.lond")]:
    sys.exit("this has changed")
print("as described: the end of the address is part of the name")
PYTHON
