"""What /readyz answers, apart from any web framework."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Check = Callable[[], Awaitable[None] | None]

PATIENCE_S = 2.0


async def readiness(checks: Mapping[str, Check], **facts: Any) -> tuple[int, dict[str, Any]]:
    """Run every check and return (HTTP status, body).

    A check fails by raising or by taking longer than two seconds. The body names the parts that fail and
    never why: a reason may hold what a stranger should not see. `facts` are added as they are.
    """
    results = await asyncio.gather(*(_passes(check) for check in checks.values()))
    failing = [name for name, passed in zip(checks, results, strict=True) if not passed]
    return (503 if failing else 200), {"ready": not failing, "failing": failing, **facts}


async def _passes(check: Check) -> bool:
    try:
        result = check()
        if inspect.isawaitable(result):
            await asyncio.wait_for(result, PATIENCE_S)
    except Exception:
        return False
    return True
