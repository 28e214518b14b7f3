"""The command line: every verb writes its table, with what was asked for."""

from __future__ import annotations

import json
import random

import pandas as pd
import pytest

import analysis as same
from analysis.schema import COLUMNS
from analysis.texts.readers.installation import DATA
from analysis.views.cli import app, by_blocks
from analysis.views.tables.write import write_table
from tests.calls import CALLS, TABLE_OF, TEXTS, call, fails, read_csv, write_corpus


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)


@pytest.mark.parametrize("verb", CALLS)
def test_every_verb_writes_its_columns_in_order(verb, corpus, tmp_path, monkeypatch):
    made = []

    def write(table, *to, **how):
        made.append(table if isinstance(table, pd.DataFrame) else pd.concat(table, ignore_index=True))
        write_table(made[0], *to, **how)

    monkeypatch.setattr(app, "write_table", write)
    result = call(verb, corpus, *CALLS[verb], "-o", tmp_path / "t.parquet")
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    for ending in ("csv", "jsonl"):
        write_table(made[0], tmp_path / f"t.{ending}")
    columns = list(COLUMNS[TABLE_OF[verb]])
    table = pd.read_parquet(tmp_path / "t.parquet")
    assert list(table.columns) == columns
    assert len(table) > 0
    rows = read_csv((tmp_path / "t.csv").read_bytes().decode())
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_bytes().decode().split("\n")[:-1]]
    assert len(rows) == len(lines) == len(table)
    assert list(rows[0]) == list(lines[0]) == columns
    for row, line in zip(rows, lines, strict=True):
        for column in columns:
            if isinstance(line[column], bool):
                assert row[column] == str(line[column]).lower()
            elif isinstance(line[column], (int, float)):
                assert float(row[column]) == pytest.approx(line[column], rel=1e-9)
            else:
                assert row[column] in (line[column] or "", "inf", "-inf")
    assert call(verb, corpus, *CALLS[verb], "-o", "-").stdout.encode() == (tmp_path / "t.csv").read_bytes()


@pytest.mark.parametrize("verb", CALLS)
def test_every_verb_reads_the_shipped_texts_and_gives_the_same_bytes_again(verb):
    arguments = (verb, *CALLS[verb], "-o", "-")
    first, again = call(*arguments), call(arguments[0], "data/raw", *arguments[1:])
    assert first.exit_code == 0, first.stderr
    assert first.stdout.splitlines()[0] == ",".join(COLUMNS[TABLE_OF[verb]])
    assert first.stdout == again.stdout


def test_terms_counts_what_is_asked_for(corpus):
    rows = read_csv(call("terms", corpus, "--by", "doc_id", "--voice", "author", "-o", "-").stdout)
    fire = {row["group"]: (row["n"], row["total"], row["per_1000"]) for row in rows if row["term"] == "fire"}
    assert fire["b"] == ("2", "10", "200")
    assert "a" not in fire, "Ann Lee's words are not the text's own"
    pairs = read_csv(call("terms", corpus, "--ngrams", 2, "-o", "-").stdout)
    assert {row["term"]: row["n"] for row in pairs}["the fire"] == "3"


def test_what_texts_share_is_counted_once_where_that_is_asked_for(tmp_path):
    told = "the bridge over the river was closed on friday"
    rows = [
        {"doc_id": "late", "date": "2020-02-02", "text": f"Now {told}."},
        {"doc_id": "soon", "date": "2020-01-01", "text": f"Then {told}."},
    ]
    corpus = write_corpus(tmp_path / "in" / "c.jsonl", rows)
    found = read_csv(call("reuse", corpus, "-o", "-").stdout)
    assert [(row["doc_id_a"], row["doc_id_b"], row["n_words"]) for row in found] == [("late", "soon", "9")]
    result = call("terms", corpus, "--by", "doc_id", "--shared", "once", "-o", "-")
    assert {row["group"]: row["total"] for row in read_csv(result.stdout)} == {"late": "1", "soon": "10"}
    said = "1 shared passage: the words that an earlier text already has are not counted"
    assert result.stderr == f"{said} (by date)\n"
    undated = write_corpus(tmp_path / "in" / "u.jsonl", [row | {"date": ""} for row in rows])
    result = call("terms", undated, "--by", "doc_id", "--shared", "once", "-o", "-")
    assert {row["group"]: row["total"] for row in read_csv(result.stdout)} == {"late": "10", "soon": "1"}
    assert result.stderr == f"{said} (no dates: in the order of the file)\n"
    assert call("reuse", corpus, "--least", 12, "-o", "-").stderr == "no shared passage of 12 words or more\n"
    every = call("terms", corpus, "--by", "doc_id", "-o", "-")
    assert {row["group"]: row["total"] for row in read_csv(every.stdout)} == {"late": "10", "soon": "10"}


