"""Two small sets of annotated texts, and the calls that measure them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.cli.app import cli

SAID, NO = "“We won,” Ann Lee said. The mob lied, Bo claimed.", "“No,” he said."
VOICES_GOLD = [
    {
        "id": "a",
        "text": SAID,
        "publisher": "Post",
        "outlet_type": "mainstream",
        "quotes": [
            {"quote_spans": [[0, 9]], "direct_spans": [[0, 9]], "speaker": "Ann Lee", "cue": "said"},
            {"quote_spans": [[24, 36]], "direct_spans": [], "speaker": "Bo", "cue": "claimed"},
        ],
    },
    {"id": 7, "text": NO, "quotes": [{"quote_spans": [[0, 5]], "direct_spans": [[0, 5]], "speaker": "he"}]},
]
MARKERS_GOLD = [
    {"id": "a", "text": "The evil mob lied.", "label": 1, "spans": [[4, 8], [9, 12]], "outlet_type": "partisan"},
    {"id": "b", "text": "A calm, evil day.", "label": 0, "spans": []},
    {"id": "c", "text": "Sad news.", "label": 1, "spans": [{"start": 0, "end": 3}], "outlet_type": "wire"},
]


def write(file: Path, rows: list[dict]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def call(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def remake(out, **surroundings):
    script = [sys.executable, str(CHECKOUT / "benchmarks" / "validation.py"), "2026-01-31", "--out", str(out)]
    kept = {name: text for name, text in os.environ.items() if name != "SAMESTORY_GOLD"}
    return subprocess.run(script, capture_output=True, check=False, encoding="utf-8", env=kept | surroundings)
