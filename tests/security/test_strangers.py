"""The id of a session is the one way into a conversation, and nobody can guess it."""

from __future__ import annotations

from casebook import conversations, tokens
from casebook import tables as t
from tests.faults.conftest import Figure, figure
from tests.frontdoor.conftest import Door, door, rasa, wanted

__all__ = ["door", "figure", "rasa", "wanted"]
MANY = 20_000


async def test_nothing_but_the_id_opens_a_conversation(door: Door, figure: Figure) -> None:
    own = await door.browser()
    await own.said_and_done("only for the guide")
    with door.book.read() as tx:
        found = conversations.find(tx, tokens.fingerprint(own.session))
        assert found is not None
    tried = [
        *(
            found.id,
            tokens.fingerprint(own.session),
            own.session[:-1],
            own.session + "A",
            own.session.lower(),
        ),
        *(own.session[::-1], " " + own.session, "default", "None", "0", "' OR 1=1 --", tokens.new_token()),
    ]
    for session in tried:
        other = await door.browser(session)
        assert other.session not in (own.session, session)
        assert other.of("person_uttered") == []
        refused = await other.call("user_uttered", {"message": "as you", "session_id": own.session})
        assert refused["error"] == "no_session"
        await other.close()
    await own.call("leave", {})
    assert (await door.browser(own.session)).of("person_uttered") == []
    with door.book.read() as tx:
        assert [row for row in tx.execute(t.messages.select()).all() if row.conversation == found.id] == []
    figure("B18", f"{len(tried)} other ids tried: 0 read, 0 written; after leaving not even the right one")


def test_ids_are_random_and_kept_as_fingerprints(figure: Figure) -> None:
    made = [tokens.new_token() for _ in range(MANY)]
    assert len(set(made)) == MANY
    signs = [sum(len({token[place] for token in made}) > 1 for token in made[:1]) for place in range(43)]
    assert {len(token) for token in made} == {43}
    assert all(signs)
    assert tokens.fingerprint(made[0]) != made[0]
    figure("B18", f"{MANY} ids of 43 signs (256 bits): 0 alike")
