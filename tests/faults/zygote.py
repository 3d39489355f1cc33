"""`python -m tests.faults.zygote`: has everything imported and forks a part for each line that it reads.

A part starts in half a second this way and not in seconds, so that it can be killed a thousand times.
What runs in the child is the part's own `main()`; nothing was opened and no thread begun before the fork.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import traceback
from typing import Any

import yaml

from desk import __main__ as desk_start
from frontdoor import __main__ as frontdoor_start
from tests.faults import failpoints, rasa
from tests.frontdoor.conftest import FakeScreen


def frontdoor() -> int:
    """The front door's own start, with a stand-in for the model of danger."""
    frontdoor_start._screen = lambda root, models: FakeScreen()
    return frontdoor_start.main()


# imported by the parts only when they start
LATE = (
    "alembic.command",
    "alembic.config",
    "alembic.autogenerate",
    "alembic.ddl.sqlite",
    "govuk_frontend_jinja.templates",
    "holidays.countries",
    "mako.template",
    "websockets.legacy.server",
)
PARTS = {"frontdoor": frontdoor, "desk": desk_start.main, "rasa": rasa.main}


def main() -> None:
    """Read `{part, env, log}` a line, fork, and print the child's process id."""
    # the same reader in C: three seconds of every start are the reading of the words
    yaml.safe_load = lambda stream: yaml.load(stream, Loader=yaml.CSafeLoader)
    for name in LATE:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(told)
        print(child, flush=True)


def _become(told: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(told["env"])
    log = os.open(told["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    status: Any = 1
    try:
        failpoints.arm()
        status = PARTS[told["part"]]()
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status if isinstance(status, int) else 0 if status is None else 1)


if __name__ == "__main__":
    main()
