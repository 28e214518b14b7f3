"""What people correct in the reader, given to the verbs: each counts it, and says so."""

from __future__ import annotations

import pandas as pd

from tests.calls import call, fails, write_corpus

TEXT = "The brutal plan was published. Nobody came."
HEAD = "doc_id,start,end,words,what,was,now,text_sha256\n"


def made(tmp_path, *rows):
    corpus = write_corpus(tmp_path / "c.jsonl", [{"doc_id": "a", "text": TEXT, "source_type": "x"}])
    file = tmp_path / "corrections.csv"
    file.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return corpus, file


def table(verb, corpus, file, tmp_path, *more):
    result = call(verb, corpus, "--corrections", file, *more, "-o", tmp_path / "out.csv")
    assert result.exit_code == 0, result.stderr
    return pd.read_csv(tmp_path / "out.csv", keep_default_na=False), result.stderr


def test_a_corrected_voice_is_counted_by_every_verb_that_counts_voices(tmp_path):
    end = TEXT.index(" Nobody")
    corpus, file = made(
        tmp_path, f"a,0,{end},{TEXT[:end]},voice,author,direct,", f"a,0,{end},{TEXT[:end]},speaker,,Ann Roe,"
    )
    segments, said = table("voices", corpus, file, tmp_path)
    assert segments[["voice", "speaker"]].to_numpy().tolist() == [["direct", "Ann Roe"], ["author", ""]]
    assert "2 corrections counted (1 of voices, 1 of speakers)" in said
    counted, _ = table("terms", corpus, file, tmp_path, "--voice", "author")
    assert counted["term"].tolist() == ["came", "nobody"]
    quoted, _ = table("sources", corpus, file, tmp_path)
    assert quoted["speaker"].tolist() == ["Ann Roe"]


def test_what_is_no_marker_is_not_counted(tmp_path):
    corpus, file = made(tmp_path)
    call("markers", corpus, "-o", tmp_path / "all.csv")
    brutal = pd.read_csv(tmp_path / "all.csv").query("match == 'brutal'").iloc[0]
    corpus, file = made(
        tmp_path, f"a,4,10,brutal,marker,{brutal['category']}: {brutal['entry']},none,", "b,0,1,A,voice,author,direct,"
    )
    left, said = table("markers", corpus, file, tmp_path)
    assert "brutal" not in left["match"].tolist()
    assert "1 correction counted (1 of markers); 1 more is of other texts" in said


def test_a_file_that_does_not_fit_is_named_in_one_line(tmp_path):
    corpus, file = made(tmp_path, "a,4,10,gentle,voice,author,direct,")
    said = fails(2, "terms", corpus, "--corrections", file, "-o", tmp_path / "t.csv")
    assert f"{file}, line 2: 'a' has changed: 'brutal' is there now, not 'gentle'" in said
    assert "is the file of corrections itself" in fails(2, "terms", corpus, "--corrections", file, "-o", file)
    assert not (tmp_path / "t.csv").exists()


def test_corrections_that_contradict_each_other_or_change_nothing_are_told(tmp_path):
    corpus, file = made(
        tmp_path,
        "a,4,10,brutal,voice,author,direct,",
        "a,0,3,The,marker,nonsense: the,none,",
        "a,4,10,brutal,voice,author,indirect,",
    )
    segments, said = table("voices", corpus, file, tmp_path)
    assert segments.query("start == 4")["voice"].tolist() == ["indirect"]
    assert "1 line is overruled by a later one on the same words: 2" in said
    _, said = table("markers", corpus, file, tmp_path)
    assert "1 correction of markers changed nothing: no such marker is found there now" in said


def test_a_file_without_a_correction_counts_none(tmp_path):
    corpus, file = made(tmp_path)
    _, said = table("voices", corpus, file, tmp_path)
    assert "0 corrections counted\n" in said
