"""A person at the chat page."""

from collections.abc import Sequence

from playwright.sync_api import Page

# Two frames of quiet after the last message: the front door sends what belongs together at once.
QUIET_MS = 250
ANSWER_MS = 20_000


class PersonAtPage:
    """What they see and do in the browser; waits for the guide's answer after each thing done."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        page.locator("#transcript > li.entry--guide, #transcript > li.entry--service").first.wait_for()
        self.settle()

    def shown(self) -> str:
        return "\n\n".join(self._new())

    def offered(self) -> Sequence[str]:
        buttons = self.page.locator("#transcript .choices:not([hidden]) > button").all_inner_texts()
        boxes = self.page.locator("#transcript .several:not([hidden]) label").all_inner_texts()
        return [title.strip() for title in (*buttons, *boxes)]

    def press(self, *titles: str) -> None:
        several = self.page.locator("#transcript .several:not([hidden])")
        labels = [several.get_by_text(title, exact=True) for title in titles]
        if all(label.count() for label in labels):
            for label in labels:
                label.click()
            several.locator("> button").click()
        else:
            open_ones = self.page.locator("#transcript .choices:not([hidden])")
            open_ones.get_by_role("button", name=titles[0], exact=True).last.click()
        self.settle()

    def type(self, text: str) -> None:
        self.write(text)
        self.settle()

    def write(self, text: str) -> None:
        """Sends without waiting for the answer."""
        self.page.fill("#message", text)
        self.page.click(".composer__send")

    def settle(self) -> None:
        """Waits until the last word is not the person's own, and nothing more came for a moment."""
        last = "#transcript > li:last-child:not(.entry--person)"
        self.page.locator(last).wait_for(timeout=ANSWER_MS)
        count = -1
        while count < (now := self.page.locator("#transcript > li").count()):
            count = now
            self.page.wait_for_timeout(QUIET_MS)

    def _new(self) -> list[str]:
        entries = self.page.locator("#transcript > li")
        marks = entries.evaluate_all("all => all.map(one => one.classList.contains('entry--person'))")
        after = len(marks) - marks[::-1].index(True) if True in marks else 0
        return entries.all_inner_texts()[after:]
