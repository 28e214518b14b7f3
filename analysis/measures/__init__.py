"""Measures: table in, new table out. No measure reads a file."""
