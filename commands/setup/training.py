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


def make(quick: bool = False, anew: bool = False) -> None:
    """Trains when no model fits, or whenever `anew`; raises Trouble when training fails."""
    folder = QUICK_MODELS if quick else MODELS
    stamp = Stamp(folder / ".made-from", digest([ROOT / name for name in LEARNT_FROM], ROOT))
    if not anew and stamp.fits() and any(folder.glob("*.tar.gz")):
        return
    stamp.lift()
    with step("training (some minutes the first time)"):
        train(folder, quick)
    stamp.set()


def train(folder: Path, quick: bool) -> None:
    config = "config.quick.yml" if quick else "config.yml"
    words = [BOT_PYTHON, "-m", "components.train", "--config", config, "--out", folder]
    done = subprocess.run([str(word) for word in words], cwd=ROOT, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble("training failed: see above")
    say("trained")