def test_near_passages_are_listed_where_they_are_asked_for(tmp_path):
    told = "Officials of the ministry inspected four damaged bridges upstream before allowing lorries across again"
    again = "Officials from the ministry had inspected the damaged bridges upstream and allowing lorries was out again"
    rows = [{"doc_id": "a", "text": f"It rained. {told}. Nobody slept."}, {"doc_id": "b", "text": f"Well. {again}."}]
    corpus = write_corpus(tmp_path / "c.jsonl", rows)
    assert call("reuse", corpus, "-o", "-").stderr == "no shared passage of 8 words or more\n"
    (row,) = read_csv(call("reuse", corpus, "--near", "-o", "-").stdout)
    opening = "Officials of the ministry inspected four damaged bridges upstream before allowing lorries"
    assert (row["found"], row["n_words"], row["opening"]) == ("near", "10", opening)
    nothing = write_corpus(tmp_path / "n.jsonl", [rows[0], {"doc_id": "b", "text": "Well."}])
    said = call("reuse", nothing, "--near", "-o", "-").stderr
    assert said == "no shared passage of 8 words or more, and no near one\n"


def test_a_phrase_that_does_not_occur_is_said_to():
    result = call("kwic", "--find", "zebra", "-o", "-")
    assert result.stdout.count("\n") == 1, "the head of the table alone"
    assert result.stderr == "'zebra' does not occur in these texts\n"


def test_a_column_of_the_corpus_can_be_called_like_one_of_ours(tmp_path):
    rows = [row | {"part": str(number), "term": "x"} for number, row in enumerate(TEXTS)]
    result = call("terms", write_corpus(tmp_path / "c.jsonl", rows), "--by", "part", "-o", "-")
    assert {row["group"] for row in read_csv(result.stdout)} == {"0", "1", "2"}


def test_keyness_says_why_there_is_no_p(corpus):
    result = call("keyness", corpus, "--target", "advocacy", "--reference", "newswire", "-o", "-")
    assert result.exit_code == 0
    rows = read_csv(result.stdout)
    assert {row[name] for row in rows for name in ("p", "q", "log_ratio_low", "log_ratio_high")} == {""}
    assert "at least 5 in each group, but there are 2 against 1" in result.stderr
    assert len(result.stderr.splitlines()) == 1 and "*" not in result.output


def test_keyness_compares_every_group_and_counts_the_comparisons(tmp_path):
    rows = [
        {"doc_id": f"{side}{i}", "source_type": side, "outlet": f"{side}{i // 2}", "text": "fire war " * (i + 1) + side}
        for side, n in (("x", 10), ("y", 10), ("z", 4))
        for i in range(n)
    ]
    corpus = write_corpus(tmp_path / "c.jsonl", rows)
    result = call("keyness", corpus, "--pairs", "-o", "-")
    table = read_csv(result.stdout)
    assert {(row["target"], row["reference"]) for row in table} == {("x", "y"), ("x", "z"), ("y", "z")}
    assert {row["p"] == "" for row in table if row["reference"] == "z"} == {True}
    first, *why = result.stderr.splitlines()
    assert first == "3 comparisons; q counts the 4 tests of words in all of them"
    assert [line.split(": No p-value")[0] for line in why] == ["2 comparisons have no test; the first, x against z"]
    each = read_csv(call("keyness", corpus, "--each", "-o", "-").stdout)
    assert {row["reference"] for row in each} == {"all but x", "all but y", "all but z"}
    by_outlet = call("keyness", corpus, "--target", "x", "--reference", "y", "--cluster", "outlet", "-o", "-")
    assert {row["n_units_target"] for row in read_csv(by_outlet.stdout)} == {"5"} and by_outlet.stderr == ""
    few = call("keyness", corpus, "--target", "z", "--cluster", "outlet", "-o", "-")
    assert "they compare clusters" in few.stderr and "2 against 10" in few.stderr
    every = call("keyness", corpus, "--pairs", "--by", "doc_id", "-o", "-").stderr.splitlines()
    assert [line.split(";")[0] for line in every] == ["276 comparisons", "276 comparisons have no test"]


