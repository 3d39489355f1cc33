"""The environment that holds Rasa: its own frozen pins, apart from the one that this runs in."""

import shutil
import sys
from pathlib import Path

from commands.tools import quiet
from commands.tools.places import BOT_PYTHON, HOME, ROOT
from commands.tools.progress import step
from commands.tools.stamps import Stamp, digest

LOCK = ROOT / "requirements" / "bot.txt"
RASA = ROOT / "requirements" / "rasa.txt"
UV = Path(sys.prefix) / "bin" / "uv"
FAILED = "Rasa's environment could not be made: see above; run this again to go on"


def make() -> None:
    """Makes .guide/bot, or brings it to the lock file; raises Trouble where that fails."""
    made, folder = stamp(), HOME / "bot"
    if made.fits() and BOT_PYTHON.exists():
        return
    if not made.file.exists() or not BOT_PYTHON.exists():
        # A set-up that was broken off may have left half a package.
        shutil.rmtree(folder, ignore_errors=True)
    made.lift()
    with step("installing Rasa and what it stands on (2.7 GB, some minutes the first time)"):
        quiet.run([UV, "venv", "--allow-existing", "--python", base(), folder], FAILED)
        install("sync", LOCK, "--require-hashes")
        install("install", RASA, "--require-hashes", "--no-deps")
    made.set()


def stamp() -> Stamp:
    return Stamp(HOME / "bot" / ".made-from", digest([LOCK, RASA], ROOT))


def install(verb: str, requirements: Path, *options: str | Path) -> None:
    words = [UV, "pip", verb, *options, "--python", BOT_PYTHON]
    quiet.run([*words, *(["-r"] if verb == "install" else []), requirements], FAILED)


def into(folder: Path, lock: Path, failure: str, *options: str) -> None:
    """Installs what `lock` names, alone, into a plain folder."""
    where = ["--python", sys.executable, "--target", str(folder)]
    quiet.run([UV, "pip", "install", *options, *where, "--require-hashes", "-r", lock], failure)


def base() -> Path:
    """The Python that this environment was made from."""
    return Path(sys._base_executable)  # type: ignore[attr-defined]
