"""Whether the environments, the encoder, the pages and the model are made and fit their sources."""

from collections.abc import Iterator

from commands.checking.finding import Finding
from commands.setup import encoder, environment, page, training
from ground.settings import Settings


def look(settings: Settings) -> Iterator[Finding]:
    stamps = {
        "Rasa's environment": environment.stamp(),
        "the sentence encoder": encoder.stamp(),
        "the pages": page.stamp(),
        "the model": training.stamp(settings.models),
    }
    for thing, stamp in stamps.items():
        if stamp.fits():
            yield Finding("ok", f"{thing}: made, and fits its sources")
        else:
            yield Finding("look", f"{thing}: not made, or older than its sources; ./guide run makes it again")
