"""Which of two texts is dated earlier."""

from __future__ import annotations

import pandas as pd

from analysis.measures.chronology import chronological_order, describe_order, earlier_of, sort_key


def test_dates_tell_which_text_is_first():
    assert [sort_key(date) for date in ("2014", "2014-07-13", "July 13, 2014", "", None, float("nan"))] == [
        "2014", "2014-07-13", "", "", "", ""
    ]  # fmt: skip
    assert sort_key("2014-07-13T01:00+02:00") == "2014-07-12T23:00:00"
    assert earlier_of("2014-07-12", "2014-07-13") == "a"
    assert earlier_of("2014-07-13", "2013") == "b"
    assert earlier_of("2014-07-13", "2014-07") == earlier_of("2014-07-13", "2014-07-13") == earlier_of("", "2014") == ""
    documents = pd.DataFrame({"doc_id": list("abcd"), "date": [None, "2014-02", "2013", "2014-02"]})
    assert chronological_order(documents).tolist() == [2, 1, 3, 0]
    assert chronological_order(documents[["doc_id"]]).tolist() == [0, 1, 2, 3]
    assert describe_order(documents) == "by date; 1 without one comes last"
    assert describe_order(documents[["doc_id"]]) == "no dates: in the order of the file"
    assert describe_order(documents.iloc[1:]) == "by date"
