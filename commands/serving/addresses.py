"""Where people find the two servers."""

from ground.settings import Settings

EVERYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  read from a setting, never listened on here


def chat(settings: Settings) -> str:
    return settings.public_url or inner(settings, settings.port)


def desk(settings: Settings) -> str:
    return inner(settings, settings.desk_port)


def inner(settings: Settings, port: int) -> str:
    """The address that this machine itself reaches a server by."""
    host = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
