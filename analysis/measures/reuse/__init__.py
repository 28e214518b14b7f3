"""Passages that texts share."""
