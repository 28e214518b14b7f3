"""Who speaks: each attributed segment with its speaker, of which kind, and how the cue introduces it."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from analysis.measures.counts import words_by_segment
from analysis.measures.sources.coreference import FullNames, Mention
from analysis.measures.sources.quoted_via import AttributedStretch, quoted_via
from analysis.measures.sources.speaker_kind import head_noun, kind_of, surname, titled_names
from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import compile_entries, find_entries, texts_of
from analysis.texts.readers.lexicon import cue_forms
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.words import tokens_of


def sources(
    segments: pd.DataFrame, actors: pd.DataFrame, cues: pd.DataFrame, *, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row per attributed segment (voice `direct` or `indirect`), in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    actors
        Table `actors`: ``actor, label`` are used.
    cues
        Table `cues`: ``kind, forms`` are used.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``doc_id, start, end, voice, speaker, cue`` as in `segments`, and

        - ``speaker_kind``: ``person``, ``organisation``, ``outlet``, ``anonymous``, or empty where there is no speaker
          or nothing tells: by the rules of `speaker_kind.kind_of`, which look at the mention. Where it
          tells nothing: a surname alone is a person's if a fuller mention in the same text that ends in it is, or if a
          title comes before it somewhere in the text ("Sen. Sanders"); a mention whose head names an actor is of the
          kind that the actor's labels show ("Fars": "Fars news agency").
        - ``actor``: the actor whose label occurs in the mention, else empty. A label that begins in the mention's head
          (what comes before a comma, a bracket or a preposition) goes before one elsewhere, then the longest, then the
          leftmost.
        - ``cue_kind``: the kind of the cue in the cue table, empty where it is not there; ``attitude`` or ``intention``
          for a paraphrase of what somebody wants, praises or plans (the table's column `unsaid`).
        - ``n_words``: words of the segment.
        - ``speaker_full``: for a short form, the fullest mention of the same person or body in the same text ("Lee":
          "Ann Lee"), by `FullNames.full`; empty where the mention is no short form, or
          nothing tells. Where the mention alone tells no kind or actor, the fullest one does.
        - ``via``: the outlet or person in whose report the speaker is quoted ("the news agency … quoting Ann Lee"), by
          `quoted_via.quoted_via`; empty where the text itself quotes.
        - ``part``: the part of the page, as in `segments`.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    voices : the segments.
    words_by_speaker : words of each mention.
    words_by_side : words of each side.

    Notes
    -----
    Misleads where a mention names its speaker through somebody else: the actor of "a critic of the government" is the
    government if the label occurs nowhere nearer. An empty speaker is not an anonymous source: the suite did not find
    whose words they are.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["“We stay,” said Ann Roe, a farmer."]}))
    >>> found = same.sources(segments, same.read_actors(), same.read_cues())
    >>> found[["voice", "speaker", "speaker_kind", "cue", "cue_kind", "n_words"]].values.tolist()
    [['direct', 'Ann Roe', 'person', 'said', 'neutral', 2]]
    """
    check(segments, "segments")
    check(actors, "actors", needs=("actor", "label"))
    check(cues, "cues", needs=("cue", "kind", "forms"))
    n_words = words_by_segment(segments, tokens)
    said = np.flatnonzero(segments["voice"].isin(["direct", "indirect"]).to_numpy())
    table = segments.iloc[said].reset_index(drop=True)
    table["speaker"], table["cue"] = table["speaker"].fillna(""), table["cue"].fillna("")
    texts = texts_of(segments)
    table["speaker_full"], table["via"] = _in_text(table, texts)
    named = _named(sorted({*table["speaker"], *table["speaker_full"]}), actors)
    table["actor"] = [
        named[mention][0] or named[full][0]
        for mention, full in zip(table["speaker"].tolist(), table["speaker_full"].tolist(), strict=True)
    ]
    table["speaker_kind"] = _kinds(table, actors, named, texts)
    table["cue_kind"] = cue_kinds_of(table, cues)
    table["n_words"] = n_words[said]
    return table[list(COLUMNS["sources"])]


def speech_alone(segments: pd.DataFrame, cues: pd.DataFrame) -> pd.DataFrame:
    """Return the segments with what was not said, but thought, felt or planned, in the author's voice.

    Parameters
    ----------
    segments
        Table `segments`.
    cues
        Table `cues`: its columns `kind` and `unsaid` say which paraphrases are of no words.

    Returns
    -------
    DataFrame
        Table `segments`. An indirect segment whose cue is of the kind ``thinking``, ``attitude`` or ``intention`` is
        the author's, without speaker and cue, and one with its neighbours of the same part.

    See Also
    --------
    sources : the kind of each cue.

    Notes
    -----
    Misleads where a writer says "believes" or "wants" of somebody who said so.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Ann Roe wanted peace. She said so."]})
    >>> same.speech_alone(same.voices(documents), same.read_cues())[["voice", "text"]].values.tolist()[0]
    ['author', 'Ann Roe wanted peace. She said ']
    """
    check(segments, "segments")
    check(cues, "cues", needs=("cue", "kind", "forms"))
    unsaid = segments["voice"].eq("indirect") & cue_kinds_of(segments, cues).isin(_UNSAID_KINDS)
    table = segments.assign(
        voice=segments["voice"].mask(unsaid, "author"),
        speaker=segments["speaker"].mask(unsaid, ""),
        cue=segments["cue"].mask(unsaid, ""),
    )
    author = table["voice"].eq("author")
    follows = author & author.shift(fill_value=False)
    for column in ("doc_id", "part"):
        follows &= table[column].eq(table[column].shift())
    runs = table.groupby((~follows).cumsum(), sort=False)
    joined = runs.first().assign(end=runs["end"].last(), text=runs["text"].agg("".join))
    return joined.reset_index(drop=True)[list(segments.columns)]


