"""A case as a file, each way, and the queue as a table."""

import asyncio
import csv
import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jinja2 import Environment

from casebook.cases import Case, CaseLine
from casebook.consents import Consent
from desk import fhir, one_page, pages, tables
from tests.desk.conftest import AT, START, Desk, summary
from tests.desk.opening import NAUGHTY, opened

ROOT = Path(__file__).parents[2]
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
PATH = "/usr/bin:/bin"
FILES = ("export.json", "export.pdf", "export.fhir.json")
# The value sets as HL7 FHIR 4.0.1 has them.
REQUEST = {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"}
TASK = {
    "draft", "requested", "received", "accepted", "rejected", "ready", "cancelled", "in-progress", "on-hold",
    "failed", "completed", "entered-in-error",
}  # fmt: skip
ANSWERS = {"in-progress", "completed", "amended", "entered-in-error", "stopped"}
CONSENT = {"draft", "proposed", "active", "rejected", "inactive", "entered-in-error"}


@pytest.fixture(scope="module")
def templates() -> Environment:
    return pages.environment(ROOT / "web" / "templates" / "desk")


LONG = ("漢字 \u202e\u2066" * 50, "x" * 10_000, "so it was " * 30, "\n" * 3000 + "end")


def made_case(stage: str = "new", level: str = "none", **changes: Any) -> Case:
    closed = START if stage == "closed" else None
    line = CaseLine(
        "1" * 32, "R-AAAA-BBBB", stage, level, "Waikato", None, None, START, None, None,
        START + timedelta(days=2), None, closed,
    )  # fmt: skip
    agreed = {
        "keep": Consent("keep", True, START, "Keep this until I say.", None),
        "contact": Consent("contact", False, START, "You may call me.", START),
        "share_service": Consent("share_service", False, START, " ", None),
    }
    return Case(line, summary(reference=line.reference, **changes), False, [], agreed, [], None)


def label(field: str) -> str:
    return field


def count_pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n")


@pytest.mark.parametrize("name", FILES)
async def test_each_file_asks_for_the_gate_first_and_stands_in_the_audit(desk: Desk, name: str) -> None:
    reference = desk.case()
    stranger = await desk.signed_in("facilitator")
    assert (await stranger.get(f"/case/{reference}/{name}")).url == f"/case/{reference}/gate"
    reader = await opened(desk, reference)
    async with reader.session.get(f"{reader.base}/case/{reference}/{name}") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="case-{reference}.')
    keeper = await desk.signed_in("keeper")
    what = {"export.json": "export json", "export.pdf": "export pdf", "export.fhir.json": "export fhir"}[name]
    assert what in (await keeper.get("/audit")).text


async def test_the_json_file_is_byte_for_byte_that_of_the_command(
    desk: Desk, tmp_path: Path, database: dict[str, str]
) -> None:
    reference = desk.case(own_words={"p_words": "Kia ora\u2028<b>\n=1+1"})
    reader = await opened(desk, reference)
    async with reader.session.get(f"{reader.base}/case/{reference}/export.json") as answer:
        served = await answer.read()
    told = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "commands", "case", reference, "--json", "--conflict", "no"],
        cwd=ROOT,
        env={**database, "GUIDE_DATA": str(tmp_path), "GUIDE_TEST": "1", "PATH": PATH, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, b"")
    assert served == told.stdout


def test_the_page_is_one_page_with_safety_before_the_story_and_macrons(templates: Environment) -> None:
    found = made_case(level="crisis", own_words={"p_words": "Kei te pēhea te whānau"})
    page = one_page.pdf(found, templates, START)
    assert count_pages(page) == 1
    font = one_page.Page(9, 100)
    assert font.fit("āēīōū ĀĒĪŌŪ A\u0304 ʻ") == "āēīōū ĀĒĪŌŪ Ā ʻ"
    assert not font.unprinted


@pytest.mark.parametrize("words", LONG)
def test_the_page_stays_one_page_whatever_was_said(templates: Environment, words: str) -> None:
    said = {field: words for fields in one_page.isbar.ORDER.values() for field in fields}
    found = made_case(sections={"p_role": "harmed"}, own_words=said, skipped=list(said))
    assert count_pages(one_page.pdf(found, templates, START)) == 1


