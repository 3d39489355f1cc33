import pytest

from tests.desk.conftest import Desk

PATHS = ["/sign-in", "/queue", "/no-such-page", "/case/NOPE", "/healthz", "/invite/x"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_forbids_what_it_does_not_need(desk: Desk, path: str) -> None:
    page = await desk.browser().get(path)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


async def test_no_page_needs_a_script_or_a_style_of_its_own(desk: Desk) -> None:
    keeper = await desk.signed_in("keeper")
    for path in ("/queue", "/people", "/audit"):
        page = (await keeper.get(path)).html
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script src="/assets/')
        assert " on" + "click=" not in page


async def test_health_says_alive_and_ready(desk: Desk) -> None:
    alive = await desk.browser().get("/healthz")
    ready = await desk.browser().get("/readyz")
    assert (alive.status, ready.status) == (200, 200)
    assert '"test":true' in ready.html
