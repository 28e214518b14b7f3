#!/usr/bin/env bash
# alto-tools loses the second half of every word that a newspaper column breaks with a hyphen, and prints the first half again.
#
# What one expects: ALTO is the format in which libraries give out digitised newspapers. A word broken at the end of a line
#   has two strings, marked HypPart1 and HypPart2, each with the whole word beside it. `alto-tools -t` gives the text: the
#   whole word, or its two halves.
# What happens: the case for HypPart2 is nested in the one for HypPart1 and is never reached. The variable still holds the
#   string before, so that goes out once more, glued to the next word: "govern-" / "ment fell" becomes "govern" /
#   "governfell". What the second half was cannot be told any more. Columns of a newspaper are narrow and break a word
#   every few lines, and a list of words has neither these words nor those behind them. Exit status 0, no warning.
# Seen with: alto-tools 0.1.0, Python 3.11, on 2026-11-28.
# Source: our own reading of the function alto_text in alto_tools.py, and this run. An older report (issue 16 of the project) is
#   of the opposite, the whole word printed twice; this came with its repair. No later release is out.
# What to do instead: read the <String> elements oneself: SUBS_CONTENT for HypPart1, nothing for HypPart2, CONTENT for the rest.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check alto-tools==0.1.0 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
cat >"$folder/page.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">
 <Description><MeasurementUnit>pixel</MeasurementUnit></Description>
 <Layout><Page ID="P1" PHYSICAL_IMG_NR="1" HEIGHT="90" WIDTH="90"><PrintSpace HEIGHT="90" WIDTH="90" HPOS="0" VPOS="0">
  <TextBlock ID="B1" HEIGHT="90" WIDTH="90" HPOS="0" VPOS="0">
   <TextLine HEIGHT="9" WIDTH="90" HPOS="0" VPOS="0">
    <String CONTENT="The" HEIGHT="9" WIDTH="20" HPOS="0" VPOS="0"/><SP WIDTH="5" HPOS="20" VPOS="0"/>
    <String CONTENT="govern" SUBS_TYPE="HypPart1" SUBS_CONTENT="government" HEIGHT="9" WIDTH="50" HPOS="25" VPOS="0"/>
    <HYP CONTENT="-" WIDTH="5" HPOS="75" VPOS="0"/>
   </TextLine>
   <TextLine HEIGHT="9" WIDTH="90" HPOS="0" VPOS="20">
    <String CONTENT="ment" SUBS_TYPE="HypPart2" SUBS_CONTENT="government" HEIGHT="9" WIDTH="30" HPOS="0" VPOS="20"/>
    <SP WIDTH="5" HPOS="30" VPOS="20"/><String CONTENT="fell" HEIGHT="9" WIDTH="20" HPOS="35" VPOS="20"/>
    <SP WIDTH="5" HPOS="55" VPOS="20"/><String CONTENT="twice." HEIGHT="9" WIDTH="30" HPOS="60" VPOS="20"/>
   </TextLine>
  </TextBlock>
 </PrintSpace></Page></Layout>
</alto>
XML
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import subprocess
import sys
from importlib.metadata import version

print("alto-tools", version("alto-tools"), "on Python", sys.version.split()[0])
call = [f"{sys.argv[1]}/venv/bin/alto-tools", "-t", f"{sys.argv[1]}/page.xml"]
lines = [line.strip() for line in subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()]
lines = [line for line in lines if line]
print("on the page: ['The govern-', 'ment fell twice.']")
print("printed:    ", lines)
if lines != ["The govern", "governfell twice."]:
    sys.exit("this has changed")
print("as described: the second half is lost, and the first is there twice")
PYTHON
