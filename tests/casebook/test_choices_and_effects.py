"""A button works once; an effect and a concern happen once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from casebook import choices, concerns, conversations, effects, tokens
from casebook.book import Casebook
from casebook.errors import CasebookBusy
from tests.casebook.conftest import FACILITATOR, begin

PRESS = {"intent": "give_answer", "slot": "p_role", "value": "harmed"}


def offered(book: Casebook, conv: str, seq: int = 1) -> str:
    with book.write() as tx:
        return choices.offer(tx, conv, seq, PRESS)[0]


def taken(book: Casebook, conv: str, payload: str) -> dict[str, Any] | None:
    while True:
        try:
            with book.write() as tx:
                return choices.take(tx, conv, payload)
        except CasebookBusy:
            continue


def test_a_button_gives_its_press_once(book: Casebook, conv: str) -> None:
    payload = offered(book, conv)
    assert taken(book, conv, payload) == PRESS
    assert taken(book, conv, payload) is None


def test_a_button_pressed_in_many_tabs_at_once_is_pressed_once(book: Casebook, conv: str) -> None:
    payload = offered(book, conv)
    with ThreadPoolExecutor(4) as pool:
        presses = list(pool.map(lambda _: taken(book, conv, payload), range(8)))
    assert [press for press in presses if press] == [PRESS]


def test_a_made_up_button_is_nothing(book: Casebook, conv: str) -> None:
    offered(book, conv)
    assert taken(book, conv, "/restart") is None
    assert taken(book, conv, "\ud800") is None


def test_a_button_of_another_conversation_is_nothing_and_stays_whole(book: Casebook, conv: str) -> None:
    payload = offered(book, conv)
    assert taken(book, begin(book, "other"), payload) is None
    assert taken(book, conv, payload) == PRESS


def test_closing_a_message_closes_its_buttons_alone(book: Casebook, conv: str) -> None:
    first, second = offered(book, conv, 1), offered(book, conv, 2)
    with book.write() as tx:
        choices.close(tx, conv, 1)
    assert taken(book, conv, first) is None
    assert taken(book, conv, second) == PRESS


def test_button_ids_have_at_least_128_random_bits() -> None:
    made = {tokens.new_token() for _ in range(200)}
    assert len(made) == 200
    # Base64 carries six bits a sign.
    assert min(map(len, made)) * 6 >= 128


def test_an_effect_happens_once(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        assert effects.once(tx, f"{conv}:1:0", conv, "submit_intake")
        assert not effects.once(tx, f"{conv}:1:0", conv, "submit_intake")
        assert effects.once(tx, f"{conv}:1:1", conv, "submit_intake")


def test_an_effect_of_a_failed_transaction_may_happen_again(book: Casebook, conv: str) -> None:
    try:
        with book.write() as tx:
            effects.once(tx, f"{conv}:1:0", conv, "erase")
            raise RuntimeError
    except RuntimeError:
        pass
    with book.write() as tx:
        assert effects.once(tx, f"{conv}:1:0", conv, "erase")


def test_a_concern_is_raised_once_for_a_message(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        assert concerns.raise_once(tx, conv, 3, "crisis", "suicide_self_harm")
        assert not concerns.raise_once(tx, conv, 3, "check", "unsure")
    with book.read() as tx:
        [line] = concerns.listed(tx, FACILITATOR)
        assert (line.seq, line.level, line.seen_at) == (3, "crisis", None)
        assert conversations.get(tx, conv).level == "crisis"
        assert concerns.of_conversation(tx, conv)[0]["category"] == "suicide_self_harm"


def test_a_lower_concern_does_not_lower_the_level(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        concerns.raise_once(tx, conv, 1, "crisis", "unsure")
        concerns.raise_once(tx, conv, 2, "check", "unsure")
        assert conversations.get(tx, conv).level == "crisis"


def test_a_concern_is_listed_until_somebody_acknowledges_it(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        concerns.raise_once(tx, conv, 1, "check", "unsure")
        [line] = concerns.listed(tx, FACILITATOR)
        concerns.acknowledge(tx, FACILITATOR, line.id)
        assert concerns.listed(tx, FACILITATOR) == []
        [seen] = concerns.listed(tx, FACILITATOR, open_only=False)
    assert seen.seen_by == FACILITATOR.id


def test_the_desk_sees_whether_somebody_is_still_here(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        concerns.raise_once(tx, conv, 1, "check", "unsure")
        conversations.presence(tx, conv, True)
        assert concerns.listed(tx, FACILITATOR)[0].here
        conversations.end(tx, conv)
        assert not concerns.listed(tx, FACILITATOR)[0].here
