"""How long the desk takes to refuse does not tell whether there is such an account."""

from __future__ import annotations

import math
import random
import time
from contextlib import closing
from pathlib import Path
from statistics import NormalDist, median

import casebook
from casebook import Casebook, proofs, signing_in, staff
from casebook import tables as t
from casebook.rights import Staff
from ground import settings
from ground.clock import Clock
from tests.faults.conftest import Figure, Much, figure, much

__all__ = ["figure", "much"]
SAMPLES = (15, 300)
LEAST_P = 0.001


def test_time_does_not_tell_which_accounts_there_are(tmp_path: Path, much: Much, figure: Figure) -> None:
    with closing(casebook.open(settings.load({"GUIDE_DATA": str(tmp_path)}, tmp_path), Clock())) as book:
        known = Staff("f1", "facilitator", "Mere", "mere@example.nz")
        with book.write() as tx:
            staff._insert(tx, known, proofs.hashed("tui kererū weka moa kiwi"), "A" * 32, 0)
        took: dict[str, list[float]] = {known.email: [], "nobody@example.nz": []}
        order = list(took) * much(*SAMPLES)
        random.Random(5).shuffle(order)
        for email in ["nobody@example.nz", *order]:
            seconds = _refused(book, email)
            took[email].append(seconds)
    there, not_there = took.values()
    p = mann_whitney(there, not_there)
    apart = abs(median(there) - median(not_there)) * 1000
    assert p > LEAST_P
    figure("B28", f"{len(order)} refusals: medians {apart:.1f} ms apart, Mann-Whitney p = {p:.2f}")


def _refused(book: Casebook, email: str) -> float:
    with book.write() as tx:
        tx.execute(t.attempts.delete())
    began = time.perf_counter()
    assert signing_in.sign_in(book, email, "not this one at all", "000000", "192.0.2.1") is None
    return time.perf_counter() - began


def mann_whitney(one: list[float], other: list[float]) -> float:
    """How probable so great a difference of ranks is by chance (two-sided, normal approximation)."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, group) in enumerate(ranked, 1) if group == 0)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return 2 * (1 - NormalDist().cdf(abs(z)))