def cue_kinds_of(segments: pd.DataFrame, cues: pd.DataFrame) -> pd.Series:
    """Return the kind of the cue of each segment, as `sources` gives it."""
    forms = cue_forms(cues)
    unsaid = forms["unsaid"] if "unsaid" in forms else [""] * len(forms)
    kinds = {form.lower(): pair for form, *pair in zip(forms["form"], forms["kind"], unsaid, strict=True)}
    cues_of = segments["cue"].fillna("").tolist()
    pair_of = {cue: kinds.get(" ".join(cue.lower().split()), ("", "")) for cue in set(cues_of)}
    found = [pair_of[cue][0] for cue in cues_of]
    indirect = segments["voice"].eq("indirect").to_numpy(dtype=bool)
    unsaid_at = [row for row in np.flatnonzero(indirect).tolist() if pair_of[cues_of[row]][1]]
    for row, text in zip(unsaid_at, segments["text"].take(unsaid_at).tolist(), strict=True):
        kind, attitude = pair_of[cues_of[row]]
        if not (kind in _OF_WORDS and _CLAUSE.match(text)):
            found[row] = attitude
    return pd.Series(found, index=segments.index, dtype="str")


_UNSAID_KINDS = ("thinking", "attitude", "intention")
_OF_WORDS = frozenset({"judging", "denying"})  # kinds that with a clause report words: "regretted that …"
_CLAUSE = re.compile(r"\W*(?:that|how|why|whether|what)\b", re.IGNORECASE)


def _in_text(table: pd.DataFrame, texts: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return the fullest mention of each speaker in its text, and in whose report it is."""
    full, held = [], []
    columns = [table[name].tolist() for name in ("doc_id", "start", "end", "speaker", "cue")]
    for doc_id, rows in groupby(zip(*columns, strict=True), itemgetter(0)):
        said = [AttributedStretch(*place) for _, *place in rows]
        names = FullNames(texts[doc_id], [Mention(one.start, one.speaker) for one in said if one.speaker])
        reading = ParsedText(texts[doc_id])
        full += [names.full(one.speaker, one.start) for one in said]
        held += [quoted_via(reading, said, k) for k in range(len(said))]
    return full, held


def _named(mentions: list[str], actors: pd.DataFrame) -> dict[str, tuple[str, bool]]:
    """Return for each mention the actor that it names, and whether its head does."""
    pieces = [re.sub(r"^the\s+", "", mention.strip(), flags=re.IGNORECASE) for mention in mentions]
    doc_ids = [str(number) for number in range(len(pieces))]
    texts = pd.DataFrame({"doc_id": doc_ids, "start": 0, "end": [len(piece) for piece in pieces], "text": pieces})
    table = tokens_of(texts)
    found = find_entries(compile_entries(actors["label"].tolist()), table, dict(zip(doc_ids, pieces, strict=True)))
    first = found["first"].to_numpy()
    found["mention"] = table["segment"].to_numpy()[first]
    found["at"] = table["start"].to_numpy()[first]
    found["beyond"] = [at >= len(head_noun(pieces[row])) for row, at in zip(found["mention"], found["at"], strict=True)]
    found["shortness"] = first - found["last"]
    best = found.sort_values(["mention", "beyond", "shortness", "at"]).drop_duplicates("mention")
    named = dict.fromkeys(mentions, ("", False))
    for row, entry, beyond in zip(best["mention"], best["entry"], best["beyond"], strict=True):
        named[mentions[row]] = (actors["actor"].iloc[entry], not beyond)
    return named


def _kinds(
    table: pd.DataFrame, actors: pd.DataFrame, named: dict[str, tuple[str, bool]], texts: dict[str, str]
) -> list[str]:
    plain = {mention: kind_of(mention) for mention in named}
    of_actor: dict[str, str] = {}
    for actor, label in zip(actors["actor"].tolist(), actors["label"].tolist(), strict=True):
        of_actor[actor] = of_actor.get(actor) or kind_of(label)
    doc_ids, mentions, fullest = (table[name].tolist() for name in ("doc_id", "speaker", "speaker_full"))
    persons = ((doc_id, one) for doc_id, one in zip(doc_ids, mentions, strict=True) if plain[one] == "person")
    surnames = {(doc_id, surname(mention)) for doc_id, mention in persons}
    titled = cache(lambda doc_id: titled_names(texts[doc_id]))
    kinds = []
    for doc_id, mention, full in zip(doc_ids, mentions, fullest, strict=True):
        kind = plain[mention] or plain[full]
        name = surname(mention)
        if not kind and name[:1].isupper() and len(head_noun(mention).split()) == 1:
            if (doc_id, name) in surnames or name in titled(doc_id):
                kind = "person"
        if not kind and named[mention][1]:
            kind = of_actor[named[mention][0]]
        kinds.append(kind)
    return kinds
