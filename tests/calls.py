"""What the tests of the command line share: three texts, a call of each verb, and what a call says."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

from click.testing import CliRunner

from analysis.texts.readers.installation import DATA
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.cli.app import PROGRAM, cli

TEXTS = [
    {
        "doc_id": "a",
        "source_type": "advocacy",
        "date": "2014-05-01",
        "text": "“We saw no fire,” Ann Lee said on Monday. The mob lied about it.",
    },
    {
        "doc_id": "b",
        "source_type": "advocacy",
        "date": "2014-07",
        "text": "The fire was a shameful lie. The fire went on.",
    },
    {
        "doc_id": "c",
        "source_type": "newswire",
        "date": "",
        "text": "Officials said the fire was out. The United Nations looked on. The mob lied about it.",
    },
]
CALLS = {
    "voices": (),
    "sources": (),
    "kwic": ("--find", "the fire"),
    "markers": (),
    "agency": (),
    "frames": (),
    "names": ("--actors", DATA / "actors.csv"),
    "mentions": (),
    "terms": (),
    "collocations": (),
    "tfidf": (),
    "similarity": (),
    "reuse": ("--least", 4),
    "keyness": ("--target", "advocacy"),
    "dispersion": (),
    "rates": (),
    "series": (),
    "readability": (),
    "wordshift": ("--target", "advocacy"),
    "omissions": ("--least", 1, "--actors", DATA / "actors.csv"),
    "stability": ("--target", "advocacy"),
    "robustness": ("--combinations", "5"),
    "actors": (),
    "speakers": (),
}
TABLE_OF = {verb: verb for verb in CALLS} | {
    "voices": "segments",
    "actors": "actor_sheet",
    "speakers": "speaker_sheet",
}


def write_corpus(file, rows):
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def call(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name=PROGRAM)


def fails(code, *arguments):
    """Return the one line that a failing call says."""
    result = call(*arguments)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[-1].startswith("error: ")
    assert len(lines) == 1
    return lines[0]


def run(*arguments, **options):
    settings = {"capture_output": True, "cwd": CHECKOUT, "timeout": 100} | options
    return subprocess.run([sys.executable, "-m", "analysis", *map(str, arguments)], check=False, **settings)


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))
