"""Work on many texts: shared among processes, and taken up again after an interruption."""