def test_a_long_table_is_said_before_it_is_made_or_refused(corpus, monkeypatch):
    refused = call("keyness", corpus, "--pairs", "--by", "doc_id", "--most", 9, "-o", "-")
    assert refused.exit_code == 2 and refused.stdout == ""
    assert "3 comparisons of the 3 values of 'doc_id' would make 57 rows, more than 9" in refused.stderr
    monkeypatch.setattr("analysis.views.cli.compare._SAID_BEFORE", 56)
    said = call("keyness", corpus, "--pairs", "--by", "doc_id", "-o", "-")
    assert said.stderr.startswith("3 comparisons will make 57 rows\n") and len(read_csv(said.stdout)) == 57


def test_similarity_says_what_it_leaves_out(corpus):
    every = call("similarity", corpus, "-o", "-")
    assert len(read_csv(every.stdout)) == 3 and every.stderr == ""
    first, second = read_csv(every.stdout)[:2]
    most = call("similarity", corpus, "--top", 2, "-o", "-")
    assert read_csv(most.stdout) == [first, second]
    said = (
        f"the 2 most similar pairs are written, down to a cosine of {float(second['cosine']):.3g}; --top 3 writes all"
    )
    assert most.stderr.splitlines()[0] == "3 pairs of texts are compared" and said in most.stderr
    high = call("similarity", corpus, "--least", 0.001 + float(second["cosine"]), "-o", "-")
    assert read_csv(high.stdout) == [first] and high.stderr.endswith(": 1 of 3\n")


def test_reuse_says_what_it_lists_with_the_first_text_alone_and_what_memory_it_needs(tmp_path, monkeypatch):
    told = "The bridge over the old river was closed on Friday."
    texts = [{"doc_id": f"t{k}", "text": f"{told} Word{k}."} for k in range(66)]
    result = call("reuse", write_corpus(tmp_path / "c.jsonl", texts), "-o", "-")
    assert len(read_csv(result.stdout)) == 65
    assert result.stderr == "65 of 65 rows are of what more than 64 texts share: with the first alone\n"
    monkeypatch.setattr("analysis.views.cli.compare._GB_PER_CHARACTER", 0.001)
    few = call("reuse", write_corpus(tmp_path / "few.jsonl", texts[:64]), "-o", "-")
    assert len(read_csv(few.stdout)) == 64 * 63 // 2
    assert few.stderr == (
        "passages are looked for in all texts at once, in about 4 GB of memory; "
        "once these are read, that takes as long again, or longer\n"
    )


def test_more_pairs_than_wanted_are_refused_before_a_text_is_parsed(corpus, monkeypatch):
    monkeypatch.setattr("analysis.views.cli.corpora.find_voices", lambda _: pytest.fail("parsed"))
    said = fails(2, "similarity", corpus, "--most", 2, "-o", "-")
    assert "3 texts have 3 pairs, more than 2, and each is compared; take fewer texts, or --most 3" in said


