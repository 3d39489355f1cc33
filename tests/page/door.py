"""A small stand-in for the front door: speaks the socket contract with scripted replies, forgets at exit."""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import socketio
import yaml
from jinja2 import Environment, FileSystemLoader, select_autoescape
from sanic import HTTPResponse, Request, Sanic, empty, html, raw

from frontdoor import headers
from ground import packing
from ground.assets import Asset, built
from tests.page import made_up
from tests.page.script import GREETING, reply

ROOT = Path(__file__).parents[2]
FULL = "Too many people are here just now. I keep trying."
SERVICES = [
    {
        "name": "Emergency",
        "call": "111",
        "hours": "any time",
        "cost": "free",
        "for": "danger now",
        "checked": "2026-11-01",
    },
    {
        "name": "Need to talk?",
        "call": "1737",
        "text": "1737",
        "hours": "any time",
        "cost": "free",
        "for": "any distress",
    },
    {
        "name": "Healthline",
        "call": "0800 611 116",
        "hours": "any time",
        "cost": "free",
        "for": "health advice",
    },
    {
        "name": "Advocacy Service",
        "call": "0800 555 050",
        "hours": "weekdays",
        "cost": "free",
        "for": "your rights",
    },
    {
        "name": "Lifeline",
        "call": "0800 543 354",
        "text": "HELP to 4357",
        "hours": "any time",
        "cost": "free",
        "for": "distress",
    },
]


class Talk:
    """The rows of one session, and who may still press what."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, dict[str, Any]]] = []
        self.seq_of: dict[str, int] = {}
        self.open: dict[str, str] = {}

    def add(self, event: str, row: dict[str, Any]) -> dict[str, Any]:
        row = {"seq": len(self.rows) + 1, **row}
        self.rows.append((event, row))
        return row


class Door:
    """The stand-in. `talks` is by session id; `left` holds the ids that went; `mute` keeps answers
    back, `full` refuses every new session."""

    def __init__(self) -> None:
        self.talks: dict[str, Talk] = {}
        self.left: list[str] = []
        self.received: list[dict[str, Any]] = []
        self.mute = False
        self.full = False
        self.sids: dict[str, str] = {}
        self.sio = socketio.AsyncServer(
            async_mode="sanic", cors_allowed_origins="*", ping_interval=5, ping_timeout=5
        )

    def app(self, name: str) -> Sanic:
        app = Sanic(name, configure_logging=False)
        self.sio.attach(app)
        for event in ("session_request", "user_uttered", "catch_up", "leave", "typing"):
            self.sio.on(event, handler=getattr(self, f"on_{event}"))
        pages(app)
        app.add_route(self.beacon, "/leave", methods=["POST"])
        return app

    async def beacon(self, request: Request) -> HTTPResponse:
        if request.headers.get("origin") != f"http://{request.host}":
            return empty(status=403)
        self.forget(yaml.safe_load(request.body)["session_id"])
        return empty()

    def forget(self, session: str | None) -> None:
        if session and self.talks.pop(session, None):
            self.left.append(session)

    async def on_session_request(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        if self.full:
            return {"ok": False, "error": "too_many_sessions", "say": FULL}
        session = data.get("session_id")
        new = session not in self.talks
        if new:
            session = secrets.token_urlsafe(16)
            self.talks[session] = Talk()
        self.sids[sid] = session
        await self.sio.enter_room(sid, session)
        await self.sio.emit("session_confirm", session, to=sid)
        await self.sio.emit("holder", {"holder": "guide"}, to=sid)
        if new:
            self.put(session, GREETING)
        await self.on_catch_up(sid, {"since": data.get("since", 0)})
        return {"ok": True}

    async def on_catch_up(self, sid: str, data: dict[str, Any]) -> None:
        for event, row in self.talks[self.sids[sid]].rows:
            if row["seq"] > data["since"]:
                await self.sio.emit(event, row, to=sid)

    async def on_user_uttered(self, sid: str, data: dict[str, Any]) -> dict[str, Any] | None:
        self.received.append(data)
        session = self.sids[sid]
        talk = self.talks[session]
        if data["id"] in talk.seq_of:
            return {"ok": True, "seq": talk.seq_of[data["id"]]}
        said = " ".join(talk.open.pop(one, one) for one in data.get("picks", [data.get("message")]))
        if said == "refuse me":
            return {"ok": False, "error": "identifying", "say": "Please leave out names of patients."}
        row = talk.add("person_uttered", {"id": data["id"], "text": said})
        talk.seq_of[data["id"]] = row["seq"]
        if self.mute:
            return await asyncio.sleep(60)
        self.sio.start_background_task(self.answer, session, said, row["seq"])
        return {"ok": True, "seq": row["seq"]}

    async def answer(self, session: str, said: str, through: int) -> None:
        await self.sio.emit("typing", {"from": "guide"}, room=session)
        await asyncio.sleep(0.15)
        for event, data in reply(said):
            if event != "bot_uttered":
                await self.sio.emit(event, data, room=session)
            elif session in self.talks:
                await self.sio.emit(event, self.put(session, data), room=session)
        await self.sio.emit("turn_done", {"seq": through, "through": through}, room=session)

    async def on_leave(self, sid: str, data: object) -> None:
        if not self.mute:
            self.forget(self.sids.get(sid))

    async def on_typing(self, sid: str, data: object) -> None:
        return None

    async def push(self, session: str, event: str, data: dict[str, Any]) -> None:
        """Something that the person did not ask for: a facilitator's words, a new holder."""
        await self.sio.emit(event, self.put(session, data) if event == "bot_uttered" else data, room=session)

    def put(self, session: str, message: dict[str, Any]) -> dict[str, Any]:
        """Stores a message of the guide; each title gets a one-use id."""
        talk = self.talks[session]
        return talk.add("bot_uttered", {"from": "guide", **with_payloads(message, talk.open)})


