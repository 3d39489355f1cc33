"""What was made is made again when its sources change, and only then."""

from pathlib import Path

import pytest

from commands.setup import node
from commands.tools import quiet
from commands.tools.stamps import Stamp, digest
from commands.tools.trouble import Trouble


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.yml").write_text("greeting")
    return tmp_path


def test_the_digest_follows_the_words_of_a_file(sources: Path) -> None:
    before = digest([sources / "data"], sources)
    (sources / "data" / "words.yml").write_text("greetings")
    assert digest([sources / "data"], sources) != before


def test_the_digest_follows_the_name_of_a_file(sources: Path) -> None:
    before = digest([sources / "data"], sources)
    (sources / "data" / "words.yml").rename(sources / "data" / "more.yml")
    assert digest([sources / "data"], sources) != before


def test_the_digest_leaves_out_what_python_made(sources: Path) -> None:
    before = digest([sources / "data"], sources)
    (sources / "data" / "__pycache__").mkdir()
    (sources / "data" / "__pycache__" / "a.pyc").write_text("x")
    assert digest([sources / "data", sources / "absent"], sources) == before


def test_a_stamp_fits_only_what_it_was_set_for(tmp_path: Path) -> None:
    Stamp(tmp_path / "deep" / ".made-from", "one").set()
    assert Stamp(tmp_path / "deep" / ".made-from", "one").fits()
    assert not Stamp(tmp_path / "deep" / ".made-from", "two").fits()


def test_a_lifted_stamp_fits_nothing(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / ".made-from", "one")
    stamp.set()
    stamp.lift()
    assert not stamp.fits()


@pytest.mark.parametrize(("version", "fits"), [("v20.1.0", True), ("v24.0.0", True), ("v18.20.4", False)])
def test_node_must_be_20_or_newer(tmp_path: Path, version: str, fits: bool) -> None:
    for program in ("node", "npm"):
        (tmp_path / program).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / program).chmod(0o755)
    assert node.is_new_enough(str(tmp_path)) is fits


def test_a_full_disk_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(quiet, "HOME", tmp_path)
    with pytest.raises(Trouble, match="the disk is full"):
        quiet.run(["sh", "-c", "echo 'No space left on device (os error 28)'; exit 1"], "it failed")


def test_a_step_that_fails_shows_the_end_of_what_it_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quiet, "HOME", tmp_path)
    with pytest.raises(Trouble, match="it failed"):
        quiet.run(["sh", "-c", "seq 100; exit 3"], "it failed")
    assert capsys.readouterr().err.splitlines()[-1] == "100"