def test_wordshift_adds_up_what_is_asked_for(corpus, tmp_path):
    def shift(*arguments):
        result = call("wordshift", corpus, *arguments, "-o", "-")
        assert result.exit_code == 0, result.stderr
        rows = read_csv(result.stdout)
        return {row["item"]: float(row["contribution"]) for row in rows}, result.stderr.splitlines()

    # advocacy: 19 words, with "mob", "lied", "shameful" and "lie" at least; newswire: none.
    entries, said = shift("--target", "advocacy")
    kinds, _ = shift("--target", "advocacy", "--of", "categories")
    assert sum(entries.values()) == pytest.approx(sum(kinds.values())) and sum(entries.values()) > 0
    assert ["at least 5 in each group, but there are 2 against 1" in line for line in said] == [False, True]
    assert said[0].startswith("markers inside names are counted too: these texts have no list of actors; ")
    _, said = shift("--by", "voice", "--target", "author", "--of", "proportion")
    assert len(said) == 1 and "at least 5 in each group, but there are 3 against 2" in said[0]
    assert shift("--target", "advocacy", "--of", "entropy")[1] == []
    (tmp_path / "s.csv").write_text("term,score\nFire,1\nlie,3\nnever,9\n")
    scores, said = shift("--target", "advocacy", "--scores", tmp_path / "s.csv")
    assert sum(scores.values()) == pytest.approx((3 * 1 + 3) / 4 - 1)
    assert said[0] == "2 of 3 scored terms occur in the groups; 5 of their words have a score"
    wordless = tmp_path / "none.csv"
    wordless.write_text("entry,category,loaded\nxyzzy,a,true\n")
    empty, said = shift("--target", "advocacy", "--lexicon", wordless)
    assert empty == {} and said[1:] == ["no item to add up in either group: the table is empty"]


def test_keyness_says_nothing_where_there_are_enough_texts(tmp_path):
    rows = [
        {"doc_id": f"{side}{i}", "source_type": side, "text": "fire war " * (i + 1) + side}
        for side in "xy"
        for i in range(5)
    ]
    result = call("keyness", write_corpus(tmp_path / "c.jsonl", rows), "--target", "x", "-o", "-")
    assert result.stderr == ""
    p = {row["term"]: row["p"] for row in read_csv(result.stdout)}
    assert set(p) == {"fire", "war", "x", "y"} and "" not in p.values()


def test_keyness_says_that_p_is_1_where_no_texts_are_of_like_length(tmp_path):
    rows = [
        {"doc_id": f"{side}{i}", "source_type": side, "text": "fire war " * n + side}
        for side, sizes in {"long": range(90, 102), "short": range(5, 17)}.items()
        for i, n in enumerate(sizes)
    ]
    one = call("keyness", write_corpus(tmp_path / "c.jsonl", rows), "--target", "long", "-o", "-")
    assert {row["p"] for row in read_csv(one.stdout)} == {"1"}
    said = one.stderr.splitlines()[-1]
    assert said.startswith("The texts of the two groups are of unlike lengths: the test compares those of like length")
    assert said.endswith(" alone, and there are none, so p is 1 for every word.")


def test_keyness_says_that_no_word_is_in_enough_texts(tmp_path):
    rows = [{"doc_id": f"{side}{i}", "source_type": side, "text": f"fire{side}{i}"} for side in "xyz" for i in range(5)]
    corpus = write_corpus(tmp_path / "c.jsonl", rows)
    one = call("keyness", corpus, "--target", "x", "-o", "-")
    assert {row["p"] for row in read_csv(one.stdout)} == {""}
    assert one.stderr == "no word is in enough texts to be tested\n"
    pairs = call("keyness", corpus, "--pairs", "-o", "-").stderr.splitlines()
    assert pairs == [
        "3 comparisons; q counts the 0 tests of words in all of them",
        "3 comparisons: no word is in enough texts to be tested",
    ]


def test_it_is_said_where_few_texts_are_of_like_length(tmp_path):
    chance, words = random.Random(1), [f"w{number}" for number in range(200)]
    sizes = {"post": [*range(20, 31), 150], "essay": [*range(300, 311), 151], "letter": [*range(300, 311), 140]}
    rows = [
        {"doc_id": f"{kind}{size}", "text": " ".join(chance.choices(words, k=size)), "kind": kind}
        for kind, many in sizes.items()
        for size in many
    ]
    corpus = write_corpus(tmp_path / "corpus.jsonl", rows)
    asked = ("keyness", corpus, "--by", "kind", "--plain", "-o", tmp_path / "table.csv")
    unlike = "The texts of the two groups are of unlike lengths: the test compares those of like length alone"
    assert unlike in call(*asked, "--target", "post", "--reference", "essay").stderr
    assert unlike not in call(*asked, "--target", "letter", "--reference", "essay").stderr
    assert (
        f"2 comparisons are of unlike lengths; the first, essay against post: {unlike}"
        in call(*asked, "--pairs").stderr
    )


