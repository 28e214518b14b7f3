"""How often terms occur, where, and next to which others."""
