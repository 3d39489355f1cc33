"""What the stand-in says, by a word in what it hears."""

from typing import Any

Event = tuple[str, dict[str, Any]]


def quick(*titles: str) -> list[dict[str, Any]]:
    return [{"content_type": "text", "title": title, "payload": {"press": title}} for title in titles]


def bot(text: str, **more: Any) -> Event:
    return "bot_uttered", {"text": text, **more}


GREETING = {
    "text": "Kia ora. I am a computer guide. You can ask me things, or tell me what matters to you.\n\n"
    "What brings you here?",
    "quick_replies": quick(
        "I was harmed", "I am whānau or a supporter", "I am staff", "Just looking", "I have a code"
    ),
}
CONTACTS = [
    {
        "name": "Emergency",
        "call": "111",
        "hours": "any time",
        "cost": "free",
        "for": "danger now",
        "checked": "2026-11-01",
    },
    {
        "name": "Need to talk?",
        "call": "1737",
        "text": "1737",
        "hours": "any time",
        "cost": "free",
        "for": "any distress",
        "checked": "2026-11-01",
    },
    {
        "name": "Suicide Crisis Helpline",
        "call": "0508 828 865",
        "hours": "please check",
        "cost": "free",
        "for": "thoughts of suicide",
        "checked": "2026-11-01",
    },
]
SOURCE = {
    "type": "source",
    "topic": "what_is",
    "title": "Restorative practice",
    "publisher": "Te Tāhū Hauora",
    "url": "https://www.hqsc.govt.nz/",
    "checked": "2026-11-03",
}
SUMMARY = {
    "type": "summary",
    "sections": [
        {
            "id": "about",
            "title": "About you",
            "lines": [
                {
                    "id": "p_role",
                    "text": "You are whānau or a supporter.",
                    "own_words": False,
                    "change": {"press": "Change: role"},
                    "leave_out": {"press": "Leave out: role"},
                }
            ],
        },
        {
            "id": "matters",
            "title": "What matters to you",
            "lines": [
                {
                    "id": "p_words",
                    "text": "Nobody told us why the operation was late.\nMum was alone for six hours.",
                    "own_words": True,
                    "change": {"press": "Change: words"},
                    "leave_out": {"press": "Leave out: words"},
                },
                {
                    "id": "p_needs",
                    "text": "To be heard, and to know it will not happen to others.",
                    "own_words": False,
                    "change": {"press": "Change: needs"},
                    "leave_out": {"press": "Leave out: needs"},
                },
            ],
        },
    ],
}
FIT = {
    "type": "fit",
    "outcome": "not_yet",
    "reasons": [
        {
            "question": "Is everyone safe now?",
            "answer": "Not sure",
            "effect": "HOLD",
            "why": "Safety comes first.",
            "next": "Ask the person what they need to be safe.",
        },
        {
            "question": "Do the staff agree to take part?",
            "answer": "Yes",
            "effect": "OK",
            "why": "Taking part is a choice.",
            "next": "",
        },
    ],
}
STATUS = {
    "type": "status",
    "reference": "K7-2041",
    "stage": "read",
    "words": "A facilitator has read what you sent.",
    "next": "They will get in touch in the way you chose.",
    "by": "Friday 27 November",
}
OPTIONS = ["To be heard", "To know what happened", "An apology", "That it does not happen to others"]

REPLIES: dict[str, list[Event]] = {
    "harmed": [
        bot(
            "Thank you for telling me. Take the time you need.",
            custom={"type": "progress", "done": 1, "of": 12},
        ),
        bot(
            "Are you safe right now?",
            quick_replies=quick("Yes, I am safe", "No", "I am not sure", "Skip this"),
        ),
    ],
    "what is": [
        bot(
            "People who were harmed and those responsible meet, as equals, to work out what is needed.",
            custom=SOURCE,
            quick_replies=quick("Who takes part?", "Is it for me?"),
        )
    ],
    "needs": [
        bot(
            "What would help? You can choose several.",
            custom={
                "type": "choices",
                "min": 1,
                "max": 3,
                "options": [{"title": title, "payload": {"press": title}} for title in OPTIONS],
            },
        )
    ],
    "summary": [
        bot("Here is what I have. You can change or leave out any line.", custom=SUMMARY),
        bot("Shall I send it?", quick_replies=quick("Send it", "Not yet")),
    ],
    "send it": [
        bot(
            "It has been sent. Here is your code: 4821 9930 1175 6402.",
            custom={"type": "receipt", "reference": "K7-2041", "code": "4821 9930 1175 6402"},
        )
    ],
    "die": [
        (
            "bot_uttered",
            {
                "from": "service",
                "text": "I am glad you said that. You matter. Please call 111 or 1737 now.",
                "custom": {
                    "type": "safety",
                    "level": "crisis",
                    "category": "suicide_self_harm",
                    "contacts": CONTACTS,
                },
            },
        )
    ],
    "not sure": [
        bot(
            "Would you like to talk with somebody?",
            custom={"type": "safety", "level": "check", "category": "unsure", "contacts": CONTACTS[:2]},
        )
    ],
    "person please": [
        ("holder", {"holder": "facilitator"}),
        ("bot_uttered", {"from": "facilitator", "text": "Kia ora, I am Mere. I have joined you here."}),
    ],
    "fit": [bot("This is what your answers say: not yet.", custom=FIT)],
    "status": [bot("A facilitator has read what you sent.", custom=STATUS)],
    "hostile": [bot("<img src=x onerror=alert(1)>\u202etext", quick_replies=quick("<b>bold</b>"))],
}


def reply(said: str) -> list[Event]:
    """The events that answer `said`: those of the first key found in it."""
    found = next((events for key, events in REPLIES.items() if key in said.lower()), None)
    return found if found is not None else [bot(f"I hear you. ({len(said)})")]
