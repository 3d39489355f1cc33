"""./guide check finds what would make an installation unsafe."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from commands.check import findings
from commands.checking import content_dated, files_private, machine, reachable
from commands.checking.finding import Finding
from tests.commands.keepers import Desk

ROOT = Path(__file__).resolve().parents[2]


def wrong(found: list[Finding]) -> list[str]:
    return [finding.words for finding in found if finding.level == "wrong"]


def test_a_file_that_others_may_read_is_wrong(sqlite_desk: Desk) -> None:
    with closing(sqlite_desk.book()):
        pass
    assert wrong(list(files_private.look(sqlite_desk.settings))) == []
    os.chmod(sqlite_desk.settings.key_file, 0o644)
    assert "keeper.key" in wrong(list(files_private.look(sqlite_desk.settings)))[0]


def test_a_key_in_the_data_folder_is_said(sqlite_desk: Desk, tmp_path: Path) -> None:
    with closing(sqlite_desk.book()):
        pass
    said = "the keeper's key lies in GUIDE_DATA"
    assert said in " ".join(finding.words for finding in files_private.look(sqlite_desk.settings))
    sqlite_desk.env["GUIDE_KEY_FILE"] = str(tmp_path / "apart" / "keeper.key")
    assert said not in " ".join(finding.words for finding in files_private.look(sqlite_desk.settings))


def test_keys_in_the_casebooks_own_database_are_wrong(sqlite_desk: Desk) -> None:
    with closing(sqlite_desk.book()):
        pass
    sqlite_desk.env["GUIDE_KEYS_URL"] = sqlite_desk.settings.database_url
    assert "would hold the keys" in " ".join(wrong(list(files_private.look(sqlite_desk.settings))))


def test_a_change_of_the_key_that_was_cut_off_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "keeper.key"
    file.write_text("new\nfinds first\nwas first\n")
    assert "cut off" in wrong(list(files_private.rotated(file)))[0]


def test_settings_for_tests_are_wrong(sqlite_desk: Desk) -> None:
    assert not [words for words in wrong(list(reachable.look(sqlite_desk.settings))) if "GUIDE_TEST" in words]
    sqlite_desk.env["GUIDE_TEST"] = "1"
    assert [words for words in wrong(list(reachable.look(sqlite_desk.settings))) if "GUIDE_TEST" in words]


@pytest.mark.parametrize(("free", "level"), [(2**20, "wrong"), (2**30, "look"), (2**36, "ok")])
def test_little_disk_is_said_before_it_is_full(free: int, level: str) -> None:
    assert machine.disk(free).level == level


def test_a_clock_before_the_newest_file_is_wrong() -> None:
    assert machine.clock(1_000_000, 2_000_000).level == "wrong"
    assert machine.clock(2_000_000, 2_000_000).level == "ok"


def test_facts_past_their_date_are_wrong() -> None:
    assert wrong(list(content_dated.look(ROOT, date(2040, 1, 1))))


def test_check_looks_at_all_of_it(sqlite_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commands.check.made.look", lambda _: iter(()))
    sqlite_desk.env |= {"GUIDE_TEST": "1", "GUIDE_TEST_CLOCK": "2040-01-01T00:00:00+00:00"}
    told = " ".join(finding.words for finding in findings(sqlite_desk.settings))
    assert [word for word in ("disk", "the clock", "GUIDE_TEST", "past its date") if word not in told] == []
