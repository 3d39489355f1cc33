"""Nobody reads a case before the gate, nor with a conflict, nor in other hands; the audit names who did."""

from tests.desk.conftest import Desk
from tests.desk.opening import opened


async def test_the_gate_comes_first_and_shows_no_words(desk: Desk) -> None:
    reference = desk.case()
    reader = await desk.signed_in("facilitator")
    page = await reader.get(f"/case/{reference}")
    assert page.url == f"/case/{reference}/gate"
    assert "Ana" in page.text
    assert "Te Awa ward" in page.text
    assert "They did not listen" not in page.text
    assert "021 555 0199" not in page.text


async def test_an_unanswered_gate_asks_again(desk: Desk) -> None:
    reference = desk.case()
    reader = await desk.signed_in("facilitator")
    await reader.get(f"/case/{reference}")
    page = await reader.post(f"/case/{reference}/gate", {})
    assert page.status == 422
    assert "Say whether you have a conflict" in page.text


async def test_a_conflict_keeps_the_case_shut_on_every_path(desk: Desk) -> None:
    reference = desk.case()
    reader = await desk.signed_in("facilitator")
    await reader.get(f"/case/{reference}")
    await reader.post(f"/case/{reference}/gate", {"conflict": "yes"})
    for path in (f"/case/{reference}", f"/case/{reference}/export.json"):
        page = await reader.get(path)
        assert page.status == 403
        assert "They did not listen" not in page.text
    await reader.get("/queue")
    assert (await reader.post(f"/case/{reference}/claim", {})).status == 403


async def test_a_case_in_other_hands_shows_not_even_the_name(desk: Desk) -> None:
    reference = desk.case()
    holder = await opened(desk, reference, email="one@example.nz")
    await holder.post(f"/case/{reference}/claim", {})
    other = await desk.signed_in("facilitator", "two@example.nz")
    for path in ("", "/gate", "/export.json"):
        page = await other.get(f"/case/{reference}{path}")
        assert page.status == 403
        assert "Ana" not in page.text


async def test_forged_references_and_erased_cases_show_nothing(desk: Desk) -> None:
    reader = await desk.signed_in("facilitator")
    for path in (
        "/case/AAAA-AAAA",
        "/case/%00",
        "/case/..%2f..%2fetc",
        "/case/" + "9" * 3000,
        "/conversation/zzz",
    ):
        page = await reader.get(path)
        assert page.status in (400, 404), path
        assert "Traceback" not in page.text


async def test_the_audit_names_who_opened_and_exported(desk: Desk) -> None:
    reference = desk.case()
    reader = await opened(desk, reference)
    await reader.get(f"/case/{reference}/export.json")
    keeper = await desk.signed_in("keeper", name="Hine Keeper")
    page = await keeper.get("/audit")
    assert "export" in page.text
    assert "Mere Tamihana" in page.text
    whole = await keeper.post("/audit/verify", {})
    assert "are as they were written" in whole.text
