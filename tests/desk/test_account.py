"""One's own account: a new password and new recovery codes, each behind the old proof."""

import re

from tests.desk.conftest import PASSWORD, Desk

NEW = "harakeke pīwakawaka tōtara rimu"
ME = "facilitator@example.nz"


async def test_a_new_password_takes_the_place_of_the_old_and_signs_out_everywhere_else(desk: Desk) -> None:
    me = await desk.signed_in("facilitator")
    elsewhere = await desk.sign_in(ME)
    await me.get("/account")
    done = await me.post("/account/password", {"new": NEW, "password": PASSWORD, "code": desk.code(ME)})
    assert "Your password is changed" in done.text
    assert (await me.get("/queue")).url == "/queue"
    assert (await elsewhere.get("/queue")).url == "/sign-in"
    desk.clock.move(seconds=31)
    assert (await desk.sign_in(ME)).page.status == 401  # type: ignore[union-attr]
    assert (await desk.sign_in(ME, NEW)).page.url == "/queue"  # type: ignore[union-attr]


async def test_nothing_changes_without_the_old_password_and_a_fresh_code(desk: Desk) -> None:
    me = await desk.signed_in("facilitator")
    used = desk.code(ME)
    await desk.sign_in(ME, code=used)
    for password, code, new, status in (
        ("wrong password here", desk.code(ME), NEW, 401),
        (PASSWORD, "000000", NEW, 401),
        (PASSWORD, used, NEW, 401),
        (PASSWORD, desk.code(ME), "short", 422),
        (PASSWORD, desk.code(ME), "passwordpassword", 422),
    ):
        await me.get("/account")
        page = await me.post("/account/password", {"new": new, "password": password, "code": code})
        assert page.status == status
        assert NEW not in page.html
    await me.get("/account")
    page = await me.post("/account/codes", {"password": "wrong password here", "code": desk.code(ME)})
    assert page.status == 401
    assert (await desk.sign_in(ME)).page.url == "/queue"  # type: ignore[union-attr]


async def test_new_recovery_codes_work_once_and_end_the_old(desk: Desk) -> None:
    me = await desk.signed_in("facilitator")
    lists = []
    for _ in range(2):
        await me.get("/account")
        page = await me.post("/account/codes", {"password": PASSWORD, "code": desk.code(ME)})
        lists.append(re.findall(r"<li><code>([^<]+)</code></li>", page.html))
        desk.clock.move(seconds=31)
    old, new = lists
    assert len(set(old) | set(new)) == 20
    assert (await desk.sign_in(ME, code=old[0])).page.status == 401  # type: ignore[union-attr]
    assert (await desk.sign_in(ME, code=new[0])).page.url == "/queue"  # type: ignore[union-attr]
    assert (await desk.sign_in(ME, code=new[0])).page.status == 401  # type: ignore[union-attr]
