"""The desk does what its OpenAPI page describes: Schemathesis asks it, as described and otherwise."""

from __future__ import annotations

import asyncio
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from casebook import api_tokens
from tests.desk.conftest import Desk
from tests.desk.opening import opened
from tests.desk.test_api import token
from tests.faults.conftest import Figure, Much, figure, much

__all__ = ["figure", "much"]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


async def test_whatever_is_asked_the_desk_answers_as_it_describes(
    desk: Desk, much: Much, figure: Figure
) -> None:
    await opened(desk, desk.case(), "lead")
    secret = token(desk, "lead@example.nz", *api_tokens.FOR_PROGRAMS)
    asked = await asyncio.to_thread(_ask_all, desk.base, secret, much(15, 300))
    assert asked > 100
    figure("B20", f"{asked} requests made from the desk's description: each answered as described")


def _ask_all(base: str, secret: str, examples: int) -> int:
    """Ask every operation; returns how many requests were made. Raises what was answered otherwise."""
    described = schemathesis.openapi.from_url(f"{base}/api/v1/openapi.json")
    operations = [found.ok() for found in described.get_all_operations()]
    headers = {"Authorization": f"Bearer {secret}"}
    return sum(
        _ask(operation, mode, headers, examples)
        for operation in operations
        for mode in MODES
        if mode.is_positive or operation.path_parameters or operation.query
    )


def _ask(operation: Any, mode: GenerationMode, headers: dict[str, str], examples: int) -> int:
    asked = 0

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        # what nobody knows is ignored, and a token that was left out is put in: neither is refused
        case.call_and_validate(headers=headers, excluded_checks=[negative_data_rejection])

    ask()
    return asked
