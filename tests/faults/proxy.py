"""A cable to one port that can be cut, held, slowed and sliced, and that can note what went by."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

from tests.faults.bench import free_port

_READ = 16_384


@dataclass
class Proxy:
    """Listens on `port`. The words for faults are those of Toxiproxy."""

    to: int
    port: int = field(default_factory=free_port)
    latency_s: float = 0.0
    slice_bytes: int = 0
    held: bool = False
    down: bool = False
    upstream: list[bytes] | None = None
    cuts: int = 0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> Proxy:
        self._server = await asyncio.start_server(self._joined, "127.0.0.1", self.port)
        return self

    async def close(self) -> None:
        if self._server:
            self._server.close()
        self.cut()

    def cut(self) -> None:
        """Reset every line that goes through."""
        self.cuts += 1
        for writer in list(self._writers):
            writer.transport.abort()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.down:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._writers |= ends
        await asyncio.gather(
            self._pump(reader, far_writer, self.upstream), self._pump(far_reader, writer, None)
        )
        self._writers -= ends

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, notes: list[bytes] | None
    ) -> None:
        try:
            while data := await reader.read(_READ):
                if notes is not None:
                    notes.append(data)
                await self._pass_on(data, writer)
        except (ConnectionError, OSError):
            pass
        finally:
            writer.transport.abort()

    async def _pass_on(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        if self.latency_s:
            await asyncio.sleep(self.latency_s)
        while self.held:
            await asyncio.sleep(0.02)
        size = self.slice_bytes or len(data)
        for start in range(0, len(data), size):
            writer.write(data[start : start + size])
            await writer.drain()
            if self.slice_bytes:
                await asyncio.sleep(0)


async def bad_weather(proxy: Proxy, chance: random.Random, calm_s: float, longest_s: float) -> None:
    """Trouble for ever: cut, cut off for a while, hold (half open), slow, in slices of one byte."""
    while True:
        await asyncio.sleep(chance.uniform(calm_s / 3, calm_s))
        trouble = chance.choice(("cut", "down", "held", "slow", "sliced"))
        lasts = chance.uniform(0.1, longest_s)
        if trouble in ("cut", "down"):
            proxy.down = trouble == "down"
            proxy.cut()
        proxy.held = trouble == "held"
        proxy.latency_s = 0.2 if trouble == "slow" else 0.0
        proxy.slice_bytes = 1 if trouble == "sliced" else 0
        await asyncio.sleep(lasts if trouble != "cut" else 0)
        if trouble == "held":
            proxy.cut()  # what was held is lost, as on a telephone that changes its mast
        proxy.down, proxy.held, proxy.latency_s, proxy.slice_bytes = False, False, 0.0, 0
