"""What a text tells and what it leaves out: mentions, agency, generic frames, readability, time."""
