"""The tables are the same bytes on another processor and in other surroundings, and last bits decide nothing."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from functools import wraps
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.measures.stats import association
from analysis.views.book.downloads import DOWNLOADS
from analysis.views.figures.registry import FIGURES
from analysis.views.read_story import read_story

ROOT = Path(__file__).resolve().parents[1]
TABLES = {f"figure-{name}": figure.table for name, figure in FIGURES.items()}
TABLES |= {one.name: one.make for one in DOWNLOADS}
SHAKEN = ("exp", "log", "log1p", "log2", "log10", "power", "sqrt")

ELSEWHERE = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from numpy._core._multiarray_umath import __cpu_features__ as has
assert not [name for name in sys.argv[1:] if has[name]]
from analysis.views.figures.gallery import check_figures
print(*check_figures({str(ROOT / "figures")!r}), sep="\\n", end="")
"""


def extras() -> list[str]:
    """Return what numpy uses of this processor beyond what all processors of its kind have."""
    from numpy._core import _multiarray_umath as numpy

    return [name for name in numpy.__cpu_dispatch__ if numpy.__cpu_features__.get(name)]


def surroundings() -> dict[str, str]:
    """Return settings that make numpy, BLAS and the C library work as on an old processor, in a far country."""
    plain = "-" + ",-".join(["AVX2", "FMA", "AVX512F", "AVX2_Usable", "FMA_Usable", "AVX512F_Usable"])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return kept | {
        "NPY_DISABLE_CPU_FEATURES": " ".join(extras()),
        "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={plain}",
        "OPENBLAS_CORETYPE": "Prescott",  # heeded where there is such a thing
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "4",
        "LC_ALL": "C",
        "TZ": "Asia/Kathmandu",
    }


def test_the_tables_are_the_same_on_another_processor_and_in_other_surroundings(tmp_path):
    command = [sys.executable, "-W", "error", "-c", ELSEWHERE, *extras()]
    env = surroundings()
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("file", sorted((ROOT / "figures").glob("*.csv")), ids=lambda file: file.stem)
def test_no_fraction_has_more_than_ten_digits(file):
    cells = [cell for row in csv.reader(file.read_text(encoding="utf-8").splitlines()) for cell in row]
    fractions = [cell for cell in cells if re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", cell)]
    assert max((len(re.sub(r"^[-0.]+|\.|e.*", "", cell)) for cell in fractions), default=0) <= 10


def shaken(function):
    """Return a function of numbers whose results are a last bit off, up or down by what they are."""

    @wraps(function)
    def off(*arguments, **options):
        made = np.asarray(function(*arguments, **options))
        if made.dtype != float:
            return function(*arguments, **options)
        up = np.array(made, order="C").view(np.int64) * 0x5851F42D4C957F2D >> 40 & 1 == 1
        moved = np.where(up, np.nextafter(made, np.inf), np.nextafter(made, -np.inf))
        moved = np.where(np.isfinite(made) & (made != 0), moved, made)
        if options.get("out") is not None:
            options["out"][...] = moved
        return moved if moved.ndim else float(moved)

    return off


@pytest.fixture(scope="module")
def tables():
    """Every table of the book, as it is and with logarithms, powers and roots that are a last bit off."""
    made = []
    for noise in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if noise:
                for name in SHAKEN:
                    patch.setattr(np, name, shaken(getattr(np, name)))
                patch.setattr(association, "xlog1py", shaken(association.xlog1py))
            story = read_story()
            made.append({name: make(story) for name, make in TABLES.items()})
    return made


@pytest.mark.parametrize("name", TABLES)
def test_the_place_of_a_row_does_not_hang_on_the_last_bit_of_a_number(tables, name):
    plain, noisy = (table[name] for table in tables)
    pd.testing.assert_frame_equal(plain, noisy, rtol=1e-9, atol=1e-12)


def test_the_noise_is_noise(tables):
    for name, column in (("tfidf", "tf_idf"), ("keyness", "log_ratio"), ("collocations", "g2")):
        plain, noisy = (table[name][column] for table in tables)
        assert (plain != noisy).any()
