"""Numbers told of the same noun or outcome that differ, side by side: never which of them is true."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.measures.framing.mentions.places import BESIDE
from analysis.measures.framing.mentions.words_shared import content_words
from analysis.schema import COLUMNS, check

_MOST_VALUES = 30  # different numbers of one noun that are paired: 435 pairs
_DENIES = r"(?:den(?:y|ies|ied|ying)|any(?:one|body))\b"
_NO_NOUN = ("nobody", "no one")
_SIDE = ("doc_id", "start", "end", "match", "value", "bound", "voice", "speaker", "docs")


def numbers_told(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of different numbers told of one noun or one outcome: one row per pair, denials included.

    Parameters
    ----------
    mentions
        Table `mentions` of the texts.

    Returns
    -------
    DataFrame
        Table `numbers_told`: ``noun, how, shared`` and, for each side, ``doc_id, start, end, match, value, bound,
        voice, speaker, docs``, and ``outcome``. A side is the first mention of a number in the texts, in their order,
        and `docs` the texts that tell it. `how` is ``denied`` where the second side denies the first, ``none`` where
        one side tells none of it, else ``other number``. `shared` are the words that both phrases have besides the
        noun. `outcome` is what happened to those counted, where both sides tell the same of them ("killed"); where the
        two have that alone in common, and no noun, `noun` is empty. Denials come first, then pairs that share an
        outcome or more words, of these such as "denied any deaths", and then what more texts count.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    mentions : all numbers, with what they count.

    Notes
    -----
    A noun is not a thing: "three officers" and "twenty officers" may be other officers. So read both places before
    anything is said, above all where no word is shared. The same holds for an outcome: "nine sailors drowned" and
    "nobody died" are a pair, of one accident or of two. Numbers of one noun with different outcomes, "three men were
    killed" and "six men were hurt", are none. Of a noun or outcome with many numbers, the 30 told most often are
    paired.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> row = same.numbers_told(story.mentions).iloc[0]
    >>> row["match_a"], row["how"], row["match_b"], row["speaker_b"]
    ('Twenty Iranian intelligence officers', 'denied', 'rejects', 'Iraq')
    """
    check(mentions, "mentions")
    told = mentions[~mentions["part"].isin(BESIDE)]
    counts = told[(told["kind"] == "quantity") & (told["quantity_kind"] == "count") & told["value"].notna()]
    rows = [*_denied(counts, told[told["kind"] == "denial"]), *_differing(counts)]
    columns = list(COLUMNS["numbers_told"])
    table = pd.DataFrame(rows, columns=columns) if rows else pd.DataFrame(columns=columns)
    for column in columns:
        number = {"start": int, "end": int, "docs": int, "value": float}.get(column[:-2])
        table[column] = table[column].astype(number or "str")
    return table


def _side(row: pd.Series, docs: int) -> dict[str, object]:
    return {name: row[name] for name in _SIDE if name != "docs"} | {"docs": docs}


def _pair(
    noun: str, how: str, shared: str, sides: tuple[dict[str, object], dict[str, object]], outcome: str
) -> dict[str, object]:
    both = {f"{name}_{letter}": side[name] for letter, side in zip("ab", sides, strict=True) for name in _SIDE}
    return {"noun": noun, "how": how, "shared": shared, "outcome": outcome} | both


def _denied(counts: pd.DataFrame, denials: pd.DataFrame) -> list[dict[str, object]]:
    """Return each denial beside the first mention of what it denies, in the same text."""
    rows = []
    for _, denial in denials.iterrows():
        name = denial["name"].removesuffix(", denied")
        same = counts[counts["name"] == name]
        here = same[same["doc_id"] == denial["doc_id"]]
        if here.empty:
            continue  # told in furniture or a comment alone
        first = here.iloc[0]
        docs = denials.loc[denials["name"] == denial["name"], "doc_id"].nunique()
        sides = _side(first, same["doc_id"].nunique()), _side(denial, docs)
        rows.append(_pair(denial["noun"], "denied", "", sides, first["outcome"]))
    return rows


def _differing(counts: pd.DataFrame) -> list[dict[str, object]]:
    """Return the different numbers of each noun, and of each outcome, that several texts tell, in pairs of two."""
    is_of_nouns = ~counts["match"].str.lower().isin(_NO_NOUN)
    pairs = [*_pairs_by(counts[is_of_nouns], "noun"), *_pairs_by(counts[counts["outcome"] != ""], "outcome")]
    return [row for _, row in sorted(pairs, key=lambda known: known[0])]


def _pairs_by(counts: pd.DataFrame, key: str) -> Iterator[tuple[tuple[object, ...], dict[str, object]]]:
    """Yield the pairs of different numbers of each noun or outcome, with what they are sorted by."""
    texts = counts.groupby(key)["doc_id"].nunique()
    for name, part in counts[counts[key].isin(texts[texts > 1].index)].groupby(key, sort=True):
        docs = part.groupby("value")["doc_id"].nunique()
        most = docs.sort_values(ascending=False, kind="stable").head(_MOST_VALUES).index
        part = part.assign(denies=part["match"].str.lower().str.match(_DENIES))
        firsts = [row for _, row in part[part["value"].isin(most)].drop_duplicates(["value", "denies"]).iterrows()]
        for a, b in combinations(firsts, 2):
            if a["value"] == b["value"]:
                continue  # "nobody died" beside a denial that anyone did
            held = tuple(
                set(part.loc[(part["value"] == one["value"]) & (part["denies"] == one["denies"]), "doc_id"])
                for one in (a, b)
            )
            outcome = a["outcome"] if a["outcome"] == b["outcome"] else ""
            if len(held[0] | held[1]) < 2 or (a["outcome"] and b["outcome"] and not outcome):
                continue  # one text tells both, or they tell of different outcomes
            if key == "outcome" and a["noun"] == b["noun"] and not _nounless(a, b):
                continue  # a pair of one noun
            noun = str(name) if key == "noun" else ""
            shared = sorted(content_words(a["modifiers"]) & content_words(b["modifiers"]))
            how = "none" if 0 in (a["value"], b["value"]) else "other number"
            sides = _side(a, len(held[0])), _side(b, len(held[1]))
            first = (-len(shared) - bool(outcome), not (a["denies"] or b["denies"]), -len(held[0] | held[1]))
            order = (*first, noun, outcome, a["value"], b["value"])
            yield order, _pair(noun, how, ", ".join(shared), sides, outcome)


def _nounless(*rows: pd.Series) -> bool:
    """Return whether one of the numbers is of nobody, which is no pair by its noun."""
    return any(row["match"].lower() in _NO_NOUN for row in rows)
