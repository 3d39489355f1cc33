"""Train the second safety listener on data/safety; choose its thresholds on messages kept apart."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from language.apart import apart
from language.encoder import TUNED, Encoder, Encodes
from language.linear import Linear
from language.linear_training import Material, best_temperature, fit
from language.messages import everyday, label_of, read_messages
from language.once import OnceEncoder
from language.safety import FILE, SafetyModel, units_of
from language.screening import LEVELS
from language.sentences import split

STRENGTH = 1.0
# Shares of ordinary messages kept apart that the model may raise. Nearly all of them were written to look
# dangerous; of what people write it raises about half as many. A false alarm is a gentle question, a miss may
# be a life, so these stand above the figures of design.md 9: docs/model-card.md has both sides.
MOST_CRISIS, MOST_RAISED = 0.04, 0.11
# Bounds of what is chosen, whatever the data say.
DANGER_AT_LEAST, DANGER_AT_MOST = 0.2, 0.98
SHARES = tuple(share / 100 for share in range(30, 92, 2))


def train_safety(messages: Sequence[Mapping], encoder: Encoder, out: Path) -> dict:
    """Write the model to `out` (a folder, or the npz itself); return the figures that it was chosen by."""
    messages = sorted({m["text"]: m for m in messages}.values(), key=lambda m: m["text"])
    pieces = [piece for message in messages for piece in _pieces(message)]
    texts, labels = [text for text, _ in pieces], np.array([label for _, label in pieces])
    once = OnceEncoder(encoder)
    material = Material.of(texts, once)
    temperature, settings, report = _chosen(messages, texts, labels, material, once)
    model = fit(material, np.arange(len(texts)), labels, STRENGTH)
    path = Path(out) if str(out).endswith(".npz") else Path(out) / FILE
    replace(model, temperature=temperature, settings=settings).save(path)
    return report


def _pieces(message: Mapping) -> Iterator[tuple[str, str]]:
    """Yield the message, and of an ordinary one each sentence, which the screen reads: it is ordinary too.

    Two sentences together, which it reads as well, taught it nothing more (docs/decisions/0010).
    """
    yield message["text"], label_of(message)
    if message["level"] == "none":
        for sentence in split(message["text"]):
            if sentence.text != message["text"]:
                yield sentence.text, "none"


def _chosen(
    messages: list[Mapping], texts: list[str], labels: np.ndarray, material: Material, encoder: Encodes
) -> tuple[float, dict, dict]:
    """Choose by messages that neither the encoder nor the model fitted here has seen."""
    held = [message for message in messages if apart(message["text"])]
    hidden = {unit.text for message in held for unit in units_of(message["text"])}
    hidden |= {message["text"] for message in held}
    inside = np.array([text not in hidden for text in texts])
    if len(set(labels[inside])) < 2 or not held:
        return 1.0, {"danger_threshold": 0.5, "crisis_share": 0.5}, {"messages": len(messages)}
    model = fit(material, np.flatnonzero(inside), labels[inside], STRENGTH)
    held = [message for message in held if label_of(message) in model.labels]
    unseen, wanted = [message["text"] for message in held], np.array([label_of(message) for message in held])
    truth = np.array([model.labels.index(label) for label in wanted])
    temperature = best_temperature(model.scores(unseen, encoder.encode(unseen)), truth)
    model = replace(model, temperature=temperature)
    settings = _thresholds(wanted, *_readings(unseen, model, encoder))
    listener = SafetyModel(replace(model, settings=settings), encoder)
    heard = [screening.level for screening in listener.classify_many(unseen)]
    return temperature, settings, {"messages": len(messages)} | settings | _report(wanted, np.array(heard))


def _readings(texts: list[str], model: Linear, encoder: Encodes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return danger and crisis of all that is read of `texts`, and the number of the text it belongs to."""
    units = [(owner, unit.text) for owner, text in enumerate(texts) for unit in units_of(text)]
    read = [text for _, text in units]
    table = model.probabilities(read, encoder.encode(read))
    danger, crisis = SafetyModel(model, encoder).danger_and_crisis(table)
    return danger, crisis, np.array([owner for owner, _ in units])


def _thresholds(labels: np.ndarray, danger: np.ndarray, crisis: np.ndarray, owners: np.ndarray) -> dict:
    """Choose the least danger that counts, then the least share of it that counts as clear."""
    ordinary = labels == "none"
    highest = np.zeros(len(labels))
    np.maximum.at(highest, owners, danger)
    limit = (
        float(np.quantile(highest[ordinary], 1 - MOST_RAISED)) + 1e-6 if ordinary.any() else DANGER_AT_MOST
    )
    limit = min(max(limit, DANGER_AT_LEAST), DANGER_AT_MOST)
    shares = np.zeros(len(labels))
    np.maximum.at(shares, owners, np.where(danger >= limit, crisis / np.maximum(danger, 1e-9), 0))
    fitting = [share for share in SHARES if (shares[ordinary] >= share).mean() <= MOST_CRISIS]
    return {"danger_threshold": round(limit, 4), "crisis_share": min(fitting, default=max(SHARES))}


def _report(labels: np.ndarray, heard: np.ndarray) -> dict:
    level = np.array([label.partition("/")[0] for label in labels])
    found = {"crisis": heard == "crisis", "check_or_crisis": heard != "none"}
    shares = {
        f"{name}_heard_as_{what}": round(float(which[level == name].mean()), 3)
        for name in LEVELS
        if (level == name).any()
        for what, which in found.items()
    }
    return {"apart": len(labels), **shares}


def main(arguments: list[str] | None = None) -> None:
    """Train from the command line and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m language.safety_training")
    parser.add_argument("--data", type=Path, default=Path("data/safety"))
    parser.add_argument("--encoder", type=Path, default=TUNED)
    parser.add_argument("--out", type=Path, default=Path("models") / FILE)
    parsed = parser.parse_args(arguments)
    messages = [*everyday(parsed.data.parent / "nlu"), *read_messages(parsed.data)]
    encoder = Encoder.load(parsed.encoder, threads=os.cpu_count() or 1)
    report = train_safety(messages, encoder, parsed.out)
    for name, value in report.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
