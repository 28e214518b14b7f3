"""Statistics of arrays; nothing here knows a table or a text."""
