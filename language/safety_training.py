"""Train the second safety listener from data/safety/*.yml, and choose its thresholds by cross-validation."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml

from language.encoder import Encoder
from language.linear import Linear
from language.linear_training import best_temperature, fit
from language.safety import FILE, units_of
from language.screening import CATEGORIES, LEVELS

STRENGTH = 8.0
FOLDS = 4
# Shares of ordinary messages that the model alone may raise; the phrases raise some of their own.
MOST_CRISIS, MOST_CHECK = 0.01, 0.04
# Bounds of a threshold, whatever the data say.
HIGHEST, LOWEST = 0.95, 0.08


class BadMessage(ValueError):
    """A message of the training data has no text, or a level or category that is not known."""


def read_messages(folder: Path) -> list[dict]:
    """Return every message of folder/*.yml as {text, level, category}; or raise BadMessage."""
    messages = []
    for path in sorted(Path(folder).glob("*.yml")):
        for number, message in enumerate(yaml.safe_load(path.read_text("utf-8"))["messages"], 1):
            if not _fits(message):
                raise BadMessage(f"{path.name}, message {number}: no known level or category.")
            messages.append(message)
    return messages


def _fits(message: Mapping) -> bool:
    level, category = message.get("level"), message.get("category")
    known = category in CATEGORIES or (level == "none" and category is None)
    return bool(str(message.get("text") or "").strip()) and level in LEVELS and known


def _label(message: Mapping) -> str:
    return "none" if message["level"] == "none" else f"{message['level']}/{message['category']}"


def train_safety(messages: Sequence[Mapping], encoder: Encoder, out: Path, seed: int = 0) -> dict:
    """Write the model to `out` (a folder, or the npz itself); return the figures that it was chosen by."""
    messages = sorted({m["text"]: m for m in messages}.values(), key=lambda m: m["text"])
    texts = [message["text"] for message in messages]
    labels = np.array([_label(message) for message in messages])
    vectors = encoder.encode(texts)
    temperature, settings, report = _chosen(texts, labels, vectors, encoder, seed)
    model = fit(texts, list(labels), vectors, encoder, STRENGTH, balanced=True)
    path = Path(out) if str(out).endswith(".npz") else Path(out) / FILE
    replace(model, temperature=temperature, settings=settings).save(path)
    return report


def _chosen(
    texts: list[str], labels: np.ndarray, vectors: np.ndarray, encoder: Encoder, seed: int
) -> tuple[float, dict, dict]:
    """Score each message by a model that never saw it, then choose."""
    folds = _folds(labels, seed)
    crisis, danger, temperatures = np.zeros(len(texts)), np.zeros(len(texts)), []
    for fold in range(FOLDS):
        inside, apart = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        model = fit(
            [texts[at] for at in inside],
            list(labels[inside]),
            vectors[inside],
            encoder,
            STRENGTH,
            balanced=True,
        )
        known = [at for at in apart if labels[at] in model.labels]
        scores = model.scores([texts[at] for at in known], vectors[known])
        truth = np.array([model.labels.index(labels[at]) for at in known])
        temperatures.append(best_temperature(scores, truth))
        model = replace(model, temperature=temperatures[-1])
        crisis[apart], danger[apart] = _highest([texts[at] for at in apart], model, encoder)
    settings = _thresholds(labels, crisis, danger)
    return float(np.mean(temperatures)), settings, _report(labels, crisis, danger, settings)


def _folds(labels: np.ndarray, seed: int) -> np.ndarray:
    """Deal the messages of each label into folds evenly."""
    random = np.random.default_rng(seed)
    folds = np.zeros(len(labels), dtype=int)
    for label in sorted(set(labels)):
        rows = random.permutation(np.flatnonzero(labels == label))
        folds[rows] = np.arange(len(rows)) % FOLDS
    return folds


def _highest(texts: list[str], model: Linear, encoder: Encoder) -> tuple[np.ndarray, np.ndarray]:
    """Return for each text the highest probability of crisis, and of any danger, over what would be read."""
    units = [[unit.text for unit in units_of(text)] or [text] for text in texts]
    flat = [unit for some in units for unit in some]
    table = model.probabilities(flat, encoder.encode(flat))
    is_crisis = [label.startswith("crisis/") for label in model.labels]
    is_danger = [label != "none" for label in model.labels]
    starts = np.cumsum([0] + [len(some) for some in units])[:-1]
    return (
        np.maximum.reduceat(table[:, is_crisis].sum(axis=1), starts),
        np.maximum.reduceat(table[:, is_danger].sum(axis=1), starts),
    )


def _thresholds(labels: np.ndarray, crisis: np.ndarray, danger: np.ndarray) -> dict:
    ordinary = labels == "none"
    return {
        "crisis_threshold": _limit(crisis[ordinary], MOST_CRISIS),
        "check_threshold": _limit(danger[ordinary], MOST_CHECK),
    }


def _limit(ordinary: np.ndarray, share: float) -> float:
    wanted = float(np.quantile(ordinary, 1 - share)) + 1e-6 if len(ordinary) else HIGHEST
    return round(min(max(wanted, LOWEST), HIGHEST), 4)


def _report(labels: np.ndarray, crisis: np.ndarray, danger: np.ndarray, settings: dict) -> dict:
    level = np.array([label.partition("/")[0] for label in labels])
    raised = crisis >= settings["crisis_threshold"]
    asked = raised | (danger >= settings["check_threshold"])
    shares = {
        f"{name}_{what}": float(found[level == name].mean()) if (level == name).any() else None
        for name in LEVELS
        for what, found in (("crisis", raised), ("check_or_crisis", asked))
    }
    return {"messages": len(labels), **settings, **shares}


def main(arguments: list[str] | None = None) -> None:
    """Train from the command line and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m language.safety_training")
    parser.add_argument("--data", type=Path, default=Path("data/safety"))
    parser.add_argument("--encoder", type=Path, default=Path(".guide/encoder"))
    parser.add_argument("--out", type=Path, default=Path("models") / FILE)
    parsed = parser.parse_args(arguments)
    report = train_safety(read_messages(parsed.data), Encoder.load(parsed.encoder), parsed.out)
    for name, value in report.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
