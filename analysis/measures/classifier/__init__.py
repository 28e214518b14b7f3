"""A model of loaded language, learned from labelled sentences."""
