"""The verb series: periods, groups, what is followed, and what it says and refuses."""

from __future__ import annotations

import pytest

from analysis.views.cli import by_blocks
from tests.calls import call, fails, read_csv, write_corpus

SAID = "“We saw the fire,” Ann Lee said. The mob lied about it."


@pytest.fixture
def corpus(tmp_path):
    rows = [
        {
            "doc_id": f"t{k:02}",
            "outlet": "ab"[k % 2],
            "date": f"2014-0{1 + k // 12 * 2}-03",
            "text": SAID + " Rain." * k,
        }
        for k in range(24)
    ]
    return write_corpus(tmp_path / "c.jsonl", [*rows, {"doc_id": "late", "outlet": "a", "text": "Rain."}])


def test_rates_are_followed_by_group_with_gaps_and_what_is_left_out_is_said(corpus, monkeypatch):
    result = call("series", corpus, "--by", "outlet", "--every", "month", "-o", "-")
    table = read_csv(result.stdout)
    quoted = [row for row in table if row["category"] == "direct"]
    assert [(row["group"], row["period"], row["n_docs"]) for row in quoted] == [
        (group, f"2014-0{month}", n) for group in "ab" for month, n in ((1, "6"), (2, "0"), (3, "6"))
    ]
    assert [row["low"] != "" for row in quoted] == [True, False, True] * 2
    assert "1 of 25 texts is left out: 1 without a date in the column 'date' (late)" in result.stderr
    assert "6 periods of groups from 2014-01 to 2014-03; 2 without a text, which are gaps, and 0 with" in result.stderr
    whole = call("series", corpus, "--every", "year", "-o", "-")
    assert "\n1 period from 2014 to 2014; 0 without" in whole.stderr
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    monkeypatch.setattr(by_blocks, "_BLOCK", 1)
    large = call("series", corpus, "--by", "outlet", "--every", "month", "--jobs", 1, "-o", "-")
    assert large.stdout == result.stdout


def test_the_period_that_is_chosen_is_said(corpus):
    chosen = call("series", corpus, "-o", "-")
    assert (
        "by day, the shortest period in which most have the five texts that an interval needs"
        in chosen.stderr.splitlines()
    )
    few = call("series", corpus, "--by", "doc_id", "-o", "-")
    assert (
        "by year; in most periods fewer than five texts can be measured, too few for an interval"
        in few.stderr.splitlines()
    )


def test_frames_are_followed_and_one_voice_alone(corpus):
    table = read_csv(call("series", corpus, "--of", "frames", "--every", "year", "--voice", "author", "-o", "-").stdout)
    assert {row["voice"] for row in table} == {"author"} and {row["period"] for row in table} == {"2014"}
    assert "generic: conflict" in {row["category"] for row in table}


def test_what_other_verbs_count_and_words_are_followed(corpus, monkeypatch):
    def table(*asked):
        result = call("series", corpus, "--every", "year", *asked, "-o", "-")
        assert result.exit_code == 0, result.stderr
        return read_csv(result.stdout)

    agency, mentions = table("--of", "agency", "--voice", "author"), table("--of", "mentions")
    assert {"passives", "acts told by a noun"} <= {row["measure"] for row in agency}
    assert {row["voice"] for row in agency} == {"author"}
    (named,) = [row for row in mentions if (row["category"], row["voice"]) == ("person", "all")]
    assert int(named["numerator"]) == 24  # Ann Lee, once in each text
    found = table("--find", "the fire", "--find", "lie*", "--voice", "all")
    assert [(row["measure"], row["category"], row["numerator"]) for row in found] == [
        ("words looked for", "lie*", "24"),
        ("words looked for", "the fire", "24"),
        ("texts with the words", "lie*", "24"),
        ("texts with the words", "the fire", "24"),
    ]
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    monkeypatch.setattr(by_blocks, "_BLOCK", 1)
    assert table("--find", "the fire", "--find", "lie*", "--voice", "all", "--jobs", 1) == found
    assert table("--of", "mentions", "--jobs", 1) == mentions


def test_how_the_texts_read_is_followed(tmp_path, monkeypatch):
    texts = [("Rain fell" + " on it" * k + ". ") * 60 for k in range(24)]
    rows = [{"doc_id": f"t{k:02}", "date": f"2014-0{1 + k // 4}", "text": text} for k, text in enumerate(texts)]
    corpus = write_corpus(tmp_path / "c.jsonl", rows)
    asked = ("series", corpus, "--of", "readability", "--every", "month", "--voice", "author", "-o", "-")
    result = call(*asked)
    table = read_csv(result.stdout)
    lengths = [row for row in table if row["category"] == "words_per_sentence"]
    assert [float(row["value"]) for row in lengths] == [2 + 2 * (4 * month + 1.5) for month in range(6)]
    assert {row["voice"] for row in table} == {"author"}
    lines = read_csv(call(*asked, "--trends").stdout)
    (longer,) = [row for row in lines if row["category"] == "words_per_sentence"]
    assert float(longer["change"]) == pytest.approx(40) and float(longer["q"]) < 0.001
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    monkeypatch.setattr(by_blocks, "_BLOCK", 1)
    assert call(*asked, "--jobs", 1).stdout == result.stdout


def test_it_names_what_is_wrong(corpus):
    assert "--of readability knows no voice attributed; leave out --voice attributed" in fails(
        2, "series", corpus, "--of", "readability", "--voice", "attributed", "-o", "-"
    )
    assert "leave out --of, --lexicon and --actors" in fails(
        2, "series", corpus, "--find", "x", "--of", "rates", "-o", "-"
    )
    assert "--lexicon is for loaded words" in fails(2, "series", corpus, "--of", "frames", "--lexicon", "x", "-o", "-")
    assert "no column 'day'" in call("series", corpus, "--date", "day", "-o", "-").stderr.splitlines()[-1]


def test_trends_are_written_in_place_of_the_periods_and_told_of(corpus, tmp_path):
    rows = [
        {"doc_id": f"t{k}", "date": f"2014-0{1 + k // 4}", "text": SAID + " Rain fell on it all day." * (9 - k // 3)}
        for k in range(24)
    ]
    rising = write_corpus(tmp_path / "rising.jsonl", rows)
    result = call("series", rising, "--every", "month", "--trends", "-o", "-")
    table = read_csv(result.stdout)
    (quoted,) = [row for row in table if row["category"] == "direct"]
    assert float(quoted["change_low"]) > 0 and float(quoted["q"]) < 0.05 and quoted["periods"] == "6"
    tested = [row for row in table if row["p"] != ""]
    found = [float(row["change"]) > 0 for row in tested if float(row["q"]) <= 0.05]
    rise, fall = sum(found), len(found) - sum(found)
    said = f"trends tested over texts: {len(tested)}; with q at most .05, {rise} rise and {fall} fall"
    assert said in result.stderr.splitlines()
    few = call("series", corpus, "--every", "month", "-o", "-")
    assert "no trend is tested; the reason most often: 2 periods with texts: a trend takes 3" in few.stderr.splitlines()


def test_names_are_found_without_a_list_of_actors_and_what_that_means_is_said(corpus):
    result = call("mentions", corpus, "--kind", "person", "-o", "-")
    assert {row["name"] for row in read_csv(result.stdout)} == {"Ann Lee"}
    assert result.stderr.startswith("names are joined by their forms alone: these texts have no list of actors; ")
