"""The talk: choices, cards, order, and words that are only words."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.drive import entries, say, session, settled
from tests.page.house import House

pytestmark = pytest.mark.browser


def test_a_new_person_is_greeted_and_offered_real_buttons(page: Page) -> None:
    expect(page.get_by_role("button", name="I was harmed")).to_be_visible()
    expect(page.locator("#help")).not_to_have_attribute("open", "")


def test_pressing_a_choice_sends_its_id_shows_its_words_and_closes_the_others(
    page: Page, house: House
) -> None:
    page.get_by_role("button", name="I was harmed").click()
    settled(page)
    sent = house.door.received[-1]["message"]
    assert sent != "I was harmed"
    assert "I was harmed" in entries(page)
    expect(page.get_by_role("button", name="Just looking")).to_have_count(0)
    expect(page.get_by_role("button", name="Yes, I am safe")).to_be_visible()


def test_focus_stays_in_the_talk_when_a_pressed_button_goes(page: Page) -> None:
    page.get_by_role("button", name="I was harmed").press("Enter")
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Yes, I am safe")).to_be_focused()


def test_several_at_once_are_sent_as_picks_within_the_limits(page: Page, house: House) -> None:
    say(page, "needs")
    page.get_by_role("button", name="That’s all").click()
    expect(page.locator(".several .error")).to_have_text("Choose 1 or more.")
    page.get_by_label("To be heard").check()
    page.get_by_label("An apology").check()
    page.get_by_role("button", name="That’s all").click()
    settled(page)
    assert len(house.door.received[-1]["picks"]) == 2
    assert "To be heard, An apology" in entries(page)


def test_a_line_of_the_summary_can_be_changed_until_a_newer_one_comes(page: Page) -> None:
    say(page, "summary")
    expect(page.locator(".own blockquote")).to_contain_text("Mum was alone for six hours.")
    expect(page.get_by_role("button", name="Leave out").first).to_be_visible()
    say(page, "summary")
    shown = page.locator(".summary__acts:visible")
    expect(shown).to_have_count(3)
    shown.first.get_by_role("button", name="Change").click()
    settled(page)
    assert any(text.startswith("Change: You are whānau") for text in entries(page))


def test_a_source_is_a_footnote_with_its_date_that_opens_apart(page: Page) -> None:
    say(page, "what is it?")
    expect(page.locator(".source")).to_contain_text("checked 3 November 2026")
    link = page.locator(".source a")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_progress_is_shown_in_words_too(page: Page) -> None:
    say(page, "I was harmed")
    expect(page.locator("#progress-text")).to_have_text("Question 1 of about 12")
    say(page, "summary")
    expect(page.locator("#progress-text")).to_be_hidden()


def test_the_safety_card_opens_stays_and_can_be_folded(page: Page) -> None:
    say(page, "I want to die")
    expect(page.locator("#help")).to_have_attribute("open", "")
    expect(page.get_by_role("link", name="Call 111")).to_have_attribute("href", "tel:111")
    expect(page.get_by_role("link", name="Text 1737")).to_have_attribute("href", "sms:1737")
    page.locator("#help summary").click()
    say(page, "what is it?")
    expect(page.locator("#help")).not_to_have_attribute("open", "")
    expect(page.locator("#help summary")).to_be_in_viewport()


def test_a_gentler_card_does_not_take_the_place_of_a_crisis(page: Page) -> None:
    say(page, "I want to die")
    say(page, "not sure")
    expect(page.locator("#help-title")).to_have_text("People who can help you now")
    expect(page.get_by_role("link", name="Call 0508 828 865")).to_be_visible()


def test_the_words_that_come_with_the_card_are_not_covered_by_it(page: Page) -> None:
    say(page, "I was harmed")
    say(page, "I want to die")
    page.wait_for_timeout(700)
    words = page.locator(".entry .prose", has_text="I am glad you said that.").bounding_box()
    card, dock = page.locator("#help").bounding_box(), page.locator(".dock").bounding_box()
    assert words
    assert card
    assert dock
    assert card["y"] + card["height"] <= words["y"] < words["y"] + words["height"] <= dock["y"]


@pytest.mark.parametrize(("width", "height"), [(320, 568), (375, 667), (390, 844), (1200, 844)])
def test_the_open_card_cuts_no_button_in_two(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    say(page, "I want to die")
    edge = "node => node.getBoundingClientRect().bottom"
    body = page.locator("#help-body").evaluate(edge)
    tops = page.locator("#help-body .button--call").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect().top, one.getBoundingClientRect().bottom])"
    )
    assert len(tops) == 4
    assert [one for one in tops if one[0] < body < one[1]] == []
    expect(page.get_by_role("link", name="Call 111")).to_be_in_viewport(ratio=1)
    if height > 568:
        expect(page.get_by_role("link", name="Text 1737")).to_be_in_viewport(ratio=1)


def test_the_button_to_new_words_covers_nothing_of_the_talk(page: Page) -> None:
    jump, dock = page.locator("#jump"), page.locator(".dock")
    expect(jump).to_be_visible()
    inner, outer = jump.bounding_box(), dock.bounding_box()
    assert inner
    assert outer
    assert outer["y"] <= inner["y"] < inner["y"] + inner["height"] <= outer["y"] + outer["height"]


def test_a_line_that_is_called_in_your_words_is_not_called_so_twice(page: Page, house: House) -> None:
    lines = [
        {"id": "p_words", "text": "In your words: Nobody told us.", "own_words": True},
        {"id": "p_avoid", "text": "What should not happen: A call at work.", "own_words": True},
    ]
    summary = {"type": "summary", "sections": [{"id": "matters", "title": "What matters", "lines": lines}]}
    house.push(session(page), "bot_uttered", {"from": "guide", "text": "Here it is.", "custom": summary})
    expect(page.locator(".own")).to_have_count(2)
    expect(page.locator(".own").first).to_have_text("In your words: Nobody told us.")
    expect(page.locator(".own").last).to_contain_text("In your words")


def test_a_facilitator_is_announced_and_named(page: Page, house: House) -> None:
    house.push(session(page), "holder", {"holder": "facilitator"})
    house.push(session(page), "bot_uttered", {"from": "facilitator", "text": "Kia ora, I am Mere."})
    expect(page.locator("#holder")).to_have_text("You are talking with a person now.")
    expect(page.locator(".entry--facilitator .entry__name")).to_have_text("Facilitator (a person)")


def test_what_is_new_is_said_once_in_the_live_region_and_then_taken_away(page: Page) -> None:
    page.evaluate(
        "window.heard = []; new MutationObserver(all => all.forEach(one => one.addedNodes.forEach("
        "node => heard.push(node.textContent)))).observe(document.getElementById('live'), {childList: true})"
    )
    say(page, "what is it?")
    heard = page.evaluate("heard")
    assert len([one for one in heard if one.startswith("Guide said: People who were harmed")]) == 1
    assert any("2 choices follow." in one for one in heard)
    expect(page.locator("#live > *")).to_have_count(0, timeout=4000)
    expect(page.locator(".transcript")).not_to_have_attribute("aria-live", "polite")


def test_markup_in_words_is_shown_as_words(page: Page) -> None:
    say(page, "hostile <script>alert(2)</script>")
    assert "hostile <script>alert(2)</script>" in entries(page)
    expect(page.locator(".transcript img, .transcript script, .transcript b")).to_have_count(0)
    expect(page.get_by_role("button", name="<b>bold</b>")).to_be_visible()


def test_enter_sends_and_shift_enter_makes_a_line(page: Page) -> None:
    page.locator("#message").press_sequentially("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    settled(page)
    assert "one\ntwo" in entries(page)


def test_the_field_grows_and_counts_code_points_near_the_limit(page: Page) -> None:
    before = page.locator("#message").bounding_box()
    page.fill("#message", "line\n" * 12)
    after = page.locator("#message").bounding_box()
    assert before
    assert after
    assert after["height"] > 1.5 * before["height"]
    page.fill("#message", "😀" * 9_990)
    expect(page.locator("#message-count")).to_have_text("10 characters left")
    page.fill("#message", "ā" * 10_001)
    page.click(".composer__send")
    expect(page.locator("#message-error")).to_contain_text("1 characters too long")
    expect(page.locator("#message")).to_have_value("ā" * 10_001)


def test_what_was_refused_comes_back_into_the_field(page: Page) -> None:
    say(page, "refuse me", answered=False)
    expect(page.locator("#line")).to_contain_text("Please leave out names of patients.")
    expect(page.locator("#message")).to_have_value("refuse me")
    expect(page.get_by_role("button", name="I was harmed")).to_be_visible()


def test_the_code_can_be_copied_and_saved(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    say(page, "send it")
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator(".receipt__said")).to_have_text(
        "The code is copied. Anything else you copy will take its place."
    )
    assert page.evaluate("navigator.clipboard.readText()") == "4821 9930 1175 6402"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a text file").click()
    assert saved.value.suggested_filename == "notes.txt"
    assert "4821 9930 1175 6402" in saved.value.path().read_text("utf-8")


def test_printing_the_receipt_prints_nothing_of_the_talk(page: Page) -> None:
    say(page, "I was harmed")
    say(page, "send it")
    page.evaluate("window.print = () => {}")
    page.locator(".receipt").get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    expect(page.locator(".receipt__code")).to_be_visible()
    expect(page.locator(".entry", has_text="Are you safe right now?")).to_be_hidden()
    expect(page.locator("#leave")).to_be_hidden()


def test_after_a_reload_the_same_talk_is_there(page: Page) -> None:
    say(page, "what is it?")
    before = entries(page)
    page.reload()
    page.wait_for_selector(".source")
    assert entries(page) == before


def test_a_code_is_covered_in_what_was_sent_but_not_before(page: Page, house: House) -> None:
    house.door.mute = True
    say(page, "It is 4821 9930 1175 6402, thanks", answered=False)
    expect(page.locator(".entry--person .prose")).to_have_text("It is 4821 9930 1175 6402, thanks")
    house.cut()
    house.door.mute = False
    house.join()
    expect(page.locator(".entry--person .prose")).to_have_text("It is [code], thanks", timeout=15_000)
    assert house.door.received[-1]["message"] == "It is 4821 9930 1175 6402, thanks"


def test_the_status_names_who_does_the_next_step(page: Page) -> None:
    say(page, "status")
    expect(page.locator(".status dt").last).to_have_text("Who")


def test_on_a_phone_the_way_from_the_first_words_to_the_first_question_is_one_press(page: Page) -> None:
    jump = page.get_by_role("button", name="Go to the first question", exact=True)
    jump.click()
    expect(page.locator(".entry .prose").first).to_be_in_viewport()
    expect(jump).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="I was harmed")).to_be_focused()
