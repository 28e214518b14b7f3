"""What would change the answer: every finding under other choices (multiverse analysis)."""
