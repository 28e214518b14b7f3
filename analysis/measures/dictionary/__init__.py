"""Entries of word lists found in texts, with their context."""
