"""The model: trained when there is none that fits what the guide would learn from now."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from commands.tools import quiet_rasa
from commands.tools.places import BOT_PYTHON, MODELS, QUICK_MODELS, ROOT
from commands.tools.progress import step
from commands.tools.side_by_side import side_by_side
from commands.tools.stamps import Stamp, digest
from commands.tools.trouble import Trouble

TRAINERS = (
    "language/tuned/encoder.json",
    *(f"language/{name}.py" for name in ("apart", "features", "folding", "linear", "linear_training")),
)
DANGER = "safety.npz"
# The phrases of content/safety.yml are read at start; no model learns from them.
DANGER_FROM = (
    "data/safety",
    "data/nlu",
    "language/messages.py",
    "language/safety_training.py",
    "language/sentences.py",
    *TRAINERS,
)
LEARNT_FROM = (
    *("data/nlu", "data/rules", "data/responses", "domain.yml", "config.yml", "config.quick.yml"),
    *("language/reader_training.py", "requirements/bot.txt", *TRAINERS),
    *(f"components/{name}.py" for name in ("encoder", "importer", "reader", "train")),
)


def make(folder: Path = MODELS, anew: bool = False) -> None:
    """Trains into `folder` what there does not fit its sources, or all of it `anew`; raises Trouble.

    models/quick holds the small model that tests use.
    """
    # each alone leaves a core idle for a third of its time
    side_by_side(partial(hear_danger, folder, anew), partial(understand, folder, anew))


def hear_danger(folder: Path, anew: bool) -> None:
    """Trains to hear danger, or copies what another folder has learnt from the same messages."""
    made, model, whole = danger_stamp(folder), folder / DANGER, MODELS / DANGER
    if not anew and made.fits() and model.is_file():
        return
    made.lift()
    if not anew and model != whole and danger_stamp(MODELS).fits() and whole.is_file():
        model.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(whole, model)
    else:
        with step("training to hear danger"):
            run("language.safety_training", "--out", model)
    made.set()


def understand(folder: Path, anew: bool) -> None:
    """Trains to understand."""
    made = stamp(folder)
    if not anew and made.fits() and any(folder.glob("*.tar.gz")):
        return
    made.lift()
    with step("training to understand (some minutes the first time)"):
        run("components.train", "--config", configuration(folder), "--out", folder)
    made.set()


def danger_stamp(folder: Path) -> Stamp:
    return Stamp(folder / ".danger-made-from", digest([ROOT / name for name in DANGER_FROM], ROOT))


def stamp(folder: Path) -> Stamp:
    return Stamp(folder / ".made-from", digest([ROOT / name for name in LEARNT_FROM], ROOT))


def configuration(models: Path) -> str:
    return "config.quick.yml" if models == QUICK_MODELS else "config.yml"


def run(module: str, *options: str | Path) -> None:
    """Runs a training of the bot environment; what it says is seen as it comes."""
    words = [str(word) for word in (BOT_PYTHON, "-m", module, *options)]
    out = sys.stderr.fileno()
    env = {**os.environ, **quiet_rasa.TRAINING}
    done = subprocess.run(words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble("training failed: see above")
