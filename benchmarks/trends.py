"""How often the test of `trends` gives a false alarm, and its interval holds the truth: simulated texts over time.

Texts have lengths that differ as in news (log-normal, of 400 words, with a standard deviation of 0.8 in logarithms), a
rate of their own each (gamma of shape 2 for counts, beta for shares), and periods drawn evenly, or most of them early.
In half of the corpora texts grow longer with time. Prints a row for each kind of corpus; nothing is written.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from analysis.measures.stats.slopes import slope_bounds, slope_of, slope_p

ITEMS, DRAWS, PERIODS = 50, 120, 12
RATES = {"3 per 1,000": 0.003, "0.5 per 1,000": 0.0005, "share of 30 %": 0.3}


def main() -> None:
    """Print false alarms at .05, and how often the 95 % interval of a real rise holds it."""
    rng = np.random.default_rng(2014)
    print("texts  periods  growing  rate           items tested  p <= .05  interval holds a rise")
    for n, (early, growing), name in product((10, 20, 50, 200), product((False, True), repeat=2), RATES):
        p, held = [], []
        for _ in range(DRAWS):
            time = np.floor(PERIODS * (rng.beta(1, 4, n) if early else rng.random(n)))
            words = np.ceil(np.exp(rng.normal(6, 0.8, n) + growing * 1.5 * time / PERIODS))
            p.append(slope_p(slope_of(drawn(rng, words, np.full(n, RATES[name])), words, time)))
            step = RATES[name] / (2 * PERIODS)  # by half of the rate, over all periods
            low, high = slope_bounds(slope_of(drawn(rng, words, RATES[name] + step * time), words, time))
            held.append(np.where(np.isnan(low), np.nan, (low <= step) & (step <= high)))
        tested = np.isfinite(np.concatenate(p))
        alarms = np.concatenate(p)[tested] <= 0.05
        kind = f"{n:5}  {'early' if early else 'even':7}  {'yes' if growing else 'no':7}  {name:13}"
        print(f"{kind}  {tested.sum():12}  {alarms.mean():8.3f}  {np.nanmean(np.concatenate(held)):8.3f}")


def drawn(rng: np.random.Generator, words: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Return counts of `ITEMS` items in texts of these words, whose rates differ around these."""
    shape = (len(words), ITEMS)
    if rate.max() < 0.01:
        return rng.poisson(rng.gamma(2, rate[:, None] / 2, shape) * words[:, None])
    return rng.binomial(words[:, None].astype(int), rng.beta(4 * rate[:, None], 4 * (1 - rate[:, None]), shape))


if __name__ == "__main__":
    main()
