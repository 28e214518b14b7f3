"""What holds for every test."""

from __future__ import annotations

import os
import signal
import sys

from hypothesis import HealthCheck, settings

import analysis.views.book  # noqa: F401  (before nbformat, lest that load a grammar for seconds)

os.environ["MPLBACKEND"] = "Agg"  # figures are drawn without a screen

# Hundreds of programs are started, and each would compile the modules again where Python is kept from keeping them.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No test is timed: a slow machine is no failure. Examples are the same in every run; a search for new ones is
# `python3 run.py test --hypothesis-profile=search`.
untimed = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much]}
settings.register_profile("house", **untimed, derandomize=True, max_examples=25)
settings.register_profile("search", **untimed, max_examples=1000)
settings.load_profile("house")

# Begun first, so that the processes end together: a file is run by one of them.
LONGEST = (
    "test_build test_notebooks test_own_texts test_gallery test_reproducible test_plots test_fuzz test_calls test_kills"
).split()


def pytest_collection_modifyitems(items):
    """Put the files that take longest first."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)


if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # so a shell starts what is to run in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # programs that tests start and stop must hear of it
