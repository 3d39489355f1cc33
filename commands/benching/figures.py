"""The figures of a run: what is written down, what was wanted of it, and the table."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psutil

from commands.benching.amounts import LATE
from commands.benching.numbers import p50, p95

Figures = dict[str, Any]
OWN = ("guide", "100000", "words_only")


@dataclass(frozen=True)
class Line:
    """One line of the table: what, the guide's figure, its peers', what was wanted, whether it was met."""

    what: str
    guide: str
    peer: str
    wanted: str
    met: bool


def machine() -> dict[str, Any]:
    """What it ran on, and how busy that was with other things: figures beside a busy machine are worse."""
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def written(
    machine: Mapping[str, Any],
    guide: Mapping[str, Any],
    stock: Mapping[str, Any],
    echo: list[float],
    learning: tuple[dict[str, float], bool],
) -> Figures:
    """The figures by the names of contracts.md 8, and what is to be known of them."""
    trained, ended = learning
    return {
        "machine": dict(machine),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "turn_p50_ms": {"guide": p50(guide["turn"]), "stock": p50(stock["turn"]), "echo": p50(echo)},
        "turn_p95_ms": {"guide": p95(guide["turn"]), "stock": p95(stock["turn"]), "echo": p95(echo)},
        "growth_600_over_20": {"guide": guide["growth"]["600"], "stock": stock["growth"]},
        "growth_10000_over_20": {"guide": guide["growth"]["10000"]},
        "throughput_50_people": {"guide": guide["at_once"].a_second, "stock": stock["at_once"].a_second},
        "p95_200_people_ms": {
            "guide": guide["steady"].milliseconds().get("p95"),
            "stock": stock["steady"].milliseconds().get("p95"),
        },
        "unanswered": {
            "guide": guide["at_once"].unanswered + guide["steady"].unanswered,
            "stock": stock["at_once"].unanswered + stock["steady"].unanswered,
        },
        "ready_s": {"guide": guide["ready_s"], "stock": stock["ready_s"]},
        "pss_mb": {"guide": guide["pss_mb"], "stock": stock["pss_mb"]},
        "train_s": trained,
        "stock_training_ended": ended,
        "desk_queue_p95_ms": guide["queue"],
        "notes": list(_notes(stock["growth_turn"], ended)),
    }


def _notes(growth_turn: int, ended: bool) -> Iterator[str]:
    if growth_turn < LATE:
        yield f"the stock bot is too slow to be talked with until turn {LATE}: measured at {growth_turn}"
    if not ended:
        yield "the stock training did not come to its end: its figure is what it had taken by then"
    yield "the stock bot in a talk of 10 000 turns was not measured: it would take hours"


def lines(found: Figures) -> list[Line]:
    """The table: each figure beside its peer and what was wanted."""
    turn, slow = found["turn_p50_ms"], found["turn_p95_ms"]
    growth, far = found["growth_600_over_20"], found["growth_10000_over_20"]
    load, ready, pss = found["throughput_50_people"], found["ready_s"], found["pss_mb"]
    train, desk = found["train_s"], found["desk_queue_p95_ms"]
    steady = {who: ms or float("inf") for who, ms in found["p95_200_people_ms"].items()}
    words = {"guide": train["words_only"], "all": train["guide"]}
    stock = "stock" if found["stock_training_ended"] else "stock, not ended after"
    trained = {"guide": train["guide"], stock: train["stock"]}
    half_of_ready = min(15.0, ready["stock"] / 2)
    return [
        _line("turn, p50 (ms)", turn, "≤ 0.5 × stock", turn["guide"] <= turn["stock"] / 2),
        _line("turn, p95 (ms)", slow, "", True),
        _line("turn 600 ÷ turn 20", growth, "≤ 1.2", growth["guide"] <= 1.2),
        _line("turn 10 000 ÷ turn 20", far, "≤ 1.5", far["guide"] <= 1.5),
        _line("turns a second, 50 people", load, "≥ 4 × stock", load["guide"] >= 4 * load["stock"]),
        _line("p95, 200 people every 5 s (ms)", steady, "≤ 300 ms", steady["guide"] <= 300),
        _line("ready after (s)", ready, "≤ 15 s and ≤ 0.5 × stock", ready["guide"] <= half_of_ready),
        _line("memory, PSS of all (MB)", pss, "≤ 1 × stock", pss["guide"] <= pss["stock"]),
        _line("training from nothing (s)", trained, "≤ 180 s", train["guide"] <= 180),
        _line("training, words only (s)", words, "≤ 20 s", words["guide"] <= 20),
        _line("desk queue, p95 (ms), by cases", desk, "≤ 50 ms", desk["100000"] <= 50),
    ]


def _line(what: str, told: Mapping[str, float], wanted: str, met: bool) -> Line:
    peers = (f"{who} {value:.4g}" for who, value in told.items() if who not in OWN)
    own = told.get("guide", told.get("100000", 0.0))
    return Line(what, f"{own:.4g}", ", ".join(peers), wanted, met)


def table(found: Figures) -> str:
    """As it is printed, and written into the report."""
    rows = [("what", "guide", "beside it", "wanted", ""), ("---",) * 5]
    rows += [(line.what, line.guide, line.peer, line.wanted, _verdict(line)) for line in lines(found)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    told = (" | ".join(map(str.ljust, row, widths)) for row in rows)
    return "\n".join([*(f"| {cells} |" for cells in told), "", *(f"- {note}" for note in found["notes"])])


def _verdict(line: Line) -> str:
    return "" if not line.wanted else "met" if line.met else "NOT met"
