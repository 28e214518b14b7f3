"""Reading texts: corpora, page parts, sentences and words, voices; the lexicon, the actors and the cue table."""
