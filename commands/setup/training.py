"""The model: trained when there is none that fits what the guide would learn from now."""

import os
import subprocess
import sys
from pathlib import Path

from commands.tools import quiet_rasa
from commands.tools.places import BOT_PYTHON, MODELS, QUICK_MODELS, ROOT
from commands.tools.progress import step
from commands.tools.stamps import Stamp, digest
from commands.tools.trouble import Trouble

LEARNT_FROM = (
    "data",
    "domain.yml",
    "config.yml",
    "config.quick.yml",
    "language",
    "components",
    "content",
    "requirements/bot.txt",
)


def make(folder: Path = MODELS, anew: bool = False) -> None:
    """Trains into `folder` when no model there fits, or whenever `anew`; raises Trouble when training fails.

    models/quick holds the small model that tests use.
    """
    made = stamp(folder)
    if not anew and made.fits() and any(folder.glob("*.tar.gz")):
        return
    made.lift()
    with step("training to hear danger"):
        run("language.safety_training", "--out", folder / "safety.npz")
    with step("training to understand (some minutes the first time)"):
        run("components.train", "--config", configuration(folder), "--out", folder)
    made.set()


def stamp(folder: Path) -> Stamp:
    return Stamp(folder / ".made-from", digest([ROOT / name for name in LEARNT_FROM], ROOT))


def configuration(models: Path) -> str:
    return "config.quick.yml" if models == QUICK_MODELS else "config.yml"


def run(module: str, *options: str | Path) -> None:
    """Runs a training of the bot environment; what it says is seen as it comes."""
    words = [str(word) for word in (BOT_PYTHON, "-m", module, *options)]
    out = sys.stderr.fileno()
    env = {**os.environ, **quiet_rasa.SETTINGS}
    done = subprocess.run(words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble("training failed: see above")
