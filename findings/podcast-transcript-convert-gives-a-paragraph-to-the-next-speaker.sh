#!/usr/bin/env bash
# podcast-transcript-convert files a speaker's second paragraph under whoever speaks next, and leaves that one's words to nobody.
#
# What one expects: an HTML transcript of a podcast has <cite> for the speaker, <time> and <p>. Where a name is given once, when
#   the speaker changes, and a time with each paragraph, all paragraphs up to the next name are that speaker's.
# What happens: a second <time> begins a new segment, and the name is not taken along. The next <cite> finds a segment
#   without a name and names that one: the one before it, already filled with the other speaker's words. Its own words
#   begin with another <time>, a new segment, and have no name. The reporter's remark becomes the mayor's, the denial is
#   nobody's. Where a turn has several <p> and one <time>, each replaces the one before, and only the last is kept. Nothing is said.
# Seen with: podcast-transcript-convert 0.1.2, beautifulsoup4 4.14.3, Python 3.11, on 2026-11-29. The reader in 0.2.0, for
#   Python 3.13, does the same by our reading.
# Source: our own reading of converters/html_to_json.py, the podcast namespace's page on transcripts (all three tags; name and
#   time "if available"), and this run.
# What to do instead: go through the elements in order, carry the last <cite> along until the next one, and add each <p> to
#   the speaker who has the floor. Compare the number of words before and after.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check podcast-transcript-convert==0.1.2 beautifulsoup4==4.14.3 \
    2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from podcast_transcript_convert.converters.html_to_json import html_to_podcast_dict

names = ("podcast-transcript-convert", "beautifulsoup4")
print(", ".join(f"{name} {version(name)}" for name in names), "on Python", sys.version.split()[0])


def read(transcript):
    segments = html_to_podcast_dict(f"<html><body>{transcript}</body></html>")["segments"]
    return [(one.get("speaker"), one.get("body")) for one in segments]


each_time = """<cite>Reporter:</cite><time>0:00</time><p>You ordered the raid.</p>
<time>0:04</time><p>It was a disgrace.</p>
<cite>Mayor:</cite><time>0:09</time><p>I never did.</p>"""
one_time = """<cite>Mayor:</cite><time>0:00</time><p>I did not order it.</p><p>Ask the police.</p>"""
each_name = each_time.replace("<time>0:04</time>", "<cite>Reporter:</cite><time>0:04</time>")
timed, untimed, named = read(each_time), read(one_time), read(each_name)
print("a time with each paragraph, a name with each turn:", timed)
print("one time, two paragraphs:                         ", untimed)
print("a name with each paragraph:                       ", named)
reporter = [("Reporter", "You ordered the raid."), ("Reporter", "It was a disgrace.")]
assert named == [*reporter, ("Mayor", "I never did.")]  # read as it should be
expected = [("Reporter", "You ordered the raid."), ("Mayor", "It was a disgrace."), (None, "I never did.")]
if timed != expected or untimed != [("Mayor", "Ask the police.")]:
    sys.exit("this has changed")
print("as described: the reporter's words are the mayor's, and the mayor's denials are nobody's, or gone")
PYTHON
