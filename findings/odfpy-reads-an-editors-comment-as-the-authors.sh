#!/usr/bin/env bash
# odfpy puts an editor's margin comment, and the editor's name, into the sentence that it is about, and gives the comment twice.
#
# What one expects: teletype.extractText() of a paragraph gives what the page shows of that paragraph. A comment in the
#   margin is somebody else's remark on it.
# What happens: in an OpenDocument file the comment is kept inside the paragraph, at the place where it is anchored. The
#   function walks into it: the comment's author and words come out in the middle of the sentence, with no blank
#   around them. The usual loop over all text:p finds the comment's own paragraph too, so that its words count twice.
#   Loaded words of an editor become the author's, and the words at the seam become one.
# Seen with: odfpy 1.4.1, Python 3.11, on 2026-11-28.
# Source: our own reading of the package's teletype.py, which asks no element what it is for, and this run.
# What to do instead: remove each office:annotation (and text:note, for footnotes) from the tree before reading, or let
#   odfdo list them apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check odfpy==1.4.1 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - "$folder/statement.odt" <<'PYTHON'
import sys
from importlib.metadata import version

from odf import teletype
from odf.dc import Creator
from odf.office import Annotation
from odf.opendocument import OpenDocumentText, load
from odf.text import P

print("odfpy", version("odfpy"), "on Python", sys.version.split()[0])
paragraph = P(text="The council met on Monday")
comment = Annotation()
comment.addElement(Creator(text="Second reader"))
comment.addElement(P(text="A shameful farce!"))
paragraph.addElement(comment)
paragraph.addText(" and adjourned.")
document = OpenDocumentText()
document.text.addElement(paragraph)
document.save(sys.argv[1])

seen = [teletype.extractText(one) for one in load(sys.argv[1]).getElementsByType(P)]
for text in seen:
    print(repr(text))
expected = ["The council met on MondaySecond readerA shameful farce! and adjourned.", "A shameful farce!"]
if seen != expected:
    sys.exit("this has changed: " + repr(seen))
print("as described: the comment is in the sentence, and once more by itself")
PYTHON
