import json
import re
from datetime import date

import pytest
from sqlalchemy import update

from casebook import cases, casework, check_backs
from casebook.tables import cases as table
from tests.desk.conftest import AT, Browser, Desk

NAUGHTY = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "{{ 7*7 }} {slot} /restart",
    "\u202etfel ot thgir\u2069 and on",
    "Kei te pēhea? whānau \u0041\u0304 e\u0301 👩‍👩‍👧",
    "line one\nline two\r\nline three\rline four\ttab  two spaces ",
    "\n starts with a new line & ends with an entity &amp;",
    "a" + "\u0301" * 500,
    "\u2028\u2029\ufeff",
]


async def opened(desk: Desk, reference: str, role: str = "facilitator", email: str | None = None) -> Browser:
    """Somebody who has said that they have no conflict and is on the case page."""
    reader = await desk.signed_in(role, email)
    await reader.get(f"/case/{reference}")
    await reader.post(f"/case/{reference}/gate", {"conflict": "no"})
    return reader


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


async def test_no_conflict_opens_the_case_with_contact_before_the_story(desk: Desk) -> None:
    reader = await opened(desk, desk.case())
    assert reader.page is not None
    text = reader.page.text
    assert reader.page.status == 200
    assert text.index("021 555 0199") < text.index("They did not listen to me.")
    assert text.index("Read first") < text.index("Introduction")
    assert "my brother" in text
    assert "Keep this until I say." in text


async def test_without_consent_to_contact_the_page_says_so(desk: Desk) -> None:
    reader = await opened(desk, desk.case(contact={"ok": "no"}))
    assert reader.page is not None
    assert "Do not make contact." in reader.page.text


async def test_a_hurried_exit_and_concerns_stand_on_top(desk: Desk) -> None:
    concerns = [
        {
            "level": "crisis",
            "category": "violence_abuse",
            "at": "2026-11-21T09:00:00+00:00",
            "note": "he is home",
        }
    ]
    reader = await opened(desk, desk.case(concerns=concerns))
    assert reader.page is not None
    text = reader.page.text
    assert text.index("Violence or abuse") < text.index("Introduction")
    assert "he is home" in text


async def test_what_they_said_about_a_concern_a_reason_and_leaving_stands_beside_it(desk: Desk) -> None:
    noted = {
        "exit_used": True,
        "exit_note": "My battery died, nobody was there.",
        "readiness": {"view": "ready", "reasons": ["pressure"], "notes": {"pressure": "Only my aunt."}},
        "concerns": [{"level": "check", "category": "unsure", "at": AT, "note": "A figure of speech."}],
    }
    reader = await opened(desk, desk.case(**noted))
    assert reader.page is not None
    text = reader.page.text
    first = text.index("Introduction")
    assert text.index("My battery died") < first
    assert text.index("A figure of speech.") < first
    assert "Only my aunt." in text


async def test_who_may_act_for_them_stands_in_the_introduction(desk: Desk) -> None:
    said = {"p_role": "whanau", "p_authority": "no", "p_whanau_agree": "differ"}
    reader = await opened(desk, desk.case(sections=said))
    assert reader.page is not None
    text = reader.page.text
    introduction = text[text.index("Introduction") : text.index("Situation")]
    assert "Whether they may act for them" in introduction
    assert "Whether the whānau agree" in introduction


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


@pytest.mark.parametrize("words", NAUGHTY)
async def test_own_words_are_shown_byte_for_byte_and_never_as_markup(desk: Desk, words: str) -> None:
    reader = await opened(desk, desk.case(own_words={"p_words": words}))
    assert reader.page is not None
    assert f"<bdi>{words}</bdi>" in reader.page.text
    assert "<script>alert" not in reader.page.html


async def test_a_name_of_markup_stays_a_name(desk: Desk) -> None:
    reference = desk.case(
        sections={"p_name": "<img src=x onerror=alert(1)>", "p_service": "=cmd|' /C calc'!A0"}
    )
    reader = await desk.signed_in("facilitator")
    page = await reader.get(f"/case/{reference}")
    assert "<img" not in page.html
    assert "<img src=x onerror=alert(1)>" in page.text


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


