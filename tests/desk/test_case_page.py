"""The page of a case and its export: safety and contact before the story, own words as they were written."""

import json

import pytest

from tests.desk.conftest import AT, Desk
from tests.desk.opening import NAUGHTY, opened


async def test_no_conflict_opens_the_case_with_contact_before_the_story(desk: Desk) -> None:
    reader = await opened(desk, desk.case())
    assert reader.page is not None
    text = reader.page.text
    assert reader.page.status == 200
    assert text.index("021 555 0199") < text.index("They did not listen to me.")
    assert text.index("Read first") < text.index("Introduction")
    assert "my brother" in text
    assert "Keep this until I say." in text


async def test_without_consent_to_contact_the_page_says_so(desk: Desk) -> None:
    reader = await opened(desk, desk.case(contact={"ok": "no"}))
    assert reader.page is not None
    assert "Do not make contact." in reader.page.text


async def test_a_hurried_exit_and_concerns_stand_on_top(desk: Desk) -> None:
    concerns = [
        {
            "level": "crisis",
            "category": "violence_abuse",
            "at": "2026-11-21T09:00:00+00:00",
            "note": "he is home",
        }
    ]
    reader = await opened(desk, desk.case(concerns=concerns))
    assert reader.page is not None
    text = reader.page.text
    assert text.index("Violence or abuse") < text.index("Introduction")
    assert "he is home" in text


async def test_what_they_said_about_a_concern_a_reason_and_leaving_stands_beside_it(desk: Desk) -> None:
    noted = {
        "exit_used": True,
        "exit_note": "My battery died, nobody was there.",
        "readiness": {"view": "ready", "reasons": ["pressure"], "notes": {"pressure": "Only my aunt."}},
        "concerns": [{"level": "check", "category": "unsure", "at": AT, "note": "A figure of speech."}],
    }
    reader = await opened(desk, desk.case(**noted))
    assert reader.page is not None
    text = reader.page.text
    first = text.index("Introduction")
    assert text.index("My battery died") < first
    assert text.index("A figure of speech.") < first
    assert "Only my aunt." in text


async def test_who_may_act_for_them_stands_in_the_introduction(desk: Desk) -> None:
    said = {"p_role": "whanau", "p_authority": "no", "p_whanau_agree": "differ"}
    reader = await opened(desk, desk.case(sections=said))
    assert reader.page is not None
    text = reader.page.text
    introduction = text[text.index("Introduction") : text.index("Situation")]
    assert "Whether they may act for them" in introduction
    assert "Whether the whānau agree" in introduction


@pytest.mark.parametrize("words", NAUGHTY)
async def test_own_words_are_shown_byte_for_byte_and_never_as_markup(desk: Desk, words: str) -> None:
    reader = await opened(desk, desk.case(own_words={"p_words": words}))
    assert reader.page is not None
    assert f"<bdi>{words}</bdi>" in reader.page.text
    assert "<script>alert" not in reader.page.html


async def test_a_name_of_markup_stays_a_name(desk: Desk) -> None:
    reference = desk.case(
        sections={"p_name": "<img src=x onerror=alert(1)>", "p_service": "=cmd|' /C calc'!A0"}
    )
    reader = await desk.signed_in("facilitator")
    page = await reader.get(f"/case/{reference}")
    assert "<img" not in page.html
    assert "<img src=x onerror=alert(1)>" in page.text


async def test_the_export_is_the_summary_itself(desk: Desk) -> None:
    words = "Kia ora\u2028<b>\n=1+1"
    reference = desk.case(own_words={"p_words": words})
    reader = await opened(desk, reference)
    page = await reader.get(f"/case/{reference}/export.json")
    found = json.loads(page.html)
    assert found["reference"] == reference
    assert found["own_words"]["p_words"] == words
    assert page.headers["Content-Disposition"] == f'attachment; filename="case-{reference}.json"'
