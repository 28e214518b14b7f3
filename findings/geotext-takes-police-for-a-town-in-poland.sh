#!/usr/bin/env bash
# geotext and flashgeotext find the Polish town of Police wherever a sentence about the police begins.
#
# What one expects: both find cities and countries in English text, and geotext counts the countries that a text is about
#   (country_mentions). That "Nice" may be an adjective is plain; one looks for such words. In a report from Iraq that names
#   no other country, Iraq comes first.
# What happens: any word with a capital letter that is the name of a town anywhere is that town, the first word of a sentence
#   too. "Police said" is Police in Poland; "Of the four" is Of in Turkey. Reports on crime, protest and war
#   begin many sentences with "Police", so in this report Poland is mentioned more often than Iraq, and a table of the
#   countries that papers write about shows Poland where papers report most on the police. Neither package marks a find as
#   doubtful, or leaves out words that a dictionary has. In lower case nothing is found.
# Seen with: geotext 0.4.0, flashgeotext 0.5.5, Python 3.11, on 2026-11-29.
# Source: our own reading of the lists of towns that both bring along, from GeoNames, and this run.
# What to do instead: take out names that are words of English before counting, and count a town only where it occurs within
#   a sentence or with its country.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check geotext==0.4.0 flashgeotext==0.5.5 \
    2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import logging
import sys
from importlib.metadata import version

import flashgeotext.geotext
import geotext

logging.disable()
print("geotext", version("geotext"), "and flashgeotext", version("flashgeotext"), "on Python", sys.version.split()[0])
report = (
    "Police in northern Iraq closed two roads on Sunday. Police said that four people were hurt when stones were thrown. "
    "Police gave no names. Of the four, two were officers."
)
places = geotext.GeoText(report)
other = flashgeotext.geotext.GeoText().extract(report)
counts = {kind: {name: found["count"] for name, found in names.items()} for kind, names in other.items()}
print("geotext:     ", places.cities, places.countries, dict(places.country_mentions))
print("flashgeotext:", counts)
in_lower_case = geotext.GeoText(report.replace("Police", "The police")).cities
print("geotext, with “The police” for “Police”:", in_lower_case)
expected = {"cities": {"Police": 3, "Of": 1}, "countries": {"Iraq": 1}}
mentions = {"PL": 3, "IQ": 1, "TR": 1}
if dict(places.country_mentions) != mentions or counts != expected or in_lower_case != ["Of"]:
    sys.exit("this has changed")
print("as described: Poland leads in a report from Iraq")
PYTHON
