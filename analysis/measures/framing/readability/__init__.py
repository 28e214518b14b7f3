"""How hard texts are to read, and how varied their words are, by voice."""
