"""Effects: carried out with the turn, once, and said in the service's words."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest

from casebook import Casebook, cases, casework, check_backs, consents, conversations, effects, holding
from casebook.erasure import Proof
from casebook.errors import UnknownCase
from casebook.rights import Staff
from frontdoor.arrivals import Arrivals
from frontdoor.doing import Doing
from frontdoor.effects import KINDS, EffectUnknown, carry_out
from intake import effects as promised
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import Turn, reply
from tests.frontdoor.test_turns import conversation_of

ANA = Staff("f1", "facilitator", "Ana", "ana@example.org")
KEEPER = Staff("k1", "keeper", "Rangi", "rangi@example.org")
CONTACT = {"ok": True, "channels": ["text"], "value": "021 000 111"}
SUMMARY = {
    "version": 1,
    "kind": "person",
    "role": "harmed",
    "sections": {"p_region": "canterbury", "p_culture": ["kaumatua"], "p_language": "English"},
    "own_words": {"p_words": "what happened to me"},
    "consents": [
        {"id": "contact", "given": True, "words": "yes"},
        {"id": "keep", "given": True, "words": "yes"},
    ],
    "contact": CONTACT,
}
SEND = {"kind": "submit_intake", "data": {"summary": SUMMARY}}


def does(*wanted: dict[str, Any]) -> Any:
    """A guide that answers every message with these effects."""

    def answer(turn: Turn) -> dict[str, Any]:
        slots = {"count": turn["state"].get("slots", {}).get("count", 0) + 1}
        return reply("all right", effects=list(wanted), slots=slots)

    return answer


async def doing(door: Door, tab: Browser, kind: str, data: dict[str, Any] | None = None) -> None:
    door.rasa.answer = does({"kind": kind, "data": data or {}})
    await tab.said_and_done(f"please {kind}")


async def sent(door: Door) -> tuple[Browser, str]:
    """A tab whose intake was sent, and the case's id."""
    tab = await door.browser()
    await doing(door, tab, "submit_intake", SEND["data"])
    with door.book.read() as tx:
        case_id = conversations.get(tx, conversation_of(door.book, tab)).case_id
    assert case_id is not None
    return tab, case_id


def receipts(tab: Browser) -> list[dict[str, Any]]:
    return [one for one in tab.bot if one.get("custom", {}).get("type") == "receipt"]


def listed(book: Casebook) -> list[cases.CaseLine]:
    with book.read() as tx:
        return cases.listed(tx, KEEPER)


def test_there_is_a_function_for_every_promised_kind_and_for_no_other() -> None:
    assert set(KINDS) == set(promised.KINDS)


async def test_sent_intake_is_a_case_with_one_receipt(door: Door) -> None:
    tab, case_id = await sent(door)
    [receipt] = receipts(tab)
    reference, code = receipt["custom"]["reference"], receipt["custom"]["code"]
    assert receipt["from"] == "service"
    assert reference in receipt["text"]
    assert code in receipt["text"]
    assert [len(four) for four in code.split(" ")] == [4, 4, 4, 4]
    [line] = listed(door.book)
    assert (line.reference, line.region, line.kaupapa) == (reference, "canterbury", "kaumatua")
    with door.book.read() as tx:
        assert cases.summary_for_person(tx, case_id)["own_words"] == SUMMARY["own_words"]
    await tab.said_and_done("send it again")
    assert len(receipts(tab)) == 1
    assert reference in tab.texts[-1]
    assert len(listed(door.book)) == 1


async def test_intake_sent_from_two_tabs_at_once_is_one_case(door: Door) -> None:
    one = await door.browser()
    two = await door.browser(one.session)
    door.rasa.answer = does(SEND)
    answers = await asyncio.gather(*(tab.say("send") for tab in (one, two, one, two)))
    await one.done(max(answer["seq"] for answer in answers))
    assert len(receipts(one)) == 1
    assert len(listed(door.book)) == 1


async def test_receipt_comes_though_a_facilitator_took_over_in_between(door: Door) -> None:
    tab = await door.browser()
    conv = conversation_of(door.book, tab)
    door.rasa.answer = does(SEND)
    door.rasa.hold.clear()
    answer = await tab.say("send")
    await tab.until(lambda: door.rasa.asked)

    def take_over() -> None:
        with door.book.write() as tx:
            holding.open_words(tx, conv)
            holding.take_over(tx, ANA, conv)

    await asyncio.to_thread(take_over)
    door.rasa.hold.set()
    await tab.done(answer["seq"])
    assert len(receipts(tab)) == 1
    assert "all right" not in tab.texts


async def test_kept_draft_has_a_code_and_no_reference(door: Door) -> None:
    tab = await door.browser()
    await doing(door, tab, "keep_progress")
    [receipt] = receipts(tab)
    assert receipt["custom"]["reference"] is None
    assert receipt["custom"]["code"] in receipt["text"]
    assert "30 days" in receipt["text"]
    assert listed(door.book) == []


