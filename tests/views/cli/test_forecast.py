"""What is said of long work: once a first piece is done, in one line, and nothing of short work."""

from __future__ import annotations

import pytest

from analysis.views.cli import forecast
from analysis.views.cli.forecast import with_forecast
from tests.calls import TEXTS, call, write_corpus


def said_of(pieces, each, monkeypatch, capsys):
    clock = [0.0]
    monkeypatch.setattr(forecast, "process_time", lambda: clock[0])
    for _ in with_forecast(list(range(pieces)), "trying", " choices", "to try them"):
        clock[0] += each
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("pieces", "each", "said"),
    [
        (9, 1.0, ""),  # 9 seconds in all
        (30, 1.0, "to try them will take about 30 seconds\n"),
        (1000, 0.3, "to try them will take about 5 minutes\n"),
        (100_000, 0.01, "to try them will take about 17 minutes\n"),
        (4, 9000, "to try them will take about 10 hours\n"),
        (0, 1.0, ""),
    ],
)
def test_long_work_is_forecast_from_its_first_pieces(pieces, each, said, monkeypatch, capsys):
    assert said_of(pieces, each, monkeypatch, capsys) == said


def test_pieces_of_several_sizes_are_forecast_by_their_size(monkeypatch, capsys):
    clock = [0.0]
    monkeypatch.setattr(forecast, "process_time", lambda: clock[0])

    def work():  # a second for each
        for size in (5, 5, 10):
            clock[0] += size
            yield "a" * size

    assert list(map(len, with_forecast(work(), "trying", "", "to try them", total=20, size=len))) == [5, 5, 10]
    assert capsys.readouterr().err == "to try them will take about 20 seconds\n"


def test_the_forecast_comes_after_half_a_second_of_work(monkeypatch, capsys):
    clock = [0.0]
    monkeypatch.setattr(forecast, "process_time", lambda: clock[0])
    work = with_forecast(list(range(100)), "trying", " choices", "to try them")
    for _ in range(3):
        next(work)
        assert capsys.readouterr().err == ""
        clock[0] += 0.2
    next(work)
    assert capsys.readouterr().err == "to try them will take about 20 seconds\n"


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (("keyness", "--pairs", "--by", "doc_id"), "to compare all 3 will take about "),
        (("similarity",), "to compare them will take about "),
        (("robustness", "--combinations", 2), " findings under every choice, "),
    ],
)
def test_what_may_be_long_says_how_long_and_writes_the_same(verb, said, tmp_path, monkeypatch):
    corpus = write_corpus(tmp_path / "corpus.jsonl", TEXTS)
    quiet = call(verb[0], corpus, *verb[1:], "-o", "-")
    assert quiet.exit_code == 0 and "will take" not in quiet.stderr
    for name in ("LONG", "MEASURED"):
        monkeypatch.setattr(forecast, name, 0.0)
    told = call(verb[0], corpus, *verb[1:], "-o", "-")
    (line,) = (line for line in told.stderr.splitlines() if "will take" in line)
    assert said in line and told.stdout == quiet.stdout
