"""A measurement as pictures: reliability, confusion, thresholds, safety, and classifiers compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np

from commands.evaluating.danger import LISTENERS
from commands.evaluating.held_out import KINDS
from commands.evaluating.shares import Share

DOTS = 130  # an inch
BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"  # told apart by colour-blind eyes (Okabe, Ito 2008)
COLOURS = (BLUE, ORANGE, GREEN)


def draw(figures: Mapping[str, Any], peers: Mapping[str, Any] | None, out: Path) -> list[Path]:
    """Writes PNG files to `out`; returns their paths."""
    matplotlib.use("Agg")
    drawn = {"reliability": reliability, "confusion": confusion, "thresholds": thresholds, "safety": safety}
    files = [_saved(draws(figures), out / f"{name}.png") for name, draws in drawn.items()]
    return files + ([_saved(compared(peers), out / "peers.png")] if peers else [])


def _panels(count: int, width: float = 5.0, height: float = 4.6) -> Any:
    from matplotlib import pyplot

    return pyplot.subplots(1, count, figsize=(width * count, height), squeeze=False, layout="constrained")


def _saved(figure: Any, file: Path) -> Path:
    from matplotlib import pyplot

    figure.savefig(file, dpi=DOTS)
    pyplot.close(figure)
    return file


def reaches(shares: Sequence[Share]) -> np.ndarray:
    """How far each interval reaches below and above its share, as matplotlib draws it."""
    # A share of none or of all lies on its own bound, and rounding may put it a hair outside.
    return np.maximum([[s.share - s.low for s in shares], [s.high - s.share for s in shares]], 0.0)


def reliability(figures: Mapping[str, Any]) -> Any:
    figure, panels = _panels(2)
    for panel, name in zip(panels[0], ("intents", "topics"), strict=True):
        curve(panel, figures["trust"][name], name)
    return figure


def curve(panel: Any, trust: Mapping[str, Any], name: str) -> None:
    shares = [row["right"] for row in trust["bins"]]
    at = [row["confidence"] for row in trust["bins"]]
    panel.plot([0, 1], [0, 1], color="grey", linestyle=":")
    panel.errorbar(at, [s.share for s in shares], yerr=reaches(shares), color=BLUE, marker="o", capsize=3)
    for x, share in zip(at, shares, strict=True):
        panel.annotate(
            str(share.of), (x, share.share), xytext=(4, -12), textcoords="offset points", fontsize=7
        )
    panel.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="confidence", ylabel="share that is right")
    panel.set_title(f"{name}: expected calibration error {100 * trust['expected_error']:.1f} %")


def confusion(figures: Mapping[str, Any]) -> Any:
    matrix = figures["all_intents"]["confusion"]
    counts = np.array(matrix["counts"], dtype=float)
    rows = counts.sum(axis=1, keepdims=True)
    figure, panels = _panels(1, 10, 9)
    panel = panels[0][0]
    panel.imshow(
        np.divide(counts, rows, out=np.zeros_like(counts), where=rows > 0), cmap="Blues", vmin=0, vmax=1
    )
    for row, column in zip(*counts.nonzero(), strict=True):
        dark = counts[row, column] > rows[row, 0] / 2
        panel.text(
            column,
            row,
            int(counts[row, column]),
            ha="center",
            va="center",
            fontsize=7,
            color="white" if dark else "black",
        )
    panel.set_xticks(range(len(matrix["labels"])), matrix["labels"], rotation=90, fontsize=8)
    panel.set_yticks(range(len(matrix["labels"])), matrix["labels"], fontsize=8)
    panel.set(xlabel="read as", ylabel="meant", title="intents, with questions and what is out of scope")
    return figure


def thresholds(figures: Mapping[str, Any]) -> Any:
    figure, panels = _panels(2)
    sweeps = figures["trust"]
    lines(
        panels[0][0], sweeps["topic_sweep"], ("known_and_right", "known_and_wrong", "out_of_scope_answered")
    )
    lines(panels[0][1], sweeps["intent_sweep"], ("trusted_and_right", "trusted_and_wrong"))
    if sweeps["topic_threshold"] is not None:
        panels[0][0].axvline(sweeps["topic_threshold"], color="grey", linestyle=":")
    panels[0][0].set_title("topics")
    panels[0][1].set_title("intents")
    return figure


def lines(panel: Any, sweep: Sequence[Mapping[str, Any]], names: Sequence[str]) -> None:
    at = [row["threshold"] for row in sweep]
    for name, colour in zip(names, COLOURS, strict=False):
        shares = [row[name] for row in sweep]
        panel.plot(at, [s.share for s in shares], color=colour, label=name.replace("_", " "))
        panel.fill_between(at, [s.low for s in shares], [s.high for s in shares], color=colour, alpha=0.15)
    panel.set(xlim=(0, 1), ylim=(0, 1), xlabel="threshold", ylabel="share")
    panel.legend(fontsize=8)


def safety(figures: Mapping[str, Any]) -> Any:
    figure, panels = _panels(2)
    for panel, level in zip(panels[0], ("crisis", "check_or_crisis"), strict=True):
        for place, (listener, colour) in enumerate(zip(LISTENERS, COLOURS, strict=True)):
            shares = [figures["safety"][listener][kind][level] for kind in KINDS]
            bars(panel, np.arange(len(KINDS)) + (place - 1) * 0.27, shares, colour, listener)
        panel.set_xticks(range(len(KINDS)), KINDS)
        panel.set(ylim=(0, 1.02), ylabel="share", title=f"heard as {level.replace('_', ' ')}")
        panel.legend(fontsize=8)
    return figure


def bars(panel: Any, at: np.ndarray, shares: Sequence[Share], colour: str, label: str | None = None) -> None:
    heights = [share.share for share in shares]
    panel.bar(at, heights, 0.25 if label else 0.6, yerr=reaches(shares), color=colour, label=label, capsize=2)


def compared(peers: Mapping[str, Any]) -> Any:
    figure, panels = _panels(3, 5.5, 5.2)
    every = peers["peers"]
    at, names = np.arange(len(every)), [peer["name"] for peer in every]
    bars(panels[0][0], at, [peer["accuracy"] for peer in every], BLUE)
    panels[0][0].set(title="accuracy, all labels", ylim=(0, 1))
    panels[0][1].bar(at, [peer["milliseconds"]["p50"] for peer in every], 0.6, color=ORANGE)
    panels[0][1].set(title="milliseconds a message, p50, one core")
    panels[0][2].bar(at, [peer["training_seconds"] for peer in every], 0.6, color=GREEN)
    panels[0][2].set(title="seconds of training", yscale="log")
    for panel in panels[0]:
        panel.set_xticks(at, names, rotation=35, ha="right", fontsize=8)
    return figure
