"""A PostgreSQL of the tests' own: in a temporary folder, on a socket in it, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


class Server:
    """Runs while the tests do, and makes databases for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def new_database(self) -> str:
        """The address of a new, empty database."""
        self._made += 1
        name = f"casebook_{self._made}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, database: str) -> str:
        """The address of a database on this server."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def control(self, *words: str) -> None:
        """Run pg_ctl on this server."""
        _run("pg_ctl", "-D", str(self.folder / "data"), "-w", *words)

    def start(self) -> None:
        """Start it, listening on its socket alone."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self.control("-l", str(self.folder / "log"), "-o", options, "start")


def empty(address: str) -> None:
    """Remove every row but the version of the schema."""
    named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    with psycopg.connect(address, autocommit=True) as connection:
        tables = [row[0] for row in connection.execute(named)]
        if tables:
            connection.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")


@contextmanager
def serving() -> Iterator[Server]:
    """A running server."""
    with tempfile.TemporaryDirectory(prefix="guide-pg-") as name:
        folder = Path(name)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8")
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            server.control("-m", "immediate", "stop")


def _run(program: str, *words: str) -> None:
    folders = os.pathsep.join([*map(str, FOLDERS), os.environ.get("PATH", "")])
    found = shutil.which(program, path=folders)
    assert found, program
    # PostgreSQL refuses to run as root.
    other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*other, found, *words], check=True, capture_output=True, cwd="/", timeout=60)
