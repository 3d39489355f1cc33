"""Starting: what stands in the way is said before anything starts, and the parts are kept going."""

import configparser
import json
import os
import random
import shlex
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from commands.serving import folder, ports, ready, supervisor
from commands.tools.trouble import Trouble


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_the_setting_to_change(taken: int) -> None:
    with pytest.raises(Trouble, match=rf"port {taken} .* taken: .* GUIDE_PORT"):
        ports.demand_free("127.0.0.1", taken, "GUIDE_PORT")


def test_an_inner_port_is_free_and_below_those_of_outgoing_connections() -> None:
    port = ports.free_inner(random.Random(1))
    assert port in ports.INNER
    ports.demand_free("127.0.0.1", port, "none")


def test_the_data_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder.prepare(tmp_path / "new" / "var")
    assert (tmp_path / "new" / "var").stat().st_mode & 0o077 == 0


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Trouble, match="cannot write in"):
        folder.prepare(tmp_path / "file" / "var")


def test_a_full_disk_is_said_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "ROOM_NEEDED", 1 << 60)
    with pytest.raises(Trouble, match="is full"):
        folder.prepare(tmp_path)


def test_one_folder_serves_one_installation_at_a_time(tmp_path: Path) -> None:
    with folder.taken(tmp_path), pytest.raises(Trouble, match="already runs"), folder.taken(tmp_path):
        pass
    with folder.taken(tmp_path):
        assert os.path.exists(tmp_path / "running")


@pytest.fixture
def configuration(tmp_path: Path) -> configparser.RawConfigParser:
    text = supervisor.configuration(
        tmp_path / "per%cent", tmp_path / "logs", {"port": 21000, "models": "models"}
    )
    read = configparser.RawConfigParser()
    read.read_string(text)
    return read


def test_every_part_is_started_again_when_it_dies(configuration: configparser.RawConfigParser) -> None:
    for part in ("rasa", "frontdoor", "desk"):
        assert configuration[f"program:{part}"]["autorestart"] == "true"
        assert int(configuration[f"program:{part}"]["startretries"]) > 1000


def test_rasa_listens_where_it_was_told(configuration: configparser.RawConfigParser) -> None:
    words = shlex.split(configuration["program:rasa"]["command"])
    assert words[1:] == ["-m", "components.serve", "--port", "21000", "--model", "models"]


def test_a_per_cent_sign_in_a_path_survives(configuration: configparser.RawConfigParser) -> None:
    assert "per%%cent" in configuration["supervisord"]["pidfile"]


def test_no_control_socket_is_left_open(configuration: configparser.RawConfigParser) -> None:
    assert not {"unix_http_server", "inet_http_server"} & set(configuration.sections())


def test_a_part_that_keeps_stopping_is_named_with_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    exits = "exited: desk (exit status 1; not expected)\n"
    (tmp_path / "logs" / "supervisor.log").write_text(exits * 2)
    assert supervisor.keeps_stopping(tmp_path) is None
    (tmp_path / "logs" / "supervisor.log").write_text(exits * 3)
    (tmp_path / "logs" / "desk.log").write_text("a line\nno such module\n\n")
    assert supervisor.keeps_stopping(tmp_path) == "desk keeps stopping: no such module"


@pytest.fixture
def not_ready() -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(503)
            self.end_headers()
            self.wfile.write(json.dumps({"failing": ["rasa"]}).encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_waiting_names_the_part_that_fails(not_ready: str) -> None:
    assert "rasa" in (ready.wait([not_ready], 0.3, lambda: True) or "")


def test_waiting_ends_when_there_is_nothing_to_wait_for(not_ready: str) -> None:
    assert ready.wait([not_ready], 60, lambda: False) is not None