def test_wordshift_by_part_takes_every_part(tmp_path):
    rows = [{"doc_id": "a", "title": "Fire", "text": "Fire\n\nThe war went on for days. The fire was out."}]
    corpus = write_corpus(tmp_path / "c.jsonl", rows)
    parts = call("wordshift", corpus, "--by", "part", "--target", "headline", "--of", "proportion", "-o", "-")
    assert parts.exit_code == 0, parts.stderr
    fire = next(row for row in read_csv(parts.stdout) if row["item"] == "fire")
    assert (fire["n_target"], fire["n_reference"]) == ("1", "1")


def test_texts_that_are_not_english_are_counted(tmp_path):
    rows = [*TEXTS, {"doc_id": "d", "text": "Alle Menschen sind frei und gleich an Recht geboren. " * 4}]
    told = "not read as English: voices, markers and stop words know English alone\n"
    for verb in ("voices", "terms"):
        assert call(verb, write_corpus(tmp_path / "c.jsonl", rows), "-o", "-").stderr == f"1 text does {told}"
    again = [*rows, rows[-1] | {"doc_id": "e"}]
    listed = call("names", write_corpus(tmp_path / "c.jsonl", again), *CALLS["names"], "-o", "-")
    assert listed.stderr == f"2 texts do {told}"


def test_texts_that_hold_more_than_prose_are_named_with_a_count(tmp_path):
    remains = {
        "d": "It fell. <p>Rain &amp; wind.</p>",
        "e": "Rain fell. [+1204 chars]",
        "f": "var a = 1;",
        "g": "Wind &nbsp;",
    }
    rows = [*TEXTS, *({"doc_id": doc_id, "text": text} for doc_id, text in remains.items())]
    told = "more than prose, which is counted too: d (tags, entities)"
    one = call("voices", write_corpus(tmp_path / "c.jsonl", rows[: len(TEXTS) + 1]), "-o", "-")
    assert one.stderr == f"1 text holds {told}\n"
    four = call("terms", write_corpus(tmp_path / "c.jsonl", rows), "-o", "-")
    assert four.stderr == f"4 texts hold {told}; e (a cut-off); f (code); and 1 more\n"
    assert "amp" in {row["term"] for row in read_csv(four.stdout)}, "nothing is left out"


def test_stability_says_of_what_it_speaks_or_why_it_does_not(corpus, tmp_path):
    result = call("stability", corpus, "--target", "advocacy", "-o", "-")
    assert {row["within_low"] for row in read_csv(result.stdout)} == {""}
    assert result.stderr.startswith("No stability within the texts: ") and len(result.stderr.splitlines()) == 1
    rows = [{"doc_id": side, "source_type": side, "text": f"Fire in {side}land. " * 6} for side in "xy"]
    file = write_corpus(tmp_path / "c.jsonl", rows)
    result = call("stability", file, "--target", "x", "--block", 1, "-o", "-")
    assert "these texts alone" in result.stderr and len(result.stderr.splitlines()) == 1
    table = read_csv(result.stdout)
    assert "" not in {row["within_low"] for row in table} and {row["n_blocks_target"] for row in table} == {"6"}


def test_stability_names_the_texts_that_it_leaves_out(tmp_path):
    said = {"x9": "The wall fell. " * 9, "x4": "Rain. " * 4, "y8": "The gate fell. " * 8, "y3": "Wind. " * 3}
    rows = [{"doc_id": doc_id, "source_type": doc_id[0], "text": text} for doc_id, text in said.items()]
    result = call("stability", write_corpus(tmp_path / "c.jsonl", rows), "--target", "x", "-o", "-")
    told, about = result.stderr.splitlines()
    assert told.startswith("Left out, 2 texts with fewer than 5 blocks") and told.endswith(": x4 has 4, y3 has 3.")
    assert about.startswith("The bounds are about these texts alone")
    table = read_csv(result.stdout)
    assert {(row["n_docs_target"], row["n_blocks_target"]) for row in table} == {("1", "5")}
    assert "" not in {row["within_low"] for row in table}
    longer = call("stability", tmp_path / "c.jsonl", "--target", "x", "--block", 3, "-o", "-")
    assert "No stability within the texts" in longer.stderr and "x9 has 3" in longer.stderr


