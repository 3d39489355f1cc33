"""Counts of cases, small ones hidden, never a person."""

import csv
import io
from typing import Any

from casebook import conversations, erasure, messages, tallies, tokens
from casebook.cases import line
from casebook.tables import cases
from tests.desk.conftest import AT, Desk, summary

LEARNING = {"id": "learning", "given": True, "at": AT, "words": "Learn from it."}


def said(ethnicity: list[str], learning: bool) -> dict[str, Any]:
    base = summary()
    agreed = [*base["consents"], {**LEARNING, "given": learning}]
    return {"sections": {**base["sections"], "p_ethnicity": ethnicity}, "consents": agreed}


async def test_a_count_under_six_is_hidden_and_six_is_shown(desk: Desk) -> None:
    for _ in range(5):
        desk.case()
    reader = await desk.signed_in("facilitator")
    page = await reader.get("/figures")
    assert page.status == 200
    assert ">5<" not in page.html
    assert "&lt;6" in page.html
    desk.case()
    page = await reader.get("/figures")
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">6</td>' in page.html
    assert "<svg" in page.html


async def test_the_file_has_the_same_and_no_person(desk: Desk) -> None:
    references = [desk.case() for _ in range(6)]
    with desk.book.write() as tx:
        for reference in references[:2]:
            spot = cases.c.id == line(tx, reference).id
            tx.execute(cases.update().where(spot).values(answered_at=tx.now, claimed_at=tx.now))
    reader = await desk.signed_in("keeper")
    page = await reader.get("/figures.csv")
    found = {
        (row["value"], row["what"]): row["count"]
        for row in csv.DictReader(io.StringIO(page.html.removeprefix("\ufeff")))
    }
    assert found["2026-11", "sent"] == "6"
    assert found["2026-11", "answered"] == "<6"
    assert found["Waikato", "sent"] == "6"
    for word in ("Ana", *references, "Te Awa"):
        assert word not in page.text


async def test_ethnicity_is_counted_only_of_those_who_agreed_to_be_learned_from(desk: Desk) -> None:
    for _ in range(6):
        desk.case(**said(["maori", "samoan"], learning=True))
        desk.case(**said(["tongan"], learning=False))
    reader = await desk.signed_in("facilitator")
    page = await reader.get("/figures.csv")
    assert "ethnicity,maori,sent,6" in page.text
    assert "ethnicity,samoan,sent,6" in page.text
    assert "tongan" not in page.text


async def test_without_a_case_the_page_says_so(desk: Desk) -> None:
    reader = await desk.signed_in("facilitator")
    assert "No case has been sent yet." in (await reader.get("/figures")).text


async def test_who_came_and_asked_is_counted_and_stays_counted_when_the_talk_is_forgotten(desk: Desk) -> None:
    with desk.book.write() as tx:
        for number in range(6):
            conv = conversations.create(tx, tokens.fingerprint(tokens.new_token()))
            for line in ("Kia ora", "Tēnā koe"):
                messages.add_person_message(tx, conv, f"{number}{line}", line)
            if number < 2:
                tallies.count(tx, "asked")
            erasure.erase_conversation(tx, conv)
    reader = await desk.signed_in("lead")
    page = await reader.get("/figures.csv")
    assert "month,2026-11,came,6" in page.text
    assert "month,2026-11,asked,<6" in page.text


async def test_who_gets_through_is_told_by_kind_and_small_counts_are_hidden(desk: Desk) -> None:
    references = [desk.case(**said(["samoan"], True)) for _ in range(7)]
    with desk.book.write() as tx:
        for reference in references[:6]:
            spot = cases.c.id == line(tx, reference).id
            tx.execute(cases.update().where(spot).values(answered_at=tx.now))
    reader = await desk.signed_in("lead")
    page = await reader.get("/figures.csv")
    assert "ethnicity,samoan,sent,7" in page.text
    assert "ethnicity,samoan,answered,6" in page.text
    assert "region,Waikato,answered,6" in page.text
