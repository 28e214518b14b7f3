"""Whose words they are: quotations, reports, cues and speakers."""
