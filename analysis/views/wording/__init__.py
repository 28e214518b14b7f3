"""Sentences about a corpus, worded by rule from its own tables: what notebooks and the home page say of it."""
