"""Two small sets of annotated texts, and the calls that measure them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from analysis.views.cli.app import cli
from benchmarks import validation

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
    """Run the script that makes the dated figures, and each call that it makes, in this process: it starts many."""

    def ended(command, **options):
        assert command[:3] == [sys.executable, "-m", "analysis"]
        return SimpleNamespace(returncode=call(*command[3:]).exit_code)

    told = ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["validation.py", "2026-01-31", "--out", str(out)])
        patch.setattr(subprocess, "run", ended)
        patch.delenv("SAMESTORY_GOLD", raising=False)
        for name, value in surroundings.items():
            patch.setenv(name, value)
        try:
            validation.main()
        except SystemExit as stopped:
            told = str(stopped)
    return SimpleNamespace(returncode=int(bool(told)), stderr=told)
