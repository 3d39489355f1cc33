"""What is past its date, who looked it up, and marking it."""

from tests.desk.conftest import Desk, Page


def row_of(page: Page, name: str) -> str:
    """The row of the table that `name` stands in."""
    return next(row for row in page.html.split("<tr") if f"<span>{name}</span>" in row)


async def test_what_is_past_its_date_stands_first_until_somebody_looked_it_up(desk: Desk) -> None:
    lead = await desk.signed_in("lead", name="Hine Lead")
    page = await lead.get("/content")
    assert "Nothing is past its date." in page.text
    desk.clock.move(days=200)
    lead = await desk.sign_in("lead@example.nz")
    page = await lead.get("/content")
    assert "past their date." in page.text
    assert 'Looked up here">–' in row_of(page, "contact emergency_111")
    page = await lead.post("/content/checked", {"name": "contact emergency_111"})
    row = row_of(page, "contact emergency_111")
    assert "Hine Lead" in row
    assert "In date" in row


async def test_a_facilitator_sees_it_and_marks_nothing(desk: Desk) -> None:
    facilitator = await desk.signed_in("facilitator")
    page = await facilitator.get("/content")
    assert page.status == 200
    assert "I looked it up" not in page.text


async def test_what_is_not_content_cannot_be_marked(desk: Desk) -> None:
    keeper = await desk.signed_in("keeper")
    await keeper.get("/content")
    assert (await keeper.post("/content/checked", {"name": "contact made_up"})).status == 404
