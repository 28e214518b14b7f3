#!/usr/bin/env bash
# Label Studio's CoNLL export drops every label inside a longer one: the loaded words in a quotation.
#
# What one expects: Label Studio lets a coder mark a quotation, and a loaded word within it. Exported for training or counting,
#   both marks are there, or the export says that its format has room for one label a word and what was left out.
# What happens: labels are worked off in the order in which they begin, one at a time. Whatever begins before the quotation
#   ends is thrown away when its turn comes. Loaded words of the author stay and those that he quotes go, so the share
#   of loaded words that are the author's own is always 100 %. Nothing is printed or logged.
# Seen with: label-studio-sdk 2.1.2 (its converter), Python 3.11, on 2026-11-28.
# Source: our own reading of converter/utils.py, create_tokens_and_tags, and this run. The format has room for one label a word,
#   which WebAnno's makers answered when their export did the same (webanno issue 1451); this one does not say so.
# What to do instead: export JSON, where every mark keeps its own offsets, and cut words from those; or export each kind of
#   label by itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check label-studio-sdk==2.1.2 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import json
import sys
from importlib.metadata import version
from pathlib import Path

from label_studio_sdk.converter import Converter

print("label-studio-sdk", version("label-studio-sdk"), "on Python", sys.version.split()[0])
folder = Path(sys.argv[1])
text = "The mayor said: “It is a disgrace and a lie.” The council voted. A scandal, they wrote."
marks = [("“It is a disgrace and a lie.”", "Direct"), ("disgrace", "Loaded"), ("lie", "Loaded"), ("scandal", "Loaded")]
config = """<View><Labels name="label" toName="text"><Label value="Direct"/><Label value="Loaded"/></Labels>
<Text name="text" value="$text"/></View>"""


def conll(marks):
    result = [
        {"from_name": "label", "to_name": "text", "type": "labels",
         "value": {"start": text.index(words), "end": text.index(words) + len(words), "text": words, "labels": [label]}}
        for words, label in marks
    ]
    task = {"id": 1, "data": {"text": text}, "annotations": [{"id": 1, "completed_by": 1, "result": result}]}
    (folder / "export.json").write_text(json.dumps([task]))
    converter = Converter(config=config, project_dir=str(folder), download_resources=False)
    converter.convert(str(folder / "export.json"), str(folder / "out"), "CONLL2003", is_dir=False)
    lines = (folder / "out" / "result.conll").read_text().splitlines()
    return [line.split()[0] for line in lines if line.endswith("Loaded")]


both, alone = conll(marks), conll([mark for mark in marks if mark[1] == "Loaded"])
print("marked as loaded:          ", [words for words, label in marks if label == "Loaded"])
print("exported with quotations:  ", both)
print("exported without them:     ", alone)
if both != ["scandal"] or len(alone) != 3:
    sys.exit("this has changed")
print("as described: the two loaded words that are quoted are gone")
PYTHON
