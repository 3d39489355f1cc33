"""Some things are done only while nobody uses the casebook."""

import socket

from commands.serving import addresses
from commands.tools.trouble import Trouble
from ground.settings import Settings

PATIENCE_S = 0.5


def must_be_stopped(settings: Settings, why: str) -> None:
    """Raises Trouble with `why` where the front door or the desk of this installation listens."""
    host = "127.0.0.1" if settings.host in addresses.EVERYWHERE else settings.host
    if any(listens(host, port) for port in (settings.port, settings.desk_port)):
        raise Trouble(f"the guide is running: stop it first (Ctrl-C where ./guide run is), {why}")


def listens(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), PATIENCE_S):
            return True
    except OSError:
        return False