async def test_a_case_in_other_hands_shows_not_even_the_name(desk: Desk) -> None:
    reference = desk.case()
    holder = await opened(desk, reference, email="one@example.nz")
    await holder.post(f"/case/{reference}/claim", {})
    other = await desk.signed_in("facilitator", "two@example.nz")
    for path in ("", "/gate", "/export.json"):
        page = await other.get(f"/case/{reference}{path}")
        assert page.status == 403
        assert "Ana" not in page.text


async def test_a_case_cannot_be_handed_to_nobody_or_to_a_keeper(desk: Desk) -> None:
    reference = desk.case()
    await desk.signed_in("keeper")
    lead = await opened(desk, reference, role="lead")
    for to in ("", "0" * 32, desk.ids["keeper@example.nz"]):
        await lead.get(f"/case/{reference}")
        assert (await lead.post(f"/case/{reference}/hand-on", {"to": to})).status in (403, 422)
    assert "Nobody holds this case yet." in (await lead.get(f"/case/{reference}")).text


async def test_follow_ups_stand_under_their_day_until_they_are_done(desk: Desk) -> None:
    reference = desk.case()
    with desk.book.write() as tx:
        check_backs.agree(tx, cases.line(tx, reference).id, date(2026, 12, 5))
    reader = await desk.signed_in("facilitator")
    page = await reader.get("/follow-ups")
    assert "5 Dec 2026" in page.text
    assert reference in page.text
    form = re.search(r"/follow-ups/[0-9a-f]+/done", page.html)
    assert form is not None
    assert reference not in (await reader.post(form[0], {})).text


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


async def test_the_export_is_the_summary_itself(desk: Desk) -> None:
    words = "Kia ora\u2028<b>\n=1+1"
    reference = desk.case(own_words={"p_words": words})
    reader = await opened(desk, reference)
    page = await reader.get(f"/case/{reference}/export.json")
    found = json.loads(page.html)
    assert found["reference"] == reference
    assert found["own_words"]["p_words"] == words
    assert page.headers["Content-Disposition"] == f'attachment; filename="case-{reference}.json"'


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


async def test_the_queue_shows_lines_and_no_words(desk: Desk) -> None:
    reference = desk.case()
    reader = await desk.signed_in("facilitator")
    page = await reader.get("/queue")
    assert reference in page.text
    assert "Waikato" in page.text
    assert "Ana" not in page.text
    assert "They did not listen" not in page.text


async def test_cases_past_the_promised_time_stand_under_overdue(desk: Desk) -> None:
    reference = desk.case()
    reader = await desk.signed_in("facilitator")
    assert reference not in (await reader.get("/queue?view=overdue")).text
    desk.clock.move(days=3)
    reader = await desk.sign_in("facilitator@example.nz")
    assert reference in (await reader.get("/queue?view=overdue")).text


async def test_my_cases_are_those_that_i_hold(desk: Desk) -> None:
    reference, other = desk.case(), desk.case()
    holder = await opened(desk, reference)
    await holder.post(f"/case/{reference}/claim", {})
    mine = await holder.get("/queue?view=mine")
    assert reference in mine.text
    assert other not in mine.text


async def test_the_queue_is_narrowed_by_its_columns_and_says_where_there_is_a_conflict(
    desk: Desk,
) -> None:
    here = desk.case()
    with desk.book.write() as tx:
        tx.execute(update(table).values(region="waikato", language="samoan"))
    there = desk.case()
    reader = await desk.signed_in("facilitator")
    both = await reader.get("/queue")
    assert here in both.text
    assert there in both.text
    narrowed = await reader.get("/queue?region=waikato&language=samoan&kaupapa=%27%3B--")
    assert here in narrowed.text
    assert there not in narrowed.text
    await reader.get(f"/case/{here}")
    await reader.post(f"/case/{here}/gate", {"conflict": "yes"})
    assert (await reader.get("/queue")).text.count("You have a conflict</strong>") == 1


async def test_a_case_is_found_by_name_or_number_and_what_was_looked_for_is_not_kept(
    desk: Desk,
) -> None:
    reference = desk.case()
    reader = await desk.signed_in("facilitator")
    await reader.get("/queue")
    for wanted in ("ana", "+64 21 555-0199"):
        assert reference in (await reader.post("/queue/find", {"wanted": wanted})).text, wanted
        await reader.get("/queue")
    assert reference not in (await reader.post("/queue/find", {"wanted": "An"})).text
    keeper = await desk.signed_in("keeper")
    assert "+64 21" not in (await keeper.get("/audit")).text
