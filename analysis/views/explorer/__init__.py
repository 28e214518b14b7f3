"""The explorer: each term as a point, and from the point to the sentences where it occurs."""