def with_payloads(value: Any, known: dict[str, str]) -> Any:
    """`value` with a fresh id wherever `{"press": words}` stands."""
    if isinstance(value, list):
        return [with_payloads(one, known) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"press"}:
        known[made := secrets.token_urlsafe(9)] = value["press"]
        return made
    return {key: with_payloads(one, known) for key, one in value.items()}


def pages(app: Sanic) -> None:
    """The pages as the front door gives them: templates, headers and the built files."""
    words = yaml.safe_load((ROOT / "content/page.en.yml").read_text("utf-8"))
    engine = Environment(
        loader=FileSystemLoader(ROOT / "web/templates"), autoescape=select_autoescape(default=True)
    )
    values = {
        "page": words,
        "query": "",
        "spoken": words["lang"],
        "services": SERVICES,
        "urgent": SERVICES[:4],
        "ways": yaml.safe_load((ROOT / "content/ways.yml").read_text("utf-8")),
        "register": yaml.safe_load((ROOT / "content/sources.yml").read_text("utf-8"))["sources"],
        "asset": lambda name: f"/assets/{name}",
    }

    def page(template: str, embedded: bool = False) -> Callable[[Request], Any]:
        async def give(request: Request) -> HTTPResponse:
            host = f"http://localhost:{port_of(request)}"
            here = {"embedded": embedded, "parents": [host]}
            if request.args.get("lang") == made_up.CODE:
                here["page"] = made_up.words()
            body = engine.get_template(template).render({**values, **here})
            answer = packing.answer(request, Asset(body.encode(), "text/html; charset=utf-8"))
            headers.put(answer, https=False, parents=[host] if embedded else (), for_others=embedded)
            return answer

        return give

    app.add_route(page("chat/page.html"), "/", name="chat")
    app.add_route(page("chat/safer-browsing.html"), "/safer-browsing", name="safer")
    app.add_route(page("chat/numbers.html"), "/numbers", name="numbers")
    app.add_route(page("chat/ways.html"), "/ways", name="ways")

    assets = built(ROOT / "web/dist")

    @app.get("/assets/<name:str>")
    async def asset(request: Request, name: str) -> HTTPResponse:
        answer = packing.answer(request, assets[name])
        headers.put(answer, https=False, for_others=name == "embed.js")
        return answer

    app.add_route(page("chat/page.html", embedded=True), "/embed", name="embed")

    @app.get("/host")
    async def host(request: Request) -> HTTPResponse:
        guide = f"http://127.0.0.1:{port_of(request)}"
        tag = f"<script src='{guide}/assets/embed.js' data-title='Talk with the guide'></script>"
        return html(
            f"<!DOCTYPE html><html lang=en><title>Our hospital</title><h1>Our hospital</h1>{tag}</html>"
        )

    @app.get("/bare")
    async def bare(request: Request) -> HTTPResponse:
        return html("<!DOCTYPE html><link rel=stylesheet href=/bare.css><p>Hello")

    @app.get("/bare.css")
    async def style(request: Request) -> HTTPResponse:
        return raw(b"p{margin:0}", content_type="text/css")

    @app.get("/taker")
    async def taker(request: Request) -> HTTPResponse:
        return html(f"<!DOCTYPE html><h1>Somebody else</h1><iframe src='{request.args.get('of')}'></iframe>")


def port_of(request: Request) -> str:
    """The port by which the browser knows us: that of the cable, not our own."""
    return str(request.host).rpartition(":")[2]
