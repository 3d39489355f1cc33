"""The one door into Rasa: `POST /webhooks/turn/`, on loopback, with the shared secret."""

import hmac
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import structlog
from jsonschema import Draft7Validator
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, json

from components import guards, turn
from components.in_process import InProcessActions
from components.straight_runner import StraightRunner

log = structlog.get_logger()

_press = {
    "type": "object",
    "required": ["intent"],
    "properties": {"intent": {"type": "string"}, "slot": {"type": "string"}, "value": {}},
    "additionalProperties": False,
}
_turn = Draft7Validator(
    {
        "type": "object",
        "required": ["conversation", "seq"],
        "oneOf": [{"required": ["text"]}, {"required": ["button"]}, {"required": ["picks"]}],
        "properties": {
            "conversation": {"type": "string", "minLength": 1, "maxLength": 64},
            "seq": {"type": "integer", "minimum": 1},
            "text": {"type": "string", "maxLength": 10_000},
            "button": _press,
            "picks": {"type": "array", "items": _press, "minItems": 1, "maxItems": 50},
            "role": {"type": ["string", "null"]},
            "screened": {"type": ["object", "null"]},
            "state": {"type": ["object", "null"]},
            "context": {"type": ["object", "null"]},
            "locale": {"type": ["string", "null"]},
        },
    }
)


class TurnChannel(InputChannel):
    """Takes a turn and answers it in the same request. Any failure is a status of 400 or more."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @classmethod
    def name(cls) -> str:
        """Makes the address /webhooks/turn/."""
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "TurnChannel":
        """Read `secret_file` of credentials.yml; raises guards.NotSafe where the secret is not one."""
        path = guards.secret_file((credentials or {}).get("secret_file"))
        return cls(guards.secret(Path(path)))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The route and what must be in place before it may answer."""
        door = Blueprint("turn_channel")
        door.listener("after_server_start")(_make_ready)

        @door.get("/")
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            ready = bool(agent and agent.is_ready())
            return json({"ready": ready}, status=200 if ready else 503)

        @door.post("/")
        async def answer(request: Request) -> HTTPResponse:
            if not self._is_front_door(request):
                return json({"error": "not for you"}, status=401)
            if request.headers.get("content-encoding") or not _turn.is_valid(_body(request)):
                return json({"error": "not a turn"}, status=400)
            return await _answered(request.app.ctx.agent.processor, request.json)

        return door

    def _is_front_door(self, request: Request) -> bool:
        return hmac.compare_digest((request.token or "").encode(), self._secret.encode())


def _body(request: Request) -> Any:
    try:
        return request.json
    except InvalidUsage:
        return None


async def _answered(processor: Any, asked: dict[str, Any]) -> HTTPResponse:
    try:
        return json(await turn.take(processor, asked))
    except turn.StateNotReadable as error:
        return json({"error": str(error)}, status=409)
    except Exception as error:
        # the text of an exception may hold a person's words, its kind may not
        log.error("turn_failed", kind=type(error).__name__, seq=asked["seq"])
        return json({"error": "turn failed"}, status=500)


async def _make_ready(app: Sanic, _: Any) -> None:
    guards.check_routes(app)
    guards.check_store(app.ctx.agent)
    agent = app.ctx.agent
    # Rasa wraps every store so that a fault becomes a new, empty conversation (hazards F3)
    agent.processor.tracker_store = agent.tracker_store = agent.tracker_store._tracker_store
    agent.processor.graph_runner = StraightRunner(agent.processor.graph_runner)
    agent.processor.action_endpoint = InProcessActions("actions", {"responses": agent.domain.responses})
    guards.check_actions(agent.domain, agent.processor.action_endpoint)
