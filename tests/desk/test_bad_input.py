"""What goes wrong in the middle of work: a clear page, nothing lost, nothing shown that should not be."""

from casebook import erasure, holding, leaving, messages
from tests.desk.conftest import Desk
from tests.desk.opening import opened
from tests.desk.test_live import sides, talk
from tests.desk.test_news import with_them

WORDS = "I rang the ward <b>for you</b>."
LONGEST = "x" * 9_999 + "ā"


def leaves(desk: Desk, conv: str) -> None:
    with desk.book.write() as tx:
        leaving.leave(tx, conv)


async def test_a_person_who_leaves_before_a_take_over_is_said_to_have_left(desk: Desk) -> None:
    conv, reader = talk(desk), await desk.signed_in("facilitator")
    await reader.get(f"/conversation/{conv}")
    leaves(desk, conv)
    for what in ("take-over", "offer"):
        page = await reader.post(f"/conversation/{conv}/{what}", {})
        assert page.status == 409
        assert "The person has left" in page.text
        await reader.get(f"/conversation/{conv}")
    page = await reader.get(f"/conversation/{conv}")
    assert "the conversation is over" in page.text
    assert "Is anyone" not in page.text


async def test_a_person_who_leaves_in_the_middle_of_a_take_over_takes_no_words_of_the_facilitator_along(
    desk: Desk,
) -> None:
    reader, conv = await with_them(desk)
    leaves(desk, conv)
    page = await reader.post(f"/conversation/{conv}/say", {"text": WORDS})
    assert page.status == 409
    assert "The person has left" in page.text
    assert WORDS in page.text
    assert "<b>for you" not in page.html
    assert sides(desk, conv) == []


async def test_an_erased_case_says_so_and_gives_back_what_was_typed(desk: Desk) -> None:
    reference = desk.case()
    holder = await opened(desk, reference)
    await holder.post(f"/case/{reference}/claim", {})
    with desk.book.write() as tx:
        erasure.erase(tx, None, reference)
    late = await holder.post(f"/case/{reference}/note", {"text": WORDS})
    assert late.status == 404
    assert WORDS in late.text
    shut = await holder.get(f"/case/{reference}")
    assert shut.status == 404
    assert "has been erased" in shut.text
    assert "did not listen" not in shut.text
    for name in ("export.json", "export.pdf", "export.fhir.json"):
        assert (await holder.get(f"/case/{reference}/{name}")).status == 404, name


async def test_a_message_of_the_longest_length_arrives_whole_and_a_longer_one_comes_back(desk: Desk) -> None:
    reader, conv = await with_them(desk)
    assert (await reader.post(f"/conversation/{conv}/say", {"text": LONGEST})).status == 200
    assert sides(desk, conv)[-1] == ("facilitator", LONGEST)
    refused = await reader.post(f"/conversation/{conv}/say", {"text": LONGEST + "!"})
    assert refused.status == 422
    assert LONGEST + "!" in refused.text
    assert len(sides(desk, conv)) == 2


async def test_a_talk_that_was_let_go_of_takes_no_more_words_from_the_old_page(desk: Desk) -> None:
    reader, conv = await with_them(desk)
    desk.clock.move(minutes=4)
    with desk.book.write() as tx:
        holding.let_go_of_absent(tx)
    page = await reader.post(f"/conversation/{conv}/say", {"text": WORDS})
    assert page.status == 403
    assert WORDS in page.text
    with desk.book.read() as tx:
        assert [row.side for row in messages.since(tx, conv)] == ["person"]
