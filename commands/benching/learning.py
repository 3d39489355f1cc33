"""Seconds of training, each from nothing: the guide, and stock on the same data; and of a changed word."""

from __future__ import annotations

import os
import subprocess
import time
from functools import partial
from pathlib import Path

from commands.benching import stock
from commands.tools import quiet_rasa
from commands.tools.places import BOT_PYTHON, ROOT
from commands.tools.progress import say, step
from commands.tools.side_by_side import side_by_side
from commands.tools.trouble import Trouble

CODE = ("actions", "components", "content", "ground", "intake", "language")
COPIED = ("data", "domain.yml", "config.yml", "endpoints.yml")
STOCK_CONFIG = "recipe: default.v1\nlanguage: en\nassistant_id: stock_on_our_data\n"


def measure(folder: Path, stock_within_s: float) -> tuple[dict[str, float], bool]:
    """({guide, stock, words_only}, whether the stock training came to its end within its time)."""
    ours = workplace(folder / "guide")
    with step("training the guide from nothing"):
        begun = time.perf_counter()
        side_by_side(partial(_safety, ours), partial(_understanding, ours))
        guide = time.perf_counter() - begun
    change_a_word(ours)
    with step("training again after one word was changed"):
        words = _understanding(ours)
    theirs = workplace(folder / "stock")
    (theirs / "config.yml").write_text(STOCK_CONFIG)
    with step(f"training the stock pipeline on the same data (at most {stock_within_s:.0f} s)"):
        taken, ended = _at_most(theirs, stock_within_s)
    if not ended:
        say("the stock training did not end: its figure is what it had taken by then")
    return {"guide": round(guide, 1), "stock": round(taken, 1), "words_only": round(words, 1)}, ended


def workplace(folder: Path) -> Path:
    """A folder that Rasa takes for the project: data of its own, the project's code."""
    folder.mkdir(parents=True)
    for name in CODE:
        (folder / name).symlink_to(ROOT / name)
    for name in COPIED:
        subprocess.run(["cp", "-r", str(ROOT / name), str(folder / name)], check=True)  # noqa: S603, S607
    return folder


def change_a_word(folder: Path) -> None:
    """One response says one word more."""
    file = folder / "data" / "responses" / "talk.yml"
    said = file.read_text("utf-8")
    head, mark, rest = said.partition("text: ")
    changed = f"{head}{mark}{_longer(rest)}"
    if not mark or changed == said:
        raise Trouble(f"no response was found in {file.name} to change")
    file.write_text(changed, "utf-8")


def _longer(rest: str) -> str:
    first, _, others = rest.partition("\n")
    if first.strip() in ("|", ">", "|-", ">-"):
        line, _, after = others.partition("\n")
        return f"{first}\n{line} Now.\n{after}"
    closing = first[-1] if first[-1:] in "\"'" else ""
    return f"{first.removesuffix(closing)} Now.{closing}\n{others}"


def _safety(folder: Path) -> float:
    return _seconds(folder, "language.safety_training", "--out", str(folder / "safety.npz"))


def _understanding(folder: Path) -> float:
    return _seconds(folder, "components.train", "--config", "config.yml", "--out", str(folder / "models"))


def _seconds(folder: Path, *module: str) -> float:
    begun = time.perf_counter()
    words = [str(BOT_PYTHON), "-W", "ignore", "-m", *module]
    done = subprocess.run(  # noqa: S603
        words, cwd=folder, env=_environment(folder), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"training failed: {done.stderr[-400:]}")
    return time.perf_counter() - begun


def _at_most(folder: Path, seconds: float) -> tuple[float, bool]:
    begun = time.perf_counter()
    with (folder / "train.log").open("wb") as log:
        training = subprocess.Popen(  # noqa: S603
            [*stock.rasa(), "train", "--fixed-model-name", "stock"],
            cwd=folder,
            env=_environment(folder),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            status = training.wait(seconds)
        except subprocess.TimeoutExpired:
            return time.perf_counter() - begun, False
        finally:
            stock.end(training)
    if status:
        # all else is measured by now, and is not thrown away for the peer's sake
        say(f"the stock training failed: {(folder / 'train.log').read_text(errors='replace')[-400:]}")
    return time.perf_counter() - begun, status == 0


def _environment(folder: Path) -> dict[str, str]:
    # an empty cache of Rasa's own: from nothing means from nothing
    return {**os.environ, **quiet_rasa.TRAINING, "RASA_CACHE_DIRECTORY": str(folder / "cache")}
