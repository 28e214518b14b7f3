#!/usr/bin/env python3
"""How often each test finds what is not there, and what is: remake data/calibration/figures.csv and rates.csv.

Measured on a simulated wire, which anyone can make again, and, where the environment variable SAMESTORY_GOLD names the
folder of the annotated articles of PolNeAR, on these: with equal parts, with a tenth against the rest, and with the
articles of one outlet kept together. Intervals are tried on simulated groups whose true log ratios are known.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

POLNEAR = ("polnear_dev.jsonl", "polnear_more.jsonl")
PAIRS = ((60, 60), (200, 200), (40, 360))
SIZES_OF_RATES = ((20, 20), (20, 200), (60, 60), (200, 200))


def articles(folder: Path) -> pd.DataFrame:
    """Return the annotated articles as documents, with their outlet."""
    import pandas as pd

    lines = [line for name in POLNEAR for line in (folder / name).read_text(encoding="utf-8").splitlines() if line]
    fields = [json.loads(line) for line in lines]
    return pd.DataFrame([{"doc_id": one["id"], "text": one["text"], "outlet": one["publisher"]} for one in fields])


def measured(splits: int) -> Iterator[pd.DataFrame]:
    """Yield the rows of each corpus and plan, and say how long each took."""
    import analysis as same
    from analysis.measures.calibration.coverage import simulated_coverage
    from analysis.measures.calibration.error_rates import Plan
    from analysis.measures.calibration.simulation import simulate

    counted = {"simulated": simulate(400)}
    folder = Path(os.environ.get("SAMESTORY_GOLD", ""))
    if all((folder / name).is_file() for name in POLNEAR):
        documents = articles(folder)
        counted = {"polnear": same.count(same.voices(documents), documents).select(), **counted}
    else:
        print("SAMESTORY_GOLD names no folder with PolNeAR; the simulated wire alone is measured", file=sys.stderr)
    for name, counts in counted.items():
        halves = Plan(splits=splits, intervals=name != "simulated")  # of which pairs with known truths tell more
        for plan in (halves, replace(halves, share=0.1), replace(halves, cluster="outlet")):
            if plan.cluster is None or plan.cluster in counts.documents.columns:
                began = time.monotonic()
                yield same.calibrate(counts, plan=plan).assign(data=name)
                print(f"{name} {plan}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    for sizes in PAIRS:
        yield simulated_coverage(*sizes, corpora=splits).assign(data="simulated pairs")


def measured_rates(corpora: int) -> Iterator[pd.DataFrame]:
    """Yield the rows of each kind of simulated rates and each pair of sizes."""
    import analysis as same
    from analysis.measures.calibration.rate_coverage import SIMULATED, null_splits, rate_coverage
    from analysis.measures.comparison.rate_counts import BASES, rate_base

    for name in SIMULATED:
        for sizes in SIZES_OF_RATES:
            yield rate_coverage(name, *sizes, corpora=corpora)
    folder = Path(os.environ.get("SAMESTORY_GOLD", ""))
    if all((folder / name).is_file() for name in POLNEAR):
        documents = articles(folder)
        segments, actors = same.voices(documents), same.read_actors(documents=documents)
        markers, sources = same.markers(segments, same.read_lexicon()), same.sources(segments, actors, same.read_cues())
        counts = same.count_rates(segments, documents, markers, sources)
        totals = counts.totals[:, [BASES.index(rate_base(item)) for item in counts.items]]
        for share in (0.5, 0.1):
            rows = null_splits(counts.n.toarray(), totals, round(share * len(documents)), splits=corpora)
            yield rows.assign(data="polnear")


def main() -> None:
    """Measure, and write the tables."""
    import pandas as pd

    from analysis.texts.readers.benchmarks import CALIBRATION_COLUMNS
    from analysis.views.tables.write import write_table

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("date", type=datetime.date.fromisoformat, help="the day of the measuring: YYYY-MM-DD")
    parser.add_argument("--splits", type=int, default=100)
    parser.add_argument("--out", type=Path, default=CHECKOUT / "data" / "calibration" / "figures.csv")
    parser.add_argument("--rates", action="store_true", help="measure the intervals of rates alone")
    parser.add_argument("--corpora", type=int, default=400, help="pairs of groups with known rates")
    parser.add_argument("--rates-out", type=Path, default=CHECKOUT / "data" / "calibration" / "rates.csv")
    options = parser.parse_args()
    rows = pd.concat(list(measured_rates(options.corpora)), ignore_index=True)
    rows = rows[["data", *[name for name in rows if name != "data"]]]
    rows.insert(0, "date", options.date.isoformat())
    write_table(rows, options.rates_out)
    print(f"{len(rows)} rows in {options.rates_out}", file=sys.stderr)
    if options.rates:
        return
    tables: list[Any] = list(measured(options.splits))
    rows = pd.concat(tables, ignore_index=True).assign(date=options.date.isoformat())
    write_table(rows[list(CALIBRATION_COLUMNS)], options.out)
    print(f"{len(rows)} rows in {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
