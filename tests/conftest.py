"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["MPLBACKEND"] = "Agg"  # figures are drawn without a screen

# No test is timed: a slow machine is no failure. Examples are the same in every run; a search for new ones is
# `python3 run.py test --hypothesis-profile=search`.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("house")
