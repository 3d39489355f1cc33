"""What was agreed, what came of it, why it was closed: written at the desk, found by the person."""

import re

from casebook import cases, casework
from casebook.actions import of_case
from desk.case import CLOSING
from intake import content
from tests.desk.conftest import Browser, Desk
from tests.desk.opening import opened


async def holding(desk: Desk, reference: str) -> Browser:
    holder = await opened(desk, reference)
    await holder.post(f"/case/{reference}/claim", {})
    return holder


def found_by_the_person(desk: Desk, reference: str) -> list[tuple[str, str]]:
    with desk.book.read() as tx:
        return [(line.kind, line.text) for line in casework.told(tx, cases.line(tx, reference).id)]


async def test_an_action_and_what_came_of_it_are_found_by_the_person(desk: Desk) -> None:
    reference = desk.case()
    holder = await holding(desk, reference)
    agreed = "The ward writes to <b>Ana</b> by Friday.\n& rings"
    page = await holder.post(f"/case/{reference}/agree", {"agreed": agreed})
    assert f"<bdi>{agreed}</bdi>" in page.text
    assert "Not told yet" in page.text
    action = re.search(r'name="action" value="([0-9a-f]{32})"', page.html)
    assert action is not None
    empty = await holder.post(f"/case/{reference}/outcome", {"action": action[1], "outcome": " "})
    assert empty.status == 422
    page = await holder.post(f"/case/{reference}/outcome", {"action": action[1], "outcome": "It came."})
    assert "Not told yet" not in page.text
    assert found_by_the_person(desk, reference) == [("action", agreed), ("outcome", "It came.")]


async def test_a_later_word_on_an_action_takes_the_place_of_an_earlier(desk: Desk) -> None:
    reference = desk.case()
    holder = await holding(desk, reference)
    page = await holder.post(f"/case/{reference}/agree", {"agreed": "A letter."})
    action = re.findall(r'name="action" value="([0-9a-f]{32})"', page.html)[0]
    for words in ("It is late.", "It came."):
        desk.clock.move(seconds=5)
        await holder.post(f"/case/{reference}/outcome", {"action": action, "outcome": words})
    with desk.book.read() as tx:
        (one,) = of_case(tx, cases.line(tx, reference).id)
    assert one.outcome is not None
    assert one.outcome.text == "It came."


async def test_only_who_holds_the_case_and_only_its_own_actions(desk: Desk) -> None:
    reference, other = desk.case(), desk.case()
    holder = await holding(desk, reference)
    stranger = await opened(desk, other, email="two@example.nz")
    await stranger.get(f"/case/{other}")
    assert (await stranger.post(f"/case/{reference}/agree", {"agreed": "Mine."})).status == 403
    await holder.get(f"/case/{reference}")
    forged = await holder.post(f"/case/{reference}/outcome", {"action": "0" * 32, "outcome": "kept words"})
    assert forged.status == 403
    assert "kept words" in forged.text
    assert found_by_the_person(desk, reference) == []


async def test_the_person_finds_why_it_was_closed_and_not_the_note(desk: Desk) -> None:
    reference = desk.case()
    holder = await holding(desk, reference)
    await holder.post(f"/case/{reference}/agree", {"agreed": "A letter."})
    page = await holder.get(f"/case/{reference}")
    assert "has no outcome yet" in page.text
    form = {"told": "stopped", "reason": "Only for us."}
    closed = await holder.post(f"/case/{reference}/close", form)
    assert "Only for us." in closed.text
    assert found_by_the_person(desk, reference)[-1] == ("closed", "You asked to stop.")
    await holder.get("/queue")
    assert (await holder.post(f"/case/{reference}/agree", {"agreed": "Late."})).status == 409


def test_every_word_that_the_person_finds_is_there_to_be_said() -> None:
    names = [f"utter_service_case_closed_{one}" for one in CLOSING]
    names += [f"utter_service_case_line_{kind}" for kind in ("action", "outcome", "closed")]
    assert [name for name in names if name not in content.responses()] == []
