#!/usr/bin/env bash
# pympi's to_textgrid() keeps the first word of each sentence where an ELAN file has words below sentences: "we did not pay" is "we".
#
# What one expects: ELAN transcripts of speeches and interviews have a tier for each speaker and, below it, tiers that divide a
#   sentence: words, quotations, codes. to_textgrid() converts the file for Praat: all tiers with all that is in them, each
#   word with its share of the sentence's time, or an error that says why not.
# What happens: words of such a tier (symbolic subdivision) have no times of their own, and pympi gives each of them those of the whole
#   sentence. The first goes in. Each further one overlaps it, which Praat's tiers do not allow, and the error is caught
#   and dropped. The tier is there, in time with the sentences, with one word a sentence; negations, seldom first, are
#   gone. A sentence of one word is whole, so it does not look broken. Nothing is said.
# Seen with: pympi-ling 1.71, Python 3.11, on 2026-11-29.
# Source: our own reading of Eaf.to_textgrid() in pympi/Elan.py (every exception is passed over), the format's own description of
#   a symbolic subdivision (ordered, without times), and this run. Pull request 47 of the project adds another function that
#   shares out the time; to_textgrid() does not call it.
# What to do instead: read the tier with get_annotation_data_for_tier(), which has all words in order; or export from ELAN. After a
#   conversion compare the number of annotations of each tier.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pympi-ling==1.71 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
cat >"$folder/interview.eaf" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="us" DATE="2026-11-29T00:00:00+00:00" FORMAT="2.8" VERSION="2.8"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv2.8.xsd">
 <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
 <TIME_ORDER>
  <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="2000"/>
  <TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="2000"/><TIME_SLOT TIME_SLOT_ID="ts4" TIME_VALUE="3000"/>
 </TIME_ORDER>
 <TIER TIER_ID="Mayor" LINGUISTIC_TYPE_REF="sentence">
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
   <ANNOTATION_VALUE>we did not pay</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
   <ANNOTATION_VALUE>goodbye</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
 </TIER>
 <TIER TIER_ID="Mayor, words" LINGUISTIC_TYPE_REF="word" PARENT_REF="Mayor">
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1">
   <ANNOTATION_VALUE>we</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a4" ANNOTATION_REF="a1" PREVIOUS_ANNOTATION="a3">
   <ANNOTATION_VALUE>did</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a5" ANNOTATION_REF="a1" PREVIOUS_ANNOTATION="a4">
   <ANNOTATION_VALUE>not</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a6" ANNOTATION_REF="a1" PREVIOUS_ANNOTATION="a5">
   <ANNOTATION_VALUE>pay</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a7" ANNOTATION_REF="a2">
   <ANNOTATION_VALUE>goodbye</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
 </TIER>
 <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="sentence" TIME_ALIGNABLE="true" GRAPHIC_REFERENCES="false"/>
 <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="word" TIME_ALIGNABLE="false" GRAPHIC_REFERENCES="false" CONSTRAINTS="Symbolic_Subdivision"/>
 <CONSTRAINT STEREOTYPE="Symbolic_Subdivision" DESCRIPTION="Symbolic subdivision of a parent annotation."/>
</ANNOTATION_DOCUMENT>
XML
"$folder/venv/bin/python" -W error - "$folder" <<'PYTHON'
import sys
from importlib.metadata import version

import pympi

print("pympi-ling", version("pympi-ling"), "on Python", sys.version.split()[0])
interview = pympi.Eaf(f"{sys.argv[1]}/interview.eaf")
interview.to_textgrid().to_file(f"{sys.argv[1]}/interview.TextGrid")
grid = pympi.TextGrid(f"{sys.argv[1]}/interview.TextGrid")
seen = {}
for tier in ("Mayor", "Mayor, words"):
    there = [row[2] for row in interview.get_annotation_data_for_tier(tier)]
    seen[tier] = [text for _, _, text in grid.get_tier(tier).get_intervals() if text]
    print(f"{tier:13} in ELAN {there}, for Praat {seen[tier]}")
    assert there == (["we did not pay", "goodbye"] if tier == "Mayor" else ["we", "did", "not", "pay", "goodbye"])
if seen != {"Mayor": ["we did not pay", "goodbye"], "Mayor, words": ["we", "goodbye"]}:
    sys.exit("this has changed")
print("as described: three words of four are gone, the 'not' among them")
PYTHON