def test_what_is_cut_or_cannot_be_printed_is_said_and_never_logged(
    templates: Environment, caplog: pytest.LogCaptureFixture
) -> None:
    page = one_page.Page(9, 10)
    assert page.fit("漢 and much more") == "\ufffd and much […]"
    assert page.shortened
    assert page.unprinted
    one_page.pdf(made_case(own_words={"p_words": "漢字 👩"}), templates, START)
    assert "漢" not in caplog.text
    assert "missing" not in caplog.text


def test_a_font_with_its_open_licence_lies_beside_the_page() -> None:
    assert "SIL Open Font License, Version 1.1" in (one_page.FONTS / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("stage", sorted(fhir.WORK_OF_STAGE))
@pytest.mark.parametrize("level", ["none", "check", "crisis"])
def test_the_bundle_validates_and_every_status_is_of_its_value_set(stage: str, level: str) -> None:
    made = fhir.checked(fhir.bundle(made_case(stage, level), START, label))
    by_kind: dict[str, list[Any]] = {}
    for entry in Bundle.model_validate(made).entry:
        by_kind.setdefault(entry.resource.get_resource_type(), []).append(entry.resource)
    assert set(by_kind) == {"QuestionnaireResponse", "ServiceRequest", "Task", "Consent", "Provenance"}
    assert {one.status for one in by_kind["ServiceRequest"]} <= REQUEST
    assert {one.status for one in by_kind["Task"]} <= TASK
    assert {one.status for one in by_kind["QuestionnaireResponse"]} <= ANSWERS
    assert {one.status for one in by_kind["Consent"]} == {"active", "inactive", "rejected"}
    assert by_kind["ServiceRequest"][0].intent == "proposal"


def test_every_reference_inside_the_bundle_leads_to_an_entry() -> None:
    text = json.dumps(fhir.bundle(made_case(), START, label))
    there = {entry["fullUrl"] for entry in json.loads(text)["entry"]}
    assert set(_references(json.loads(text))) <= there
    assert len(there) == 7


def test_a_staff_case_speaks_of_no_patient() -> None:
    assert "Patient" not in json.dumps(fhir.bundle(made_case(kind="staff"), START, label))


@SLOW
@given(words=some.text(max_size=300), name=some.text(max_size=40))
def test_the_bundle_validates_whatever_was_said(words: str, name: str) -> None:
    found = made_case(own_words={"p_words": words}, sections={"p_name": name, "p_needs": ["heard", words]})
    fhir.checked(json.loads(json.dumps(fhir.bundle(found, START, label))))


@pytest.mark.parametrize("words", NAUGHTY)
def test_naughty_words_are_in_the_bundle_as_far_as_fhir_allows(words: str) -> None:
    found = fhir.checked(fhir.bundle(made_case(own_words={"p_words": words}), START, label))
    texts = [
        answer["valueString"]
        for item in found["entry"][0]["resource"]["item"]
        for answer in item["answer"]
        if "valueString" in answer
    ]
    assert not fhir.clean(words) or fhir.clean(words) in texts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\n=1", "＝1", "|x", "%0"])
def test_formulas_are_made_inert(text: str) -> None:
    (row,) = csv.reader(io.StringIO(tables.table([[text]]).decode("utf-8-sig"), newline=""))
    assert row == ([f"'{text}"] if text != "%0" else [text])


def test_ordinary_words_stay_as_they_are() -> None:
    assert tables.table([["Waikato", "R-AAAA", None, datetime(2026, 1, 2, tzinfo=UTC)]]).decode(
        "utf-8-sig"
    ) == ("Waikato,R-AAAA,,2026-01-02T00:00:00+00:00\r\n")


async def test_the_queue_is_a_table_for_a_lead_and_a_line_in_the_audit(desk: Desk) -> None:
    reference = desk.case()
    lead = await desk.signed_in("lead", name="=cmd|' /C calc'!A0")
    await lead.get(f"/case/{reference}/gate")
    await lead.post(f"/case/{reference}/gate", {"conflict": "no"})
    await lead.post(f"/case/{reference}/claim", {})
    page = await lead.get("/queue/export.csv?view=mine")
    (line,) = csv.DictReader(io.StringIO(page.html.removeprefix("\ufeff")))
    assert (line["reference"], line["region"]) == (reference, "Waikato")
    assert line["held_by"] == "'=cmd|' /C calc'!A0"
    assert "export queue" in (await lead.get("/audit")).text
    assert "Ana" not in page.text
    assert AT[:4] in line["opened_at"]


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["reference"]] if isinstance(value.get("reference"), str) else []
        return own + [one for inner in value.values() for one in _references(inner)]
    return [one for inner in value for one in _references(inner)] if isinstance(value, list) else []
