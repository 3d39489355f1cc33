"""The routes of the desk against the one table of rights, docs/rights.md."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sanic import Sanic

from casebook import rights
from desk.rights_guard import BEARER, PUBLIC, SIGNED_IN
from tests.desk.conftest import Desk

ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \|(.+)\|$", re.MULTILINE)


def written() -> Mapping[str, frozenset[str]]:
    """The table: who may do each action."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "rights.md").read_text("utf-8")
    heads = re.search(r"^\| action \| [^|]+ \|(.+)\|$", page, re.MULTILINE)
    roles = [cell.strip() for cell in heads[1].split("|")] if heads else []
    found = {}
    for action, cells in ROW.findall(page):
        answers = [cell.strip() for cell in cells.split("|")]
        pairs = zip(roles, answers, strict=True)
        found[action] = frozenset(role for role, answer in pairs if answer == "yes")
    return found


TABLE = written()
VALUES = {
    "check_back": "0" * 32,
    "number": "1",
    "reference": "AAAA",
    "conv": "0" * 32,
    "staff_id": "0" * 32,
    "token": "x",
    "token_id": "0" * 32,
    "name": "x",
}


def routes(app: Sanic) -> Iterator[tuple[str, str, str | None]]:
    for route in app.router.routes:
        for method in route.methods - {"HEAD", "OPTIONS"}:
            path = "/" + "/".join(
                VALUES[part[1:-1].split(":")[0]] if part[0] == "<" else part
                for part in route.uri.strip("/").split("/")
                if part
            )
            yield method, path, getattr(route.ctx, "right", None)


def test_the_page_of_rights_and_the_casebook_say_the_same() -> None:
    assert TABLE == rights.RIGHTS
    assert {role for roles in TABLE.values() for role in roles} == set(rights.ROLES)


async def test_every_route_declares_a_right_of_the_table(desk: Desk) -> None:
    declared = {right for _, _, right in routes(desk.app)}
    assert declared <= set(TABLE) | {PUBLIC, SIGNED_IN, BEARER}
    assert len(declared) > 8


async def test_nothing_but_these_is_open_to_strangers(desk: Desk) -> None:
    public = {path for _, path, right in routes(desk.app) if right == PUBLIC}
    assert public == {
        "/",
        "/sign-in",
        "/invite/x",
        "/assets/x",
        "/healthz",
        "/readyz",
        "/api/v1/openapi.json",
    }


async def test_strangers_are_sent_away_from_everything_else(desk: Desk) -> None:
    stranger = desk.browser()
    await stranger.get("/sign-in")
    for method, path, right in list(routes(desk.app)):
        if right == PUBLIC:
            continue
        page = await (stranger.get(path) if method == "GET" else stranger.post(path, {}))
        assert (page.url == "/sign-in" and method == "GET") or page.status == 401, path
        await stranger.get("/sign-in")


@pytest.mark.parametrize("role", rights.ROLES)
async def test_each_role_may_do_what_the_table_says_and_nothing_else(desk: Desk, role: str) -> None:
    person = await desk.signed_in(role)
    for method, path, right in list(routes(desk.app)):
        if right in (None, PUBLIC, SIGNED_IN, BEARER):
            continue
        await person.get("/queue")
        page = await (person.get(path) if method == "GET" else person.post(path, {}))
        refused = page.status == 403 and "Your role does not allow this" in page.text
        assert refused == (role not in TABLE[right]), f"{role} {method} {path}"
        assert page.status < 500, path
