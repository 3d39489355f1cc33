"""What a person asks for beside what colleagues offer: language, kaupapa, gender, region."""

from desk import matching
from tests.desk.conftest import Desk, summary
from tests.desk.opening import opened

ASKED = {
    "p_role": "harmed",
    "p_language": ["samoan", "interpreter"],
    "p_culture": ["pacific", "tell_me_more"],
    "p_facilitator_pref": ["woman", "not_from_service"],
}


def test_only_what_a_colleague_can_offer_is_a_wish() -> None:
    assert matching.wishes({"sections": ASKED}, "waikato") == {
        "language": ("samoan",),
        "kaupapa": ("pacific",),
        "gender": ("woman",),
        "region": ("waikato",),
    }
    assert matching.wishes({"sections": {"p_language": "english", "p_culture": ["none"]}}, None) == {}


async def test_a_lead_sees_who_fits_and_the_best_fit_first(desk: Desk) -> None:
    other = await desk.signed_in("facilitator", "a@example.nz", "Aroha First By Name")
    fitting = await desk.signed_in("facilitator", "z@example.nz", "Zoe Fitting")
    await other.get("/account")
    await fitting.get("/account")
    page = await fitting.post("/account/offers", {"language": "samoan", "gender": "woman"})
    assert page.html.count(" checked") == 2
    reference = desk.case(sections={**summary()["sections"], **ASKED})
    lead = await opened(desk, reference, role="lead")
    assert lead.page is not None
    text = lead.page.text
    assert "Zoe Fitting – fits: language, gender" in text
    assert text.index("Zoe Fitting") < text.index("Aroha First By Name")


async def test_a_facilitator_sees_what_they_offer_of_what_is_asked_for(desk: Desk) -> None:
    reference = desk.case(sections={**summary()["sections"], **ASKED})
    holder = await opened(desk, reference)
    await holder.get("/account")
    await holder.post("/account/offers", {"language": "samoan", "region": "made_up"})
    page = await holder.get(f"/case/{reference}")
    assert "They ask for:" in page.text
    assert "(language, you offer it)" in page.text