async def test_consent_contact_check_back_and_withdrawal_reach_the_case(door: Door) -> None:
    tab, case_id = await sent(door)
    await doing(door, tab, "change_contact", {"contact": CONTACT | {"value": "me@example.org"}})
    with door.book.read() as tx:
        assert cases.summary_for_person(tx, case_id)["contact"]["value"] == "me@example.org"
    await doing(door, tab, "set_check_back", {"on": "2027-01-15"})
    assert "15 January" in tab.texts[-1]
    await doing(door, tab, "change_consent", {"id": "contact", "given": False, "words": "no"})
    await doing(door, tab, "change_consent", {"id": "learning", "given": True, "words": "yes"})
    await doing(door, tab, "set_check_back", {"on": "2027-02-15"})
    assert tab.texts[-1] == door.say("check_back_nobody")
    with door.book.read() as tx:
        summary = cases.summary_for_person(tx, case_id)
        assert (summary["contact"]["ok"], summary["contact"]["value"]) == (False, None)
        assert {one["id"]: one["given"] for one in summary["consents"]}["learning"]
        assert [str(one.due) for one in check_backs.of_case(tx, case_id)] == ["2027-01-15"]
        given = {name: one.given for name, one in consents.current(tx, case_id).items()}
    assert given == {"contact": False, "keep": True, "learning": True}
    await doing(door, tab, "withdraw")
    with door.book.read() as tx:
        assert not any(one.given for one in consents.current(tx, case_id).values())
        assert not any(one["given"] for one in cases.summary_for_person(tx, case_id)["consents"])
        assert cases.status(tx, case_id).stage == "closed"


async def test_question_of_a_facilitator_is_told_to_the_guide_and_answered(door: Door) -> None:
    tab, case_id = await sent(door)

    def ask() -> None:
        with door.book.write() as tx:
            reference = cases.status(tx, case_id).reference
            cases.answer_gate(tx, ANA, reference, conflict=False)
            casework.claim(tx, ANA, reference)
            casework.ask(tx, ANA, reference, "Which days are good?")

    await asyncio.to_thread(ask)
    door.rasa.answer = does()
    await tab.said_and_done("anything new?")
    told = door.rasa.asked[-1]["context"]
    assert told["case"]["stage"] == "waiting"
    [question] = told["questions"]
    assert question["text"] == "Which days are good?"
    await doing(door, tab, "answer_question", {"question": question["id"], "text": "Mondays"})
    with door.book.read() as tx:
        assert casework.questions(tx, case_id) == []


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("withdraw", {}),
        ("change_consent", {"id": "contact", "given": False, "words": ""}),
        ("change_contact", {"contact": CONTACT}),
        ("answer_question", {"question": "1", "text": "a"}),
        ("set_check_back", {"on": "2027-01-15"}),
        ("erase", {"what": "draft"}),
    ],
)
async def test_nothing_sent_means_nothing_is_changed_and_that_is_said(
    door: Door, kind: str, data: dict[str, Any]
) -> None:
    tab = await door.browser()
    await doing(door, tab, kind, data)
    assert tab.texts[-1] == door.say("nothing_to_change")


async def test_erasing_all_leaves_nothing_and_begins_anew_in_every_tab(door: Door) -> None:
    tab, case_id = await sent(door)
    other = await door.browser(tab.session)
    conv = conversation_of(door.book, tab)
    door.rasa.answer = does({"kind": "erase", "data": {"what": "all"}})
    await tab.say("delete everything")
    await tab.until(lambda: door.say("erased") in tab.texts)
    await other.until(lambda: door.say("erased") in other.texts)
    assert tab.of("session_confirm")[-1] not in (tab.session, other.of("session_confirm")[-1])
    assert listed(door.book) == []
    with door.book.read() as tx:
        with pytest.raises(UnknownCase):
            cases.status(tx, case_id)
        with pytest.raises(conversations.UnknownConversation):
            conversations.get(tx, conv)
    door.rasa.answer = does()
    assert (await tab.say("new words"))["ok"]


async def test_proof_of_erasure_is_told_where_news_of_it_comes_first(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_anew = Arrivals.start_anew

    async def after_the_news(self: Arrivals, conv: str, proof: Proof) -> None:
        self.changed({conv: sys.maxsize})
        await asyncio.sleep(0.2)
        await start_anew(self, conv, proof)

    await door.stop()
    monkeypatch.setattr(Arrivals, "start_anew", after_the_news)
    await door.start()
    tab, _ = await sent(door)
    door.rasa.answer = does({"kind": "erase", "data": {"what": "all"}})
    await tab.say("delete everything")
    await tab.until(lambda: door.say("erased") in tab.texts, within=5)
    assert tab.is_connected


async def test_erased_draft_is_gone(door: Door) -> None:
    tab = await door.browser()
    await doing(door, tab, "keep_progress")
    await doing(door, tab, "erase", {"what": "draft"})
    assert tab.texts[-1] == door.say("erased")
    await doing(door, tab, "erase", {"what": "draft"})
    assert tab.texts[-1] == door.say("nothing_to_change")


async def test_effect_that_nothing_carries_out_fails_aloud_and_undoes_the_turn(door: Door) -> None:
    tab = await door.browser()
    conv = conversation_of(door.book, tab)
    with pytest.raises(EffectUnknown), door.book.write() as tx:
        carry_out(Doing(tx, conv, door.content, None), f"{conv}:4:0", "brew_tea", {})
    with door.book.write() as tx:
        assert effects.once(tx, f"{conv}:4:0", conv, "brew_tea")


async def test_same_effect_id_is_carried_out_once(door: Door) -> None:
    tab = await door.browser()
    conv = conversation_of(door.book, tab)
    with door.book.write() as tx:
        for _ in range(2):
            effect = Doing(tx, conv, door.content, None)
            carry_out(effect, f"{conv}:4:0", "request_person", {"reason": "asked"})
        assert effect.said == []
