"""The queue, narrowed and searched, and the follow-ups under their day."""

import re
from datetime import date

from sqlalchemy import update

from casebook import cases, check_backs
from casebook.tables import cases as table
from tests.desk.conftest import Desk
from tests.desk.opening import opened


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
