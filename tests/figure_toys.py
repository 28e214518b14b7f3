"""A small table for each kind of figure, built by hand."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.schema import COLUMNS

PER_1000 = "per 1,000 words"
INF, NAN = float("inf"), float("nan")
LONG = "report-of-the-committee-on-" + "very-" * 30 + "long-names"
HOSTILE = ["$x_1$ & $$", "<script>alert(1)</script>", "لیبرتی", LONG, "a"]
ODD = ["a\x01]]>--\x85", "\u202e$\\foo$\ufffe", "\u200b", f"{'x' * 150}1{'x' * 150}", f"{'x' * 150}2{'x' * 150}"]


def voices(ids=("a", "b"), others=(1, 3)):
    rows = []
    for doc_id, other in zip(ids, others, strict=True):
        for voice, n in (("author", 4 - other), ("direct", other), ("indirect", 0)):
            rows.append((doc_id, f"kind {doc_id}", "body", voice, n, 4, n / 4))
    rows.append((ids[0], f"kind {ids[0]}", "headline", "author", 5, 5, 1.0))
    return pd.DataFrame(rows, columns=["doc_id", "group", "part", "voice", "n_words", "total", "share"])


def terms(words=("one", "two"), groups=("x", "y")):
    rows = [(word, group, 3, 100, 30.0, 1, 2, NAN) for group in groups for word in words]
    return pd.DataFrame(rows, columns=["term", "group", "n", "total", "per_1000", "docs", "n_docs", "dp_norm"])


def weights(words=("one", "two"), ids=("a", "b", "c")):
    rows = [(doc_id, word, 2, 2, 1.5, 0.25, 1, 100) for doc_id in ids for word in words]
    return pd.DataFrame(rows, columns=["doc_id", "term", "n", "tf", "idf", "tf_idf", "docs", "total"])


def places(words=("one", "two"), ids=("a", "b")):
    rows = []
    for word in words:
        for at, doc_id in enumerate(ids):
            if at == 0:
                rows.append((doc_id, word, pd.NA, "", 0, 10, 0.5))
            else:
                rows += [(doc_id, word, 1, "author", 2, 10, 0.5), (doc_id, word, 6, "direct", 2, 10, 0.5)]
    table = pd.DataFrame(rows, columns=["doc_id", "term", "position", "voice", "n", "n_words", "dp_norm"])
    return table.astype({"position": "Int64"})


def pairs(ids=("a", "b", "c")):
    rows = [(a, b, 0.5, "x", "x" if b == ids[1] else "y", 100, 2000) for a, b in combinations(ids, 2)]
    return pd.DataFrame(rows, columns=["doc_id_a", "doc_id_b", "cosine", "group_a", "group_b", "words_a", "words_b"])


def ratios(words=("one", "two"), target="x"):
    rows = []
    for word in words:
        sides = (("all", 8, 0, 3.0, 0.5, INF), ("author", 4, 1, 2.0, -0.5, 4.0))
        for voice, n, other, ratio, low, high in sides:
            rows.append((word, voice, target, "y", n / 8, 4, 3, 1, n, other, 100, 50, 2, 1, ratio, low, high))
    columns = "term voice target reference share n_own n_direct n_indirect n_target n_reference total_target"
    last = "total_reference n_docs_target n_docs_reference log_ratio log_ratio_low_words log_ratio_high_words"
    table = pd.DataFrame(rows, columns=f"{columns} {last}".split())
    sides = ("target", "reference")
    return table.assign(**{f"per_1000_{side}": 1000 * table[f"n_{side}"] / table[f"total_{side}"] for side in sides})


def rates(titles=("Fear",), groups=("x", "y")):
    rows = []
    for group in groups:
        for voice, words in (("author", 1000), ("direct", 100)):
            for category in ("all", *titles):
                title = "All loaded categories" if category == "all" else category
                rows.append((group, voice, category, title, 2, words, 2000 / words, 500 / words, 7000 / words))
    columns = ["group", "voice", "category", "title", "n", "words", "per_1000", "per_1000_low", "per_1000_high"]
    return pd.DataFrame(rows, columns=columns)


def readable(groups=("x", "y")):
    rows = []
    for group in groups:
        rows.append((group, "author", 6, 8, 900, 22.5, 1.5, 0.25, 55.0, 11.0, 0.8, 90.0, 18.0, 27.0, "95 % interval"))
        rows.append((group, "direct", 2, 8, 210, 30.0, 1.5, 0.25, 50.0, 14.0, 0.75, 70.0, 28.0, 32.0, "range"))
        rows.append((group, "indirect", 0, 8, 0, *[NAN] * 9, ""))
    columns = "group voice n_docs group_docs words words_per_sentence syllables_per_word long_words flesch_reading_ease"
    return pd.DataFrame(rows, columns=[*columns.split(), *"flesch_kincaid_grade mattr mtld low high bounds".split()])


def acts(titles=("Killing",), groups=("x", "y")):
    rows = []
    for title in ("All acts", *titles):
        for voice in ("author", "direct") if title == "All acts" else ("author",):
            name = "all" if title == "All acts" else title
            rows += [(name, title, voice, group, 8, 4, 2, 2, 5, 6, 0.75, 0.5, 0.9) for group in groups]
    columns = "verb_class title voice group acts nouns without_agent others docs n_docs share share_low share_high"
    return pd.DataFrame(rows, columns=columns.split())


def over_time(groups=("x", "y"), periods=("2014-01", "2014-02", "2014-03", "2014-04")):
    """Return two rates by period: without a text in the second period, with an interval in the last."""
    rows = []
    measures = (("share of words", "attributed", "all", "share", 1), ("loaded words", "all", "author", PER_1000, 100))
    for measure, category, voice, unit, scale in measures:
        trend = (0.3 * scale, 0.1 * scale, 0.5 * scale, 0.01, 0.02, "") if scale == 1 else (*[NAN] * 5, "9 texts")
        for group in groups:
            for at, period in enumerate(periods):
                gap, sure, value = at == 1, at == len(periods) - 1, (at + 1) / 8 * scale
                low, high = (value - 0.1 * scale, value + 0.2 * scale) if sure else (NAN, NAN)
                found = (0, 0, 0, 0, 0, NAN, NAN, NAN, "gap") if gap else (25, 200, 2, 3, 3, value, low, high, "")
                rows.append((period, group, measure, category, voice, "body", unit, *found, *trend))
    trend = ["change", "change_low", "change_high", "p", "q", "no_trend"]
    return pd.DataFrame(rows, columns=[*COLUMNS["series"], *trend])


def frames(titles=("Conflict", "Morality"), groups=("x", "y"), schemes=("generic", "policy")):
    rows = [
        (scheme, f"f{n}", title, group, 4, 1000, 4.0, 2.0, 9.0, 1, 500, 2.0, 3, 6, 3.0 + n)
        for scheme in schemes
        for n, title in enumerate(titles)
        for group in groups
    ]
    columns = "scheme frame title group n words per_1000 per_1000_low per_1000_high n_own words_own per_1000_own docs"
    return pd.DataFrame(rows, columns=[*columns.split(), "n_docs", "usual"])


def labels(words=("one", "two"), groups=("x", "y"), sides=("North", "South")):
    rows = []
    for word in words:
        for group in groups:
            rows.append(("Actor", word, "own", group, "author", "", 3, 10))
            rows += [("Actor", word, "own", group, "direct", side, 1, 10) for side in sides]
    return pd.DataFrame(rows, columns=["actor", "label", "label_kind", "group", "voice", "side", "n", "n_actor"])


def quotations(sides=("North", "South"), groups=("x", "y")):
    rows = [(group, side, 2, 30, 60, 0.5, 1, 2) for group in groups for side in sides]
    columns = ["group", "side", "n_quotations", "n_words", "total", "share", "docs", "n_docs"]
    return pd.DataFrame(rows, columns=columns)


def speaking(sides=("North", "South"), groups=("x", "y")):
    rows = []
    for group in groups:
        for side in sides:
            rows.append((group, side, "direct", "named", 2, 20, 40, 80, 0.25, 1, 2))
            rows.append((group, side, "indirect", "anonymous", 1, 20, 40, 80, 0.25, 1, 2))
    columns = "group side voice naming n n_words n_side total share docs n_docs".split()
    return pd.DataFrame(rows, columns=columns)


def cue_kinds(kinds=("neutral", "doubting"), groups=("x", "y"), sides=("North", "South")):
    shared = (len(kinds), 1 / len(kinds) if kinds else 0, 5, "said 1", 1, 2)
    rows = [(group, side, kind, 1, *shared) for group in groups for side in sides for kind in kinds]
    return pd.DataFrame(rows, columns="group side cue_kind n n_side share n_words cues docs n_docs".split())


def shifts(items=("one", "two", "three"), added=(4.0, -1.5, 0.5), sizes=("x", "y"), **columns):
    rows = [
        (item, 5, 1, 1000, 200, 5 + value, 5.0, NAN, NAN, NAN, value, NAN, NAN, NAN, "more" if value > 0 else "less")
        for item, value in zip(items, added, strict=True)
    ]
    names = [*COLUMNS["wordshift"][:15], "docs_target", "docs_reference", "n_docs_target", "n_docs_reference"]
    table = pd.DataFrame([(*row, 2, 1, 4, 1) for row in rows], columns=names)
    table = table.assign(difference=sum(added), difference_low=NAN, difference_high=NAN)
    return table.assign(target=sizes[0], reference=sizes[1], unit="Loaded words per 1,000", **columns)


def shared(ids=("a", "b", "c"), dates=("2020-01-02", "2020-01-01", ""), n=1, words=12, opening="We saw the fire"):
    rows = []
    for (a, date_a), (b, date_b) in combinations(zip(ids, dates, strict=True), 2):
        earlier = ("b" if date_b < date_a else "a") if date_a and date_b else ""
        for k in range(n):
            place = (10 * k, 10 * k + 8, 90 - 10 * k, 99 - 10 * k)
            rows.append((a, b, date_a, date_b, earlier, *place, words, 16 / 17, 200, 100, words * n, n, 3, 10, opening))
    return pd.DataFrame(rows, columns=list(COLUMNS["feeds"]))


def specifications(statements=("“one” is first",), texts=("a", "b"), other="two"):
    base = dict.fromkeys(COLUMNS["robustness"], "") | {
        "rule": "stays first",
        "unit": "share of words",
        "published": 0.5,
    }
    base |= {"keeps_from": 0.4, "keeps_to": INF, "n": 1, "total": 2, "n_other": 0, "total_other": 0, "n_docs": 2}
    base |= {"dimension": "base", "value": 0.5, "keeps": True, "text": "all", "stop_words": "kept"}
    broken = {"keeps": False, "instead": other, "stop_words": "left out"}
    rows = []
    for at, statement in enumerate(statements):
        first = base | {"finding": f"f{at}", "statement": statement}
        rows.append(first)
        for text in (f"without {name}" for name in texts):
            rows.append(first | {"dimension": "text", "choice": text, "text": text})
        rows.append(first | broken | {"dimension": "stop_words", "choice": "left out", "value": 0.1})
        rows.append(first | broken | {"dimension": "several", "value": NAN, "text": f"without {texts[0]}"})
    return pd.DataFrame(rows)


def mention_rows(things=("one", "two"), groups=("x", "y"), kinds=("person", "quantity", "denial"), *, n_docs=1, of=""):
    rows = []
    for kind in kinds:
        for at, thing in enumerate(things):
            for k, group in enumerate(groups):
                docs = n_docs if (k + at) % 2 == 0 else 0
                voices = ("author, direct", "direct", "indirect")[at % 3] if docs else ""
                place = (0.5, "middle", group, 1, 3) if docs else (NAN, "", "", pd.NA, pd.NA)
                name = f"{thing}, denied" if kind == "denial" else thing
                rows.append(
                    (kind, name, thing, group, docs, n_docs, docs / n_docs, NAN, NAN, docs, voices, *place, 50, of)
                )
    table = pd.DataFrame(rows, columns=[*COLUMNS["mention_matrix"], "words", "text_group"])
    return table.astype({"start": "Int64", "end": "Int64"})
