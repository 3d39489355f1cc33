"""A small proxy: each connection goes to the next unit that takes it, as a real one in front would do."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Sequence

TRIES_S = 5.0


class Proxy:
    """Listens on a free port of loopback; `carried` counts connections by the port they went to."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.carried = dict.fromkeys(ports, 0)
        self._ports = itertools.cycle(ports)
        self._width = len(ports)
        self._running: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)

    async def stop(self) -> None:
        self._server.close()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _carry(self, down: asyncio.StreamReader, up: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._running.add(task)
        try:
            behind = await self._connect()
            if behind is not None:
                await self._both(down, up, *behind)
        except asyncio.CancelledError:
            pass
        finally:
            self._running.discard(task)
            up.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The next unit that takes the connection; tried for some seconds, as during a restart none may."""
        end = asyncio.get_running_loop().time() + TRIES_S
        while asyncio.get_running_loop().time() < end:
            for port in itertools.islice(self._ports, self._width):
                with contextlib.suppress(OSError):
                    connection = await asyncio.open_connection("127.0.0.1", port)
                    self.carried[port] += 1
                    return connection
            await asyncio.sleep(0.05)
        return None

    async def _both(
        self,
        down: asyncio.StreamReader,
        up: asyncio.StreamWriter,
        behind: asyncio.StreamReader,
        ahead: asyncio.StreamWriter,
    ) -> None:
        ways = [asyncio.create_task(_pipe(down, ahead)), asyncio.create_task(_pipe(behind, up))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            ahead.close()


async def _pipe(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            to.write(data)
            await to.drain()


@contextlib.asynccontextmanager
async def proxy(ports: Sequence[int]) -> AsyncIterator[Proxy]:
    made = Proxy(ports)
    await made.start()
    try:
        yield made
    finally:
        await made.stop()
