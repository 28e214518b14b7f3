"""Two groups of texts compared, or more."""
