"""A case is taken, noted in, read back, given back, handed on and closed."""

from casebook import cases, casework
from tests.desk.conftest import Desk
from tests.desk.opening import opened


async def test_a_case_is_read_back_and_what_the_person_put_right_is_kept_between_staff(desk: Desk) -> None:
    reference = desk.case()
    holder = await opened(desk, reference)
    assert holder.page is not None
    assert "☐ What matters most" in holder.page.text
    taken = await holder.post(f"/case/{reference}/claim", {})
    assert "Read this back to the person" in taken.text
    empty = await holder.post(f"/case/{reference}/read-back", {"corrected": " "})
    assert empty.status == 422
    put_right = "Not the ward, <b>the clinic</b> & the phone line."
    kept = await holder.post(
        f"/case/{reference}/read-back", {"right": "p_needs", "corrected": put_right.replace("\n", "\r\n")}
    )
    assert "They said this is right: What matters most." in kept.text
    assert put_right in kept.text
    assert "<b>the clinic" not in kept.html
    with desk.book.read() as tx:
        assert casework.told(tx, cases.line(tx, reference).id) == []


async def test_two_facilitators_cannot_both_take_a_case(desk: Desk) -> None:
    reference = desk.case()
    first = await opened(desk, reference, email="one@example.nz")
    second = await opened(desk, reference, email="two@example.nz")
    taken = await first.post(f"/case/{reference}/claim", {})
    late = await second.post(f"/case/{reference}/claim", {})
    assert "You hold this case." in taken.text
    assert late.status == 409
    assert "already taken" in late.text


async def test_a_note_is_kept_verbatim_and_cannot_be_empty_or_too_long(desk: Desk) -> None:
    reference = desk.case()
    holder = await opened(desk, reference)
    await holder.post(f"/case/{reference}/claim", {})
    note = "Rang at six.\n\n<b>No</b> answer & no message. 'ē'"
    kept = await holder.post(f"/case/{reference}/note", {"text": note.replace("\n", "\r\n")})
    assert f"<bdi>{note}</bdi>" in kept.text
    assert (await holder.post(f"/case/{reference}/note", {"text": " \n "})).status == 422
    longest = "x" * 9_999 + "ā"
    assert (await holder.post(f"/case/{reference}/note", {"text": longest})).status == 200
    refused = await holder.post(f"/case/{reference}/note", {"text": longest + "!"})
    assert refused.status == 422
    assert longest + "!" in refused.text


async def test_a_case_given_back_can_be_taken_by_another(desk: Desk) -> None:
    reference = desk.case()
    first = await opened(desk, reference, email="one@example.nz")
    second = await opened(desk, reference, email="two@example.nz")
    await first.post(f"/case/{reference}/claim", {})
    await first.post(f"/case/{reference}/release", {})
    assert "You hold this case." in (await second.post(f"/case/{reference}/claim", {})).text


async def test_a_lead_hands_a_case_on(desk: Desk) -> None:
    reference = desk.case()
    facilitator = await opened(desk, reference, email="one@example.nz")
    lead = await opened(desk, reference, role="lead")
    one = desk.ids["one@example.nz"]
    await lead.post(f"/case/{reference}/hand-on", {"to": one})
    assert "You hold this case." in (await facilitator.get(f"/case/{reference}")).text


async def test_a_lead_with_a_conflict_hands_a_case_on_without_reading_it(desk: Desk) -> None:
    reference = desk.case()
    await desk.signed_in("facilitator", "one@example.nz")
    lead = await desk.signed_in("lead")
    await lead.get(f"/case/{reference}")
    await lead.post(f"/case/{reference}/gate", {"conflict": "yes"})
    page = await lead.get(f"/case/{reference}/gate")
    assert "Or hand it on without reading it" in page.text
    assert "They did not listen" not in page.text
    page = await lead.post(f"/case/{reference}/hand-on", {"to": desk.ids["one@example.nz"]})
    assert page.url == "/queue"
    with desk.book.read() as tx:
        assert cases.line(tx, reference).holder == desk.ids["one@example.nz"]


async def test_a_case_cannot_be_handed_to_nobody_or_to_a_keeper(desk: Desk) -> None:
    reference = desk.case()
    await desk.signed_in("keeper")
    lead = await opened(desk, reference, role="lead")
    for to in ("", "0" * 32, desk.ids["keeper@example.nz"]):
        await lead.get(f"/case/{reference}")
        assert (await lead.post(f"/case/{reference}/hand-on", {"to": to})).status in (403, 422)
    assert "Nobody holds this case yet." in (await lead.get(f"/case/{reference}")).text


async def test_a_closed_case_can_be_read_and_not_changed(desk: Desk) -> None:
    reference = desk.case()
    holder = await opened(desk, reference)
    await holder.post(f"/case/{reference}/claim", {})
    assert (await holder.post(f"/case/{reference}/close", {"told": "done", "reason": ""})).status == 422
    why = "They went another way."
    assert (await holder.post(f"/case/{reference}/close", {"reason": why})).status == 422
    closed = await holder.post(f"/case/{reference}/close", {"told": "other_way", "reason": why})
    assert "They went another way." in closed.text
    assert "What you can do" not in closed.text
    await holder.get("/queue")
    late = await holder.post(f"/case/{reference}/note", {"text": "Too late, and not lost."})
    assert late.status == 409
    assert "Too late, and not lost." in late.text
