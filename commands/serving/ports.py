"""Ports: whether an outer one is free, and an inner one that is."""

import random
import socket

from commands.tools.trouble import Trouble

# Below the range that outgoing connections take (32768 and up), so that none takes it during a restart.
INNER = range(20_000, 30_000)


def demand_free(host: str, port: int, setting: str) -> None:
    """Raises Trouble, naming the setting to change, when `port` cannot be listened on."""
    try:
        listen_once(host, port)
    except PermissionError:
        raise Trouble(
            f"this account may not listen on port {port}: set {setting} to one above 1023"
        ) from None
    except OSError:
        raise Trouble(
            f"port {port} on {host} is taken: stop what uses it, or set {setting} to another"
        ) from None


def free_inner(chance: random.Random) -> int:
    """A port on loopback that nothing listens on; `chance` keeps two installations from meeting."""
    for port in chance.sample(INNER, 50):
        try:
            listen_once("127.0.0.1", port)
        except OSError:
            continue
        return port
    raise Trouble("no free port was found for the inner parts")


def listen_once(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ear.bind((host, port))
        ear.listen(1)