def test_texts_without_a_word_are_named_and_counted_as_nothing(tmp_path):
    rows = [*TEXTS, {"doc_id": "none", "text": ""}, {"doc_id": "dots\n", "text": "… — !"}]
    wordless = write_corpus(tmp_path / "c.jsonl", rows)
    for verb in ("terms", "voices"):
        result = call(verb, wordless, "-o", "-")
        assert result.exit_code == 0
        assert result.stderr == "no word in: none, dots  (kept, counted as nothing)\n"
    assert read_csv(call("terms", wordless, "-o", "-").stdout)[0]["n_docs"] == "3"


def test_the_five_texts_have_their_list_of_actors_on_a_cluster_too(corpus, monkeypatch):
    monkeypatch.setattr(by_blocks, "cluster_asked", lambda: True)
    assert len(by_blocks.read_list_of_actors(None, None, "")) == len(same.read_actors(DATA / "actors.csv"))
    assert by_blocks.read_list_of_actors(corpus, None, "").empty


def test_before_a_test_of_many_texts_it_is_said_how_far_repeats_were_looked_for(tmp_path, monkeypatch):
    told = (
        "The ferry did not sail on Monday, for the crew had not been paid, and nobody came to wait for it at the pier."
    )
    texts = [told, told.replace("nobody", "no one"), told, "It rained."]
    rows = [{"doc_id": str(k), "source_type": "ab"[k % 2], "text": text} for k, text in enumerate(texts)]
    asked = ("keyness", write_corpus(tmp_path / "in" / "corpus.jsonl", rows), "--target", "a", "-o", "-")
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    assert "2 of 4 texts repeat an earlier one; --cluster story tests by story" in call(*asked).stderr
    monkeypatch.setattr(by_blocks, "_COMPARED", 0)
    assert (
        "1 of 4 texts repeats an earlier one to the letter; each is tested as one of its own; " in call(*asked).stderr
    )
    rows[2]["text"] = "It snowed."
    write_corpus(tmp_path / "in" / "corpus.jsonl", rows)
    assert "\namong so many texts near repeats are not looked for" in f"\n{call(*asked).stderr}"


def test_plain_counts_whole_texts_as_all_voices_and_parts_do(corpus, monkeypatch):
    whole = ("--voice", "all", "--part", "all")
    parsed = call("terms", corpus, "--by", "source_type", *whole, "-o", "-")
    plain = call("terms", corpus, "--by", "source_type", "--plain", "-o", "-")
    assert plain.exit_code == 0 and plain.stdout == parsed.stdout
    assert "no text was parsed" in plain.stderr and "no text was parsed" not in parsed.stderr
    monkeypatch.setattr(by_blocks, "_NOT_LOOKED_AT", 0)
    large = call("terms", corpus, "--by", "source_type", *whole, "-o", "-")
    assert (large.stdout, large.stderr) == (plain.stdout, plain.stderr)
    weights = call("tfidf", corpus, "--plain", "-o", "-")
    assert weights.stdout == call("tfidf", corpus, *whole, "-o", "-").stdout and weights.stderr == plain.stderr
    assert "leave out --part and --ngrams" in fails(
        2, "terms", corpus, "--plain", "--part", "body", "--ngrams", 2, "-o", "-"
    )
    wrong = call("terms", corpus, "--plain", "--by", "outlets", "-o", "-")  # another row might have had the column
    assert wrong.exit_code == 2 and "no column 'outlets'" in wrong.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("verb", "options"),
    [
        *((verb, ["--voice", "author"]) for verb in ("terms", "dispersion", "keyness", "tfidf", "collocations")),
        *((verb, []) for verb in ("voices", "sources", "kwic", "markers", "names")),
        ("rates", []),
        ("rates", ["--cluster", "source_type", "--speech"]),
        ("readability", []),
        ("wordshift", []),
        ("wordshift", ["--of", "entropy", "--by", "voice", "--target", "author"]),
        ("voices", ["--speech"]),
        ("kwic", ["--find", "zebra"]),
        ("markers", ["--actors", DATA / "actors.csv"]),
        ("sources", ["--actors", DATA / "actors.csv", "--speech", "--safe-csv"]),
    ],
)
def test_a_large_corpus_is_read_by_blocks_with_the_same_table_and_messages(
    corpus, tmp_path, monkeypatch, verb, options
):
    asked = (verb, corpus, *CALLS[verb], *options)
    endings = ("csv", "jsonl", "parquet")
    once = [call(*asked, "-o", tmp_path / f"once.{ending}") for ending in endings]
    assert once[0].exit_code == 0, once[0].stderr
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    monkeypatch.setattr(by_blocks, "_BLOCK", 1)
    for jobs, ending, before in zip((1, 2, 1), endings, once, strict=True):
        large = call(*asked, "--jobs", jobs, "-o", tmp_path / f"large.{ending}")
        assert sorted(large.stderr.splitlines()) == sorted(before.stderr.splitlines())
        files = [tmp_path / f"{name}.{ending}" for name in ("large", "once")]
        if ending == "parquet":
            pd.testing.assert_frame_equal(*map(pd.read_parquet, files), check_exact=True)
        else:
            assert files[0].read_bytes() == files[1].read_bytes()


