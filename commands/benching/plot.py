"""Draws a run, where matplotlib is: `python -m commands.benching.plot FIGURES.json PICTURE.png`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PANELS = (
    ("turn_p50_ms", "a turn, p50 (ms)"),
    ("growth_600_over_20", "turn 600 ÷ turn 20"),
    ("throughput_50_people", "turns a second, 50 people"),
    ("p95_200_people_ms", "p95, 200 people every 5 s (ms)"),
    ("ready_s", "ready after (s)"),
    ("pss_mb", "memory, PSS of all (MB)"),
    ("train_s", "training (s)"),
    ("desk_queue_p95_ms", "desk queue, p95 (ms), by cases"),
)
COLOURS = {"guide": "#1d70b8", "stock": "#b1b4b6", "echo": "#85994b", "words_only": "#5694ca"}


def draw(figures: dict[str, Any], file: Path) -> None:
    """One panel a figure, the guide beside its peers."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(2, 4, figsize=(15, 7), layout="constrained")
    for panel, (name, title) in zip(panels.flat, PANELS, strict=True):
        told = {who: value for who, value in figures[name].items() if value is not None}
        if name == "train_s" and not figures["stock_training_ended"]:
            told["stock, not ended"] = told.pop("stock")
        bars = panel.bar(
            list(told), list(told.values()), color=[COLOURS.get(who.split(",")[0], "#1d70b8") for who in told]
        )
        panel.bar_label(bars, fmt="%.3g")
        panel.set(title=title)
        panel.margins(y=0.15)
    told_of = figures["machine"]
    figure.suptitle(f"{told_of['cores']} cores, {told_of['memory_gb']} GB, {figures['at']}")
    figure.savefig(file, dpi=110)
    pyplot.close(figure)


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2]))
