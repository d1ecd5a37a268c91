"""How often a verdict is wrong where nothing changed, and how often it sees what did.

    uv run python benchmarks/verdicts.py                                # some minutes
    uv run python benchmarks/verdicts.py --runs 1000                    # soon, and rougher
    uv run python benchmarks/verdicts.py --only tables --runs 20000     # those of the docs

Mailings have a chance of being opened that differs among themselves (a beta distribution), and emails are
opened by it. Every way to judge is asked about the same two quarters. `docs/how-numbers-are-checked.md`
has the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Final, TypeAlias

import click
import numpy as np
import pandas as pd
from scipy import stats

from copmetrics.evaluation.history import History
from copmetrics.evaluation.share_difference import interval_of_parts, newcombe
from copmetrics.evaluation.spc import xmr

Quarter = np.ndarray
"""A row a mailing: how many emails were opened, and how many delivered."""
BETWEEN: Final = (0.0, 0.03, 0.05)
MAILINGS: Final = ((2, 2), (2, 5), (3, 3), (4, 4), (6, 6), (12, 12), (2, 12))
SIZES: Final = {
    "of one size": lambda rng, count: np.full(count, 250),
    "tenfold apart": lambda rng, count: rng.choice([25, 250], count),
}


def quarter(
    rng: np.random.Generator, mailings: int, chance: float, between: float, sizes: str
) -> Quarter:
    """Send a quarter's mailings."""
    spread = chance * (1 - chance) / between**2 - 1 if between else np.inf
    chances = (
        rng.beta(chance * spread, (1 - chance) * spread, mailings)
        if between
        else np.full(mailings, chance)
    )
    delivered = SIZES[sizes](rng, mailings)
    return np.column_stack([rng.binomial(delivered, chances), delivered])


def by_mailings(new: Quarter, old: Quarter) -> bool:
    """Judge as copmetrics does."""
    interval = interval_of_parts(new, old)
    return interval is not None and (interval[0] > 0 or interval[1] < 0)


def by_emails(new: Quarter, old: Quarter) -> bool:
    """Judge all emails together, as if each stood for itself: Newcombe's interval."""
    low, high = newcombe(*new.sum(axis=0), *old.sum(axis=0))
    return bool(low > 0 or high < 0)


def by_students_t(new: Quarter, old: Quarter) -> bool:
    """Judge the mailings' own rates by Student's t."""
    rates = [side[:, 0] / side[:, 1] for side in (new, old)]
    return bool(stats.ttest_ind(*rates).pvalue < 0.05)


def by_quasi_binomial(new: Quarter, old: Quarter) -> bool:
    """Judge by Pearson's dispersion, at least 1, and Student's t."""
    sides = [(side, *side.sum(axis=0)) for side in (new, old)]
    shares = [part / whole for _, part, whole in sides]
    scatter = sum(
        float(((side[:, 0] - side[:, 1] * p) ** 2 / (side[:, 1] * p * (1 - p))).sum())
        for (side, *_), p in zip(sides, shares, strict=True)
    )
    freedom = len(new) + len(old) - 2
    variance = sum(p * (1 - p) / whole for (*_, whole), p in zip(sides, shares, strict=True))
    error = np.sqrt(max(1.0, scatter / freedom) * variance)
    return bool(abs(shares[0] - shares[1]) > stats.t.ppf(0.975, freedom) * error)


def by_permutation(new: Quarter, old: Quarter) -> bool:
    """Judge by dealing the mailings out to the two quarters anew."""
    both, first = np.vstack([new, old]), len(new)
    rng = np.random.default_rng(0)
    dealt = np.array([rng.permutation(len(both)) for _ in range(199)])
    parts = [both[dealt[:, :first]].sum(axis=1), both[dealt[:, first:]].sum(axis=1)]
    found = np.abs(parts[0][:, 0] / parts[0][:, 1] - parts[1][:, 0] / parts[1][:, 1])
    one, other = (side.sum(axis=0) for side in (new, old))
    seen = abs(one[0] / one[1] - other[0] / other[1])
    return bool((1 + (found >= seen - 1e-12).sum()) / 200 <= 0.05)


Ways: TypeAlias = Mapping[str, Callable[[Quarter, Quarter], bool]]
WAYS: Final[Ways] = {
    "copmetrics": by_mailings,
    "Newcombe on all emails": by_emails,
    "t on rates": by_students_t,
    "quasi-binomial": by_quasi_binomial,
    "permutation": by_permutation,
}


