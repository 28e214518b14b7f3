"""The option that counts speech alone, on a verb that counts and on the one that lists."""

import pandas as pd

from tests.calls import call

TEXT = "doc_id,text\na,Ann Roe wanted peace. She said it was late.\n"


def test_one_option_counts_speech_alone(tmp_path):
    corpus, out = tmp_path / "c.csv", tmp_path / "t.csv"
    corpus.write_text(TEXT, encoding="utf-8")
    for options, words in (((), 4), (("--speech",), 3)):
        call("terms", str(corpus), "--voice", "indirect", "--part", "all", *options, "-o", str(out))
        assert pd.read_csv(out)["n"].sum() == words
    call("sources", str(corpus), "--speech", "-o", str(out))
    assert pd.read_csv(out)["cue"].tolist() == ["said"]
