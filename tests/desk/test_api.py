"""What programs may read, against its own description."""

import re
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sanic import Sanic

from casebook import api_tokens, staff
from casebook.rights import RIGHTS, ROLES
from desk import api
from desk.queue import VIEWS
from desk.rights_guard import BEARER
from tests.desk.conftest import Desk
from tests.desk.opening import opened

ALL = api_tokens.FOR_PROGRAMS


def program_routes(app: Sanic) -> dict[str, Any]:
    return {
        "/" + re.sub(r"<(\w+):\w+>", r"{\1}", route.path).removeprefix("api/v1/"): route
        for route in app.router.routes
        if route.path.startswith("api/")
    }


def token(desk: Desk, owner: str, *wanted: str) -> str:
    with desk.book.write() as tx:
        return api_tokens.make(tx, staff.MACHINE, desk.ids[owner], "records", wanted)


async def ask(desk: Desk, path: str, secret: str | None, method: str = "GET") -> tuple[int, Any, Any]:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    visitor = desk.browser()
    async with visitor.session.request(method, f"{desk.base}/api/v1{path}", headers=headers) as answer:
        kind = answer.content_type
        return (
            answer.status,
            await answer.json(content_type=None) if "json" in kind else await answer.read(),
            kind,
        )


def fits(path: str, status: int, body: Any, kind: str) -> None:
    """The answer is one that the description has, and looks as it says there."""
    described = api.description()
    answers = described["paths"][path]["get"]["responses"]
    assert str(status) in answers, (path, status, body)
    found = answers[str(status)]
    found = described["components"]["responses"]["Problem"] if "$ref" in found else found
    schema = {**found["content"][kind]["schema"], "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(body if "json" in kind else "text")


async def test_the_description_names_exactly_the_routes_there_are(desk: Desk) -> None:
    described = api.description()
    assert set(described["paths"]) == set(program_routes(desk.app))
    for path, route in program_routes(desk.app).items():
        assert route.methods - {"HEAD", "OPTIONS"} == {"GET"}
        operation = described["paths"][path]["get"]
        open_to_all = operation.get("security") == []
        assert (route.ctx.right == BEARER) is not open_to_all
        assert open_to_all or route.ctx.of_program in operation["description"]
    status, served, _ = await ask(desk, "/openapi.json", None)
    assert (status, served) == (200, described)


async def test_every_answer_is_as_described(desk: Desk) -> None:
    reference = desk.case()
    await opened(desk, reference, "lead")
    secret = token(desk, "lead@example.nz", *ALL)
    for path in program_routes(desk.app):
        for name in (reference, "R-2222-2222", "%00", "x" * 900):
            status, body, kind = await ask(desk, path.replace("{reference}", name), secret)
            fits(path, status, body, kind)
            assert status == 200 or name != reference
        for wrong in (None, "", "made-up", "x" * 500):
            status, body, kind = await ask(desk, path.replace("{reference}", reference), wrong)
            fits(path, status, body, kind)
            assert status == (200 if path == "/openapi.json" else 401)


async def test_a_token_opens_only_what_its_rights_say(desk: Desk) -> None:
    reference = desk.case()
    await opened(desk, reference, "lead")
    for path, route in program_routes(desk.app).items():
        if route.ctx.right != BEARER:
            continue
        others = [right for right in ALL if right != route.ctx.of_program]
        at = path.replace("{reference}", reference)
        assert (await ask(desk, at, token(desk, "lead@example.nz", *others)))[0] == 403
        assert (await ask(desk, at, token(desk, "lead@example.nz", route.ctx.of_program)))[0] == 200


async def test_the_gate_of_the_member_of_staff_counts(desk: Desk) -> None:
    reference = desk.case()
    reader = await desk.signed_in("facilitator")
    secret = token(desk, "facilitator@example.nz", "open_case", "export_case")
    status, body, _ = await ask(desk, f"/cases/{reference}", secret)
    assert (status, body["problem"]) == (403, "gate_unanswered")
    await reader.get(f"/case/{reference}/gate")
    await reader.post(f"/case/{reference}/gate", {"conflict": "yes"})
    for path in ("", "/export.json", "/export.pdf", "/export.fhir.json"):
        status, body, _ = await ask(desk, f"/cases/{reference}{path}", secret)
        assert (status, body["problem"]) == (403, "conflict")


async def test_a_browsers_cookie_opens_nothing_here(desk: Desk) -> None:
    lead = await desk.signed_in("lead")
    assert (await lead.get("/api/v1/queue")).status == 401


async def test_a_token_ends_when_it_is_revoked_when_a_year_is_over_and_with_the_account(desk: Desk) -> None:
    keeper = await desk.signed_in("keeper")
    await desk.signed_in("lead")
    first = token(desk, "lead@example.nz", "see_queue")
    page = await keeper.get("/programs")
    found = re.search(r"/programs/[0-9a-f]{32}/revoke", page.html)
    assert found is not None
    assert (await ask(desk, "/queue", first))[0] == 200
    await keeper.post(found[0], {})
    assert (await ask(desk, "/queue", first))[0] == 401
    second = token(desk, "lead@example.nz", "see_queue")
    with desk.book.write() as tx:
        staff.disable(tx, staff.MACHINE, desk.ids["lead@example.nz"])
    assert (await ask(desk, "/queue", second))[0] == 401
    third = token(desk, "keeper@example.nz", "see_queue")
    desk.clock.move(days=366)
    assert (await ask(desk, "/queue", third))[0] == 401


async def test_a_keeper_makes_a_token_that_is_shown_once_and_stored_as_a_hash(desk: Desk) -> None:
    keeper = await desk.signed_in("keeper")
    await keeper.get("/programs")
    form = {"label": "<b>records</b>", "for": desk.ids["keeper@example.nz"], "right": "see_queue"}
    page = await keeper.post("/programs/make", form)
    shown = re.search(r'<code class="desk-key">([\w-]{40,})</code>', page.html)
    assert shown is not None
    assert (await ask(desk, "/queue", shown[1]))[0] == 200
    again = await keeper.get("/programs")
    assert shown[1] not in again.html
    assert "<b>records" not in again.html
    with desk.book.read() as tx:
        rows = tx.connection.exec_driver_sql("SELECT * FROM api_tokens").all()
    assert shown[1] not in str(rows)
    assert "make token" in (await keeper.get("/audit")).text


async def test_a_token_form_that_does_not_fit_comes_back_as_it_was(desk: Desk) -> None:
    keeper = await desk.signed_in("keeper")
    await desk.signed_in("facilitator")
    await keeper.get("/programs")
    me, other = desk.ids["keeper@example.nz"], desk.ids["facilitator@example.nz"]
    for form in (
        {"label": "", "for": me, "right": "see_queue"},
        {"label": "kept words", "for": "", "right": "see_queue"},
        {"label": "kept words", "for": me},
        {"label": "kept words", "for": "0" * 32, "right": "see_queue"},
        {"label": "kept words", "for": me, "right": "disable_staff"},
        {"label": "kept words", "for": other, "right": "export_queue"},
    ):
        page = await keeper.post("/programs/make", form)
        assert page.status == 422
        assert form["label"] in page.text


@pytest.mark.parametrize("role", ROLES)
async def test_a_token_can_do_no_more_than_its_member_of_staff(desk: Desk, role: str) -> None:
    await desk.signed_in(role)
    for right in ALL:
        if role in RIGHTS[right]:
            assert token(desk, f"{role}@example.nz", right)
        else:
            with pytest.raises(ValueError, match=right):
                token(desk, f"{role}@example.nz", right)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    view=some.one_of(some.sampled_from(sorted(VIEWS)), some.text(max_size=20)),
    page=some.one_of(some.integers(-2, 10_002).map(str), some.text(max_size=12)),
)
async def test_whatever_is_asked_of_the_queue_the_answer_is_as_described(
    desk: Desk, view: str, page: str
) -> None:
    if "lead@example.nz" not in desk.secrets:
        await desk.signed_in("lead")
    secret = token(desk, "lead@example.nz", "see_queue")
    visitor = desk.browser()
    headers = {"Authorization": f"Bearer {secret}"}
    query = {"view": view.encode("utf-8", "replace").decode()}
    query["page"] = page.encode("utf-8", "replace").decode()
    async with visitor.session.get(f"{desk.base}/api/v1/queue", params=query, headers=headers) as answer:
        fits("/queue", answer.status, await answer.json(content_type=None), answer.content_type)
        numbered = page.isascii() and page.isdecimal() and len(page) < 6 and 1 <= int(page) <= 10_000
        assert (answer.status == 200) == (view in VIEWS and numbered)


async def test_what_is_empty_is_not_what_is_left_out(desk: Desk) -> None:
    await desk.signed_in("lead")
    secret = token(desk, "lead@example.nz", *ALL)
    assert (await ask(desk, "/queue", secret))[0] == 200
    for path in ("/queue?view=", "/queue?page=", "/queue.csv?view="):
        assert (await ask(desk, path, secret))[0] == 400


async def test_another_method_is_told_what_is_allowed(desk: Desk) -> None:
    async with desk.browser().session.post(f"{desk.base}/api/v1/queue") as answer:
        assert answer.status == 405
        assert "GET" in answer.headers["Allow"]
