"""Nothing is said past its date: what ./guide check-content finds wrong fails here too.

The day is today's, or that of GUIDE_TEST_CLOCK where GUIDE_TEST is on.
"""

import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands import check_content
from commands.checking import content_dated
from ground.dated import WRONG, Allowed, first_day
from tests.content import shelf

READ = date(2026, 11, 20)
ALLOWED = Allowed(READ, due_after=timedelta(30), past_after=timedelta(100))


def wrong(root: Path, today: date) -> list[str]:
    return [finding.words for finding in content_dated.look(root, today) if finding.level == "wrong"]


def test_no_fact_and_no_contact_is_past_its_date() -> None:
    from commands.tools.settings import load

    assert wrong(shelf.ROOT, check_content.today(load())) == []


def test_stale_content_fails_the_build() -> None:
    stale = wrong(shelf.ROOT, date(2029, 1, 1))
    sources = {
        source for name in shelf.TOPICS for fact in shelf.topic(name)["facts"] for source in fact["sources"]
    }
    assert sum(words.startswith("source ") for words in stale) == len(sources)
    assert sum(words.startswith("contact ") for words in stale) == len(
        shelf.read("content/services.yml")["services"]
    )


@pytest.mark.parametrize(
    ("checked", "days", "level"),
    [
        ("2026-11-20", 0, None),
        ("2026-11-20", 31, "look"),
        ("2026-11-20", 101, "wrong"),
        ("2027-03-01", 120, None),  # looked at again
        ("2013", 0, None),  # old, and gone through
        ("2013", 101, "wrong"),
        (None, 0, "wrong"),
        ("soon", 0, "wrong"),
        ("2027-01-01", 0, "wrong"),  # still to come
    ],
)
def test_a_thing_may_stand_be_due_or_be_past(checked: str | None, days: int, level: str | None) -> None:
    state, _ = ALLOWED.judge(checked, READ + timedelta(days))
    assert ("wrong" if state in WRONG else "look" if state == "due" else None) == level


def test_a_look_at_the_desk_counts_from_its_day() -> None:
    today = READ + timedelta(101)
    assert ALLOWED.judge("2026-11-20", today)[0] == "past"
    assert ALLOWED.judge("2026-11-20", today, looked=today)[0] == "fresh"


def test_a_year_counts_from_its_first_day() -> None:
    assert first_day("2023") == date(2023, 1, 1)
    assert first_day("2023-11-08") == date(2023, 11, 8)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A shelf of its own with one topic, one source and one contact, to be spoilt."""
    write(tmp_path, "dates.yml", shelf.read("content/dates.yml"))
    write(tmp_path, "sources.yml", {"sources": {"L1": {"publisher": "P", "checked": "2026-11-20"}}})
    write(tmp_path, "topics/one.yml", {"id": "one", "facts": [{"mark": "V", "sources": ["L1"]}]})
    contact = {"id": "a", "checked": "2026-11-20", "status": "ok", "source_url": "https://example.org/"}
    write(tmp_path, "services.yml", {"services": [contact]})
    return tmp_path


def write(root: Path, name: str, told: Any) -> None:
    (root / "content/topics").mkdir(parents=True, exist_ok=True)
    (root / "content" / name).write_text(yaml.safe_dump(told))


def test_a_contact_whose_date_was_never_set_is_named(content: Path) -> None:
    assert wrong(content, READ) == []
    contact = {"id": "a", "checked": None, "status": "ok", "source_url": "https://example.org/"}
    write(content, "services.yml", {"services": [contact]})
    assert wrong(content, READ) == ["contact a: nobody wrote down when it was checked"]


def test_a_source_past_its_date_is_named_with_the_topics_it_bears_out(content: Path) -> None:
    assert "source L1 (P), which bears out one" in wrong(content, date(2028, 1, 1))[0]


def test_a_source_that_bears_out_nothing_fails_nothing(content: Path) -> None:
    write(content, "topics/one.yml", {"id": "one", "facts": [{"mark": "G", "sources": []}]})
    assert all(words.startswith("contact") for words in wrong(content, date(2028, 1, 1)))


def command(clock: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": "/usr/bin:/bin", "GUIDE_TEST": "1", "GUIDE_TEST_CLOCK": clock}
    words = [str(shelf.ROOT / "guide"), "check-content"]
    return subprocess.run(words, capture_output=True, text=True, env=env, check=False)


def test_the_command_exits_with_0_while_all_is_in_date_and_1_once_something_is_past() -> None:
    good, late = command("2026-11-21T00:00:00Z"), command("2029-01-01T00:00:00Z")
    assert (good.returncode, late.returncode) == (0, 1), good.stderr + late.stderr
    assert "nothing is past its date on 2026-11-21" in good.stdout
    assert "WRONG  contact emergency_111: past its date" in late.stdout


def test_the_command_names_what_the_keeper_has_not_told_and_what_wants_a_look() -> None:
    said = command("2026-11-21T00:00:00Z").stdout
    unset = [key for key, value in shelf.read("content/service.yml").items() if value is None]
    assert [key for key in unset if key not in said] == []
    assert "contact samaritans: the newest copy read is of 2020" in said
