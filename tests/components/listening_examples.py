"""A few examples of each kind, to train a small reader in tests; the guide does not learn from them."""

EXAMPLES = {
    "greet": ["kia ora", "hello there", "hi", "good morning", "tena koe", "hey"],
    "thank": ["thank you", "thanks so much", "nga mihi", "cheers", "ta", "that helped thanks"],
    "affirm": ["yes", "yep", "ae", "that is right", "yes please", "ok"],
    "share_story": [
        "My mother waited nine hours in the corridor and nobody came to see her.",
        "They gave my son the wrong medicine and he was very sick for a week.",
        "I had an operation last winter and something was left inside me.",
        "Dad fell twice on the ward and we were never told about it.",
        "The midwife did not listen when I said that something was wrong.",
        "We were sent home from ED and he got worse that night.",
    ],
    "out_of_scope": [
        "what is the weather tomorrow",
        "book me a flight to Nelson",
        "who won the rugby",
        "write me a poem about cats",
        "how do I cook rice",
        "fix my laptop",
    ],
    "ask/cost": [
        "does it cost anything",
        "how much is it",
        "is there a fee",
        "do I have to pay for this",
        "is it free of charge",
        "who pays for the meeting",
    ],
    "ask/how_long": [
        "how long does it take",
        "how many weeks will this go on",
        "when would it be finished",
        "is it a slow process",
        "how much time does it need",
        "what is the usual duration",
    ],
    "ask/support_people": [
        "can I bring someone with me",
        "may my sister come along",
        "am I allowed a support person",
        "can whanau sit with me",
        "could a friend be there",
        "can I have my kaumatua beside me",
    ],
}
PAIRS = [(text, label) for label, texts in EXAMPLES.items() for text in texts]
