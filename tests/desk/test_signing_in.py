import re

import pytest
from yarl import URL

from casebook import staff
from tests.desk.conftest import PASSWORD, Desk


async def test_an_invitation_becomes_an_account_that_is_signed_in_with_codes_to_keep(desk: Desk) -> None:
    visitor = desk.browser()
    link = f"/invite/{desk.invitation('keeper')}"
    form = await visitor.get(link)
    assert form.status == 200
    assert "<svg" in form.html
    secret = hidden_secret(form.html)
    desk.secrets["ana@example.nz"] = secret
    done = await visitor.post(link, {**account(secret), "code": desk.code("ana@example.nz")})
    assert done.status == 200
    codes = re.findall(r"<li><code>([^<]+)</code></li>", done.html)
    assert len(codes) == len(set(codes)) == 10
    assert (await visitor.get("/people")).status == 200


async def test_an_invitation_works_once(desk: Desk) -> None:
    token = desk.invitation("keeper")
    visitor = desk.browser()
    form = await visitor.get(f"/invite/{token}")
    secret = hidden_secret(form.html)
    desk.secrets["ana@example.nz"] = secret
    await visitor.post(f"/invite/{token}", {**account(secret), "code": desk.code("ana@example.nz")})
    assert (await desk.browser().get(f"/invite/{token}")).status == 410
    assert (await desk.browser().get("/invite/made-up")).status == 410


async def test_a_refused_form_keeps_what_was_typed_and_the_same_picture_but_no_password(desk: Desk) -> None:
    visitor = desk.browser()
    link = f"/invite/{desk.invitation('lead')}"
    secret = hidden_secret((await visitor.get(link)).html)
    again = await visitor.post(link, {**account(secret), "password": "passwordpassword", "code": "000000"})
    assert again.status == 422
    assert "Ana Rangi" in again.text
    assert hidden_secret(again.html) == secret
    assert "passwordpassword" not in again.html
    assert "among the first that others would try" in again.text


async def test_a_wrong_code_makes_no_account(desk: Desk) -> None:
    visitor = desk.browser()
    link = f"/invite/{desk.invitation('lead')}"
    secret = hidden_secret((await visitor.get(link)).html)
    again = await visitor.post(link, {**account(secret), "code": "000000"})
    assert again.status == 422
    assert "That code did not match" in again.text


async def test_right_details_lead_to_the_queue(desk: Desk) -> None:
    person = await desk.signed_in("facilitator")
    assert person.page is not None
    assert (person.page.status, person.page.url) == (200, "/queue")


async def test_wrong_details_get_one_answer_whatever_is_wrong(desk: Desk) -> None:
    desk.account("facilitator", "mere@example.nz")
    tries = [
        await desk.sign_in("mere@example.nz", password="not this one at all"),
        await desk.sign_in("mere@example.nz", code="000000"),
        await desk.sign_in("nobody@example.nz", code="123456"),
    ]
    answers = [(one.page.status, shown(one.page.html)) for one in tries if one.page]
    assert len(set(answers)) == 1
    assert answers[0][0] == 401


async def test_a_code_opens_once(desk: Desk) -> None:
    desk.account("facilitator", "mere@example.nz")
    code = desk.code("mere@example.nz")
    first = await desk.sign_in("mere@example.nz", code=code)
    desk.clock.move(seconds=-31)
    second = await desk.sign_in("mere@example.nz", code=code)
    assert first.page is not None
    assert second.page is not None
    assert (first.page.url, second.page.status) == ("/queue", 401)


async def test_a_recovery_code_opens_once_in_place_of_the_telephone(desk: Desk) -> None:
    person = desk.account("facilitator", "mere@example.nz")
    code = staff.new_recovery_codes(desk.book, person.id)[0]
    first = await desk.sign_in("mere@example.nz", code=code.upper().replace("-", " "))
    second = await desk.sign_in("mere@example.nz", code=code)
    assert first.page is not None
    assert second.page is not None
    assert (first.page.url, second.page.status) == ("/queue", 401)


@pytest.mark.parametrize("email", ["mere@example.nz", "nobody@example.nz"])
async def test_many_wrong_tries_must_wait_whether_or_not_there_is_an_account(desk: Desk, email: str) -> None:
    desk.account("facilitator", "mere@example.nz")
    statuses = []
    for _ in range(12):
        visitor = desk.browser()
        await visitor.get("/sign-in")
        page = await visitor.post("/sign-in", {"email": email, "password": "x", "code": "000000"})
        statuses.append(page.status)
    assert statuses[0] == 401
    assert statuses[-1] == 429


