"""What each column of each table holds: one sentence each, for the page of tables.

`meaning` looks a column up under ``table.column`` first, then under ``column`` alone.
"""

from __future__ import annotations

from analysis.measures.robustness.choices import CHOICES

KIN: dict[str, str] = {
    "voices": "segments",
    "terms_by_source_type": "terms",
    "terms_by_text": "terms",
    "terms_once": "once",
    "keyness_author": "keyness",
    "wordshift_author": "wordshift",
    "baselines": "validation",
    "figure-who-is-speaking": "findings",
    "figure-frequent-words": "terms",
    "figure-tf-idf": "tfidf",
    "figure-similarity": "similarity",
    "figure-keyness-by-voice": "keyness",
    "figure-word-shift": "wordshift",
    "figure-which-text-feeds-which": "feeds",
    "figure-specification-curve": "robustness",
    "figure-what-would-change": "robustness",
    "figure-agreement-with-people": "validation",
    "figure-false-alarms-and-power": "calibration",
    "figure-interval-coverage": "calibration",
}

"""Tables made of another one: what is not said of their own columns is said of those."""

_COMMON: dict[str, str] = {
    "actor": "The person or body that is named, by its name in the table of actors.",
    "category": "The category of the lexicon, as data/lexicon/categories.csv has it.",
    "cue": "The word or phrase that attributes, as it stands in the text (“said”); empty where there is none.",
    "cue_kind": "What kind of cue it is: neutral, doubting, denying and so on; empty where the cue table lacks it.",
    "data": "The texts that it was measured on.",
    "date": "The day of the measuring, ISO 8601.",
    "doc_id": "The name of the text.",
    "doc_id_a": "The first text of the pair.",
    "doc_id_b": "The second text of the pair.",
    "docs": "In how many texts it stands.",
    "docs_reference": "Texts of the reference that hold it.",
    "docs_target": "Texts of the target that hold it.",
    "dp_norm": "How unevenly the term is spread (DPnorm): from 0, as even as the sizes of the texts allow, to 1, "
    "all of it in the smallest text.",
    "end": "Where it ends, in characters of the text from 0; the character at this place is no longer part of it.",
    "end_a": "Where it ends in the first text, in characters from 0, this one left out.",
    "end_b": "Where it ends in the second text, in characters from 0, this one left out.",
    "entry": "The entry of the lexicon; * stands for any ending.",
    "g2": "Log-likelihood G² of the four-cell table (Dunning 1993): from 0, no association, upwards.",
    "group": "The group of texts: a kind of source, a text, or “all”.",
    "high": "Upper end of the 95 % interval.",
    "label": "The name that is given to the actor.",
    "label_kind": "The kind of name: official, own, abbreviation, pejorative and so on.",
    "loaded": "Whether the category is one of loaded language: true or false.",
    "log_ratio": "log2 of the target's rate over the reference's: 0 the same, 1 twice as frequent in the target, "
    "−1 half as frequent; a count of 0 is taken as 0.5.",
    "low": "Lower end of the 95 % interval.",
    "match": "The words as they stand in the text.",
    "n": "How often it occurs.",
    "n_docs": "Texts of the group that have words.",
    "n_docs_a": "Texts in the first part, on average.",
    "n_docs_b": "Texts in the second part, on average.",
    "n_docs_reference": "Texts of the reference that have words.",
    "n_docs_target": "Texts of the target that have words.",
    "n_reference": "How often it occurs in the reference.",
    "n_target": "How often it occurs in the target.",
    "n_words": "How many words it has.",
    "negated": "Whether it is denied (“not a terrorist”): true or false.",
    "note": "What the maker of the list wants to be known.",
    "of": "How many there are in all, of which the figure is taken.",
    "opening": "The first twelve words of the passage, as in the first text.",
    "part": "The part of the page: headline, body, byline, caption, comment or furniture.",
    "per_1000": "Occurrences per 1,000 words, 0 to 1,000.",
    "per_1000_high": "Upper end of its 95 % interval, each word as if drawn by itself.",
    "per_1000_low": "Lower end of its 95 % interval, each word as if drawn by itself.",
    "per_1000_reference": "Occurrences per 1,000 words of the reference.",
    "per_1000_target": "Occurrences per 1,000 words of the target.",
    "reference": "The name of the group that the target is compared with.",
    "share": "As a share of `total`, 0 to 1.",
    "side": "The side that the speaker stands for, as coded by hand in data/speakers.csv.",
    "similarity": "How alike the two wordings are: above 0, to 1, word for word the same.",
    "speaker": "Who is quoted or paraphrased, as the text names them; empty in the author's voice or if not found.",
    "start": "Where it begins, in characters of the text from 0.",
    "start_a": "Where it begins in the first text, in characters from 0.",
    "start_b": "Where it begins in the second text, in characters from 0.",
    "target": "The name of the group in question.",
    "term": "The word, in small letters and without a possessive ending.",
    "text": "The words themselves.",
    "title": "The category in words.",
    "total": "All words that were counted for the group.",
    "total_a": "Words of the first text.",
    "total_b": "Words of the second text.",
    "total_reference": "All words of the reference.",
    "total_target": "All words of the target.",
    "value": "The figure itself; its unit hangs on what was measured.",
    "voice": "Whose words they are: author, direct (quoted) or indirect (paraphrased); “all” for all three.",
    "words_a": "Words of it in the first text.",
    "words_b": "Words of it in the second text.",
}

