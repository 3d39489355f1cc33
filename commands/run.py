"""run: sets up, trains if no model fits, starts everything, prints the addresses; Ctrl-C stops it.

Exits 0 when it was told to stop, 1 when something could not start, with one plain sentence.
"""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import FrameType

from commands import setup
from commands.serving import addresses, first_keeper, folder, ports, ready, supervisor
from commands.tools import quiet_rasa
from commands.tools.progress import say, step
from commands.tools.settings import load
from commands.tools.trouble import Trouble
from ground.settings import Settings

READY_WITHIN_SECONDS = 180.0


def main(arguments: list[str]) -> int:
    if arguments:
        raise Trouble("run takes no options: settings come from the environment or .env", 2)
    settings = load()
    folder.prepare(settings.data)
    with folder.taken(settings.data):
        demand_ports(settings)
        setup.for_serving(settings.models)
        link = first_keeper.prepare(settings)
        rasa_port = ports.free_inner(random.Random())  # noqa: S311  a port is no secret
        parts = supervisor.start(settings, rasa_port, environment(settings, rasa_port))
        return serve(settings, parts, link)


def demand_ports(settings: Settings) -> None:
    if settings.port == settings.desk_port:
        raise Trouble("GUIDE_PORT and GUIDE_DESK_PORT are the same: give the desk a port of its own")
    ports.demand_free(settings.host, settings.port, "GUIDE_PORT")
    ports.demand_free(settings.host, settings.desk_port, "GUIDE_DESK_PORT")


def environment(settings: Settings, rasa_port: int) -> Mapping[str, str]:
    """What the parts inherit: the settings as they are, and where Rasa listens this time."""
    return {
        **os.environ,
        **quiet_rasa.SETTINGS,
        "GUIDE_DATA": str(settings.data),
        "GUIDE_TURN_SECRET_FILE": str(settings.turn_secret_file),
        "GUIDE_RASA_URL": f"http://127.0.0.1:{rasa_port}",
        "PYTHONUNBUFFERED": "1",
    }


def serve(settings: Settings, parts: subprocess.Popen[bytes], link: str | None) -> int:
    """Waits for the parts, says where they are, and stays until they are told to stop."""
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)
        parts.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    with step("starting"):
        inner = [addresses.inner(settings, settings.port), addresses.inner(settings, settings.desk_port)]
        failing = ready.wait(inner, READY_WITHIN_SECONDS, lambda: going(settings, parts, told))
    if failing and not told:
        parts.terminate()
        parts.wait()
        why = supervisor.keeps_stopping(settings.data) or failing
        raise Trouble(f"it did not start: {why} (more in {settings.data / 'logs'})")
    if not told:
        announce(settings, link)
    status = parts.wait()
    say("stopped")
    return 0 if told else status


def going(settings: Settings, parts: subprocess.Popen[bytes], told: list[int]) -> bool:
    """Whether waiting makes sense: nobody said stop, and every part stays up."""
    return not told and parts.poll() is None and not supervisor.keeps_stopping(settings.data)


def announce(settings: Settings, link: str | None) -> None:
    say("ready")
    print(
        f"\n  chat page   {addresses.chat(settings)}\n  desk        {addresses.desk(settings)}",
        file=sys.stdout,
    )
    if link:
        print(f"\n  Make the first keeper's account here; the link works once:\n  {link}")
    print("\n  Ctrl-C stops everything.\n", flush=True)
