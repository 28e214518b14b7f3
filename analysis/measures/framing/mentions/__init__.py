"""Who and what a text mentions: people, bodies, places and peoples, found by rule."""
