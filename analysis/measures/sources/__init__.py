"""Who speaks, who is quoted, and on which side."""