def test_rates_say_how_many_texts_there_are_for_a_test(tmp_path):
    rows = [
        {"doc_id": f"t{k}", "outlet": "ab"[k % 2], "paper": f"p{k % 8}", "text": TEXTS[k % 3]["text"]}
        for k in range(24)
    ]
    corpus = write_corpus(tmp_path / "c.jsonl", rows)
    result = call("rates", corpus, "--by", "outlet", "-o", "-")
    table = read_csv(result.stdout)
    (apart,) = [row for row in table if (row["category"], row["compared_with"]) == ("attributed", "b")]
    tests = sum(row["p"] != "" for row in table)
    assert apart["n_units"] == apart["n_units_other"] == "12" and apart["p"] and tests > 1
    assert f"q counts the {tests} differences that are tested\n" in result.stderr
    clusters = read_csv(call("rates", corpus, "--by", "outlet", "--cluster", "paper", "-o", "-").stdout)
    assert {row["n_units"] for row in clusters if row["category"] == "attributed"} == {"4"}
    told = call("rates", corpus, "--by", "outlet", "--cluster", "paper", "-o", "-").stderr
    assert "Too few clusters for a test: it compares clusters and needs at least 5 in each group" in told
    stories = call("rates", corpus, "--by", "outlet", "--cluster", "story", "-o", "-").stderr
    assert "Too few clusters for a test" in stories
    assert "compares texts and needs at least 5" in call("rates", corpus, "--by", "doc_id", "-o", "-").stderr
    alone = write_corpus(tmp_path / "one.jsonl", [row | {"outlet": "a"} for row in rows])
    assert "one group, 'a': nothing is compared with it" in call("rates", alone, "--by", "outlet", "-o", "-").stderr


def test_robustness_says_what_the_texts_leave_open(tmp_path):
    texts = [
        f"The mayor spoke. {'“We stay here,” Ann Lee said. ' * (1 + k % 3) if k % 2 else 'Rain fell. ' * (k % 5)}"
        for k in range(16)
    ]
    rows = [{"doc_id": f"t{k}", "source_type": "ab"[k % 2], "text": text} for k, text in enumerate(texts)]
    many, few = (write_corpus(tmp_path / f"{n}.jsonl", rows[:n]) for n in (16, 6))
    said = call("robustness", many, "--combinations", 0, "-o", "-").stderr
    (line,) = [one for one in said.splitlines() if "b attributes more of its words than a" in one]
    assert ", p over texts " in line and " points, 95 % interval " in line
    assert "to hold under every choice is not to be certain" in said
    said = call("robustness", few, "--combinations", 0, "-o", "-").stderr
    (line,) = [one for one in said.splitlines() if "b attributes more of its words than a" in one]
    assert ", too few texts for a test: " in line
    assert line.endswith("; a test compares texts and needs at least 5 in each group, but there are 3 against 3")


def test_rates_refuses_a_reference_without_a_target_before_it_reads(tmp_path):
    line = fails(2, "rates", tmp_path / "none.csv", "--reference", "x", "-o", "-")
    assert line.startswith("error: --reference is what the target is compared with; name a --target")
