"""One measurement of everything, as one dictionary of figures."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commands.evaluating import costs, danger, meaning, trust
from commands.evaluating.held_out import SETS, HeldOut, Told
from commands.tools.places import ROOT
from commands.tools.stamps import digest
from language.encoder import TUNED
from language.reader import ASK, Reading
from language.understanding import Understanding

LEARNT_FROM = ("data/nlu", "data/safety", "content/safety", "content/safety.yml")


def figures(understanding: Understanding, held_out: HeldOut, models: Path, quick: bool) -> dict[str, Any]:
    """Everything that is measured; without the seconds of training where it has to be `quick`."""
    return {
        "made": made(held_out),
        **understood(understanding, held_out),
        "milliseconds": costs.milliseconds(understanding, held_out.texts),
        "throughput": costs.messages_a_second(models, held_out.texts),
        "memory": costs.memory(models),
        "training_seconds": None if quick else costs.training_seconds(),
    }


def made(held_out: HeldOut) -> dict[str, Any]:
    """When, where and from what, so that figures can be told apart."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": {
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
            "processor": processor(),
            "python": platform.python_version(),
        },
        "learnt_from": digest([ROOT / name for name in LEARNT_FROM], ROOT)[:12],
        "encoder": hashlib.sha256((TUNED / "encoder.json").read_bytes()).hexdigest()[:12],
        "messages": {name: len(getattr(held_out, name)) for name in SETS},
        "left_out": held_out.left_out,
        "trained_on": held_out.trained_on,
    }


def processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def understood(understanding: Understanding, held_out: HeldOut) -> dict[str, Any]:
    """Right and wrong, of every set."""
    topics, intents, not_ours = (
        understanding.read_many([told.text for told in some])
        for some in (held_out.topics, held_out.intents, held_out.out_of_scope)
    )
    said = [told.text for told in held_out.safety]
    heard = {name: understanding.screen_by(name, said) for name in danger.LISTENERS}
    questions = [Told(told.text, ASK) for told in held_out.topics]
    every = [*questions, *held_out.intents, *held_out.out_of_scope]
    return {
        "topics": meaning.of_topics(held_out.topics, topics),
        "intents": meaning.of_intents(held_out.intents, intents),
        "all_intents": meaning.of_intents(every, [*topics, *intents, *not_ours]),
        "out_of_scope": meaning.of_out_of_scope(not_ours),
        "safety": danger.of_safety(held_out.safety, heard),
        "trust": trusted(
            trust.of_topics(held_out.topics, topics),
            trust.of_intents(every, [*topics, *intents, *not_ours]),
            topics,
            not_ours,
        ),
    }


def trusted(
    topic_sure: Sequence[trust.Sure],
    intent_sure: Sequence[trust.Sure],
    questions: Sequence[Reading],
    not_ours: Sequence[Reading],
) -> dict[str, Any]:
    """Calibration and sweeps of intents and topics."""
    best = [reading.topics[0][1] if reading.topics else 0.0 for reading in not_ours]
    asked = [sure for sure, _ in topic_sure]
    return {
        "intents": trust.calibration(intent_sure),
        "topics": trust.calibration(topic_sure),
        "intent_sweep": trust.intent_sweep(intent_sure),
        "topic_sweep": trust.topic_sweep(topic_sure, best),
        "topic_threshold": trust.in_use(asked, [reading.topic is not None for reading in questions]),
    }
