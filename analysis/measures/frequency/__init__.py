"""How often terms occur, where, and beside which others."""
