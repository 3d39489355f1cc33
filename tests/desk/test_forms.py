from tests.desk.conftest import Desk


async def test_a_form_without_its_token_changes_nothing(desk: Desk) -> None:
    facilitator = await desk.signed_in("facilitator")
    await facilitator.get("/queue")
    page = await facilitator.post("/sign-out", {"form_token": ""})
    assert page.status == 403
    assert "too old to trust" in page.text
    assert (await facilitator.get("/queue")).url == "/queue"


async def test_the_token_of_another_session_is_refused(desk: Desk) -> None:
    mine = await desk.signed_in("facilitator", "one@example.nz")
    theirs = await desk.signed_in("facilitator", "two@example.nz")
    await theirs.get("/queue")
    await mine.get("/queue")
    assert (await mine.post("/sign-out", {"form_token": theirs.token})).status == 403


async def test_a_form_from_another_site_is_refused(desk: Desk) -> None:
    facilitator = await desk.signed_in("facilitator")
    await facilitator.get("/queue")
    for origin in ("https://evil.example", "null", desk.base.replace("http", "ftp")):
        assert (await facilitator.post("/sign-out", {}, headers={"Origin": origin})).status == 403
        await facilitator.get("/queue")


async def test_signing_in_needs_a_form_of_ours_too(desk: Desk) -> None:
    stranger = desk.browser()
    page = await stranger.post("/sign-in", {"email": "a@b.nz", "password": "x", "code": "1"})
    assert page.status == 403


async def test_what_was_typed_into_a_stale_form_is_given_back(desk: Desk) -> None:
    facilitator = await desk.signed_in("facilitator")
    await facilitator.get("/queue")
    desk.clock.move(hours=2)
    page = await facilitator.post("/case/AAAA/note", {"text": "Rang her, no <b>answer</b>."})
    assert page.status == 401
    assert "Rang her, no <b>answer</b>." in page.text
    assert "<b>answer" not in page.html


async def test_a_body_that_is_too_large_is_refused_with_a_page(desk: Desk) -> None:
    facilitator = await desk.signed_in("facilitator")
    await facilitator.get("/queue")
    page = await facilitator.post("/case/AAAA/note", {"text": "x" * 400_000})
    assert page.status == 413
