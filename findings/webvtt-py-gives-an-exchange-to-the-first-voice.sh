#!/usr/bin/env bash
# webvtt-py gives every word of a caption to the first speaker in it, the answer to the reporter's question included.
#
# What one expects: WebVTT marks who speaks with <v NAME>. Two people often share one caption, a line each. A library that
#   offers a caption's voice gives both, or gives none where there are two.
# What happens: Caption.voice is the name in the first <v> alone, and Caption.text is the whole caption with the tags taken
#   out. So the minister's answer is filed under the reporter's name. The second name is in raw_text only, and nothing
#   says that there is one. A count of words by speaker is wrong for both.
# Seen with: webvtt-py 0.6.0, Python 3.11, on 2026-11-28.
# Source: our own reading of the property `voice` in the package's models.py, and this run. The WebVTT specification
#   allows any number of voice spans in one cue.
# What to do instead: split raw_text at each <v ...> yourself, and give each piece to its own name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check webvtt-py==0.6.0 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
cat >"$folder/interview.vtt" <<'VTT'
WEBVTT

00:01.000 --> 00:03.000
<v Reporter>Did you order the raid?</v>

00:03.500 --> 00:06.000
<v Reporter>So it was you?</v>
<v Minister>That is a shameful lie.</v>
VTT
"$folder/venv/bin/python" - "$folder/interview.vtt" <<'PYTHON'
import sys
from importlib.metadata import version

import webvtt

print("webvtt-py", version("webvtt-py"), "on Python", sys.version.split()[0])
seen = [(caption.voice, caption.text) for caption in webvtt.read(sys.argv[1])]
for voice, text in seen:
    print(f"{voice}: {text!r}")
expected = [("Reporter", "Did you order the raid?"), ("Reporter", "So it was you?\nThat is a shameful lie.")]
if seen != expected:
    sys.exit("this has changed: " + repr(seen))
print("as described: the minister's words are the reporter's")
PYTHON