def said(
    runs: int,
    counts: tuple[int, int],
    chances: tuple[float, float],
    between: float,
    sizes: str,
    ways: Ways = WAYS,
) -> dict[str, float]:
    """Return how often each way says "up" or "down"."""
    rng = np.random.default_rng(20261129)
    found = dict.fromkeys(ways, 0)
    for _ in range(runs):
        new, old = (
            quarter(rng, count, chance, between, sizes)
            for count, chance in zip(counts, chances, strict=True)
        )
        for name, way in ways.items():
            found[name] += way(new, old)
    return {name: times / runs for name, times in found.items()}


def of_shares(runs: int) -> Iterator[str]:
    """Say how often a verdict is given where nothing changed, and where ten points did."""
    yield "| chance of opening | sizes | between mailings | mailings | " + " | ".join(WAYS) + " |"
    yield "|---|---|---|---|" + "---:|" * len(WAYS)
    for (old, new), sizes, between, counts in product(
        ((0.45, 0.45), (0.45, 0.55)), SIZES, BETWEEN, MAILINGS
    ):
        times = said(runs, counts, (new, old), between, sizes)
        told = " | ".join(f"{share:.1%}" for share in times.values())
        chances = f"{old:.0%}" if old == new else f"{old:.0%}, then {new:.0%}"
        beside = f"{counts[0]} beside {counts[1]}"
        yield f"| {chances} | {sizes} | {between:.0%} | {beside} | {told} |"


def of_the_docs(runs: int) -> Iterator[str]:
    """Say what the docs say: of the worst number of mailings, and of a rise of ten points."""
    ways = {each: WAYS[each] for each in ("Newcombe on all emails", "copmetrics")}
    yield "| chance of opening | sizes | mailings differ by | " + " | ".join(ways) + " |"
    yield "|---|---|---|" + "---:|" * len(ways)
    for chance, sizes in ((0.45, "of one size"), (0.45, "tenfold apart"), (0.06, "of one size")):
        each_runs = runs if (chance, sizes) == (0.45, "of one size") else runs // 4
        for between in BETWEEN:
            times = [said(each_runs, n, (chance,) * 2, between, sizes, ways) for n in MAILINGS]
            worst = " | ".join(f"{max(each[way] for each in times):.1%}" for way in ways)
            yield f"| {chance:.0%} | {sizes} | {between:.0%} | {worst} |"
    yield "| mailings on each side | " + " | ".join(f"{each:.0%}" for each in BETWEEN) + " |"
    yield "|---|" + "---:|" * len(BETWEEN)
    ours = {"copmetrics": by_mailings}
    for count in (2, 3, 4, 6, 12):
        seen = (
            said(runs // 4, (count, count), (0.55, 0.45), between, "of one size", ours)
            for between in BETWEEN
        )
        yield f"| {count} | " + " | ".join(f"{each['copmetrics']:.0%}" for each in seen) + " |"


def of_charts(runs: int) -> Iterator[str]:
    """Say how often a control chart of noise has a sign, and how often its last point is one."""
    rng = np.random.default_rng(20261129)
    for points, screen in product((12, 24, 40), (True, False)):
        values = (pd.Series(rng.normal(50, 8, points)) for _ in range(runs))
        signs = np.array([xmr(each, screen=screen).points["rule"].ne("") for each in values])
        earlier, last = signs[:, :-1].any(axis=1).mean(), signs[:, -1].mean()
        yield f"{points} points, screened {screen}: earlier {earlier:.1%}, last {last:.1%}"


def of_seasons(runs: int) -> Iterator[str]:
    """Say how often noise, and a series with one low quarter a year, is taken to have a season."""
    rng = np.random.default_rng(20261129)
    for quarters, low in product((12, 16, 24), (0, 5)):
        dips = np.where(np.arange(quarters) % 4 == 1, low, 0)
        series = rng.normal(size=(runs, quarters)) - dips
        found = [History(each[:-1].tolist()).year_ago(each[-1]) is not None for each in series]
        yield f"{quarters} quarters, every summer {low} sd lower: a season in {np.mean(found):.1%}"


PARTS: Final = {
    "shares": of_shares,
    "tables": of_the_docs,
    "charts": of_charts,
    "seasons": of_seasons,
}


@click.command()
@click.option("--only", type=click.Choice(list(PARTS)), help="One part only.")
@click.option("--runs", default=4000, show_default=True, help="How many pairs of quarters each.")
def main(only: str | None, runs: int) -> None:
    """Simulate, and print what was said."""
    for name, part in PARTS.items():
        if only in (None, name):
            for line in part(runs):
                click.echo(line)


if __name__ == "__main__":
    main()
