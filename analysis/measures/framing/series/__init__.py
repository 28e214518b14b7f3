"""Rates over time: by day, week, month, quarter or year, with their gaps, and whether they rise or fall."""
