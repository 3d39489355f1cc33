"""Memory as the machine pays for it: proportional set size, summed over a process and all that it started."""

from __future__ import annotations

from contextlib import suppress

import psutil


def pss_mb(pid: int) -> float:
    """MB; where the system tells no PSS, resident size, which counts shared pages more than once."""
    first = psutil.Process(pid)
    return round(sum(map(_bytes, [first, *first.children(recursive=True)])) / 2**20, 1)


def _bytes(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        told = process.memory_full_info()
        return int(getattr(told, "pss", 0) or told.rss)
    return 0
