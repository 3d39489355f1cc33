"""Keeps the parts going with supervisord: each started again when it dies, all of them stopped together."""

import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from commands.tools.places import BOT_PYTHON, ROOT
from ground.settings import Settings

PARTS: Mapping[str, tuple[Path, tuple[str, ...]]] = {
    "rasa": (BOT_PYTHON, ("-m", "components.serve", "--port", "{port}", "--model", "{models}")),
    "frontdoor": (Path(sys.executable), ("-m", "frontdoor")),
    "desk": (Path(sys.executable), ("-m", "desk")),
}

TOO_OFTEN = 3

HEAD = """\
[supervisord]
nodaemon=true
silent=true
logfile={logs}/supervisor.log
logfile_maxbytes=1MB
logfile_backups=1
pidfile={data}/supervisor.pid
directory={root}
umask=077
"""

PART = """
[program:{name}]
command={command}
directory={root}
autorestart=true
startsecs=1
startretries=1000000
stopsignal=TERM
stopwaitsecs=10
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={logs}/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=3
"""


def start(settings: Settings, rasa_port: int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Starts supervisord in the foreground of this terminal; the parts inherit `environment`."""
    logs = settings.data / "logs"
    logs.mkdir(mode=0o700, exist_ok=True)
    (logs / "supervisor.log").unlink(missing_ok=True)
    file = settings.data / "supervisor.conf"
    file.write_text(configuration(settings.data, logs, {"port": rasa_port, "models": settings.models}))
    words = [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--configuration", str(file)]
    return subprocess.Popen(words, cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL, close_fds=False)  # noqa: S603


def keeps_stopping(data: Path) -> str | None:
    """The part that has died three times since the start, with the last thing it said; otherwise None."""
    log = data / "logs" / "supervisor.log"
    said = log.read_text(errors="replace") if log.exists() else ""
    part = next((name for name in PARTS if said.count(f"exited: {name} ") >= TOO_OFTEN), None)
    return part and f"{part} keeps stopping: {_last_line(data / 'logs' / f'{part}.log')}"


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").split("\n") if log.exists() else []
    return next((line for line in reversed(lines) if line.strip()), "it said nothing")


def configuration(data: Path, logs: Path, where: Mapping[str, object]) -> str:
    """The text of supervisord's own configuration file."""
    head = HEAD.format(data=plain(data), logs=plain(logs), root=plain(ROOT))
    return head + "".join(
        PART.format(name=name, command=command(part, where), root=plain(ROOT), logs=plain(logs))
        for name, part in PARTS.items()
    )


def command(part: tuple[Path, tuple[str, ...]], where: Mapping[str, object]) -> str:
    program, words = part
    return plain(shlex.join([str(program), *(word.format(**where) for word in words)]))


def plain(words: object) -> str:
    """A per cent sign begins an expansion in supervisord's file."""
    return str(words).replace("%", "%%")
