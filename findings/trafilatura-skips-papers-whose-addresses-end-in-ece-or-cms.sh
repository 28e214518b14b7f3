#!/usr/bin/env bash
# trafilatura finds no article in the feed of a newspaper whose addresses end in .ece or .cms.
#
# What one expects: a feed lists a paper's articles, and trafilatura.feeds gives their addresses. What is not an article
#   (a picture, a sound) is left out.
# What happens: courlan, the package that trafilatura asks about addresses, turns down any that ends in a dot and two to five
#   letters, unless they are in its list of page types. Some publishing systems end every article in .ece (Escenic) or
#   .cms, those of large papers among them. Such a paper comes back as an empty list, like one that published nothing that
#   day, and a comparison of sources is without it. The reason is logged at the level for debugging only.
# Seen with: trafilatura 2.3.1, courlan 1.4.0, Python 3.11, on 2026-11-28.
# Source: our own reading of courlan/filters.py (WHITELISTED_EXTENSIONS), and this run on a feed of ours.
# What to do instead: take the links from the feed with a parser of feeds (feedparser's entry.link), and compare the number of
#   items in the feed with the number of addresses found.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check trafilatura==2.3.1 courlan==1.4.0 lxml==6.1.3 \
    lxml-html-clean==0.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from courlan import check_url
from trafilatura.feeds import FeedParameters, extract_links

print("trafilatura", version("trafilatura"), "with courlan", version("courlan"), "on Python", sys.version.split()[0])
home = "https://enz.example.org"
found = {}
for ending in ("", ".html", ".php", ".ece", ".cms"):
    articles = [f"{home}/world/bridge-shut-{number}{ending}" for number in (101, 102, 103)]
    items = "".join(f"<item><title>Bridge shut</title><link>{one}</link></item>" for one in articles)
    feed = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Enz</title><link>{home}</link>
<description>News of the valley</description>{items}</channel></rss>"""
    links = extract_links(feed, FeedParameters(home, "example.org", f"{home}/rss", False))
    found[ending] = (len(links), sum(check_url(one) is not None for one in articles))
    print(f"three articles with {ending or 'no ending':9}: {found[ending][0]} from the feed, {found[ending][1]} by courlan alone")
if list(found.values()) != [(3, 3)] * 3 + [(0, 0)] * 2:
    sys.exit("this has changed")
print("as described: three papers in full, two not at all")
PYTHON
