"""Whether environments, pages and model are made and fit their sources, and the encoder is whole."""

from collections.abc import Iterator

from commands.checking.finding import Finding
from commands.setup import environment, page, training
from ground.settings import Settings
from language.encoder import TUNED, EncoderRefused, verified


def look(settings: Settings) -> Iterator[Finding]:
    yield _encoder()
    stamps = {
        "Rasa's environment": environment.stamp(),
        "the pages": page.stamp(),
        "the model that hears danger": training.danger_stamp(settings.models),
        "the model that understands": training.stamp(settings.models),
    }
    for thing, stamp in stamps.items():
        if stamp.fits():
            yield Finding("ok", f"{thing}: made, and fits its sources")
        else:
            yield Finding("look", f"{thing}: not made, or older than its sources; ./guide run makes it again")


def _encoder() -> Finding:
    try:
        verified(TUNED)
    except EncoderRefused as refused:
        return Finding("wrong", str(refused))
    return Finding("ok", "the sentence encoder: the one that was tuned")
