"""The stand-in in a thread, behind a cable that can be cut and joined again."""

import asyncio
import socket
import threading
from collections.abc import Coroutine
from typing import Any

from tests.page.door import Door


class House:
    """A door that can be reached at `url` unless the cable is cut; it remembers its talks meanwhile."""

    def __init__(self) -> None:
        self.door = Door()
        self.inner, self.port = free_port(), free_port()
        self.ends: set[asyncio.StreamWriter] = set()
        self.cable: asyncio.Server | None = None
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self._do(self._start())
        self.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def join(self) -> None:
        self._do(self._join())

    def cut(self) -> None:
        self._do(self._cut())

    def mend(self) -> None:
        """As new for the next test."""
        self.door.mute = self.door.full = False
        self.door.received.clear()
        if self.cable is None:
            self.join()

    def push(self, session: str, event: str, data: dict[str, Any]) -> None:
        self._do(self.door.push(session, event, data))

    def send(self, session: str, event: str, row: dict[str, Any]) -> None:
        """A row as it stands, whatever was sent before."""
        self._do(self.door.sio.emit(event, row, room=session))

    async def _start(self) -> None:
        app = self.door.app("page-stand-in")
        server: Any = await app.create_server(
            host="127.0.0.1", port=self.inner, return_asyncio_server=True, access_log=False
        )
        await server.startup()

    async def _join(self) -> None:
        self.cable = await asyncio.start_server(self._through, "127.0.0.1", self.port)

    async def _cut(self) -> None:
        if self.cable:
            self.cable.close()
        self.cable = None
        for end in list(self.ends):
            end.transport.abort()
        await asyncio.sleep(0.05)

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.inner)
        self.ends |= {writer, far_writer}
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))
        self.ends -= {writer, far_writer}

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(10)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
