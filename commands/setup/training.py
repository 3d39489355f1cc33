"""The model: trained when there is none that fits what the guide would learn from now."""

import subprocess
from pathlib import Path

from commands.tools.places import BOT_PYTHON, MODELS, QUICK_MODELS, ROOT
from commands.tools.progress import say, step
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
    with step("training (some minutes the first time)"):
        train(folder)
    made.set()


def stamp(folder: Path) -> Stamp:
    return Stamp(folder / ".made-from", digest([ROOT / name for name in LEARNT_FROM], ROOT))


def train(folder: Path) -> None:
    config = "config.quick.yml" if folder == QUICK_MODELS else "config.yml"
    words = [BOT_PYTHON, "-m", "components.train", "--config", config, "--out", folder]
    done = subprocess.run([str(word) for word in words], cwd=ROOT, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble("training failed: see above")
    say("trained")