async def test_what_strangers_try_does_not_lock_out_a_browser_that_signed_in_before(desk: Desk) -> None:
    person = await desk.signed_in("facilitator", "mere@example.nz")
    await person.post("/sign-out", {})
    stranger = desk.browser()
    await stranger.get("/sign-in")
    for _ in range(12):
        page = await stranger.post(
            "/sign-in", {"email": "mere@example.nz", "password": "x", "code": "000000"}
        )
    assert page.status == 429
    await person.get("/sign-in")
    details = {"email": "mere@example.nz", "password": PASSWORD, "code": desk.code("mere@example.nz")}
    assert (await person.post("/sign-in", details)).url == "/queue"


async def test_the_session_id_changes_at_sign_in_and_is_worth_nothing_after_sign_out(desk: Desk) -> None:
    desk.account("facilitator", "mere@example.nz")
    visitor = desk.browser()
    before = "planted-by-somebody-else-0123456789"
    visitor.session.cookie_jar.update_cookies({"desk": before}, URL(desk.base))
    await visitor.get("/sign-in")
    await visitor.post(
        "/sign-in", {"email": "mere@example.nz", "password": PASSWORD, "code": desk.code("mere@example.nz")}
    )
    during = cookie(visitor)
    assert during != before
    await visitor.get("/queue")
    out = await visitor.post("/sign-out", {})
    assert out.url == "/sign-in"
    thief = desk.browser()
    page = await thief.get("/queue", headers={"Cookie": f"desk={during}"})
    assert page.url == "/sign-in"


async def test_thirty_idle_minutes_or_twelve_hours_end_a_session(desk: Desk) -> None:
    idle = await desk.signed_in("facilitator")
    desk.clock.move(minutes=29)
    assert (await idle.get("/queue")).url == "/queue"
    desk.clock.move(minutes=31)
    assert (await idle.get("/queue")).url == "/sign-in"
    busy = await desk.sign_in("facilitator@example.nz")
    for _ in range(24):
        desk.clock.move(minutes=29)
        await busy.get("/queue")
    desk.clock.move(minutes=29)
    assert (await busy.get("/queue")).url == "/sign-in"


@pytest.mark.parametrize(("secure", "name"), [(False, "desk="), (True, "__host-desk=")])
async def test_the_cookie_is_out_of_reach_of_scripts_and_others(desk: Desk, secure: bool, name: str) -> None:
    desk.account("facilitator", "mere@example.nz")
    desk.app.ctx.secure = secure
    visitor = desk.browser()
    form = await visitor.get("/sign-in")
    kept = form.headers["Set-Cookie"].split(";")[0]
    typed = {"email": "mere@example.nz", "password": PASSWORD, "code": desk.code("mere@example.nz")}
    done = await visitor.post("/sign-in", typed, headers={"Cookie": kept}, allow_redirects=False)
    sent = done.headers["Set-Cookie"].lower()
    parts = {part.strip().split("=")[0] for part in sent.split(";")}
    assert done.status == 303
    assert sent.startswith(name)
    assert {"httponly", "samesite", "path"} <= parts
    assert "samesite=strict" in sent
    assert ("secure" in parts) is secure
    assert "domain" not in parts


async def test_a_link_from_another_site_does_not_end_the_session(desk: Desk) -> None:
    person = await desk.signed_in("facilitator")
    before = cookie(person)
    as_a_browser_would = desk.browser()
    shown = await as_a_browser_would.get("/queue", allow_redirects=False)
    given = [line.split("=")[0] for line in shown.headers.getall("Set-Cookie", [])]
    assert "desk" not in given
    assert (await person.get("/queue")).url == "/queue"
    assert cookie(person) == before


async def test_someone_shut_out_is_out_at_once(desk: Desk) -> None:
    facilitator = await desk.signed_in("facilitator")
    keeper = await desk.signed_in("keeper")
    listed = await keeper.get("/people")
    found = re.search(r"/people/([0-9a-f]+)/disable", listed.html)
    assert found is not None
    await keeper.post(f"/people/{found[1]}/disable", {})
    assert (await facilitator.get("/queue")).url == "/sign-in"
    again = await desk.sign_in("facilitator@example.nz")
    assert again.page is not None
    assert again.page.status in (401, 429)


def account(secret: str) -> dict[str, str]:
    return {"name": "Ana Rangi", "email": "ana@example.nz", "password": PASSWORD, "totp_secret": secret}


def hidden_secret(page: str) -> str:
    found = re.search(r'name="totp_secret" value="([A-Z2-7]+)"', page)
    assert found is not None
    return found[1]


def shown(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def cookie(visitor: object) -> str:
    return next(one.value for one in visitor.session.cookie_jar if one.key == "desk")  # type: ignore[attr-defined]
