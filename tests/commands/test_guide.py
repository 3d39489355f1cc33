"""The script: what it lists, what it refuses, what it needs."""

import signal
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASH = "/bin/bash"


def guide(*words: str, path: str | None = None, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    env = {"PATH": path} if path else None
    return subprocess.run(
        [BASH, str(folder / "guide"), *words], capture_output=True, text=True, env=env, check=False
    )


def test_with_no_argument_it_lists_the_commands_that_exist() -> None:
    listed = guide().stdout.splitlines()[2:]
    assert [line.split()[0] for line in listed] == sorted(
        file.stem.replace("_", "-") for file in (ROOT / "commands").glob("[a-z]*.py")
    )


@pytest.mark.parametrize("word", ["nosuch", "tools", "__main__", "../guide", "--help"])
def test_what_is_no_command_is_refused_with_the_list(word: str) -> None:
    done = guide(word)
    assert done.returncode == 2
    assert "usage: ./guide COMMAND" in done.stderr
    assert f"there is no command '{word}'" in done.stderr


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout where nothing was set up yet, and a PATH with the least that a machine has."""
    for part in ("commands", "requirements", "guide"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / "guide").unlink()
    (tmp_path / "guide").write_bytes((ROOT / "guide").read_bytes())
    programs = tmp_path / "programs"
    programs.mkdir()
    for program in ("dirname", "readlink", "mkdir", "cmp", "rm", "grep", "tail", "cp", "flock", "bash"):
        found = next(
            Path(folder) / program for folder in ("/usr/bin", "/bin") if (Path(folder) / program).exists()
        )
        (programs / program).symlink_to(found)
    return tmp_path


def test_without_uv_and_python_it_names_the_package_to_install(bare: Path) -> None:
    done = guide("check", path=str(bare / "programs"), folder=bare)
    assert done.returncode == 2
    assert "python3-pip" in done.stderr


def test_without_python_3_11_it_says_so_in_a_sentence(bare: Path) -> None:
    uv = bare / "programs" / "uv"
    uv.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && exit 0\n[ "$1" = cache ] && echo {bare} && exit 0\nexit 2\n'
    )
    uv.chmod(0o755)
    done = guide("check", path=str(bare / "programs"), folder=bare)
    assert done.returncode == 2
    assert "Python 3.11 is not on this machine" in done.stderr


def test_it_holds_to_about_a_page() -> None:
    assert len((ROOT / "guide").read_text().splitlines()) <= 110


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    words = subprocess.Popen(
        [BASH, "guide", "words"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert words.stdout
    assert words.stderr
    words.stdout.readline()
    words.stdout.close()
    assert b"Traceback" not in words.stderr.read()
    assert words.wait(60) == 128 + signal.SIGPIPE
