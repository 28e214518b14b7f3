"""What draws the figures: ``plot_x(table, *, ax=None) -> Axes``."""
