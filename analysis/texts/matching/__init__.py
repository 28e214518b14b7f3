"""Entries of word lists found in words, and the contexts that they ask for."""
