"""A case as one printed page (A4) in ISBAR order, safety and contact first.

Words come from web/templates/desk/case-words.html. A page that overflows is set again, smaller and with long
words cut where they are marked, until it is one page: facilitators carry it, the desk keeps the whole.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from jinja2 import Environment

from casebook.cases import Case
from desk import isbar
from desk.pages import local_time

FONTS = Path(__file__).with_name("fonts")
FAMILY = "NotoSans"
# Size in points, and how many signs of one answer are shown at that size.
WHOLE = 20_000
TRIES = ((11, WHOLE), (9.5, WHOLE), (8.5, WHOLE), (8, 700), (7.5, 300), (7, 140), (6.5, 60), (6, 24))
MARGIN_MM, LABEL_MM = 12, 46
LINE = 0.45  # millimetres of line height for a point of size
RED, INK = (140, 20, 20), (20, 20, 30)
CUT, MISSING, NEW_LINE = " […]", "\ufffd", " / "
# Below this length a page is tight, and lines are set one after the other.
TIGHT = 700


class Page(FPDF):
    """An A4 page that knows how to set headings and rows, and what it left out."""

    def __init__(self, size: float, longest: int) -> None:
        super().__init__(format="A4")
        self.size, self.longest = size, longest
        self.shortened = self.unprinted = False
        self.set_margin(MARGIN_MM)
        self.set_auto_page_break(True, MARGIN_MM)
        self.add_font(FAMILY, "", FONTS / "NotoSans-Regular.ttf")
        self.add_font(FAMILY, "B", FONTS / "NotoSans-Bold.ttf")
        self.add_page()

    def heading(self, words: str, bigger: float = 1.5, colour: tuple[int, int, int] = INK) -> None:
        """A heading on a line of its own."""
        self.ln(self.size * 0.16)
        self.write_words(words, "B", self.size + bigger, colour)

    def write_words(
        self, words: str, style: str = "", size: float = 0, colour: tuple[int, int, int] = INK
    ) -> None:
        """Words over the whole width."""
        self.set_font(FAMILY, style, size or self.size)
        self.set_text_color(*colour)
        height = (size or self.size) * LINE
        self.multi_cell(0, height, self.fit(words), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def row(self, label: str, words: str) -> None:
        """A label and what was said, side by side."""
        top, page = self.y, self.page
        self.set_text_color(*INK)
        self.set_font(FAMILY, "B", self.size)
        self.multi_cell(LABEL_MM, self.size * LINE, self.fit(label), align="L", new_y=YPos.NEXT)
        under = self.y if self.page == page else top
        self.set_xy(MARGIN_MM + LABEL_MM, top if self.page == page else self.y)
        self.set_font(FAMILY, "", self.size)
        self.multi_cell(0, self.size * LINE, self.fit(words), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.y = max(self.y, under) if self.page == page else self.y

    def fit(self, words: str) -> str:
        """`words` as this font can show them: composed, cut to the longest, unknown signs as a box."""
        composed = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n")
        if self.longest <= TIGHT:
            composed = NEW_LINE.join(composed.split("\n"))
        if len(composed) > self.longest:
            self.shortened, composed = True, composed[: self.longest].rstrip() + CUT
        shown = "".join(sign if self._shows(sign) else MISSING for sign in composed)
        self.unprinted = self.unprinted or shown != composed
        return shown

    def _shows(self, sign: str) -> bool:
        # a sign that is not in the font would be named in fpdf2's log
        return sign == "\n" or (sign.isprintable() and ord(sign) in self.fonts[FAMILY.lower()].cmap)


def pdf(case: Case, templates: Environment, now: datetime) -> bytes:
    """The page as a PDF. It is named after the reference and carries no name in its properties."""
    for size, longest in TRIES:
        page = Page(size, longest)
        _set(page, case, templates, now)
        if page.page == 1:
            break
    return bytes(page.output())


def _set(page: Page, case: Case, templates: Environment, now: datetime) -> None:
    words: Any = templates.get_template("case-words.html").module
    page.set_title(case.line.reference)
    page.set_lang("en-NZ")
    page.set_creation_date(now)
    kind = words.says["staff" if case.summary.get("kind") == "staff" else "person"]
    page.heading(case.line.reference, 5)
    page.write_words(f"{kind} · {local_time(case.line.opened_at)}")
    _first(page, case, words, templates)
    for label, rows in _parts(case, words, templates):
        page.heading(label)
        for name, said in rows:
            page.row(name, said) if name else page.write_words(said)
    page.ln(page.size * 0.2)
    page.write_words(words.says["received"])
    page.write_words(words.says["drafted"])
    for wanted, said in ((page.shortened, "shortened"), (page.unprinted, "unprinted")):
        if wanted:
            page.write_words(words.says[said], size=page.size - 1)


def _first(page: Page, case: Case, words: Any, templates: Environment) -> None:
    """The box that cannot be missed: level, concerns, hurried exit, contact plan."""
    page.ln(page.size * 0.2)
    top = page.y
    page.heading(words.says["first"], colour=RED)
    page.row(words.says["concern"], words.levels[case.line.level])
    for one in case.summary.get("concerns") or []:
        named = words.concerns.get(one.get("category"), one.get("category") or "")
        page.row(words.levels.get(one.get("level"), ""), ": ".join(filter(None, (named, one.get("note")))))
    if case.exit_used or case.summary.get("exit_used"):
        page.write_words(words.says["hurried"], "B", colour=RED)
        if note := case.summary.get("exit_note"):
            page.row(words.says["hurried_note"], f"“{note}”")
    for line in isbar.safety(case.summary):
        page.row(*_line(line, templates))
    _contact(page, case.summary.get("contact") or {}, words, templates)
    page.set_draw_color(*RED)
    page.rect(MARGIN_MM - 2, top - 1, page.epw + 4, max(page.y - top + 2, 0))
    page.ln(2)


def _contact(page: Page, contact: Mapping[str, Any], words: Any, templates: Environment) -> None:
    if contact.get("ok") not in (True, "yes"):
        page.write_words(words.says["no_contact"], "B", colour=RED)
        return
    for key, field, label in words.plan:
        value = contact.get(key)
        if value not in (None, "", []):
            page.row(label, _said(field, value, words, templates))
    page.write_words(words.says["contact_rule"], "B", colour=RED)


def _parts(case: Case, words: Any, templates: Environment) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    summary = case.summary
    for section in isbar.sections(summary):
        if section.lines:
            yield words.headings[section.id][1], [_line(line, templates) for line in section.lines]
    reason: Any = templates.globals["reason"]
    if found := (summary.get("readiness") or {}).get("reasons"):
        notes = case.summary["readiness"].get("notes") or {}
        told = (f"{reason(one)} “{notes[one]}”" if one in notes else reason(one) for one in found)
        yield words.says["readiness"], [("", line) for line in told]
    if summary.get("fit"):
        yield f"{words.says['fit']}: {words.outcomes[summary['fit']['outcome']]}", []
    if case.consents:
        yield words.says["consents"], [_consents(case, words)]
    if summary.get("skipped"):
        names = ", ".join(_name(field, templates) for field in summary["skipped"])
        yield words.says["skipped"], [("", names)]


def _consents(case: Case, words: Any) -> tuple[str, str]:
    how_far = isbar.how_far(case.summary)

    def answer(one: Any) -> str:
        if one.withdrawn_at or not one.given:
            return str(words.says["withdrawn" if one.withdrawn_at else "refused"])
        return how_far.get(one.id) or str(words.says["given"])

    told = (f"{words.consents.get(one.id, one.id)}: {answer(one)}" for one in case.consents.values())
    return "", " · ".join(told)


def _line(line: isbar.Line, templates: Environment) -> tuple[str, str]:
    choice: Any = templates.globals["choice"]
    said = [str(choice(line.field, value)) for value in line.values]
    if line.words:
        said.append(f"“{line.words}”")
    return _name(line.field, templates), "; ".join(said)


def _name(field: str, templates: Environment) -> str:
    names: Any = templates.get_template("field-names.html").module
    label: Any = templates.globals["label"]
    return str(names.names.get(field) or label(field))


def _said(field: str, value: Any, words: Any, templates: Environment) -> str:
    choice: Any = templates.globals["choice"]
    if isinstance(value, bool):
        return str(words.says[str(value).lower()])
    items = value if isinstance(value, list | tuple) else [value]
    return "; ".join(str(choice(field, item)) for item in items)
