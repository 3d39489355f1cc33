from casebook import conversations, holding, messages, tokens
from intake import content
from tests.desk.conftest import Desk


def talk(desk: Desk, words_open: bool = True) -> str:
    with desk.book.write() as tx:
        conv = conversations.create(tx, tokens.fingerprint(tokens.new_token()))
        messages.add_person_message(tx, conv, "1", "Is anyone <i>there</i>?")
        if words_open:
            holding.open_words(tx, conv)
            holding.set_holder(tx, conv, "queue", None, conversations.get(tx, conv).fence)
    return conv


def sides(desk: Desk, conv: str) -> list[tuple[str, str]]:
    with desk.book.read() as tx:
        return [(row.side, row.text) for row in messages.since(tx, conv)]


async def test_take_over_write_and_hand_back(desk: Desk) -> None:
    conv = talk(desk)
    reader = await desk.signed_in("facilitator")
    assert conv in (await reader.get("/talking")).html
    page = await reader.get(f"/conversation/{conv}")
    assert "Is anyone <i>there</i>?" in page.text
    assert "<i>there" not in page.html
    taken = await reader.post(f"/conversation/{conv}/take-over", {})
    assert "The guide is silent." in taken.text
    with desk.book.read() as tx:
        assert not holding.guide_may_write(tx, conv)
    await reader.post(f"/conversation/{conv}/say", {"text": "Kia ora, I am Mere."})
    assert sides(desk, conv)[-1] == ("facilitator", "Kia ora, I am Mere.")
    await reader.post(f"/conversation/{conv}/give-back", {"to": "guide"})
    with desk.book.read() as tx:
        assert conversations.get(tx, conv).holder == "guide"


async def test_only_one_facilitator_is_with_a_person(desk: Desk) -> None:
    conv = talk(desk)
    first = await desk.signed_in("facilitator", "one@example.nz")
    second = await desk.signed_in("facilitator", "two@example.nz")
    await first.get(f"/conversation/{conv}")
    await second.get(f"/conversation/{conv}")
    await first.post(f"/conversation/{conv}/take-over", {})
    late = await second.post(f"/conversation/{conv}/take-over", {})
    assert late.status == 409
    await second.get(f"/conversation/{conv}")
    not_theirs = await second.post(f"/conversation/{conv}/say", {"text": "not me"})
    assert not_theirs.status == 403
    assert "not me" in not_theirs.text
    assert len(sides(desk, conv)) == 1


async def test_words_stay_shut_until_the_person_agrees(desk: Desk) -> None:
    conv = talk(desk, words_open=False)
    reader = await desk.signed_in("facilitator")
    page = await reader.get(f"/conversation/{conv}")
    assert page.status == 200
    assert "there" not in page.text.split("<main", 1)[1].replace("there is", "")
    assert (await reader.get(f"/conversation/{conv}/rows?since=0")).status == 403
    await reader.get(f"/conversation/{conv}")
    await reader.post(f"/conversation/{conv}/offer", {})
    with desk.book.read() as tx:
        offered = messages.since(tx, conv)[-1]
    assert offered.side == "service"
    assert offered.quick_replies


async def test_a_lead_opens_words_in_danger_with_a_reason_only(desk: Desk) -> None:
    conv = talk(desk, words_open=False)
    lead = await desk.signed_in("lead")
    await lead.get(f"/conversation/{conv}")
    without = await lead.post(f"/conversation/{conv}/break-glass", {"reason": " "})
    assert without.status == 422
    assert "Is anyone" not in without.text
    opened = await lead.post(f"/conversation/{conv}/break-glass", {"reason": "She wrote of a knife."})
    assert "Is anyone <i>there</i>?" in opened.text
    audit = await lead.get("/audit")
    assert "She wrote of a knife." in audit.text


async def test_new_rows_come_as_a_piece_of_the_page(desk: Desk) -> None:
    conv = talk(desk)
    reader = await desk.signed_in("facilitator")
    piece = await reader.get(f"/conversation/{conv}/rows?since=0")
    assert piece.html.count("<li") == 1
    assert (await reader.get(f"/conversation/{conv}/rows?since=1")).status == 204


async def test_a_page_that_asks_by_itself_keeps_no_session_alive(
    desk: Desk,
) -> None:
    conv = talk(desk)
    reader = await desk.signed_in("facilitator")
    for _ in range(3):
        desk.clock.move(minutes=11)
        last = await reader.get(f"/conversation/{conv}/rows?since=1")
    assert last.status == 401
    assert "<li " not in last.html


async def test_a_concern_during_a_live_talk_comes_with_the_words_that_raised_it(desk: Desk) -> None:
    conv = talk(desk)
    reader = await desk.signed_in("facilitator")
    await reader.get(f"/conversation/{conv}")
    await reader.post(f"/conversation/{conv}/take-over", {})
    with desk.book.write() as tx:
        found = {"level": "crisis", "category": "violence_abuse", "evidence": []}
        seq = messages.add_person_message(tx, conv, "2", "He is at the door.", screening=found).seq
    piece = await reader.get(f"/conversation/{conv}/rows?since={seq - 1}")
    assert "Crisis</strong> Violence or abuse" in piece.text


async def test_a_sentence_that_is_ready_goes_as_it_is_written(desk: Desk) -> None:
    conv = talk(desk)
    reader = await desk.signed_in("facilitator")
    await reader.get(f"/conversation/{conv}")
    page = await reader.post(f"/conversation/{conv}/take-over", {})
    ready = content.canned()[2]
    assert f'name="text" value="{ready}"' in page.text
    await reader.post(f"/conversation/{conv}/say", {"text": ready})
    assert sides(desk, conv)[-1] == ("facilitator", ready)


async def test_when_the_page_is_closed_the_talk_is_let_go_of_and_not_while_it_is_open(
    desk: Desk,
) -> None:
    conv = talk(desk)
    reader = await desk.signed_in("facilitator")
    await reader.get(f"/conversation/{conv}")
    await reader.post(f"/conversation/{conv}/take-over", {})
    for _ in range(3):
        desk.clock.move(minutes=2)
        await reader.get(f"/conversation/{conv}/rows?since=1")
        with desk.book.write() as tx:
            assert holding.let_go_of_absent(tx) == 0
    desk.clock.move(minutes=4)
    with desk.book.write() as tx:
        assert holding.let_go_of_absent(tx) == 1
        assert conversations.get(tx, conv).holder == "queue"