_OF_TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "date": "The day of the text, ISO 8601; empty where unknown.",
        "file": "The file in data/raw/.",
        "issuer": "Who issued the text.",
        "notes": "What is known of how the text came down.",
        "outlet": "The publication that brought it; empty where unknown.",
        "page_date": "The day that the saved page itself bears, ISO 8601; not the day of the text.",
        "rights": "To whom the text belongs.",
        "sha256": "A hash of the file, to tell whether it is the same.",
        "source_type": "The kind of source: advocacy or newswire.",
        "text": "The whole page as read.",
        "title": "The headline.",
    },
    "tokens": {
        "segment": "The row of the segment that holds the word, from 0.",
        "sentence": "The number of the sentence, counted over all texts.",
    },
    "findings": {
        "docs": "Texts of the group that have words in this voice.",
        "n_words": "Words in this voice.",
        "share": "`n_words` as a share of `total`, 0 to 1.",
        "share_high": "The largest share among the texts of the group, 0 to 1.",
        "share_low": "The smallest share among the texts of the group, 0 to 1.",
        "total": "Words in all voices.",
    },
    "figure-who-is-speaking": {"total": "Words of this part of the text, in all voices."},
    "terms": {"docs": "In how many texts of the group the term stands."},
    "dispersion": {
        "carroll_d2": "Carroll's D2: from 0, all in one text, to 1, as even as can be.",
        "dp": "Deviation of proportions (Gries 2008): from 0, as even as the sizes allow, towards 1.",
        "juilland_d": "Juilland's D: 1 as even as can be, less the more uneven.",
        "kl": "Divergence of where the term stands from the sizes of the texts, in bits: from 0, as even as can be.",
        "n_parts": "Parts that the spread is taken over: the texts with words.",
        "range": "In how many of these parts the term stands.",
        "rosengren_s": "Rosengren's S: up to 1, as even as can be.",
    },
    "figure-dispersion": {
        "n": "How often the term stands in the text.",
        "n_words": "Words of the text.",
        "position": "The place of the word among those of the text, from 1; empty in a text without the term.",
        "voice": "Whose words it stands in; empty in a text without the term.",
    },
    "collocations": {
        "docs": "Texts that hold the two side by side.",
        "first": "The first of the two words.",
        "n": "How often the two stand side by side.",
        "n_first": "How often the first word begins a pair.",
        "n_second": "How often the second word ends a pair.",
        "npmi": "Normalised pointwise mutual information: −1 never together, 0 as often as by chance, 1 always so.",
        "second": "The second of the two words.",
    },
    "tfidf": {
        "docs": "In how many texts the term stands.",
        "idf": "Inverse document frequency, ln((1 + texts) / (1 + texts with the term)) + 1: 1 for a word of every "
        "text, more the rarer.",
        "n": "How often the term stands in the text.",
        "tf": "Term frequency: as often as it stands in the text.",
        "tf_idf": "tf times idf, with the weights of a text scaled to length 1: 0 to 1.",
        "total": "Words of the text.",
    },
    "similarity": {
        "cosine": "Cosine of the TF-IDF weights: 0 without a shared word, 1 with the same words in like proportions.",
        "group_a": "The kind of source of the first text.",
        "group_b": "The kind of source of the second text.",
        "words_a": "Words of the first text.",
        "words_b": "Words of the second text.",
    },
    "reuse": {
        "docs": "Texts that hold the rarest run of four words of the passage; a stock phrase stands in many.",
        "n_words": "Words that are alike, in the same order.",
        "voice_a": "Whose words most of the passage are in the first text.",
        "voice_b": "Whose words most of the passage are in the second text.",
    },
    "feeds": {
        "all_pairs": "Pairs of texts that were compared.",
        "date_a": "The day of the first text, ISO 8601; empty where unknown.",
        "date_b": "The day of the second text, ISO 8601; empty where unknown.",
        "earlier": "Which text has the earlier date, a or b; empty where that is not known.",
        "first_a": "The place of the passage's first word among those of the first text, from 0.",
        "first_b": "The place of the passage's first word among those of the second text, from 0.",
        "last_a": "The place after the passage's last word in the first text.",
        "last_b": "The place after the passage's last word in the second text.",
        "n_words": "Words that are alike, in the same order.",
        "pair_passages": "Passages that the two texts share.",
        "pair_words": "Words alike in all passages of the two texts.",
        "pairs": "Pairs of texts that share a passage.",
    },
    "alignment": {
        "passage": "The row of the passage in the table reuse, from 0.",
        "step": "equal, replaced, only a or only b: whether the words are in both texts, or in one.",
    },
    "once": {
        "n_once": "How often it occurs if a passage that several texts share counts in the first of them alone.",
        "total_once": "All words of the group, counted in that way.",
    },
    "keyness": {
        "comparisons": "How many comparisons were made in the same call; q is corrected for all of them together.",
        "dp_norm_difference": "DPnorm in the target less that in the reference, −1 to 1.",
        "dp_norm_reference": "How unevenly the term is spread over the reference, 0 to 1.",
        "dp_norm_target": "How unevenly the term is spread over the target, 0 to 1.",
        "log_ratio_high": "Upper end of its 95 % interval over texts; empty with fewer than five texts in a group.",
        "log_ratio_high_words": "Upper end of its 95 % interval over these texts' words, each as if drawn by itself.",
        "log_ratio_low": "Lower end of its 95 % interval over texts; empty with fewer than five texts in a group.",
        "log_ratio_low_words": "Lower end of its 95 % interval over these texts' words, each as if drawn by itself.",
        "log_ratio_without_one": "The log ratio nearest to 0 that is left when one text of the group that uses it more "
        "is left out.",
        "lrc": "Conservative log ratio (Evert 2022): the end nearer to 0 of an interval corrected for the number of "
        "terms; 0 where that holds 0.",
        "n_direct": "Uses in the target in quotation marks.",
        "n_indirect": "Uses in the target in paraphrase.",
        "n_own": "Uses in the target in the author's voice.",
        "n_units_reference": "Texts (or clusters of texts) of the reference that p and the interval rest on.",
        "n_units_target": "Texts (or clusters of texts) of the target that p and the interval rest on.",
        "p": "p-value of a permutation test over texts, 0 to 1; empty where groups or term have too few texts.",
        "percent_diff": "By how many percent the target's rate is above the reference's (Gabrielatos & Marchi 2011); "
        "−100 where the target lacks it.",
        "q": "p corrected for the number of terms tested (Benjamini & Hochberg), 0 to 1.",
        "rank_high": "The last rank by log ratio, from 1, that other such texts leave open to the term.",
        "rank_low": "The first rank by log ratio, from 1, that other such texts leave open to the term.",
        "share": "`n_target` as a share of that in all voices, 0 to 1.",
        "top_doc": "The text that `top_share` speaks of.",
        "top_share": "Of the group that uses it more: the largest share of the uses that one text holds, 0 to 1.",
        "z": "z-score of the log-odds with a flat prior of 0.01 (Monroe and others 2008): beyond ±1.96 is unusual for "
        "words drawn one by one.",
    },
    "wordshift": {
        "contribution": "What the item adds to the difference, in the unit of the comparison: above 0 it raises the "
        "target over the reference.",
        "contribution_high": "Upper end of its 95 % interval over texts; empty with fewer than five.",
        "contribution_low": "Lower end of its 95 % interval over texts; empty with fewer than five.",
        "difference": "The whole difference between target and reference, the same in each row.",
        "difference_high": "Upper end of its 95 % interval over texts; empty with fewer than five in a group.",
        "difference_low": "Lower end of its 95 % interval over texts; empty with fewer than five in a group.",
        "item": "The word or category that adds to the difference.",
        "kind": "Whether the target has more of it, less or the same; with scores also whether it scores higher or "
        "lower than the centre.",
        "score_centre": "The score from which higher and lower are told; empty where items have no scores.",
        "score_reference": "The item's score in the reference; empty where items have no scores.",
        "score_target": "The item's score in the target; empty where items have no scores.",
        "share": "The contribution as a share of the difference; below 0 where it goes against it.",
        "unit": "What is compared, and in which unit.",
    },
    "scores": {"score": "The term's score."},
    "stability": {
        "about": "Of what this speaks.",
        "n_blocks_reference": "Blocks of sentences of the reference that have words.",
        "n_blocks_target": "Blocks of sentences of the target that have words.",
        "within_high": "The log ratio that 97.5 % of the texts written anew from their own blocks stay below.",
        "within_low": "The log ratio that 97.5 % of the texts written anew from their own blocks stay above.",
    },
    "rate_stability": {
        "about": "Of what this speaks.",
        "figure": "What is measured: loaded words per 1,000 own or attributed words, log2 of the two rates, or the "
        "share of attributed words.",
        "n": "How many words are counted for the figure.",
        "n_blocks": "Blocks of sentences that have such words.",
        "of": "Out of how many.",
        "within_high": "The value that 97.5 % of the texts written anew from their own blocks stay below.",
        "within_low": "The value that 97.5 % of the texts written anew from their own blocks stay above.",
    },
    "loaded_by_speaker": {
        "n": "Loaded words of this speaker.",
        "negated": "How many of them are denied.",
        "per_1000": "Loaded words per 1,000 words of the speaker.",
        "words": "Words of this speaker in the text.",
    },
    "figure-markers-by-voice": {
        "n": "Markers of this category.",
        "words": "Words of this group in this voice.",
    },
    "kwic": {"left": "The words before.", "right": "The words after."},
    "sources": {
        "actor": "The actor that the speaker's mention names, if any.",
        "speaker_full": "The fullest mention of the same speaker in the text, where this one is a short form.",
        "speaker_kind": "person, organisation, outlet or anonymous; empty where nothing tells.",
        "via": "The outlet or person in whose report the speaker is quoted; empty where the text itself quotes.",
    },
    "figure-names-by-speaker": {
        "n": "How often this side uses the name.",
        "n_actor": "How often the actor is named by any name.",
        "side": "The side whose words the name stands in; empty in the author's voice.",
    },
    "figure-who-is-quoted": {
        "docs": "Texts that quote the side.",
        "n_docs": "Texts of the group.",
        "n_quotations": "Quotations by the side.",
        "n_words": "Quoted words of the side.",
        "total": "Quoted words of the group.",
    },
    "figure-who-gets-to-speak": {
        "docs": "Texts with such a stretch.",
        "n": "Attributed stretches of text.",
        "n_docs": "Texts of the group.",
        "n_side": "Attributed words of the side, in all voices.",
        "n_words": "Words of these stretches.",
        "naming": "Whether the speaker has a name: named, anonymous, kind not clear, or speaker not found.",
        "total": "Attributed words of the group.",
    },
    "figure-cue-kinds-by-side": {
        "cues": "The cues of this kind, with their counts.",
        "docs": "Texts with such a stretch.",
        "n": "Attributed stretches with a cue of this kind.",
        "n_docs": "Texts of the group.",
        "n_side": "Attributed stretches of the side.",
        "n_words": "Words of these stretches.",
        "share": "`n` as a share of `n_side`, 0 to 1.",
    },
    "robustness": {
        "choice": "The choice that is made otherwise than in the base.",
        "dimension": "What is decided otherwise: base for nothing, several for a combination.",
        "finding": "A short name of the finding.",
        "instead": "What stands in the place of the finding, if something does.",
        "keeps": "Whether the finding still holds: true or false.",
        "keeps_from": "The least value at which it holds.",
        "keeps_to": "The largest value at which it holds.",
        "n": "How many are counted.",
        "n_docs": "Texts that have words.",
        "n_other": "How many are counted in what it is compared with.",
        "published": "The value of the base, as the book states it.",
        "rule": "When the finding is said to be kept.",
        "statement": "The finding in words.",
        "total": "Out of how many.",
        "total_other": "Out of how many in what it is compared with.",
        "unit": "The unit of the value.",
        "value": "The value under these choices; empty where there is nothing to measure.",
        **{
            name: f"The choice made, one of: {', '.join(choices)}; empty where it does not bear on the finding."
            for name, choices in CHOICES.items()
            if len(choices) > 1
        },
        "text": "The texts: all, or without one of them; empty where it does not bear on the finding.",
    },
    "gold": {
        "annotation": "The number of the annotation in its text, from 0.",
        "cue": "The cue that people marked, if any.",
        "kind": "attributed, direct or loaded: what people marked the words as.",
        "speaker": "The speaker that people marked, if any.",
    },
    "validation": {
        "group": "Which part of the data it is taken of.",
        "group_by": "What tells the parts apart: all, voice, marks, outlet_type or category.",
        "hits": "How many agree; empty for a mean of several figures.",
        "kind": "suite, program, people, or limit: the most that a word list can reach.",
        "measure": "What is measured: F1, precision, recall or a share.",
        "n": "Texts that it was measured on.",
        "of": "Out of how many.",
        "source": "Where the figure comes from.",
        "task": "What was tried: voices or markers.",
        "title": "The measure in words.",
        "value": "The figure, 0 to 1; 1 is full agreement.",
        "who": "Whose figure it is: the suite, another program, or people.",
    },
    "errors": {
        "gold": "What people marked.",
        "item": "The cue, the lexicon's entry or the word in question.",
        "kind": "The kind of mistake.",
        "n": "How many words, or uses, are wrong.",
        "rank": "The place in the list of its kind, from 1.",
        "sentence": "The sentence in which it begins.",
        "suite": "What the suite found.",
        "task": "What was tried: voices or markers.",
    },
    "training": {
        "figure": "What is measured: F1, macro-F1, precision, recall or Brier score.",
        "folds": "Parts into which the texts were dealt for cross-validation.",
        "level": "What is judged: whole sentences or single words.",
        "method": "How it is judged: by the lexicon, a trained model, both, or the difference of two.",
        "n": "Sentences in all.",
        "n_positive": "Sentences that people call loaded.",
        "repeats": "How often the texts were dealt out anew.",
        "sd": "Standard deviation over the repeats.",
        "value": "The figure: 0 to 1, for a difference −1 to 1; of a Brier score 0 is best.",
    },
    "calibration": {
        "cluster": "What was kept together when texts were dealt out, outlet for one; empty for nothing.",
        "covered": "The share of words whose 95 % interval holds the truth, 0 to 1; 0.95 is right.",
        "covered_high": "Upper end of its 95 % interval over the splits.",
        "covered_low": "Lower end of its 95 % interval over the splits.",
        "factor": "How many times as frequent planted words are made.",
        "false_words": "Words flagged that were not planted, on average of the splits.",
        "flagged_high": "Upper end of its 95 % interval.",
        "flagged_low": "Lower end of its 95 % interval.",
        "flagged_share": "`flagged_splits` as a share of `splits`, 0 to 1; by chance no more than `level` is right.",
        "flagged_splits": "In how many splits the test flagged a word.",
        "found": "Planted words that the test flagged, on average of the splits.",
        "kind": "chance, planted, spread or coverage: what was tried.",
        "level": "The false discovery rate that was asked for, 0 to 1.",
        "n_terms": "Words tested, on average of the splits.",
        "planted": "Words made more frequent, on average of the splits.",
        "power": "The share of planted words that the test flagged, 0 to 1.",
        "power_high": "Upper end of its 95 % interval over the splits.",
        "power_low": "Lower end of its 95 % interval over the splits.",
        "power_same_alarms": "The power once the test flags no more by chance than the suite's does, 0 to 1.",
        **{
            f"{column}_{kind}": f"{what}, for words {how}."
            for kind, how in (("planted", "written again where they stand"), ("spread", "made as frequent everywhere"))
            for column, what in (
                ("power", "The share of planted words that the test flagged, 0 to 1"),
                ("power_low", "Lower end of the 95 % interval of the power"),
                ("power_high", "Upper end of the 95 % interval of the power"),
                ("power_same_alarms", "The power once the test flags no more by chance than the suite's does"),
            )
        },
        "seed": "The seed of the random numbers.",
        "splits": "How often the texts were dealt out in two parts.",
        "test": "The test or interval that was tried.",
        "unit": "What it takes as drawn by chance: document, word or cluster.",
    },
    "lexicon": {"context": "Beside which words an ambiguous entry counts; empty where it counts anywhere."},
    "categories": {"basis": "The literature that the category rests on.", "category": "The category's short name."},
    "actors": {"users": "Who uses the name, in general."},
    "cues": {
        "cue": "The cue in its base form.",
        "forms": "Its forms, with | between them.",
        "kind": "The stand that it takes: neutral, doubting, denying and so on.",
        "takes": "Where the words that it attributes stand.",
    },
}

MEANINGS: dict[str, str] = _COMMON | {
    f"{table}.{column}": words for table, columns in _OF_TABLES.items() for column, words in columns.items()
}


def meaning(table: str, column: str) -> str:
    """Return what a column of a table holds, in a sentence; "" where nothing is said of it.

    Parameters
    ----------
    table
        A key of `schema.COLUMNS`, a download, or ``figure-`` and the name of a figure.
    column
        The name of the column.
    """
    for name in (table, KIN.get(table, table)):
        if f"{name}.{column}" in MEANINGS:
            return MEANINGS[f"{name}.{column}"]
    return MEANINGS.get(column, "")
