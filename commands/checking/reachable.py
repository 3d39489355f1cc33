"""How the two servers can be reached, and whether test settings are on."""

from collections.abc import Iterator

from commands.checking.finding import Finding
from commands.serving import addresses, ready
from ground.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def look(settings: Settings) -> Iterator[Finding]:
    yield from public(settings)
    if settings.test:
        yield Finding(
            "wrong",
            "GUIDE_TEST is on, which lifts limits: turn it off to serve people",
        )
    for part, port in (("front door", settings.port), ("desk", settings.desk_port)):
        failing = ready.ask(addresses.inner(settings, port))
        if failing is None:
            yield Finding("ok", f"the {part} runs and is ready")
        else:
            yield Finding("look", f"the {part} is not ready: {failing}")


def public(settings: Settings) -> Iterator[Finding]:
    if settings.host not in LOOPBACK:
        yield Finding("look", f"the servers listen on {settings.host}: put a proxy with TLS in front")
    if settings.public_url is None:
        yield Finding("look", "GUIDE_PUBLIC_URL is not set: the chat works on this machine only")
    elif not settings.public_url.startswith("https://"):
        yield Finding(
            "wrong",
            "GUIDE_PUBLIC_URL is not https://: what people write could be read on the way",
        )
    else:
        yield Finding("ok", f"people reach the chat at {settings.public_url}")
