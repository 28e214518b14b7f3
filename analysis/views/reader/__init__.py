"""The reader: a page for each text, with its parts, voices and markers shown in place, and a page for two of them."""
