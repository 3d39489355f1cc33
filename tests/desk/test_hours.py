"""Hours and cover: changed at the desk, kept with its history, and what cannot be read is given back."""

import pytest

from casebook import staff, told
from desk import hours_form
from desk.hours_form import FIELDS
from tests.desk.conftest import Desk

FORM = {"monday": "9:00-12:00, 13:00–16:00", "reply_working_days": "3", "closures": "24/12/2026"}


def empty(**changes: str) -> dict[str, str]:
    return {**dict.fromkeys(FIELDS, ""), "seen": "0", **changes}


@pytest.mark.parametrize(
    "times", ["9 to 5", "25:00-26:00", "16:00-09:00", "09:00-12:00, 11:00-13:00", "closed"]
)
def test_times_that_cannot_be_are_refused(times: str) -> None:
    assert hours_form.read(empty(tuesday=times), [])[1] == {"tuesday": "span"}


@pytest.mark.parametrize("days", ["0", "-1", "61", "three", "１", "9" * 30])
def test_a_promise_is_a_number_of_working_days(days: str) -> None:
    assert hours_form.read(empty(reply_working_days=days), [])[1] == {"reply_working_days": "number"}


def test_what_stands_is_written_as_it_is_read() -> None:
    values, errors = hours_form.read(empty(**FORM), ["AUK"])
    assert errors == {}
    assert values["hours"] == {"monday": [["09:00", "12:00"], ["13:00", "16:00"]]}
    assert values["closures"] == ["2026-12-24"]
    assert hours_form.read({**empty(), **hours_form.written(values)}, ["AUK"]) == (values, {})


async def test_a_lead_changes_hours_and_everybody_sees_who_changed_what(desk: Desk) -> None:
    facilitator = await desk.signed_in("facilitator", name="Aroha On Call")
    lead = await desk.signed_in("lead", name="Hine Lead")
    assert "No hours are told" in (await lead.get("/hours")).text
    on_call = desk.ids["facilitator@example.nz"]
    page = await lead.post("/hours", {**empty(**FORM), "on_call": on_call, "holiday_regions": "WKO"})
    assert page.status == 200
    seen = await facilitator.get("/hours")
    for words in ("Monday 09:00–12:00, 13:00–16:00", "2026-12-24", "Waikato", "Hine Lead", "Aroha On Call"):
        assert words in seen.text, words
    assert "Save: people are told" not in seen.text
    with desk.book.read() as tx:
        assert told.current(tx).values["reply_working_days"] == 3


async def test_two_people_cannot_overwrite_each_other(desk: Desk) -> None:
    lead = await desk.signed_in("lead")
    keeper = await desk.signed_in("keeper")
    await lead.get("/hours")
    await keeper.get("/hours")
    assert (await lead.post("/hours", empty(**FORM))).status == 200
    late = await keeper.post("/hours", empty(service_hours_words="Mornings, mostly"))
    assert late.status == 409
    assert "Mornings, mostly" in late.text
    with desk.book.read() as tx:
        assert told.number(tx) == 1


async def test_what_cannot_be_read_comes_back_as_it_was_typed(desk: Desk) -> None:
    lead = await desk.signed_in("lead")
    await lead.get("/hours")
    page = await lead.post("/hours", empty(friday="nine to <b>noon</b>", service_reply_time="three days"))
    assert page.status == 422
    assert "nine to <b>noon</b>" in page.text
    assert "<b>noon" not in page.html
    assert "three days" in page.text


async def test_nobody_shut_out_stays_on_call(desk: Desk) -> None:
    await desk.signed_in("facilitator")
    keeper = await desk.signed_in("keeper")
    gone = desk.ids["facilitator@example.nz"]
    with desk.book.write() as tx:
        staff.disable(tx, staff.MACHINE, gone)
    await keeper.get("/hours")
    await keeper.post("/hours", {**empty(**FORM), "on_call": gone})
    with desk.book.read() as tx:
        assert told.current(tx).values["on_call"] is None
